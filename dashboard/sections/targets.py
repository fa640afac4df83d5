"""What becomes of the targets that are due for review, and how long achieved ones took."""

from __future__ import annotations

from dashboard.figures import Figures
from dashboard.measures import BY_DEVELOPMENT, DAYS_TO_ACHIEVE, TARGET_PARTS
from dashboard.sections.groups import by_group
from dashboard.sections.levels import levels
from dashboard.sections.parts.stacks import Whole, parts, parts_by_group, parts_over_time
from dashboard.sections.runs import runs
from dashboard.sections.section import Section

DUE = Whole(TARGET_PARTS, "Targets due")


def due(figures: Figures) -> Section:
    """What became of targets due for review, as parts of all of them."""
    return parts(figures, DUE, "What became of targets due for review")


def due_over_time(figures: Figures) -> Section | None:
    """The same over time, small, where several areas are shown."""
    return parts_over_time(figures, DUE, "Targets due over time")


def each_share(figures: Figures) -> Section:
    """Each of these shares in the chosen period, with its interval."""
    return levels(figures, TARGET_PARTS, "Each share with its interval", lead=DUE.lead)


def by_area_of_development(figures: Figures) -> Section:
    """What became of targets due for review in each area of development."""
    return parts_by_group(figures, DUE, BY_DEVELOPMENT, "Targets due by area of development")


def targets_by_group(figures: Figures) -> Section | None:
    """Each of these shares for each group, where a breakdown is chosen."""
    return by_group(figures, TARGET_PARTS)


def days_to_achieve(figures: Figures) -> Section:
    """The median days from agreeing a target to its review as achieved, over time."""
    return runs(figures, (DAYS_TO_ACHIEVE,), figures.titles[DAYS_TO_ACHIEVE])
