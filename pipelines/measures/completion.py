"""Rows for what was not counted: a period with nothing in it, a measure that cannot be told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

import polars as pl

from pipelines.measures.definition import Definition, Kind
from pipelines.measures.periods import PeriodKind, period_start, periods_between
from pipelines.measures.scope import Scope

_PERIOD = ["yardstick", "service_area", "period_kind", "period_start"]
_ADDED = {name: pl.Date if name == "period_start" else pl.String for name in (*_PERIOD, "symbol")}

Periods = defaultdict[tuple[str, str, str], set[date]]
"""The periods in which something was counted, by yardstick, service area and kind of period."""


def completed(counted: pl.DataFrame, definition: Definition, reach: Sequence[Scope], as_at: date) -> pl.DataFrame:
    """The counted rows, and for breakdown ``none`` a row for each period in which nothing was.

    A measure that can be told has such rows between an area's first period and its last (as at the day of the
    figures: always; of snapshots, from the area's first referral on); they count 0, or are not applicable where
    nothing can be divided. One that cannot has a row with its symbol for each period from the area's first referral
    to the day of the figures.
    """
    there = _periods(counted.filter(pl.col("breakdown") == "none"))
    missing = [row for scope in reach for row in _missing(there, scope, definition, as_at)]
    rows = pl.DataFrame(missing, schema=_ADDED, orient="row")
    empty = rows.with_columns(
        measure=pl.lit(definition.measure),
        breakdown=pl.lit("none"),
        category=pl.lit(""),
        counted=pl.lit(0, dtype=pl.Int64),
        of_these=pl.lit(0, dtype=pl.Int64),
    )
    return pl.concat([counted, empty], how="diagonal_relaxed")


def _periods(whole: pl.DataFrame) -> Periods:
    found: Periods = defaultdict(set)
    for yardstick, area, kind, start in whole.select(_PERIOD).iter_rows():
        found[yardstick, area, kind].add(start)
    return found


def _missing(
    there: Periods, scope: Scope, definition: Definition, as_at: date
) -> Iterator[tuple[str, str, str, date, str]]:
    symbol = scope.symbol or ("" if definition.kind is Kind.COUNT else "z")
    for kind in definition.period_kinds:
        known = there[scope.yardstick, scope.service_area, kind.value]
        is_throughout = bool(scope.symbol) or definition.is_snapshot
        for start in _expected(known, scope, kind, as_at, is_throughout):
            if start not in known:
                yield scope.yardstick, scope.service_area, kind.value, start, symbol


def _expected(known: set[date], scope: Scope, kind: PeriodKind, as_at: date, is_throughout: bool) -> tuple[date, ...]:
    if kind is PeriodKind.AS_AT:
        return (as_at,)
    if is_throughout:
        return periods_between(kind, period_start(kind, scope.first_on, as_at), period_start(kind, as_at, as_at))
    return periods_between(kind, min(known), max(known)) if known else ()
