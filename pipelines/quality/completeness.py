"""How many of the accepted rows have each column filled."""

from __future__ import annotations

import polars as pl

from expectations import EXTRACTS
from pipelines.disclosure import Preset, controlled_shares
from pipelines.measures.intervals import share
from pipelines.quality.scope import DeliveryScope, marked, with_all

COMPLETENESS = pl.Schema(
    {
        "service_area": pl.String(),
        "extract": pl.String(),
        "column_name": pl.String(),
        "rows": pl.Int64(),
        "filled": pl.Int64(),
        "share": pl.Float64(),
        "symbol": pl.String(),
    }
)
"""One row per service area, ``all`` among them, extract and column of the contract."""

_COLUMN = ["extract", "column_name"]


def completeness(cells: pl.DataFrame, scope: DeliveryScope) -> pl.DataFrame:
    """How full every column is, exact.

    Args:
        cells: those of ``pipelines.quality.profile.Profile``.
        scope: what was delivered.

    Returns:
        Rows of ``COMPLETENESS``. The symbol is ``x`` where the extract or the column was not delivered for the area,
        and ``z`` where the extract was and has no accepted row. Rows of submissions that lack the column do not count.
    """
    given = cells.join(scope.columns, on=["submission", *_COLUMN])
    counts = with_all(given.select("service_area", *_COLUMN, "rows", "filled"), _COLUMN)
    has_rows = with_all(cells, ["extract"]).select("service_area", "extract", has_rows=pl.lit(True))
    every = marked(_every_column(scope), scope)
    found = every.join(has_rows, on=["service_area", "extract"], how="left", maintain_order="left").join(
        counts, on=["service_area", *_COLUMN], how="left", maintain_order="left"
    )
    valued = found.with_columns(symbol=_symbol(), share=share(pl.col("filled"), pl.col("rows")))
    return valued.select(COMPLETENESS.names())


def controlled_completeness(exact: pl.DataFrame, preset: Preset) -> pl.DataFrame:
    """Rows of ``COMPLETENESS`` that may be published: shares like those of measures, ``c`` where suppressed."""
    names = {"filled": "numerator", "rows": "denominator", "share": "value"}
    nothing = pl.lit(None, dtype=pl.Float64)
    shares = exact.rename(names).with_columns(lower=nothing, upper=nothing)
    back = {ours: name for name, ours in names.items()}
    return controlled_shares(shares, preset).rename(back).select(COMPLETENESS.names()).cast(COMPLETENESS)


def _every_column(scope: DeliveryScope) -> pl.DataFrame:
    rows = [
        (area, extract.name, column.name)
        for area in scope.everywhere
        for extract in EXTRACTS
        for column in extract.columns
    ]
    return pl.DataFrame(rows, schema=["service_area", *_COLUMN], orient="row")


def _symbol() -> pl.Expr:
    is_empty = pl.col("is_delivered") & pl.col("has_rows").is_null()
    return (
        pl.when(pl.col("rows").is_not_null()).then(pl.lit("")).when(is_empty).then(pl.lit("z")).otherwise(pl.lit("x"))
    )
