"""Do areas differ by more than chance?"""

from __future__ import annotations

from dashboard import show
from dashboard.context import Context
from dashboard.page import Control, Page
from dashboard.sections.compare.areas import funnel_of_areas, in_order
from dashboard.sections.compare.groups import gaps_between_groups
from dashboard.sections.compare.limits import own_and_common_limits
from dashboard.sections.compare.over_time import each_area_over_time

SECTIONS = (funnel_of_areas, in_order, each_area_over_time, own_and_common_limits, gaps_between_groups)


def render(context: Context) -> None:
    """Draw the page: one share of every area beside all of them, in order, over time, by both limits, and by group."""
    show.title(context, PAGE.title)
    show.sections(context, SECTIONS)


PAGE = Page(
    title="Do areas differ by more than chance?",
    name="Compare areas",
    path="compare",
    icon=":material/compare_arrows:",
    group="Compare",
    render=render,
    controls=frozenset(Control) - {Control.AREAS},
)
