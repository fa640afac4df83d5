"""The periods a day can fall in, by plain counting of months."""

from __future__ import annotations

from datetime import date

KINDS = ("month", "quarter", "financial_year", "academic_year", "rolling_12_months")
SNAPSHOT_KINDS = ("month", "quarter", "as_at")
_MONTHS = {"month": 1, "quarter": 3, "financial_year": 12, "academic_year": 12, "rolling_12_months": 12}
_FIRST_MONTHS = {
    "month": tuple(range(1, 13)),
    "quarter": (1, 4, 7, 10),
    "financial_year": (4,),
    "academic_year": (9,),
    "term": (1, 4, 9),
}


def start_of(kind: str, day: date, as_at: date) -> date | None:
    """The first day of the period that holds a day; None where the rolling twelve months do not hold it."""
    if kind == "as_at":
        return as_at
    if kind == "rolling_12_months":
        start = _later(as_at.replace(day=1), -11)
        return start if start <= day < _later(start, 12) else None
    start = day.replace(day=1)
    while start.month not in _FIRST_MONTHS[kind]:
        start = _later(start, -1)
    return start


def between(kind: str, first: date, last: date, as_at: date) -> list[date]:
    """The periods from the one that holds ``first`` to the one that holds ``last``, by their first days."""
    if kind in ("as_at", "rolling_12_months"):
        start = start_of(kind, as_at, as_at)
        return [] if start is None else [start]
    starts: list[date] = []
    start = start_of(kind, first, as_at)
    while start is not None and start <= last:
        starts.append(start)
        start = _next(kind, start)
    return starts


def _next(kind: str, start: date) -> date:
    months = {9: 4, 1: 3, 4: 5}[start.month] if kind == "term" else _MONTHS[kind]
    return _later(start, months)


def _later(first_of_month: date, months: int) -> date:
    year, month = divmod(first_of_month.year * 12 + first_of_month.month - 1 + months, 12)
    return date(year, month + 1, 1)
