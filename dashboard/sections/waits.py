"""How many working days families typically waited."""

from __future__ import annotations

from dashboard.figures import Figures
from dashboard.measures import WORKING_DAYS
from dashboard.relations import COMMON
from dashboard.sections.runs import runs
from dashboard.sections.section import Section


def working_days(figures: Figures) -> Section:
    """The median working days to first contact and to the initial meeting, over time."""
    return runs(figures, WORKING_DAYS, "How many working days it took", COMMON)
