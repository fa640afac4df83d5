"""What is to be done next, case by case."""

from __future__ import annotations

from functools import partial

from dashboard import selection, show
from dashboard.choice import Filters
from dashboard.context import Context
from dashboard.evidence import evidence
from dashboard.figures import Figures
from dashboard.page import Control, Page
from dashboard.sections.work_list import story
from dashboard.sections.work_list.caseload import caseload
from dashboard.sections.work_list.cases import Cases
from dashboard.sections.work_list.clocks import outstanding
from dashboard.sections.work_list.unvisited import unvisited

SECTIONS = (outstanding, unvisited, caseload)


def render(context: Context) -> None:
    """Draw the page: what is due, who was not visited, what each worker has in hand, and one referral's story."""
    show.title(context, PAGE.title)
    if context.selection.areas:
        _cases(Figures(context))
    else:
        show.nothing_chosen()
    evidence(context)


def _cases(figures: Figures) -> None:
    known = Cases(figures, Filters())
    cases = Cases(figures, selection.choose_filters(figures.standards, known.workers, known.priorities))
    for make in SECTIONS:
        show.more(figures, partial(make, cases), f"{make!r} {cases.filters}")
    show.heading(story.HEADING)
    area, referral = selection.choose_referral(cases.areas, cases.listed)
    of_one = partial(story.story, cases, area, referral)
    show.more(figures, of_one, f"{story.HEADING} {area} {referral}", has_heading=False)


PAGE = Page(
    title="What is to be done next?",
    name="Work list",
    path="work-list",
    icon=":material/checklist:",
    group="Cases",
    render=render,
    controls=frozenset({Control.AREAS, Control.YARDSTICK}),
    needs_records=True,
)
