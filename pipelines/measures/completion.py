"""Rows for what was not counted: a period with nothing in it, a measure that cannot be told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import polars as pl

from pipelines.measures.definition import Definition, Kind
from pipelines.measures.periods import PeriodKind, period_start, periods_between
from pipelines.measures.scope import Scope


def completed(
    counted: pl.DataFrame, definition: Definition, kind: PeriodKind, reach: Sequence[Scope], as_at: date
) -> pl.DataFrame:
    """The counted rows, and for breakdown ``none`` a row for each period in which nothing was.

    A measure that can be told has such rows between an area's first period and its last (as at the day of the
    figures: always); they count 0, or are not applicable where nothing can be divided. One that cannot has a row
    with its symbol for each period from the area's first referral to the day of the figures.
    """
    whole = counted.filter(pl.col("breakdown") == "none")
    missing = [row for scope in reach for row in _missing(whole, scope, definition, kind, as_at)]
    rows = pl.DataFrame(missing, schema=["yardstick", "service_area", "period_start", "symbol"], orient="row")
    empty = rows.with_columns(breakdown=pl.lit("none"), category=pl.lit(""), counted=pl.lit(0), of_these=pl.lit(0))
    return pl.concat([counted, empty.filter(pl.col("period_start").is_not_null())], how="diagonal_relaxed")


def _missing(
    whole: pl.DataFrame, scope: Scope, definition: Definition, kind: PeriodKind, as_at: date
) -> Iterator[tuple[str, str, date, str]]:
    there = _periods(whole, scope)
    symbol = scope.symbol or ("" if definition.kind is Kind.COUNT else "z")
    for start in _expected(there, scope, kind, as_at):
        if start not in there:
            yield scope.yardstick, scope.service_area, start, symbol


def _periods(whole: pl.DataFrame, scope: Scope) -> set[date]:
    of_scope = (pl.col("yardstick") == scope.yardstick) & (pl.col("service_area") == scope.service_area)
    return set(whole.filter(of_scope)["period_start"].to_list())


def _expected(there: set[date], scope: Scope, kind: PeriodKind, as_at: date) -> list[date]:
    if kind is PeriodKind.AS_AT:
        return [as_at]
    if scope.symbol:
        return periods_between(kind, period_start(kind, scope.first_on, as_at), period_start(kind, as_at, as_at))
    return periods_between(kind, min(there), max(there)) if there else []
