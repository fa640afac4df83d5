"""The values that most rows of a table share, counted over all rows without keeping every value in memory."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from pipelines.ingest.table import Table

_PENDING_ROWS = 1 << 20
"""So many counts are gathered before they are added up."""
_MARKED = {"mark": pl.UInt64(), "times": pl.UInt32()}
_SHARED = {"said": pl.String(), "times": pl.UInt32()}


def shared_values(table: Table, text: pl.Expr, is_wanted: pl.Expr, least: int, most: int) -> list[tuple[str, int]]:
    """The values of the wanted rows that at least so many share, most common first, and how many do.

    The rows are read twice: values are counted by a mark of eight bytes, and only those told are looked up.

    Args:
        table: the table.
        text: the value of a row.
        is_wanted: whether a row counts; where it does its value is not NULL.
        least: so many rows have to share a value.
        most: so many values are told.
    """
    often = _times(table, text, is_wanted).filter(pl.col("times") >= least)
    found = pl.DataFrame(schema=_SHARED)
    for batch in table.batches() if often.height else ():
        said = _wanted(batch, text, is_wanted).unique().collect()
        named = said.with_columns(pl.col("said").hash().alias("mark")).join(often, on="mark").select(*_SHARED)
        found = pl.concat([found, named]).unique().sort("times", "said", descending=[True, False]).head(most)
    return found.rows()


def _times(table: Table, text: pl.Expr, is_wanted: pl.Expr) -> pl.DataFrame:
    """How often each value is there, by its mark."""
    total, pending = pl.DataFrame(schema=_MARKED), pl.DataFrame(schema=_MARKED)
    for marked in _marked(table, text, is_wanted):
        pending = pl.concat([pending, marked])
        if pending.height > max(_PENDING_ROWS, total.height):
            total, pending = _added_up(total, pending), pl.DataFrame(schema=_MARKED)
    return _added_up(total, pending)


def _marked(table: Table, text: pl.Expr, is_wanted: pl.Expr) -> Iterator[pl.DataFrame]:
    for batch in table.batches():
        yield _wanted(batch, text, is_wanted).group_by(pl.col("said").hash().alias("mark")).len("times").collect()


def _wanted(batch: pl.LazyFrame, text: pl.Expr, is_wanted: pl.Expr) -> pl.LazyFrame:
    """The values of the wanted rows, one each; of a constant too."""
    return batch.with_columns(text.alias("said")).filter(is_wanted).select("said")


def _added_up(total: pl.DataFrame, pending: pl.DataFrame) -> pl.DataFrame:
    return pl.concat([total, pending]).group_by("mark").agg(pl.col("times").sum())
