"""A share over clocks against each area's own limit and against the common one."""

from __future__ import annotations

from dashboard import comparisons
from dashboard.figures import Figures
from dashboard.relations import COMMON, OWN
from dashboard.sections.readings import against_both
from dashboard.sections.section import Section


def own_and_common_limits(figures: Figures) -> Section | None:
    """Both readings of the chosen measure, with each area's limits; ``None`` where it has one reading alone."""
    measure = figures.context.selection.measure
    known = comparisons.yardsticks(figures.context.warehouse, measure)
    return against_both(figures, (measure,)) if {OWN, COMMON} <= set(known) else None
