"""Are families seen on time?"""

from __future__ import annotations

from dashboard import show
from dashboard.context import Context
from dashboard.figures import Figures
from dashboard.sections.early import reviews_held_early
from dashboard.sections.on_time import over_time, share_on_time
from dashboard.sections.outstanding import overdue_and_due_soon
from dashboard.sections.readings import own_and_common, with_and_without_pauses
from dashboard.sections.waits import working_days

TITLE = "Are families seen on time?"

SECTIONS = (
    share_on_time,
    overdue_and_due_soon,
    over_time,
    own_and_common,
    with_and_without_pauses,
    reviews_held_early,
    working_days,
)


def render(context: Context) -> None:
    """Draw the page: each standard's share on time, its run, its other readings, and what is overdue."""
    show.title(context, TITLE)
    if context.selection.areas:
        figures = Figures(context)
        for make in SECTIONS:
            show.section(figures, make)
    else:
        show.nothing_chosen()
    show.evidence(context)
