"""What becomes of planned visits: attended, not brought, or cancelled, and by whom."""

from __future__ import annotations

from dashboard.figures import Figures
from dashboard.measures import IN_VISITS, VISIT_PARTS
from dashboard.sections.groups import by_group
from dashboard.sections.levels import levels
from dashboard.sections.parts.stacks import Whole, parts, parts_over_time
from dashboard.sections.section import Section

PLANNED = Whole(VISIT_PARTS, "Planned visits")


def planned(figures: Figures) -> Section:
    """What became of planned visits, as parts of all of them."""
    return parts(figures, PLANNED, "What became of planned visits")


def planned_over_time(figures: Figures) -> Section | None:
    """The same over time, small, where several areas are shown."""
    return parts_over_time(figures, PLANNED, "Planned visits over time")


def each_share(figures: Figures) -> Section:
    """Each of these shares in the chosen period, with its interval."""
    return levels(figures, VISIT_PARTS, "Each share with its interval", lead=PLANNED.lead)


def visits_by_group(figures: Figures) -> Section | None:
    """Each of these shares, joint visits and practice for each group, where a breakdown is chosen."""
    return by_group(figures, (*VISIT_PARTS, *IN_VISITS))
