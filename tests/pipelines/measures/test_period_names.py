"""How periods are written, and with which day they end."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.measures.period_names import period_name, period_words, spellings
from pipelines.measures.periods import PeriodKind, period_end, period_start

DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("kind", "start", "name", "words", "end"),
    [
        ("month", "2024-02-01", "2024-02", "February 2024", "2024-02-29"),
        ("quarter", "2026-01-01", "2026-Q1", "January to March 2026", "2026-03-31"),
        ("quarter", "2025-10-01", "2025-Q4", "October to December 2025", "2025-12-31"),
        ("financial_year", "2025-04-01", "2025-26", "financial year 2025/26", "2026-03-31"),
        ("financial_year", "2099-04-01", "2099-00", "financial year 2099/00", "2100-03-31"),
        ("financial_year", "2005-04-01", "financial year 2005/06", "financial year 2005-06", "2006-03-31"),
        ("academic_year", "2025-09-01", "academic year 2025-26", "academic year 2025/26", "2026-08-31"),
        ("rolling_12_months", "2025-04-01", "12 months to 2026-03", "12 months to March 2026", "2026-03-31"),
        ("term", "2025-09-01", "autumn term 2025", "autumn term 2025", "2025-12-31"),
        ("term", "2026-01-01", "spring term 2026", "spring term 2026", "2026-03-31"),
        ("term", "2026-04-01", "summer term 2026", "summer term 2026", "2026-08-31"),
        ("as_at", "2026-03-31", "2026-03-31", "31 March 2026", "2026-03-31"),
    ],
)
def test_names_words_and_last_days(kind: str, start: str, name: str, words: str, end: str) -> None:
    period = PeriodKind(kind), date.fromisoformat(start)
    assert (period_name(*period), period_words(*period), f"{period_end(*period)}") == (name, words, end)


@given(st.sampled_from([kind for kind in PeriodKind if kind not in ("as_at", "rolling_12_months")]), DAYS)
def test_the_day_after_the_last_begins_the_next_period(kind: PeriodKind, day: date) -> None:
    start = period_start(kind, day, day)
    end = period_end(kind, start)
    assert start <= day <= end and period_start(kind, end, day) == start
    assert period_start(kind, end + timedelta(days=1), day) == end + timedelta(days=1)


@given(DAYS)
def test_no_spelling_means_two_periods_of_one_day(day: date) -> None:
    written = [words for kind in PeriodKind for words in set(spellings(kind, period_start(kind, day, day)))]
    assert len(written) == len(set(written))
