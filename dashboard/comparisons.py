"""What pages ask of the comparisons in a warehouse: areas beside all of them, and groups beside everybody else."""

from __future__ import annotations

import polars as pl

from dashboard.choice import Period
from dashboard.relations import OWN
from dashboard.warehouse import Snapshot

ENOUGH = "within", "above", "below"
"""The verdicts on groups that are large enough for one."""
TOO_FEW = "too few"

_BESIDE_ALL = """
SELECT * FROM warehouse.comparison
WHERE measure = $measure AND yardstick = $yardstick AND period_kind = $kind AND period_start = $start
ORDER BY service_area
"""

_GAPS = """
SELECT * FROM warehouse.gap
WHERE measure = $measure AND yardstick = $yardstick AND period_kind = $kind AND period_start = $start
    AND breakdown = $breakdown
ORDER BY service_area, category
"""

_YARDSTICKS = """
SELECT DISTINCT yardstick FROM warehouse.measure_value
WHERE measure = $measure AND breakdown = 'none' ORDER BY yardstick
"""


def proportions(warehouse: Snapshot) -> dict[str, str]:
    """The titles of the measures that compare areas, by id, in the measures' order."""
    sql = "SELECT measure, title FROM warehouse.measure WHERE kind = 'proportion' ORDER BY position"
    return dict(warehouse.frame(sql).rows())


def yardstick(warehouse: Snapshot, measure: str, chosen: str) -> str:
    """The chosen yardstick where the measure has it; else the one that it has, blank where no clock is behind it."""
    known = yardsticks(warehouse, measure)
    return chosen if chosen in known else known[0] if known else OWN


def yardsticks(warehouse: Snapshot, measure: str) -> list[str]:
    """What a measure's clocks are judged by."""
    return warehouse.frame(_YARDSTICKS, measure=measure).get_column("yardstick").to_list()


def beside_all(warehouse: Snapshot, measure: str, yardstick: str, period: Period) -> pl.DataFrame:
    """The rows of ``comparison`` of a measure in one period, one per area."""
    asked = {"measure": measure, "yardstick": yardstick, "kind": period.kind, "start": period.start}
    return warehouse.frame(_BESIDE_ALL, **asked)


def gaps(warehouse: Snapshot, measure: str, yardstick: str, period: Period, breakdown: str) -> pl.DataFrame:
    """The rows of ``gap`` of a measure in one period, one per area and group; of quarters and longer alone."""
    asked = {"measure": measure, "yardstick": yardstick, "kind": period.kind, "start": period.start}
    return warehouse.frame(_GAPS, **asked, breakdown=breakdown)
