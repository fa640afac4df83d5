"""Do children reach their targets?"""

from __future__ import annotations

from dashboard import show
from dashboard.context import Context
from dashboard.measures import TARGET_PARTS
from dashboard.page import EVERY_CONTROL, Control, Page
from dashboard.sections.targets import (
    by_area_of_development,
    days_to_achieve,
    due,
    due_over_time,
    each_share,
    targets_by_group,
)

SECTIONS = (due, due_over_time, each_share, by_area_of_development, targets_by_group, days_to_achieve)


def render(context: Context) -> None:
    """Draw the page: what becomes of targets that are due, and how long achieved ones took."""
    show.title(context, PAGE.title)
    show.sections(context, SECTIONS)


PAGE = Page(
    title="Do children reach their targets?",
    name="Targets",
    path="targets",
    icon=":material/flag:",
    group="Figures",
    render=render,
    measures=TARGET_PARTS,
    controls=EVERY_CONTROL - {Control.YARDSTICK},
)
