"""Which figures moved: the same measure, area, period, yardstick and group, with another number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from pipelines.changes.pair import Pair
from pipelines.measures.engine import KEY
from pipelines.measures.periods import PeriodKind, period_end

_COMPARED = ("numerator", "denominator", "value", "symbol")
_OF_THE_DAY = (PeriodKind.AS_AT, PeriodKind.ROLLING_12_MONTHS)
"""The kinds of which there is one period alone, which moves with the day of the figures."""
_NOTHING = "z"
"""A group that no row is of has no figure; there is nothing to count."""
_FIGURES = f"""
    WITH shared AS (
        SELECT measure FROM earlier.measure INTERSECT SELECT measure FROM later.measure
    ),
    was AS (
        SELECT * FROM earlier.measure_value WHERE measure IN (SELECT measure FROM shared)
    ),
    now AS (
        SELECT * FROM later.measure_value WHERE measure IN (SELECT measure FROM shared)
    ),
    compared AS (
        SELECT
            {", ".join(KEY)},
            {", ".join(f"was.{name} AS was_{name}, now.{name} AS {name}" for name in _COMPARED[:3])},
            coalesce(was.symbol, '{_NOTHING}') AS was_symbol,
            coalesce(now.symbol, '{_NOTHING}') AS symbol
        FROM was FULL JOIN now USING ({", ".join(KEY)})
    )
    SELECT * FROM compared
    WHERE (service_area, measure) IS NOT NULL
        AND ({" OR ".join(f"was_{name} IS DISTINCT FROM {name}" for name in _COMPARED)})
    ORDER BY {", ".join(KEY)}
"""
_PERIODS = """
    WITH known AS (
        SELECT DISTINCT period_kind, period_start, 'earlier' AS side FROM earlier.measure_value
        UNION ALL
        SELECT DISTINCT period_kind, period_start, 'later' AS side FROM later.measure_value
    )
    SELECT period_kind, period_start, count(*) > 1 AS is_shared FROM known GROUP BY period_kind, period_start
"""
_HOW_MANY = "SELECT period_kind, period_start, count(*) AS figures FROM measure_value GROUP BY ALL"


@dataclass(frozen=True)
class Moved:
    """What moved.

    Attributes:
        figures: those of closed periods: their key, ``was_`` and present numerator, denominator, value and symbol.
        open: how many of other periods, which are expected to.
        compared: how many figures of closed periods the earlier file has.
    """

    figures: pl.DataFrame
    open: int
    compared: int


def moved(pair: Pair, measures: Sequence[str]) -> Moved:
    """Compare figure by figure.

    A period is closed if its last day had come by the day of the figures of both. The last 12 months are so if they end
    with the same month for both and that is over; figures as at a day, if it is the day of both.

    Args:
        pair: the two files.
        measures: those to compare; all if none is named.
    """
    found = pair.ask(_FIGURES)
    if measures:
        found = found.filter(pl.col("measure").is_in(list(measures)))
    closed = _closed(pair)
    figures = found.join(closed, on=["period_kind", "period_start"], how="semi", maintain_order="left")
    known = pair.earlier(_HOW_MANY).join(closed, on=["period_kind", "period_start"], how="semi")
    return Moved(figures, found.height - figures.height, int(known["figures"].sum()))


def _closed(pair: Pair) -> pl.DataFrame:
    """The periods that were closed; those that hang on the day of the figures have to be in both files."""
    last = pair.closed_by
    periods = pair.ask(_PERIODS)
    is_closed = [
        period_end(PeriodKind(kind), start) <= last and (is_shared or kind not in _OF_THE_DAY)
        for kind, start, is_shared in periods.rows()
    ]
    return periods.filter(pl.Series(is_closed, dtype=pl.Boolean)).drop("is_shared")
