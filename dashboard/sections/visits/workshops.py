"""Whether those who enrol on a workshop complete it."""

from __future__ import annotations

from dashboard.figures import Figures
from dashboard.measures import BY_ATTENDEE, WORKSHOPS
from dashboard.sections.section import Section
from dashboard.sections.split import split


def workshops(figures: Figures) -> Section:
    """The share of enrolled people who came to all three days, of all and by who they are."""
    return split(figures, (WORKSHOPS,), BY_ATTENDEE, figures.titles[WORKSHOPS])
