"""The measures themselves: definition by relation gives rows of the one long table, exact."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from pipelines.measures.completion import completed
from pipelines.measures.definition import Definition, Kind
from pipelines.measures.intervals import share, wilson
from pipelines.measures.query import measure_query
from pipelines.measures.scope import Reach, reach_of, scopes
from pipelines.warehouse import Warehouse

MEASURE_VALUE = pl.Schema(
    {
        "measure": pl.String(),
        "yardstick": pl.String(),
        "service_area": pl.String(),
        "period_kind": pl.String(),
        "period_start": pl.Date(),
        "breakdown": pl.String(),
        "category": pl.String(),
        "numerator": pl.Float64(),
        "denominator": pl.Float64(),
        "value": pl.Float64(),
        "lower": pl.Float64(),
        "upper": pl.Float64(),
        "symbol": pl.String(),
    }
)
"""The long table; its first seven columns name a row."""

KEY = MEASURE_VALUE.names()[:7]


def measure(warehouse: Warehouse, definitions: Sequence[Definition], as_at: date) -> pl.DataFrame:
    """Every measure's figures, exact, in every kind of period and every breakdown.

    Args:
        warehouse: holds the derived relations.
        definitions: what to count.
        as_at: the day whose close is "now".

    Returns:
        Rows of ``MEASURE_VALUE``, sorted by their key.
    """
    reach = reach_of(warehouse)
    parts = [_figures(warehouse, definition, reach, as_at) for definition in definitions]
    return pl.concat([MEASURE_VALUE.to_frame(), *parts]).sort(KEY)


def _figures(warehouse: Warehouse, definition: Definition, reach: Reach, as_at: date) -> pl.DataFrame:
    found = warehouse.frame(measure_query(definition)).filter(pl.col("period_start").is_not_null())
    counted = found.with_columns(symbol=pl.lit(""), measure=pl.lit(definition.measure))
    whole = completed(counted, definition, scopes(reach, definition), as_at)
    return valued(whole, definition.kind).select(MEASURE_VALUE.names()).cast(MEASURE_VALUE)


def valued(rows: pl.DataFrame, kind: Kind) -> pl.DataFrame:
    """Numerator, denominator, value and interval from what was counted, as the measure's kind has them."""
    told = pl.when(pl.col("symbol") == "")
    counted, of_these = told.then(pl.col("counted")), told.then(pl.col("of_these"))
    nothing = pl.lit(None, dtype=pl.Float64)
    if kind is Kind.PROPORTION:
        lower, upper = wilson(of_these, counted)
        value = share(of_these, counted)
        return rows.with_columns(numerator=of_these, denominator=counted, value=value, lower=lower, upper=upper)
    if kind is Kind.COUNT:
        return rows.with_columns(numerator=counted, denominator=nothing, value=counted, lower=nothing, upper=nothing)
    middle = told.then(pl.col("middle"))
    return rows.with_columns(numerator=nothing, denominator=counted, value=middle, lower=nothing, upper=nothing)
