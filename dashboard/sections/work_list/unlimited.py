"""Areas without limits: no clock runs there, which is not the same as none being overdue."""

from __future__ import annotations

from collections.abc import Collection

from dashboard import sentences
from dashboard.sections.work_list.cases import Cases


def without_limits(cases: Cases, standards: Collection[str] = ()) -> dict[str, str]:
    """The names, by code, of the areas that have no limit by the chosen yardstick.

    Args:
        cases: of the chosen areas.
        standards: the codes of those that a limit is looked for; of all if none is given.
    """
    yardstick, has = cases.figures.context.selection.yardstick, cases.figures.limits.has
    asked = standards or cases.figures.standards
    return {area: name for area, name in cases.areas.items() if not any(has(area, one, yardstick) for one in asked)}


def told(cases: Cases, standards: Collection[str] = ()) -> str:
    """Which areas have no limit, and what to choose to see clocks there; blank where every area has one."""
    names = list(without_limits(cases, standards).values())
    if not names:
        return ""
    titles = [cases.figures.standards[one] for one in cases.figures.standards if one in standards]
    of_these = f" for {sentences.listed([sentences.uncapitalised(title) for title in titles])}" if titles else ""
    publish = "publishes" if len(names) == 1 else "publish"
    return (
        f"{sentences.listed(names)} {publish} no limit{of_these}, so no clock runs there by own limits. "
        "Choose “Common limits” under “Measured against” to see what is overdue by those."
    )
