"""Frames with a row for every combination asked for, whether the warehouse has a figure of it or not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import polars as pl

_KEYS = ["measure", "yardstick", "service_area", "period_start", "category"]


def grid(keys: Iterable[tuple[str, str, str, date, str]]) -> pl.DataFrame:
    """The keys of the figures asked for: measure, yardstick, service area, first day of the period and category."""
    schema = dict.fromkeys(_KEYS, pl.String) | {"period_start": pl.Date}
    return pl.DataFrame(list(keys), schema=schema, orient="row")


def completed(keys: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """The figures found for keys, in the keys' order; ``symbol`` is ``z`` where there is none."""
    rows = keys.join(found, on=_KEYS, how="left", maintain_order="left")
    return rows.with_columns(pl.col("symbol").fill_null("z"))
