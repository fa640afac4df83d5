"""Where a measure can be told at all, and over which days it would be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from pipelines.measures.definition import Definition
from pipelines.warehouse import Warehouse

_SPAN = "SELECT service_area, min(received_on) AS first_on FROM referral GROUP BY service_area"


@dataclass(frozen=True)
class Scope:
    """What a measure can say of one service area (or ``all``) on one yardstick.

    Attributes:
        first_on: the day the area's first referral was received.
        symbol: blank where the measure can be told; ``x`` where an extract it rests on was not delivered;
            ``z`` where the area sets no such standard.
    """

    yardstick: str
    service_area: str
    first_on: date
    symbol: str


def scopes(warehouse: Warehouse, definition: Definition) -> tuple[Scope, ...]:
    """The scope of a measure in each area with referrals and in ``all``, on each of its yardsticks."""
    first = dict(warehouse.frame(_SPAN).sort("service_area").iter_rows())
    if not first:
        return ()
    symbols = _symbols(warehouse.frame("SELECT * FROM clock_scope"), definition)
    found = []
    for yardstick in definition.yardsticks:
        areas = {area: symbols[yardstick, area] for area in first}
        found += [Scope(yardstick, area, first[area], symbol) for area, symbol in areas.items()]
        found.append(Scope(yardstick, "all", min(first.values()), _of_all(set(areas.values()))))
    return tuple(found)


def _symbols(rows: pl.DataFrame, definition: Definition) -> dict[tuple[str, str], str]:
    """The symbol of each yardstick and area: it is told if one of the measure's standards can be."""
    applies = pl.all_horizontal(definition.applies)
    told = rows.filter(pl.col("standard").is_in(definition.standards)).with_columns(
        is_told=applies & pl.col("is_supplied"), is_lacking=~pl.col("is_supplied")
    )
    grouped = told.group_by("yardstick", "service_area").agg(pl.col("is_told").any(), pl.col("is_lacking").any())
    symbol = pl.when("is_told").then(pl.lit("")).when("is_lacking").then(pl.lit("x")).otherwise(pl.lit("z"))
    named = grouped.select("yardstick", "service_area", symbol.alias("symbol"))
    return {(yardstick, area): found for yardstick, area, found in named.iter_rows()}


def _of_all(symbols: set[str]) -> str:
    """All areas together can be told if one can; else what is lacking says more than what is not set."""
    return next(symbol for symbol in ("", "x", "z") if symbol in symbols)
