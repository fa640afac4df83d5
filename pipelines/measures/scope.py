"""Where a measure can be told at all, and over which days it would be."""

from __future__ import annotations

from collections.abc import Collection
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
            ``z`` where the area sets no such standard, or has no such rule.
    """

    yardstick: str
    service_area: str
    first_on: date
    symbol: str


@dataclass(frozen=True)
class Reach:
    """What there is to tell of at all, whatever the measure.

    Attributes:
        first_on: the day the first referral was received, by service area, and by ``all`` unless there is none.
        standards: the relation ``clock_scope``.
        areas: the relation ``area_scope``.
        delivered: the service areas and the extracts delivered for them.
    """

    first_on: dict[str, date]
    standards: pl.DataFrame
    areas: pl.DataFrame
    delivered: frozenset[tuple[str, str]]


def reach_of(warehouse: Warehouse) -> Reach:
    """What there is to tell of in a warehouse with derived relations."""
    first: dict[str, date] = dict(warehouse.frame(_SPAN).sort("service_area").iter_rows())
    everywhere = {"all": min(first.values())} if first else {}
    return Reach(
        first_on=first | everywhere,
        standards=warehouse.frame("SELECT * FROM clock_scope"),
        areas=warehouse.frame("SELECT * FROM area_scope"),
        delivered=frozenset(warehouse.frame("SELECT service_area, extract FROM delivery").iter_rows()),
    )


def scopes(reach: Reach, definition: Definition, counted: Collection[tuple[str, str]] = ()) -> tuple[Scope, ...]:
    """The scope of a measure in each area and in ``all``, on each of its yardsticks.

    Args:
        reach: the areas with referrals, and what can be told of them.
        definition: the measure's.
        counted: the yardsticks and areas of which something was counted, with referrals or, as of workshops, without:
            that can be told.
    """
    told = _of_clocks(reach, definition) if definition.yardsticks else _of_areas(reach, definition)
    everywhere = pl.concat([told, told.with_columns(service_area=pl.lit("all"))])
    symbols = everywhere.group_by("yardstick", "service_area").agg(_symbol().alias("symbol"))
    found = {(yardstick, area): symbol for yardstick, area, symbol in symbols.iter_rows()}
    found |= dict.fromkeys(counted, "")
    first_on = {area: date.max for _, area in counted} | reach.first_on
    return tuple(
        Scope(yardstick, area, first_on[area], found.get((yardstick, area), ""))
        for yardstick in definition.yardsticks or ("",)
        for area in first_on
    )


def _of_clocks(reach: Reach, definition: Definition) -> pl.DataFrame:
    """The measure's standards, area by area: whether it applies to one, and whether its extracts were delivered."""
    of_measure = reach.standards.filter(pl.col("standard").is_in(definition.standards))
    return of_measure.select("yardstick", "service_area", _applies(definition), "is_supplied")


def _of_areas(reach: Reach, definition: Definition) -> pl.DataFrame:
    """Area by area: whether the measure applies to it, and whether the extracts it needs were delivered."""
    supplied = [
        all((area, extract) in reach.delivered for extract in definition.needs) for area in reach.areas["service_area"]
    ]
    is_supplied = pl.Series("is_supplied", supplied, dtype=pl.Boolean)
    return reach.areas.select(pl.lit("").alias("yardstick"), "service_area", _applies(definition), is_supplied)


def _applies(definition: Definition) -> pl.Expr:
    return pl.all_horizontal(pl.lit(True), *definition.applies).alias("applies")


def _symbol() -> pl.Expr:
    """Told if one standard is there to be told; of two reasons why not, a missing extract is one for the reader."""
    is_told = (pl.col("applies") & pl.col("is_supplied")).any()
    is_unset = ~pl.col("applies").any() & pl.col("is_supplied").any()
    return pl.when(is_told).then(pl.lit("")).when(is_unset).then(pl.lit("z")).otherwise(pl.lit("x"))
