"""What support achieves: growth, the level expected for age, and the pace of development."""

from __future__ import annotations

from dashboard.figures import Figures
from dashboard.measures import GAIN, KEPT_PACE, LEVEL_FOR_AGE
from dashboard.sections.course import course
from dashboard.sections.groups import by_group, in_groups
from dashboard.sections.runs import runs
from dashboard.sections.section import Section

_AREA_OF_DEVELOPMENT = "area_of_development"


def growth_and_level(figures: Figures) -> Section:
    """The shares that moved closer to, and that are within, what is expected for age, with intervals and over time."""
    return course(figures, LEVEL_FOR_AGE, "Growth and expected level")


def by_area_of_development(figures: Figures) -> Section:
    """Growth, expected level and pace in each area of development, in the chosen period."""
    return in_groups(figures, (*LEVEL_FOR_AGE, KEPT_PACE), _AREA_OF_DEVELOPMENT, "By area of development")


def pace(figures: Figures) -> Section:
    """The share whose development kept pace with time, with its interval and over time."""
    return course(figures, (KEPT_PACE,), "Pace of development")


def gain(figures: Figures) -> Section:
    """How many months of development a child typically gains in a month, over time."""
    return runs(figures, (GAIN,), figures.titles[GAIN])


def development_by_group(figures: Figures) -> Section | None:
    """Growth, expected level and pace, by the groups of the chosen breakdown."""
    return by_group(figures, (*LEVEL_FOR_AGE, KEPT_PACE), about="Development")
