"""Whether runs over time show a real change: the warehouse's control charts beside figures, and words for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from dashboard.warehouse import Snapshot

Row = dict[str, Any]

CONCERN = "special_cause_concern"
IMPROVEMENT = "special_cause_improvement"

BETTER, WORSE = "getting better", "getting worse"
HIGHER, LOWER = "higher than before", "lower than before"
NO_CHANGE = "no real change"
TOO_FEW = "too few points to tell"

MEANINGS = {IMPROVEMENT: "better", CONCERN: "worse", "special_cause_neutral_high": "higher"} | {
    "special_cause_neutral_low": "lower"
}
"""What it means that a point stands out, in a word; such points are a small minority."""

_DIRECTIONS = {
    IMPROVEMENT: BETTER,
    CONCERN: WORSE,
    "special_cause_neutral_high": HIGHER,
    "special_cause_neutral_low": LOWER,
    "common_cause": NO_CHANGE,
}
_REASONS = {
    "Above UCL": "above the upper limit",
    "Below LCL": "below the lower limit",
    "7 Point Trend (Increasing)": "seven points rising",
    "7 Point Trend (Decreasing)": "seven points falling",
    "2 in 3 Above CL": "two of three points near the upper limit",
    "2 in 3 Below CL": "two of three points near the lower limit",
    "7 Points Above CL": "seven points above the mean",
    "7 Points Below CL": "seven points below the mean",
}
_TRIAL = "trial limits"
_TELLING = 7
"""Of fewer points neither a run nor a trend can be told, and nothing is said of a change. Our choice."""

_KEY = ["measure", "yardstick", "service_area", "period_kind", "period_start"]
_JUDGED = ["mean", "lower_limit", "upper_limit", "is_trial", "special_cause_type", "point_type"]

_SIGNALS = """
SELECT *, count(value) OVER (PARTITION BY measure, yardstick, service_area, period_kind) AS points
FROM warehouse.signal
WHERE list_contains($measures, measure) AND list_contains($areas, service_area)
ORDER BY ALL
"""


def signals(warehouse: Snapshot, measures: Sequence[str], areas: Sequence[str]) -> pl.DataFrame:
    """The rows of ``signal`` of measures and areas, with ``points``: how many values their series have."""
    return warehouse.frame(_SIGNALS, measures=list(measures), areas=list(areas))


def judged(figures: pl.DataFrame, warehouse: Snapshot) -> pl.DataFrame:
    """Figures over time with what is said of each point, and its ``direction`` in words.

    Args:
        figures: rows of ``Figures.over``.
        warehouse: that they are of.

    Returns:
        The same rows and, of each point that a control chart of its period kind has, the mean, the limits and
        ``is_trial`` of its series, why it stands out and what that means; blanks where there is none, and where it
        has too few points.
    """
    measures, areas = (figures.get_column(name).unique().sort() for name in ("measure", "service_area"))
    found = signals(warehouse, measures.to_list(), areas.to_list()).select(*_KEY, *_JUDGED, "points")
    rows = figures.join(found, on=_KEY, how="left", maintain_order="left")
    told = pl.Series("direction", [direction(row) for row in rows.iter_rows(named=True)], dtype=pl.String)
    enough = pl.col("points") >= _TELLING
    return rows.with_columns(told, *(pl.when(enough).then(pl.col(name)).alias(name) for name in _JUDGED))


def judged_by(warehouse: Snapshot, measures: Sequence[str]) -> list[str]:
    """The kinds of period that the control charts of measures have."""
    sql = "SELECT DISTINCT period_kind FROM warehouse.signal WHERE list_contains($measures, measure) ORDER BY ALL"
    return warehouse.frame(sql, measures=list(measures)).get_column("period_kind").to_list()


def direction(row: Row) -> str:
    """Which way a series goes at a point, with the reason, such as ``getting worse (below the lower limit)``.

    Blank where there is no figure, or no control chart of such periods.
    """
    if row["point_type"] is None:
        return ""
    if row["points"] < _TELLING:
        return TOO_FEW
    why = [_REASONS.get(row["special_cause_type"], ""), _TRIAL if row["is_trial"] else ""]
    reasons = ", ".join(filter(None, why))
    return _DIRECTIONS[row["point_type"]] + (f" ({reasons})" if reasons else "")
