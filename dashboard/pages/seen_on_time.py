"""Are families seen on time?"""

from __future__ import annotations

from dashboard import show
from dashboard.context import Context
from dashboard.measures import ON_TIME
from dashboard.page import Page
from dashboard.sections.early import reviews_held_early
from dashboard.sections.on_time import on_time_by_group, over_time, share_on_time
from dashboard.sections.outstanding import overdue_and_due_soon
from dashboard.sections.readings import own_and_common, with_and_without_pauses
from dashboard.sections.waits import working_days

SECTIONS = (
    share_on_time,
    overdue_and_due_soon,
    over_time,
    on_time_by_group,
    own_and_common,
    with_and_without_pauses,
    reviews_held_early,
    working_days,
)


def render(context: Context) -> None:
    """Draw the page: each standard's share on time, its run, its other readings, and what is overdue."""
    show.title(context, PAGE.title)
    show.sections(context, SECTIONS)


PAGE = Page(
    title="Are families seen on time?",
    name="Seen on time",
    path="seen-on-time",
    icon=":material/schedule:",
    group="Figures",
    render=render,
    measures=ON_TIME,
)
