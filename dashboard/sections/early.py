"""Reviews held before the window that an area sets itself."""

from __future__ import annotations

from dashboard.figures import Figures
from dashboard.measures import HELD_EARLY
from dashboard.relations import OWN
from dashboard.sections.runs import runs
from dashboard.sections.section import Section


def reviews_held_early(figures: Figures) -> Section:
    """The share of reviews held early, over time; only areas whose limit names an earliest day have it."""
    return runs(figures, (HELD_EARLY,), figures.titles[HELD_EARLY], OWN)
