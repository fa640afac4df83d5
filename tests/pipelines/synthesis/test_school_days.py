"""The synthetic calendar: working days, terms that recur, school days; days are NumPy's numbers of days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np
import pytest

from pipelines.synthesis.draw import Whole
from pipelines.synthesis.school_days import Calendar, day_number, first_of_month, month_of, weekday

TERMS = (("09-02", "12-21"), ("01-03", "04-04"))


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    return Calendar(date(2024, 4, 1), date(2026, 3, 31), TERMS)


def numbers(days: Iterable[date]) -> Whole:
    return np.array([day_number(day) for day in days])


def dates(days: Whole) -> list[date]:
    return list(days.astype("datetime64[D]").astype(object))


@pytest.mark.parametrize(
    ("day", "number", "expected"),
    [
        (date(2025, 6, 2), 1, date(2025, 6, 3)),
        (date(2025, 6, 6), 1, date(2025, 6, 9)),
        (date(2025, 6, 7), 1, date(2025, 6, 9)),
        (date(2025, 12, 24), 1, date(2025, 12, 29)),
        (date(2025, 6, 2), 5, date(2025, 6, 9)),
        (date(2025, 6, 2), 0, date(2025, 6, 2)),
        (date(2025, 6, 7), 0, date(2025, 6, 9)),
        (date(2031, 8, 2), 0, date(2031, 8, 2)),
    ],
)
def test_working_days_are_counted_from_the_day_after(
    day: date, number: int, expected: date, calendar: Calendar
) -> None:
    assert dates(calendar.working_day(numbers([day]), np.array([number]))) == [expected]


@pytest.mark.parametrize("day", [date(2025, 6, 2), date(2025, 6, 7), date(2025, 12, 25), date(2031, 8, 2)])
def test_the_next_working_day_of_one_day_is_the_same(day: date, calendar: Calendar) -> None:
    assert calendar.next_working_day(day_number(day)) == calendar.working_day(numbers([day]), 0)[0]


def test_terms_begin_on_a_monday_and_end_on_a_friday(calendar: Calendar) -> None:
    assert all(starts.weekday() == 0 and ends.weekday() == 4 for starts, ends in calendar.terms)
    assert (date(2025, 9, 8), date(2025, 12, 19)) in calendar.terms
    assert (date(2026, 1, 5), date(2026, 4, 3)) in calendar.terms


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 9, 9), date(2025, 9, 9)),
        (date(2025, 9, 13), date(2025, 9, 15)),
        (date(2025, 12, 20), date(2026, 1, 5)),
        (date(2025, 4, 18), date(2025, 9, 8)),
        (date(2031, 8, 2), date(2031, 8, 2)),
    ],
)
def test_school_day_waits_for_the_term_and_past_the_calendar_stays(
    day: date, expected: date, calendar: Calendar
) -> None:
    assert dates(calendar.school_day(numbers([day]))) == [expected]


def test_good_friday_in_term_is_no_school_day(calendar: Calendar) -> None:
    assert calendar.is_school_day(numbers([date(2026, 4, 2), date(2026, 4, 3)])).tolist() == [True, False]


def test_weeks_run_on_until_a_weekday_is_no_school_day(calendar: Calendar) -> None:
    after_holiday, later = date(2026, 1, 8), date(2026, 3, 19)
    assert dates(calendar.run_begins(numbers([after_holiday, later]))) == [after_holiday, after_holiday]


def test_share_of_the_time_passed(calendar: Calendar) -> None:
    days = numbers([date(2020, 1, 1), date(2024, 4, 1), date(2026, 3, 31)])
    assert calendar.share(days).tolist() == [0, 0, 1]


def test_weekdays_and_months_are_those_of_the_dates() -> None:
    days = [date(1950, 2, 28), date(2024, 2, 29), date(2025, 12, 31)]
    assert weekday(numbers(days)).tolist() == [day.weekday() for day in days]
    assert dates(first_of_month(month_of(numbers(days)))) == [day.replace(day=1) for day in days]


def test_months_are_counted_over_the_turn_of_the_year() -> None:
    assert dates(first_of_month(month_of(numbers([date(2025, 1, 31)])) - 1)) == [date(2024, 12, 1)]
