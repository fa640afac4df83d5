"""How many rows there are at least by the published figures: each quarter and group that is there has some."""

from __future__ import annotations

import polars as pl

from pipelines.disclosure import Preset
from pipelines.measures.periods import PeriodKind
from pipelines.quality.scope import ALL
from pipelines.quality.told import Name

_COUNTED = {
    "referrals_received": ("referrals", ""),
    "referrals_accepted": ("referrals", "decided_on"),
    "waits_started": ("referrals", "started_on"),
    "closures": ("referrals", "closed_on"),
    "visits_attended": ("visits", ""),
    "targets_achieved": ("targets", ""),
    "workshops_completed": ("workshops", ""),
}
"""Measures that count rows of an extract once, or those that have a column filled."""


def at_least(figures: pl.DataFrame, preset: Preset) -> dict[Name, float]:
    """By the counts of ``pipelines.quality.sums``: the most that the quarters of any one breakdown come to at least.

    Args:
        figures: rows of ``MEASURE_VALUE``, controlled.
        preset: how they were controlled.
    """
    is_asked = pl.col("measure").is_in(list(_COUNTED)) & (pl.col("period_kind") == PeriodKind.QUARTER.value)
    given = pl.coalesce("denominator", "value")
    is_there = pl.lit(preset.smallest_hidden > 0) | (pl.col("breakdown") != "none")
    near = pl.max_horizontal(given - preset.slack, pl.lit(preset.largest_hidden + 1.0))
    least = (
        pl.when(given == 0).then(0.0).when(given.is_not_null()).then(near).when((pl.col("symbol") == "c") & is_there)
    ).then(1.0)
    whose = ["measure", "service_area", "yardstick", "breakdown"]
    sums = figures.filter(is_asked).group_by(whose).agg(least.otherwise(0.0).sum().alias("least"))
    found = sums.group_by("measure", "service_area").agg(pl.col("least").max()).sort("measure", "service_area")
    return {_name(*_COUNTED[measure], area): count for measure, area, count in found.iter_rows()}


def _name(extract: str, column: str, area: str) -> Name:
    if column:
        return ("filled", area, extract, column)
    return ("every", extract, "accepted") if area == ALL else ("accepted", area, extract)
