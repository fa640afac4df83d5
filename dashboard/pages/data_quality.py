"""Can the figures be believed?"""

from __future__ import annotations

from functools import partial

from dashboard import deliveries, selection, show
from dashboard.context import Context
from dashboard.evidence import evidence
from dashboard.figures import Figures
from dashboard.page import Control, Page
from dashboard.sections.quality.bearing import bearing
from dashboard.sections.quality.checks import checks
from dashboard.sections.quality.completeness import HEADING, completeness
from dashboard.sections.quality.delivered import rows_received, submissions
from dashboard.sections.quality.faults import noted, set_aside
from dashboard.sections.quality.freshness import freshness
from dashboard.sections.quality.moved import moved

ROWS = (submissions, rows_received, bearing, set_aside, noted)
HOW_FAR = (freshness, checks, moved)


def render(context: Context) -> None:
    """Draw the page: what was delivered, what became of its rows, how complete they are, and what that bears on."""
    show.title(context, PAGE.title)
    if context.selection.areas:
        show.facts(context, ROWS)
        _completeness(context)
        show.facts(context, HOW_FAR)
    else:
        show.nothing_chosen()
    evidence(context)


def _completeness(context: Context) -> None:
    """The columns of the extract that is chosen between the heading and the grid."""
    show.heading(HEADING)
    extracts = deliveries.extracts(context.warehouse)
    extract = selection.choose_named("Columns of", extracts, "extract")
    make = partial(completeness, context, extract, extracts[extract])
    show.more(Figures(context), make, f"{HEADING} {extract}", has_heading=False)


PAGE = Page(
    title="Can the figures be believed?",
    name="Data quality",
    path="data-quality",
    icon=":material/fact_check:",
    group="Behind the figures",
    render=render,
    controls=frozenset({Control.AREAS}),
)
