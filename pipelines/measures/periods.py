"""The kinds of period a figure is given for, and the first day of the period that holds a day."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from functools import cache

import polars as pl

from pipelines.calendars import statutory_terms


class PeriodKind(StrEnum):
    """Every kind of period of the measures."""

    MONTH = "month"
    QUARTER = "quarter"
    FINANCIAL_YEAR = "financial_year"
    ACADEMIC_YEAR = "academic_year"
    ROLLING_12_MONTHS = "rolling_12_months"
    TERM = "term"
    AS_AT = "as_at"


_TERM_MONTHS = tuple(statutory_terms()["first_month"])
"""The months with which the statutory terms begin."""
_EVERY = {
    PeriodKind.MONTH: ("month", 0, "1mo"),
    PeriodKind.QUARTER: ("quarter", 0, "3mo"),
    PeriodKind.FINANCIAL_YEAR: ("year", 3, "1y"),
    PeriodKind.ACADEMIC_YEAR: ("year", 8, "1y"),
}
"""The calendar unit a kind is made of, by how many months it is shifted (April, September), and its length."""

_LENGTHS = {"month": 1, "quarter": 3, "year": 12}
"""How many months a calendar unit has."""


def period_start_sql(kind: PeriodKind, column: str | None) -> str:
    """The SQL expression for the first day of the period that holds the day in ``column``.

    It is null for a day that lies in no period of the kind. The query it stands in joins ``as_at``. A term's column
    holds the first day of the term already.
    """
    if kind is PeriodKind.AS_AT:
        return "as_at.as_at"
    if kind is PeriodKind.TERM:
        return f"{column}"
    if kind is PeriodKind.ROLLING_12_MONTHS:
        first = "CAST(date_trunc('month', as_at.as_at) - INTERVAL 11 MONTH AS DATE)"
        return f"CASE WHEN {column} BETWEEN {first} AND as_at.as_at THEN {first} END"
    unit, shift, _ = _EVERY[kind]
    if not shift:
        return f"CAST(date_trunc('{unit}', {column}) AS DATE)"
    return f"CAST(date_trunc('{unit}', {column} - INTERVAL {shift} MONTH) + INTERVAL {shift} MONTH AS DATE)"


def period_start_of_month(kind: PeriodKind, month: pl.Expr, as_at: date) -> pl.Expr:
    """The first day of the period that holds a month, from the month's first day; null where none of the kind does.

    For ``term`` and ``as_at`` the column holds the first day of a term, or any day, and not a month's.
    """
    if kind is PeriodKind.AS_AT:
        return pl.lit(as_at)
    if kind is PeriodKind.TERM:
        return month
    if kind is PeriodKind.ROLLING_12_MONTHS:
        first = period_start(kind, as_at, as_at)
        return pl.when(month.is_between(first, as_at)).then(pl.lit(first))
    _, shift, length = _EVERY[kind]
    return month.dt.offset_by(f"-{shift}mo").dt.truncate(length).dt.offset_by(f"{shift}mo")


def last_months(kind: PeriodKind) -> tuple[int, ...]:
    """The months of the year with which a period of the kind ends; none where ``as_at`` alone ends one."""
    if kind not in _EVERY:
        return ()
    unit, shift, _ = _EVERY[kind]
    length = _LENGTHS[unit]
    return tuple((shift + end - 1) % _LENGTHS["year"] + 1 for end in range(length, _LENGTHS["year"] + 1, length))


def period_start(kind: PeriodKind, day: date, as_at: date) -> date:
    """The first day of the period that holds ``day``; for ``as_at`` the day of the figures itself."""
    if kind is PeriodKind.AS_AT:
        return as_at
    if kind is PeriodKind.ROLLING_12_MONTHS:
        return _months_before(as_at, 11)
    if kind is PeriodKind.TERM:
        months = (_months_before(day, back) for back in range(_LENGTHS["year"]))
        return next(month for month in months if month.month in _TERM_MONTHS)
    unit, shift, _ = _EVERY[kind]
    shifted = _months_before(day, shift)
    length = _LENGTHS[unit]
    return _months_before(shifted, (shifted.month - 1) % length - shift)


def period_end(kind: PeriodKind, start: date) -> date:
    """The last day of the period of a kind that starts on ``start``; of ``as_at`` the day itself."""
    if kind is PeriodKind.AS_AT:
        return start
    if kind is PeriodKind.TERM:
        months = (_months_before(start, -ahead) for ahead in range(1, _LENGTHS["year"]))
        return next(month for month in months if month.month in _TERM_MONTHS) - timedelta(days=1)
    unit = "year" if kind is PeriodKind.ROLLING_12_MONTHS else _EVERY[kind][0]
    return _months_before(start, -_LENGTHS[unit]) - timedelta(days=1)


@cache
def periods_between(kind: PeriodKind, first: date, last: date) -> tuple[date, ...]:
    """The first days of all periods of a kind from one that starts on ``first`` to one that starts on ``last``."""
    if kind is PeriodKind.TERM:
        return tuple(start for start in periods_between(PeriodKind.MONTH, first, last) if start.month in _TERM_MONTHS)
    if kind not in _EVERY:
        return (last,)
    return tuple(pl.date_range(first, last, interval=_EVERY[kind][2], eager=True))


def _months_before(day: date, months: int) -> date:
    """The first day of the month that lies so many months before the day's."""
    count = day.year * 12 + day.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)
