"""Frames drawn by hand, in the shape that charts are given."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import polars as pl
import pytest

Drawn = Callable[..., pl.DataFrame]

_SCHEMA = {
    "what": pl.String,
    "area": pl.String,
    "period": pl.String,
    "value": pl.Float64,
    "words": pl.String,
    "other_value": pl.Float64,
    "other_words": pl.String,
}
Row = tuple[str, str, str, float | None, str, float | None, str]


@pytest.fixture
def drawn() -> Drawn:
    """Rows of standard, area, period, value, words, other value and other words; intervals are a tenth either way."""

    def of(rows: Sequence[Row], limit: str = "within 5 working days") -> pl.DataFrame:
        frame = pl.DataFrame(rows, schema=_SCHEMA, orient="row")
        areas = frame.get_column("area").unique(maintain_order=True).to_list()
        series = pl.Series("series", [areas.index(area) for area in frame.get_column("area")], dtype=pl.Int64)
        lower, upper = (pl.col("value") - 0.1).alias("lower"), (pl.col("value") + 0.1).alias("upper")
        return frame.with_columns(series, lower, upper, pl.lit(limit).alias("note"))

    return of
