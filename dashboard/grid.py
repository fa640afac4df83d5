"""Frames with a row for every combination asked for, whether the warehouse has a figure of it or not."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

import polars as pl

_KEYS = ["measure", "yardstick", "service_area", "period_start", "category"]


def grid(keys: Iterable[tuple[str, str, str, date, str]]) -> pl.DataFrame:
    """The keys of the figures asked for: measure, yardstick, service area, first day of the period and category."""
    schema = dict.fromkeys(_KEYS, pl.String) | {"period_start": pl.Date}
    return pl.DataFrame(list(keys), schema=schema, orient="row")


def completed(keys: pl.DataFrame, found: pl.DataFrame, lacking: Collection[tuple[str, str]]) -> pl.DataFrame:
    """The figures found for keys, in the keys' order.

    Args:
        keys: as ``grid`` gives them.
        found: rows of ``measure_value``.
        lacking: the measures and areas that an extract was not delivered for: where there is no figure of them,
            ``symbol`` is ``x``; of others it is ``z``.
    """
    rows = keys.join(found, on=_KEYS, how="left", maintain_order="left")
    is_lacking = pl.Series(
        [pair in lacking for pair in rows.select("measure", "service_area").rows()], dtype=pl.Boolean
    )
    absent = pl.when(is_lacking).then(pl.lit("x")).otherwise(pl.lit("z"))
    return rows.with_columns(symbol=pl.coalesce("symbol", absent))
