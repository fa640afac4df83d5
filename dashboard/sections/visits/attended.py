"""What attended visits are like: with whom, with what practice in between, and how long."""

from __future__ import annotations

from dashboard.figures import Figures
from dashboard.measures import BY_KIND, IN_VISITS, MINUTES, USUAL_LENGTH
from dashboard.sections.levels import levels
from dashboard.sections.runs import runs
from dashboard.sections.section import Section
from dashboard.sections.split import split


def joint_and_practice(figures: Figures) -> Section:
    """Joint visits and practice in the chosen period, of all attended visits and by their kind."""
    return split(figures, IN_VISITS, BY_KIND, "Joint visits and practice")


def joint_and_practice_over_time(figures: Figures) -> Section:
    """The same shares period by period."""
    return runs(figures, IN_VISITS, "Joint visits and practice over time")


def minutes(figures: Figures) -> Section:
    """The median minutes of home visits, over time."""
    return runs(figures, (MINUTES,), figures.titles[MINUTES])


def usual_length(figures: Figures) -> Section:
    """The share of home visits that lasted about as long as the area says; without such a length there is none."""
    return levels(figures, (USUAL_LENGTH,), figures.titles[USUAL_LENGTH])
