"""The days of one service area's synthetic calendar: working days, terms and school days.

A day is a whole number, as NumPy counts days; every function takes and gives arrays of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta

import holidays
import numpy as np

from pipelines.synthesis.draw import Flag, Share, Whole

_FRIDAY = 4
_WEEK = 7
_WEEKDAY_OF_DAY_0 = 3
_SCHOOL_YEAR_BEGINS = 9
_DAYS_BEYOND = 400
"""How far the calendar goes past its last day: nothing later than that day is told, only planned."""


def day_number(day: date) -> int:
    """A date as the number of its day."""
    return int(np.datetime64(day, "D").astype(np.int64))


class Calendar:
    """Working days and school days from ``first`` to a year after ``last``; past its end every day is as good.

    Args:
        first, last: the submission's first and last day.
        terms: spans of school days as (month-day, month-day), recurring each school year.

    Attributes:
        first, last: the same as numbers.
        days: all days from the first to the last.
        terms: the spans of school days, as dates, earliest first.
    """

    def __init__(self, first: date, last: date, terms: Sequence[tuple[str, str]]) -> None:
        self.first, self.last = day_number(first), day_number(last)
        self._far = self.last + _DAYS_BEYOND
        self.days = np.arange(self.first, self.last + 1)
        self.terms = _spans(first.year - 1, last.year + 1, terms)
        known = np.arange(self.first, self._far + 1)
        closed = holidays.country_holidays("GB", subdiv="ENG", years=range(first.year - 1, last.year + 3))
        works = (weekday(known) <= _FRIDAY) & ~np.isin(known, [day_number(day) for day in closed])
        in_term = np.zeros(len(known), dtype=bool)
        for starts, ends in self.terms:
            in_term |= (known >= day_number(starts)) & (known <= day_number(ends))
        self._working_days, self._school_days = known[works], known[works & in_term]
        self._listed_working_days: list[int] = self._working_days.tolist()
        self._is_working, self._is_school = works, works & in_term
        self._run_begins = self._runs(known)

    def _runs(self, known: Whole) -> Whole:
        begins = known.copy()
        for position in np.flatnonzero(self._is_school[_WEEK:] & self._is_school[:-_WEEK]):
            begins[position + _WEEK] = begins[position]
        return begins

    def is_working_day(self, days: Whole) -> Flag:
        """Which are a Monday to Friday and no bank holiday."""
        return self._is_working[self._position(days)]

    def is_school_day(self, days: Whole) -> Flag:
        """On which families are visited: working days in term."""
        return self._is_school[self._position(days)]

    def run_begins(self, days: Whole) -> Whole:
        """For school days, the first of the weeks without a gap in which this weekday is a school day."""
        return self._run_begins[self._position(days)]

    def working_day(self, days: Whole, numbers: Whole | int) -> Whole:
        """The working day so many after each; for 0 the first one that is not before it."""
        before = np.searchsorted(self._working_days, np.where(np.equal(numbers, 0), days - 1, days), side="right")
        positions = np.minimum(before + np.maximum(numbers, 1) - 1, len(self._working_days) - 1)
        return np.where(days > self._far, days, self._working_days[positions])

    def next_working_day(self, day: int) -> int:
        """The same for one day and 0, which is asked for one at a time."""
        position = bisect_left(self._listed_working_days, day)
        return self._listed_working_days[position] if position < len(self._listed_working_days) else day

    def school_day(self, days: Whole) -> Whole:
        """The first school day that is not before each; past the calendar's end the day itself."""
        positions = np.searchsorted(self._school_days, days, side="left")
        found = self._school_days[np.minimum(positions, len(self._school_days) - 1)]
        return np.maximum(days, found)

    def share(self, days: Whole) -> Share:
        """How much of the submission's time has passed by each day, 0 to 1."""
        return np.clip((days - self.first) / (self.last - self.first), 0, 1)

    def _position(self, days: Whole) -> Whole:
        return np.clip(days, self.first, self._far) - self.first


def weekday(days: Whole) -> Whole:
    """The weekday of each day, Monday being 0."""
    return (days + _WEEKDAY_OF_DAY_0) % _WEEK


def month_of(days: Whole) -> Whole:
    """The month of each day, as NumPy counts months: 0 is a January, and every twelfth one after it."""
    return days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)


def first_of_month(months: Whole) -> Whole:
    """The first day of each month."""
    return months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)


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
    return day + timedelta(days=-day.weekday() % _WEEK)


def _friday_until(day: date) -> date:
    return day - timedelta(days=(day.weekday() - _FRIDAY) % _WEEK)
