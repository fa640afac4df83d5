"""Whether families are seen on time: the shares, and their runs."""

from __future__ import annotations

from dashboard.figures import Figures
from dashboard.measures import ON_TIME
from dashboard.relations import OWN
from dashboard.sections.groups import by_group
from dashboard.sections.levels import levels
from dashboard.sections.runs import runs
from dashboard.sections.section import Section

NOT_COMPARABLE = (
    "These areas set themselves different limits, or none: shares against own limits do not compare them. "
    "Choose “Common limits” under “Measured against” to compare."
)


def share_on_time(figures: Figures) -> Section:
    """The share on time of each standard, with its interval and its limit, in the chosen period."""
    yardstick = figures.context.selection.yardstick
    return levels(figures, ON_TIME, "Share on time", yardstick, lead="on time", caution=_caution(figures))


def over_time(figures: Figures) -> Section:
    """The share on time of each standard, period by period."""
    return runs(figures, ON_TIME, "Over time", figures.context.selection.yardstick, caution=_caution(figures))


def on_time_by_group(figures: Figures) -> Section | None:
    """The share on time of each standard and group, where a breakdown is chosen."""
    return by_group(figures, ON_TIME, figures.context.selection.yardstick)


def _caution(figures: Figures) -> str:
    selection = figures.context.selection
    differ = figures.limits.differ(selection.areas, list(figures.standards), figures.as_at)
    return NOT_COMPARABLE if selection.yardstick == OWN and differ else ""
