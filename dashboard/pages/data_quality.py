"""Can the figures be believed?"""

from __future__ import annotations

from dashboard import show
from dashboard.context import Context
from dashboard.evidence import evidence
from dashboard.page import Control, Page
from dashboard.sections.quality.bearing import bearing
from dashboard.sections.quality.completeness import completeness
from dashboard.sections.quality.delivered import rows_received, submissions
from dashboard.sections.quality.faults import checks, noted, set_aside
from dashboard.sections.quality.freshness import freshness

SECTIONS = (submissions, rows_received, bearing, set_aside, noted, completeness, freshness, checks)


def render(context: Context) -> None:
    """Draw the page: what was delivered, what became of its rows, how complete they are, and what that bears on."""
    show.title(context, PAGE.title)
    if context.selection.areas:
        show.facts(context, SECTIONS)
    else:
        show.nothing_chosen()
    evidence(context)


PAGE = Page(
    title="Can the figures be believed?",
    name="Data quality",
    path="data-quality",
    icon=":material/fact_check:",
    group="Behind the figures",
    render=render,
    controls=frozenset({Control.AREAS}),
)
