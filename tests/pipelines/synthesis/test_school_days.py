"""The synthetic calendar: working days, terms that recur, school days."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.synthesis.school_days import Calendar

TERMS = (("09-02", "12-21"), ("01-03", "04-04"))


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    return Calendar(date(2024, 4, 1), date(2026, 3, 31), TERMS)


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
    ],
)
def test_working_days_are_counted_from_the_day_after(
    day: date, number: int, expected: date, calendar: Calendar
) -> None:
    assert calendar.working_day(day, number) == expected


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
    ],
)
def test_school_day_waits_for_the_term(day: date, expected: date, calendar: Calendar) -> None:
    assert calendar.school_day(day) == expected


def test_good_friday_in_term_is_no_school_day(calendar: Calendar) -> None:
    assert not calendar.is_school_day(date(2026, 4, 3))
    assert calendar.is_school_day(date(2026, 4, 2))


def test_past_the_calendar_a_day_stays_as_it_is(calendar: Calendar) -> None:
    assert calendar.school_day(date(2031, 8, 2)) == date(2031, 8, 2)


def test_share_of_the_time_passed(calendar: Calendar) -> None:
    assert [calendar.share(day) for day in (date(2020, 1, 1), date(2024, 4, 1), date(2026, 3, 31))] == [0, 0, 1]
