"""The calendars that ship: terms of the law, and illustrative school terms."""

from __future__ import annotations

from datetime import date

from pipelines.calendars import illustrative_terms, statutory_terms


def test_the_terms_of_the_law_fill_the_year() -> None:
    rows = statutory_terms().rows(named=True)
    assert [month for row in rows for month in range(row["first_month"], row["last_month"] + 1)] == list(range(1, 13))
    assert [row["months"] for row in rows] == [3, 5, 4]
    assert [row["next_months"] for row in rows] == [5, 4, 3]


def test_one_term_begins_the_school_year() -> None:
    rows = statutory_terms().rows(named=True)
    assert [row["first_month"] for row in rows if row["begins_school_year"]] == [9]


def test_illustrative_terms_are_the_same_every_year_and_lie_apart() -> None:
    spans = illustrative_terms(date(2023, 11, 5), date(2025, 1, 2)).rows()
    assert {start.year for start, _ in spans} == {2023, 2024, 2025}
    assert {(start.month, start.day) for start, _ in spans if start.year == 2023} == {
        (start.month, start.day) for start, _ in spans if start.year == 2025
    }
    assert all(starts <= ends for starts, ends in spans)
    assert all(earlier[1] < later[0] for earlier, later in zip(sorted(spans), sorted(spans)[1:], strict=False))
