"""How far the visit plan was kept, term by term."""

from __future__ import annotations

from dashboard import relations, sentences
from dashboard.choice import Period
from dashboard.figures import Figures
from dashboard.measures import PLAN_KEPT
from dashboard.sections import tables
from dashboard.sections.levels import level_chart
from dashboard.sections.runs import run_chart
from dashboard.sections.section import Section

_HEADING = "Visit plan kept, by term"


def plan_kept(figures: Figures) -> Section:
    """The share of expected visits that took place: in the last term, and over the terms that the run touches."""
    run = _terms(figures)
    last = figures.at((PLAN_KEPT,), ("",), run[-1])
    rows = figures.over((PLAN_KEPT,), ("",), run)
    alt = f"{figures.titles[PLAN_KEPT]}, with 95 % intervals, {run[-1].title}."
    return Section(
        heading=_HEADING,
        charts=(level_chart(last, run[-1], alt, run[-1].title), run_chart(rows, figures)),
        table=tables.of(rows, figures),
        download=tables.download(rows),
        file_name=tables.file_name(_HEADING),
        measures=(PLAN_KEPT,),
        caution=_caution(figures),
    )


def _terms(figures: Figures) -> tuple[Period, ...]:
    """The terms that the chosen run touches; where there is no term at all, the headline period, which has no plan."""
    selection = figures.context.selection
    found = relations.periods(figures.context.warehouse, (PLAN_KEPT,)).get("term", [])
    begun = [start for start in found if start < selection.run[-1].until]
    at_first = max((start for start in begun if start <= selection.run[0].start), default=selection.run[0].start)
    terms = tuple(Period("term", start) for start in begun if start >= at_first)
    return terms or (selection.headline,)


def _caution(figures: Figures) -> str:
    """Whose weeks of term are not their own; blank where all chosen areas delivered their term dates."""
    scope = relations.area_scope(figures.context.warehouse)
    with_none = set(scope.filter(~scope.get_column("has_term_dates")).get_column("service_area"))
    names = [figures.names[area] for area in figures.single_areas if area in with_none]
    if not names:
        return ""
    return (
        f"No term dates were delivered for {sentences.listed(names)}: the weeks of term are those of an illustrative "
        "calendar, so the plan may look better or worse kept than it was."
    )
