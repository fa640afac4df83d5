"""The runs of months that published quarters and years are made of."""

from __future__ import annotations

from datetime import date
from functools import cache

import polars as pl

from pipelines.measures.periods import PeriodKind
from pipelines.protection.counts import PLACE

ADDED_UP = (
    PeriodKind.QUARTER,
    PeriodKind.FINANCIAL_YEAR,
    PeriodKind.ACADEMIC_YEAR,
    PeriodKind.ROLLING_12_MONTHS,
)
"""The kinds of period whose counts are made of the same months."""
_MONTHS = dict.fromkeys(ADDED_UP, 12) | {PeriodKind.QUARTER: 3}
SERIES = ["set", *(name for name in PLACE if not name.startswith("period"))]
"""What names the counts of the same rows in all periods."""


def months_of(flows: pl.DataFrame, spans: pl.DataFrame, first: int) -> pl.DataFrame:
    """The runs of months as cells, numbered from ``first``; their ``period_start`` tells them apart, and ``span``."""
    held = flows.join(spans, on=["period_kind", "period_start"])
    needed = spans.group_by("span", "month").len("periods")
    there = held.group_by(*SERIES, "span", maintain_order=True).len("periods").join(needed, on=["span", "periods"])
    named = there.sort(*SERIES, "span").with_row_index("cell", offset=first).rename({"month": "period_start"})
    return named.with_columns(pl.col("cell").cast(flows.schema["cell"]), period_kind=pl.lit("months"))


def spans_of(flows: pl.DataFrame) -> pl.DataFrame:
    """The runs of months, numbered by ``span`` and named by their first month, that each period is made of.

    All quarters are published: in a month of none there is nothing, such as in those of a year that are to come.
    """
    holders: dict[date, list[tuple[str, date]]] = {}
    for kind, start in flows.select("period_kind", "period_start").unique().sort(pl.all()).iter_rows():
        if kind in ADDED_UP:
            for month in _months(start, _MONTHS[kind]):
                holders.setdefault(month, []).append((kind, start))
    runs: dict[tuple[tuple[str, date], ...], date] = {}
    for month, periods in sorted(holders.items()):
        if any(kind == PeriodKind.QUARTER for kind, _ in periods):
            runs.setdefault(tuple(periods), month)
    rows = [(*period, number, runs[run]) for number, run in enumerate(sorted(runs)) for period in run]
    schema = {"period_kind": pl.String, "period_start": pl.Date, "span": pl.Int64, "month": pl.Date}
    return pl.DataFrame(rows, schema=schema, orient="row")


@cache
def _months(start: date, count: int) -> tuple[date, ...]:
    """The first days of so many months, from one of them on."""
    return tuple(date(start.year + n // 12, 1 + n % 12, 1) for n in range(start.month - 1, start.month - 1 + count))
