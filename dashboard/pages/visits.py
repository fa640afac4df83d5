"""Do visits take place?"""

from __future__ import annotations

from dashboard import show
from dashboard.context import Context
from dashboard.measures import IN_VISITS, VISIT_PARTS
from dashboard.page import EVERY_CONTROL, Control, Page
from dashboard.sections.visits.attended import joint_and_practice, joint_and_practice_over_time, minutes, usual_length
from dashboard.sections.visits.plan import plan_kept
from dashboard.sections.visits.planned import each_share, planned, planned_over_time, visits_by_group
from dashboard.sections.visits.workshops import workshops

SECTIONS = (
    planned,
    planned_over_time,
    each_share,
    visits_by_group,
    plan_kept,
    joint_and_practice,
    joint_and_practice_over_time,
    usual_length,
    minutes,
    workshops,
)


def render(context: Context) -> None:
    """Draw the page: what becomes of planned visits, how far the plan is kept, and what visits are like."""
    show.title(context, PAGE.title)
    show.sections(context, SECTIONS)


PAGE = Page(
    title="Do visits take place?",
    name="Visits",
    path="visits",
    icon=":material/home:",
    group="Figures",
    render=render,
    measures=(*VISIT_PARTS, *IN_VISITS),
    controls=EVERY_CONTROL - {Control.YARDSTICK},
)
