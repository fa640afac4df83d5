"""Control charts of made-up figures: made up as well, in the shape that a build writes."""

from __future__ import annotations

from itertools import groupby
from statistics import fmean
from typing import Any

import polars as pl

from tests.dashboard.made_figures import Row

_POINT_KIND = {"records": "month", "published": "quarter"}
_ENOUGH = 12
_NEAR = 0.3
_SERIES = ("measure", "yardstick", "service_area", "period_kind")
_SCHEMA = {
    **dict.fromkeys(_SERIES, pl.String),
    "period_start": pl.Date,
    "value": pl.Float64,
    "symbol": pl.String,
    **dict.fromkeys(("mean", "lower_limit", "upper_limit"), pl.Float64),
    "is_trial": pl.Boolean,
    "special_cause_type": pl.String,
    "point_type": pl.String,
    "variation": pl.String,
}


def signal_frame(values: list[Row], contents: str) -> pl.DataFrame:
    """A row for each point of every share and median; limits lie three tenths of the mean from it."""
    kind = _POINT_KIND[contents]
    points = [row for row in values if row["period_kind"] == kind and row["breakdown"] == "none"]
    ordered = sorted(points, key=lambda row: (*_key(row), row["period_start"]))
    rows = [row for _, series in groupby(ordered, _key) for row in _of_series(list(series))]
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row")


def _key(row: Row) -> tuple[str, ...]:
    return tuple(row[name] for name in _SERIES)


def _of_series(series: list[Row]) -> list[tuple[Any, ...]]:
    known = [row["value"] for row in series if row["value"] is not None]
    if not known:
        return []
    mean = fmean(known)
    low, high = mean * (1 - _NEAR), mean * (1 + _NEAR)
    told = [_said(row["value"], low, high, "median" in row["measure"]) for row in series]
    variation = next(said[1] for said in reversed(told) if said[1])
    limits = (mean, low, high, len(known) < _ENOUGH)
    figures = [(*_key(row), row["period_start"], row["value"], row["symbol"]) for row in series]
    return [(*figure, *limits, *said, variation) for figure, said in zip(figures, told, strict=True)]


def _said(value: float | None, low: float, high: float, is_better_low: bool) -> tuple[str | None, str | None]:
    if value is None:
        return None, None
    if low <= value <= high:
        return "Common Cause", "common_cause"
    is_good = (value < low) == is_better_low
    meaning = "special_cause_improvement" if is_good else "special_cause_concern"
    return ("Below LCL" if value < low else "Above UCL"), meaning
