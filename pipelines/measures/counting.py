"""What measures count, by area, period and breakdown: each kind of measure in its own way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import numpy as np
import polars as pl

from pipelines.measures.definition import COUNTED, Definition, Kind
from pipelines.measures.incidence import cumulative_incidence
from pipelines.measures.middle import middles
from pipelines.measures.periods import PeriodKind
from pipelines.measures.query import cells_query, followed_query, values_query
from pipelines.measures.rollup import in_kinds, in_periods, in_snapshots, with_all_areas
from pipelines.warehouse import Warehouse

Counted = tuple[Definition, pl.DataFrame]
"""A measure, and rows ``(yardstick, service_area, period_kind, period_start, breakdown, category, counted, of_these)``;
those of a middle or a probability have ``middle`` too, those of a probability also ``lower`` and ``upper``."""

_NUMBERS = ["counted", "of_these"]
_KEY = ["yardstick", "service_area", "period_kind", "period_start", "breakdown", "category"]
_COHORT = ["service_area", "breakdown", "category"]
_AT_A_TIME = 50_000
"""So many values, counted by area and period, are looked at together."""
_PROBABILITY = {"middle": pl.Float64, "lower": pl.Float64, "upper": pl.Float64}


def count(warehouse: Warehouse, alike: Sequence[Definition], as_at: date) -> Iterator[Counted]:
    """The rows of measures that can be counted in one scan; where nothing was counted there is no row.

    Args:
        warehouse: holds the derived relations.
        alike: measures of the same kind and query: what adds up needs the same relation, yardsticks, periods and
            breakdowns, a middle the same values, too, and a probability the same ends.
        as_at: the day whose close is "now".
    """
    kind = alike[0].kind
    if kind in COUNTED:
        return _added_up(warehouse, alike, as_at)
    return (_followed if kind is Kind.PROBABILITY else _middles)(warehouse, alike, as_at)


def _added_up(warehouse: Warehouse, alike: Sequence[Definition], as_at: date) -> Iterator[Counted]:
    one = alike[0]
    counts = [f"{name}_{number}" for number in range(len(alike)) for name in _NUMBERS]
    cells = with_all_areas(warehouse.frame(cells_query(alike)), counts)
    is_picked = one.is_snapshot
    kinds = one.period_kinds
    rows = in_snapshots(cells, kinds, as_at) if is_picked else in_periods(cells, counts, kinds, as_at)
    for number, definition in enumerate(alike):
        own = {f"{name}_{number}": name for name in _NUMBERS}
        found = rows.select(*_KEY, *(pl.col(column).alias(name) for column, name in own.items()))
        yield definition, found.filter(pl.col("counted") > 0)


def _middles(warehouse: Warehouse, alike: Sequence[Definition], as_at: date) -> Iterator[Counted]:
    found: dict[str, list[pl.DataFrame]] = {definition.measure: [] for definition in alike}
    for values in _together(warehouse.frame(values_query(alike[0], by)) for by in (None, *alike[0].breakdowns)):
        tallied = _tallied(values, alike[0], as_at)
        for definition in alike:
            found[definition.measure].append(middles(tallied, definition))
    for definition in alike:
        rows = pl.concat(found[definition.measure]).select(*_KEY, *_NUMBERS, "middle")
        yield definition, rows.cast({pl.Categorical: pl.String})


def _together(by_breakdown: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """Several breakdowns at a time: each by itself is slow, and all of them can be more than is in the relation."""
    waiting: list[pl.DataFrame] = []
    for values in by_breakdown:
        waiting.append(values)
        if sum(one.height for one in waiting) >= _AT_A_TIME:
            yield pl.concat(waiting)
            waiting = []
    if waiting:
        yield pl.concat(waiting)


def _tallied(values: pl.DataFrame, definition: Definition, as_at: date) -> pl.DataFrame:
    """The values of all areas and kinds of period, those of one value in several rows: adding them up would not pay."""
    told_apart = values.with_columns(pl.col(pl.String).cast(pl.Categorical))
    everywhere = told_apart.with_columns(service_area=pl.lit("all", dtype=pl.Categorical))
    placed = in_snapshots if definition.is_snapshot else in_kinds
    return placed(pl.concat([told_apart, everywhere]), definition.period_kinds, as_at)


def _followed(warehouse: Warehouse, alike: Sequence[Definition], as_at: date) -> Iterator[Counted]:
    found = warehouse.frame(followed_query(alike[0]))
    groups = found.partition_by(_COHORT, as_dict=True, maintain_order=True)
    for definition in alike:
        yield definition, _probabilities(groups, definition.within_days or 0, as_at)


def _probabilities(groups: Mapping[tuple[object, ...], pl.DataFrame], within: int, as_at: date) -> pl.DataFrame:
    rows = [(*key, *_incidence(days, within)) for key, days in groups.items()]
    schema = {**dict.fromkeys(_COHORT, pl.String), "counted": pl.Int64, **_PROBABILITY}
    told = pl.DataFrame(rows, schema=schema, orient="row")
    return told.with_columns(
        yardstick=pl.lit(""),
        period_kind=pl.lit(PeriodKind.AS_AT.value),
        period_start=pl.lit(as_at),
        of_these=pl.lit(0, dtype=pl.Int64),
    )


def _incidence(days: pl.DataFrame, within: int) -> tuple[int, float, float | None, float | None]:
    day, happened, competed, counted = (
        days[name].to_numpy().astype(np.int64) for name in ("day", "happened", "competed", "counted")
    )
    found = cumulative_incidence(day, happened, competed, counted - happened - competed, within)
    return int(counted.sum()), found.value, found.lower, found.upper
