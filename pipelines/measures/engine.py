"""The measures themselves: definition by relation gives rows of the one long table, exact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain

import polars as pl

from pipelines.measures.completion import completed
from pipelines.measures.counting import count
from pipelines.measures.definition import COUNTED, SHARES, Definition, Kind
from pipelines.measures.intervals import share, wilson
from pipelines.measures.scope import Reach, Scope, reach_of, scopes
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
    counted = chain.from_iterable(count(warehouse, alike, as_at) for alike in _alike(definitions))
    parts = [_figures(definition, rows, reach, as_at) for definition, rows in counted]
    return pl.concat([MEASURE_VALUE.to_frame(), *parts]).sort(KEY)


def _alike(definitions: Sequence[Definition]) -> Iterable[list[Definition]]:
    """The definitions whose rows one query gives."""
    groups: dict[tuple[object, ...], list[Definition]] = {}
    for one in definitions:
        shape = (one.relation, one.yardsticks, one.period, one.period_kinds, one.breakdowns, one.is_snapshot)
        groups.setdefault((*shape, *_rest_of_query(one)), []).append(one)
    return groups.values()


def _rest_of_query(one: Definition) -> tuple[object, ...]:
    """What has to be the same as well: nothing where parts add up, for each of those has columns of its own."""
    if one.kind in COUNTED:
        return ()
    ends = (one.numerator, one.competing) if one.kind is Kind.PROBABILITY else ()
    return (one.kind is Kind.PROBABILITY, one.denominator, one.value, *ends)


def _figures(definition: Definition, rows: pl.DataFrame, reach: Reach, as_at: date) -> pl.DataFrame:
    counted = rows.with_columns(symbol=pl.lit(""), measure=pl.lit(definition.measure))
    whole = completed(counted, definition, _scopes(reach, definition, rows), as_at)
    return valued(whole, definition.kind).select(MEASURE_VALUE.names()).cast(MEASURE_VALUE)


def _scopes(reach: Reach, definition: Definition, rows: pl.DataFrame) -> tuple[Scope, ...]:
    return scopes(reach, definition, set(rows.select("yardstick", "service_area").iter_rows()))


def valued(rows: pl.DataFrame, kind: Kind) -> pl.DataFrame:
    """Numerator, denominator, value and interval from what was counted, as the measure's kind has them."""
    told = pl.when(pl.col("symbol") == "")
    counted, of_these = told.then(pl.col("counted")), told.then(pl.col("of_these"))
    nothing = pl.lit(None, dtype=pl.Float64)
    if kind in SHARES:
        lower, upper = wilson(of_these, counted)
        value = share(of_these, counted)
        return rows.with_columns(numerator=of_these, denominator=counted, value=value, lower=lower, upper=upper)
    if kind is Kind.COUNT:
        return rows.with_columns(numerator=counted, denominator=nothing, value=counted, lower=nothing, upper=nothing)
    middle = told.then(pl.col("middle"))
    if kind is Kind.PROBABILITY:
        return rows.with_columns(numerator=nothing, denominator=counted, value=middle)
    return rows.with_columns(numerator=nothing, denominator=counted, value=middle, lower=nothing, upper=nothing)
