"""The first day of the period that holds a day, in Python and in SQL."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from pipelines.measures.periods import (
    PeriodKind,
    last_months,
    period_start,
    period_start_of_month,
    period_start_sql,
    periods_between,
)
from pipelines.warehouse import Warehouse

AS_AT = date(2026, 3, 31)
FIRST, LAST = date(2023, 1, 1), date(2026, 12, 31)
"""Four years, with a leap day."""


@pytest.mark.parametrize(
    ("kind", "day", "start"),
    [
        ("month", "2024-02-29", "2024-02-01"),
        ("month", "2024-03-01", "2024-03-01"),
        ("month", "2023-12-31", "2023-12-01"),
        ("quarter", "2024-02-29", "2024-01-01"),
        ("quarter", "2024-03-31", "2024-01-01"),
        ("quarter", "2024-04-01", "2024-04-01"),
        ("quarter", "2023-12-31", "2023-10-01"),
        ("quarter", "2024-01-01", "2024-01-01"),
        ("financial_year", "2024-03-31", "2023-04-01"),
        ("financial_year", "2024-04-01", "2024-04-01"),
        ("financial_year", "2024-02-29", "2023-04-01"),
        ("financial_year", "2023-12-31", "2023-04-01"),
        ("financial_year", "2024-01-01", "2023-04-01"),
        ("academic_year", "2024-08-31", "2023-09-01"),
        ("academic_year", "2024-09-01", "2024-09-01"),
        ("academic_year", "2024-02-29", "2023-09-01"),
        ("academic_year", "2023-12-31", "2023-09-01"),
        ("academic_year", "2024-01-01", "2023-09-01"),
        ("rolling_12_months", "2025-04-01", "2025-04-01"),
        ("rolling_12_months", "2026-03-31", "2025-04-01"),
        ("as_at", "2024-01-01", "2026-03-31"),
        ("term", "2023-12-31", "2023-09-01"),
        ("term", "2024-01-01", "2024-01-01"),
        ("term", "2024-03-31", "2024-01-01"),
        ("term", "2024-04-01", "2024-04-01"),
        ("term", "2024-08-31", "2024-04-01"),
        ("term", "2024-09-01", "2024-09-01"),
    ],
)
def test_edges(kind: str, day: str, start: str) -> None:
    assert period_start(PeriodKind(kind), date.fromisoformat(day), AS_AT) == date.fromisoformat(start)


@pytest.mark.parametrize("as_at", [date(2024, 2, 29), date(2025, 12, 31), date(2026, 1, 1), date(2026, 3, 15)])
@pytest.mark.parametrize("kind", [kind for kind in PeriodKind if kind is not PeriodKind.TERM])
def test_sql_and_python_agree_on_every_day(kind: PeriodKind, as_at: date) -> None:
    days = pl.date_range(FIRST, LAST, eager=True)
    with Warehouse() as warehouse:
        warehouse.store("as_at", pl.DataFrame({"as_at": [as_at]}))
        warehouse.store("day", pl.DataFrame({"day_on": days}))
        found = warehouse.frame(
            f"SELECT day_on, {period_start_sql(kind, 'day_on')} AS start FROM day CROSS JOIN as_at ORDER BY day_on"
        )
    assert found.schema["start"] == pl.Date
    assert dict(found.iter_rows()) == {day: _expected(kind, day, as_at) for day in days}


def _expected(kind: PeriodKind, day: date, as_at: date) -> date | None:
    """In SQL a day outside the last twelve months lies in no such period."""
    start = period_start(kind, day, as_at)
    return None if kind is PeriodKind.ROLLING_12_MONTHS and not start <= day <= as_at else start


@pytest.mark.parametrize(
    ("as_at", "first"),
    [
        ("2026-03-31", "2025-04-01"),
        ("2026-03-01", "2025-04-01"),
        ("2024-02-29", "2023-03-01"),
        ("2025-12-31", "2025-01-01"),
    ],
)
def test_the_last_twelve_months_end_with_the_month_of_the_figures(as_at: str, first: str) -> None:
    day = date.fromisoformat(as_at)
    assert period_start(PeriodKind.ROLLING_12_MONTHS, day, day) == date.fromisoformat(first)


@pytest.mark.parametrize("kind", [kind for kind in PeriodKind if kind not in ("rolling_12_months", "as_at")])
def test_a_period_follows_the_other_without_a_gap(kind: PeriodKind) -> None:
    days = pl.date_range(FIRST, LAST, eager=True)
    seen = sorted({period_start(kind, day, AS_AT) for day in days})
    assert periods_between(kind, seen[0], seen[-1]) == tuple(seen)


def test_one_period_is_between_itself_and_itself() -> None:
    assert periods_between(PeriodKind.QUARTER, date(2024, 1, 1), date(2024, 1, 1)) == (date(2024, 1, 1),)
    assert periods_between(PeriodKind.AS_AT, AS_AT, AS_AT) == (AS_AT,)
    start = date(2025, 4, 1)
    assert periods_between(PeriodKind.ROLLING_12_MONTHS, start, start) == (start,)


@pytest.mark.parametrize("as_at", [date(2024, 2, 29), date(2025, 12, 31), date(2026, 1, 1), date(2026, 3, 15)])
@pytest.mark.parametrize("kind", [kind for kind in PeriodKind if kind is not PeriodKind.TERM])
def test_the_first_of_a_month_lies_where_its_days_lie(kind: PeriodKind, as_at: date) -> None:
    months = pl.DataFrame({"month": pl.date_range(FIRST, as_at, interval="1mo", eager=True).dt.truncate("1mo")})
    found = months.select("month", start=period_start_of_month(kind, pl.col("month"), as_at))
    assert dict(found.iter_rows()) == {month: _expected(kind, month, as_at) for month in months["month"]}


def test_terms_run_from_one_to_the_last() -> None:
    starts = ("2023-09-01", "2024-01-01", "2024-04-01", "2024-09-01")
    first, *_, last = expected = tuple(date.fromisoformat(start) for start in starts)
    assert periods_between(PeriodKind.TERM, first, last) == expected


@pytest.mark.parametrize(
    ("kind", "months"),
    [
        (PeriodKind.MONTH, tuple(range(1, 13))),
        (PeriodKind.QUARTER, (3, 6, 9, 12)),
        (PeriodKind.FINANCIAL_YEAR, (3,)),
        (PeriodKind.ACADEMIC_YEAR, (8,)),
        (PeriodKind.AS_AT, ()),
    ],
)
def test_the_months_with_which_periods_end(kind: PeriodKind, months: tuple[int, ...]) -> None:
    assert sorted(last_months(kind)) == sorted(months)
