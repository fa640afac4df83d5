"""The days of one service area's synthetic calendar: working days, terms and school days."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import takewhile

import holidays

_FRIDAY = 4
_SCHOOL_YEAR_BEGINS = 9
_DAYS_BEYOND = 400
"""How far the calendar goes past its last day: nothing later than that day is told, only planned."""


def days(first: date, last: date) -> Iterator[date]:
    """Every day from ``first`` to ``last``, both included."""
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


class Calendar:
    """Working days and school days from a year before ``first`` to a year after ``last``.

    Args:
        first, last: the submission's first and last day.
        terms: spans of school days as (month-day, month-day), recurring each school year.
    """

    def __init__(self, first: date, last: date, terms: Sequence[tuple[str, str]]) -> None:
        self.first, self.last = first, last
        years = range(first.year - 1, last.year + 3)
        self._bank_holidays = frozenset(holidays.country_holidays("GB", subdiv="ENG", years=years))
        self.terms = _spans(first.year - 1, last.year + 1, terms)
        far = last + timedelta(days=_DAYS_BEYOND)
        self._working_days = [day for day in days(first, far) if self.is_working_day(day)]
        self._school_days = frozenset(
            day for start, end in self.terms for day in days(start, end) if self.is_working_day(day)
        )

    def is_working_day(self, day: date) -> bool:
        """Whether it is a Monday to Friday and no bank holiday."""
        return day.weekday() <= _FRIDAY and day not in self._bank_holidays

    def is_school_day(self, day: date) -> bool:
        """Whether families are visited: a working day in term."""
        return day in self._school_days

    def working_day(self, day: date, number: int) -> date:
        """The working day so many after ``day``; for 0 the first one that is not before it."""
        before = day - timedelta(days=1) if number == 0 else day
        position = bisect_right(self._working_days, before) + max(number, 1) - 1
        return self._working_days[min(position, len(self._working_days) - 1)]

    def school_day(self, day: date) -> date:
        """The first school day that is not before ``day``; past the calendar's end the day itself."""
        beyond = self.last + timedelta(days=_DAYS_BEYOND)
        closed = takewhile(lambda other: other not in self._school_days, days(day, beyond))
        found = day + timedelta(days=sum(1 for _ in closed))
        return day if found > beyond else found

    def share(self, day: date) -> float:
        """How much of the submission's time has passed by ``day``, 0 to 1."""
        return min(1.0, max(0.0, (day - self.first) / (self.last - self.first)))


def _spans(first_year: int, last_year: int, terms: Sequence[tuple[str, str]]) -> list[tuple[date, date]]:
    spans = [
        (_monday_from(_day_of(year, starts)), _friday_until(_day_of(year, ends)))
        for year in range(first_year, last_year + 1)
        for starts, ends in terms
    ]
    return sorted(spans)


def _day_of(school_year: int, month_day: str) -> date:
    month, day = (int(part) for part in month_day.split("-"))
    return date(school_year if month >= _SCHOOL_YEAR_BEGINS else school_year + 1, month, day)


def _monday_from(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)


def _friday_until(day: date) -> date:
    return day - timedelta(days=(day.weekday() - _FRIDAY) % 7)
