"""How are we doing?"""

from __future__ import annotations

from dashboard import show
from dashboard.context import Context
from dashboard.measures import LAST_YEAR, NOW
from dashboard.page import Control, Page
from dashboard.sections.overview.attention import attention
from dashboard.sections.overview.standing import on_time_runs, other_runs, standing

_FURTHER = ("seen-on-time", "waiting-list", "visits", "targets", "outcomes", "work-list")


def render(context: Context) -> None:
    """Draw the page: what needs attention first, where every area stands, and the small runs behind it."""
    show.title(context, PAGE.title)
    show.links(context, _FURTHER)
    show.sections(context, (attention, standing, on_time_runs, other_runs))


PAGE = Page(
    title="How are we doing?",
    name="Overview",
    path="overview",
    icon=":material/dashboard:",
    group="At a glance",
    render=render,
    measures=(NOW[1], LAST_YEAR[0]),
    controls=frozenset({Control.YARDSTICK, Control.RUN}),
)
