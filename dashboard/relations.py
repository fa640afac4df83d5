"""What pages ask of a warehouse: each question once, answered with a frame."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from dashboard.warehouse import Snapshot

ALL_AREAS = "all"
COMMON = "common"
OWN = "own"

_VALUES = """
SELECT * FROM warehouse.measure_value
WHERE list_contains($measures, measure) AND list_contains($areas, service_area)
    AND period_kind = $period_kind AND breakdown = $breakdown
    AND period_start BETWEEN $first AND $last
ORDER BY ALL
"""

_PERIODS = """
WITH known AS (
    SELECT DISTINCT measure, period_kind, period_start FROM warehouse.measure_value
    WHERE list_contains($measures, measure) AND breakdown = 'none'
),

shared AS (
    SELECT period_kind FROM known GROUP BY period_kind
    HAVING count(DISTINCT measure) = (SELECT count(DISTINCT measure) FROM known)
)

SELECT DISTINCT period_kind, period_start FROM known INNER JOIN shared USING (period_kind)
ORDER BY period_kind, period_start
"""

_BREAKDOWNS = """
SELECT breakdown FROM warehouse.measure_value WHERE list_contains($measures, measure)
GROUP BY breakdown HAVING count(DISTINCT measure) = len($measures) ORDER BY breakdown
"""

_UNDELIVERED = """
SELECT DISTINCT measure, yardstick, service_area FROM warehouse.measure_value
WHERE list_contains($measures, measure) AND symbol = 'x' AND breakdown = 'none'
ORDER BY ALL
"""


def areas(warehouse: Snapshot) -> dict[str, str]:
    """The name of every service area by its code, in their order, after the name for all of them together."""
    rows = warehouse.frame("SELECT service_area, name FROM warehouse.service_area ORDER BY position")
    known = [row for row in rows.rows() if row[0] not in (ALL_AREAS, COMMON)]
    return {ALL_AREAS: "All areas", **dict(known)}


def values(
    warehouse: Snapshot,
    measures: Sequence[str],
    areas: Sequence[str],
    period_kind: str,
    first: date,
    last: date,
    breakdown: str = "none",
) -> pl.DataFrame:
    """The rows of ``measure_value`` for measures and areas whose period starts from ``first`` to ``last``."""
    return warehouse.frame(
        _VALUES,
        measures=list(measures),
        areas=list(areas),
        period_kind=period_kind,
        first=first,
        last=last,
        breakdown=breakdown,
    )


def periods(warehouse: Snapshot, measures: Sequence[str]) -> dict[str, list[date]]:
    """The first days of the periods, by the period kinds that all of the measures have, earliest first."""
    found: dict[str, list[date]] = {}
    for kind, start in warehouse.frame(_PERIODS, measures=list(measures)).iter_rows():
        found.setdefault(kind, []).append(start)
    return found


def quarters(warehouse: Snapshot) -> list[date]:
    """The first days of all quarters that there are figures of, earliest first."""
    found = warehouse.frame("SELECT DISTINCT period_start FROM warehouse.measure_value WHERE period_kind = 'quarter'")
    return found.get_column("period_start").sort().to_list()


def breakdowns(warehouse: Snapshot, measures: Sequence[str]) -> list[str]:
    """The breakdowns that all of the measures have, ``none`` among them."""
    return warehouse.frame(_BREAKDOWNS, measures=list(measures)).get_column("breakdown").to_list()


def breakdowns_of(warehouse: Snapshot, measure: str) -> list[str]:
    """The breakdowns of one measure, in its definition's order."""
    sql = "SELECT breakdown FROM warehouse.measure_breakdown WHERE measure = $measure ORDER BY position"
    return warehouse.frame(sql, measure=measure).get_column("breakdown").to_list()


def period_kinds_of(warehouse: Snapshot, measure: str) -> list[str]:
    """The kinds of period that one measure is given by."""
    sql = "SELECT period_kind FROM warehouse.measure_period WHERE measure = $measure"
    return warehouse.frame(sql, measure=measure).get_column("period_kind").to_list()


def yardsticks(warehouse: Snapshot, measure: str) -> list[str]:
    """What a measure is judged by: own limits before common ones, or blank alone where no clock is behind it."""
    sql = "SELECT DISTINCT yardstick FROM warehouse.measure_value WHERE measure = $measure ORDER BY yardstick DESC"
    return warehouse.frame(sql, measure=measure).get_column("yardstick").to_list()


def undelivered(warehouse: Snapshot, measures: Sequence[str]) -> pl.DataFrame:
    """Measure, yardstick and service area of the figures that an extract was not delivered for."""
    return warehouse.frame(_UNDELIVERED, measures=list(measures))


def measures(warehouse: Snapshot) -> pl.DataFrame:
    """The card of every measure, in the measures' order."""
    return warehouse.frame("SELECT * FROM warehouse.measure ORDER BY position")


def titles(warehouse: Snapshot, breakdown: str) -> dict[str, str]:
    """The title of each category of a breakdown, in their order."""
    rows = warehouse.frame(
        "SELECT category, title FROM warehouse.category WHERE breakdown = $breakdown ORDER BY position",
        breakdown=breakdown,
    )
    return dict(rows.rows())


def every_figure(warehouse: Snapshot) -> pl.DataFrame:
    """All figures of the file, in the order of their keys."""
    return warehouse.frame("SELECT * FROM warehouse.measure_value ORDER BY ALL")


def submission_files(warehouse: Snapshot) -> pl.DataFrame:
    """The delivered files that the figures rest on, with their SHA-256."""
    return warehouse.frame("SELECT * FROM warehouse.submission_file ORDER BY submission, extract, number")


def submissions(warehouse: Snapshot) -> pl.DataFrame:
    """The submissions that were built together."""
    return warehouse.frame("SELECT * FROM warehouse.submission ORDER BY position")


def rule_files(warehouse: Snapshot) -> pl.DataFrame:
    """The files of rules and definitions that the figures rest on, with their SHA-256."""
    return warehouse.frame("SELECT * FROM warehouse.rule_file ORDER BY kind, name")


def extract_counts(warehouse: Snapshot) -> pl.DataFrame:
    """How many rows of each extract were read, accepted, set aside, superseded and noted."""
    return warehouse.frame("SELECT * FROM warehouse.extract_count ORDER BY extract, counted")


def area_scope(warehouse: Snapshot) -> pl.DataFrame:
    """Which rules each service area has published, and whether its own term dates were delivered."""
    return warehouse.frame("SELECT * FROM warehouse.area_scope ORDER BY service_area")
