"""Signals over time: a control chart of every share and median, for each yardstick and service area."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any

import polars as pl

from pipelines.measures.control_chart import Point, control_chart
from pipelines.measures.definition import SHARES, Definition, Kind
from pipelines.measures.periods import PeriodKind

SIGNAL = pl.Schema(
    {
        "measure": pl.String(),
        "yardstick": pl.String(),
        "service_area": pl.String(),
        "period_kind": pl.String(),
        "period_start": pl.Date(),
        "value": pl.Float64(),
        "symbol": pl.String(),
        "mean": pl.Float64(),
        "lower_limit": pl.Float64(),
        "upper_limit": pl.Float64(),
        "is_trial": pl.Boolean(),
        "relative_to_mean": pl.Int64(),
        "is_outside_limits": pl.Boolean(),
        "is_close_to_limits": pl.Boolean(),
        "special_cause_type": pl.String(),
        "point_type": pl.String(),
        "variation": pl.String(),
    }
)
"""One row per period of a series; the first five columns name it. What is said of a point is blank at a gap; the mean,
its limits, ``is_trial`` and ``variation`` are the series' and stand on each of its rows."""

_SERIES = SIGNAL.names()[:4]
_KEY = SIGNAL.names()[:5]
_CHARTED = (*SHARES, Kind.MEDIAN)
_SHARE = (0.0, 1.0)
"""The least and the largest share."""
_NOTHING = (None,) * len(fields(Point))


def signals(figures: pl.DataFrame, definitions: Sequence[Definition], period_kind: PeriodKind) -> pl.DataFrame:
    """The control charts of all shares and medians of the long table.

    Args:
        figures: rows of ``MEASURE_VALUE``; exact ones have every month, controlled ones every quarter.
        definitions: of the measures in it; their direction says which way is better.
        period_kind: the kind of period of a series' points. A measure that is given by term alone has terms.

    Returns:
        Rows of ``SIGNAL``, sorted by its key. A figure with a symbol is a gap in its series; a series without a single
        value has no rows. The period that holds the day of the figures counts as far as it goes.
    """
    kinds = [period_kind.value, PeriodKind.TERM.value]
    whole = figures.filter((pl.col("breakdown") == "none") & pl.col("period_kind").is_in(kinds)).sort(_KEY)
    told = {definition.measure: definition for definition in definitions if definition.kind in _CHARTED}
    series = whole.filter(pl.col("measure").is_in(list(told))).partition_by(_SERIES, as_dict=True, maintain_order=True)
    rows = [row for key, points in series.items() for row in _of_series(key, points, told[key[0]])]
    return pl.DataFrame(rows, schema=SIGNAL, orient="row").sort(_KEY)


def _of_series(key: tuple[Any, ...], series: pl.DataFrame, definition: Definition) -> Iterator[tuple[Any, ...]]:
    values = series["value"].to_list()
    if all(value is None for value in values):
        return
    chart = control_chart(values, definition.direction, bounds=_SHARE if definition.kind in SHARES else None)
    limits = (chart.mean, chart.lower_limit, chart.upper_limit, chart.is_trial)
    figures = series.select("period_start", "value", "symbol").iter_rows()
    for figure, point in zip(figures, chart.points, strict=True):
        yield (*key, *figure, *limits, *_said(point), chart.variation.value)


def _said(point: Point | None) -> tuple[Any, ...]:
    if point is None:
        return _NOTHING
    cause, meaning = point.special_cause_type.value, point.point_type.value
    return point.relative_to_mean, point.is_outside_limits, point.is_close_to_limits, cause, meaning
