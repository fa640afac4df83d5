"""What becomes of the children?"""

from __future__ import annotations

from dashboard import show
from dashboard.context import Context
from dashboard.measures import CLOSURES, ENDINGS, KEPT_PACE, LEVEL_FOR_AGE
from dashboard.page import EVERY_CONTROL, Control, Page
from dashboard.sections.outcomes.development import (
    by_area_of_development,
    development_by_group,
    gain,
    growth_and_level,
    pace,
)
from dashboard.sections.outcomes.leaving import (
    closures_over_time,
    endings_by_group,
    how_support_ends,
    why_and_where_to,
)

SECTIONS = (
    growth_and_level,
    by_area_of_development,
    pace,
    gain,
    development_by_group,
    why_and_where_to,
    closures_over_time,
    how_support_ends,
    endings_by_group,
)


def render(context: Context) -> None:
    """Draw the page: how children develop, why they leave and where to, and how the end of support was prepared."""
    show.title(context, PAGE.title)
    show.sections(context, SECTIONS)


PAGE = Page(
    title="What becomes of the children?",
    name="Outcomes",
    path="outcomes",
    icon=":material/trending_up:",
    group="Figures",
    render=render,
    measures=(*LEVEL_FOR_AGE, KEPT_PACE, CLOSURES, *ENDINGS),
    controls=EVERY_CONTROL - {Control.YARDSTICK},
)
