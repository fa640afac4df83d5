"""The runs of months that published quarters and years are made of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

import polars as pl

from pipelines.measures.periods import PeriodKind
from pipelines.measures.thresholds import thresholds
from pipelines.protection.counts import PLACE

ADDED_UP = (
    PeriodKind.QUARTER,
    PeriodKind.FINANCIAL_YEAR,
    PeriodKind.ACADEMIC_YEAR,
    PeriodKind.ROLLING_12_MONTHS,
)
"""The kinds of period whose counts are made of the same months."""
ALREADY = " before"
"""Ends the name of a kind of period that went on by the day of the build before: up to then it was a period as well."""
COHORT = "cohort"
"""The kind of the period whose referrals are a cohort; only their set has it."""
_MONTHS = dict[str, int]({kind: 3 if kind is PeriodKind.QUARTER else 12 for kind in ADDED_UP})
SERIES = ["set", *(name for name in PLACE if not name.startswith("period"))]
"""What names the counts of the same rows in all periods."""


def months_of(flows: pl.DataFrame, spans: pl.DataFrame, first: int) -> pl.DataFrame:
    """The runs of months as cells, numbered from ``first``; their ``period_start`` tells them apart, and ``span``."""
    held = flows.join(spans, on=["period_kind", "period_start"])
    has_cohort = pl.col("set").is_in(flows.filter(pl.col("period_kind") == COHORT)["set"].unique().implode())
    of_sets = flows.select("set").unique().join(spans, how="cross")
    needed = (
        of_sets.filter((pl.col("period_kind") != COHORT) | has_cohort).group_by("set", "span", "month").len("periods")
    )
    there = (
        held.group_by(*SERIES, "span", maintain_order=True).len("periods").join(needed, on=["set", "span", "periods"])
    )
    named = there.sort(*SERIES, "span").with_row_index("cell", offset=first).rename({"month": "period_start"})
    return named.with_columns(pl.col("cell").cast(flows.schema["cell"]), period_kind=pl.lit("months"))


def cohort_months() -> int:
    """Of how many months the referrals of a cohort are."""
    return int(thresholds().filter(pl.col("name") == "cohort_months")["value"].item())


def spans_of(flows: pl.DataFrame, until: date | None = None) -> pl.DataFrame:
    """The runs of months, numbered by ``span`` and named by their first month, that each period is made of.

    All quarters are published: in a month of none there is nothing, such as in those of a year that are to come.

    Args:
        flows: the counts of which months are the parts.
        until: the day of the build before. A month that went on then is named by its second day.
    """
    holders: dict[date, list[tuple[str, date]]] = {}
    for kind, start in flows.select("period_kind", "period_start").unique().sort(pl.all()).iter_rows():
        for month in _months_in(kind, start, until):
            holders.setdefault(month, []).append((kind, start))
    runs: dict[tuple[tuple[str, date], ...], date] = {}
    for month, periods in sorted(holders.items()):
        if any(kind.removesuffix(ALREADY) == PeriodKind.QUARTER for kind, _ in periods):
            runs.setdefault(tuple(periods), month)
    rows = [(*period, number, runs[run]) for number, run in enumerate(sorted(runs)) for period in run]
    schema = {"period_kind": pl.String, "period_start": pl.Date, "span": pl.Int64, "month": pl.Date}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _months_in(kind: str, start: date, until: date | None) -> Iterator[date]:
    """The months of a period, none of kinds that are not made of them; up to a day those that it had by then."""
    length = cohort_months() if kind == COHORT else _MONTHS.get(kind.removesuffix(ALREADY), 0)
    for month, following in pairwise(_months(start, length + 1)):
        if not (kind.endswith(ALREADY) and until) or following <= until + timedelta(days=1):
            yield month
        elif month <= until:
            yield month.replace(day=2)


@cache
def _months(start: date, count: int) -> tuple[date, ...]:
    """The first days of so many months, from one of them on."""
    return tuple(date(start.year + n // 12, 1 + n % 12, 1) for n in range(start.month - 1, start.month - 1 + count))
