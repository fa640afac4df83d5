"""Days made by Hypothesis, thick with those on which things go wrong."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

FIRST_DAY, LAST_DAY = date(2023, 11, 1), date(2025, 6, 30)
EDGES = (
    "2023-12-22 2023-12-31 2024-01-31 2024-02-28 2024-02-29 2024-03-01 2024-03-28 2024-03-31 2024-04-02 2024-05-03 "
    "2024-05-31 2024-08-23 2024-08-31 2024-09-01 2024-12-24 2024-12-31 2025-01-31 2025-02-28 2025-04-17 2025-05-05"
)
EDGE_DAYS = tuple(date.fromisoformat(day) for day in EDGES.split())


def near(day: date) -> st.SearchStrategy[date]:
    """A day at most four days off."""
    return st.integers(-4, 4).map(lambda days: day + timedelta(days=days))


def days() -> st.SearchStrategy[date]:
    """Any day of some twenty months, and more often one near a bank holiday or the end of a month."""
    return st.one_of(st.dates(FIRST_DAY, LAST_DAY), st.sampled_from(EDGE_DAYS).flatmap(near))


def since(first: date, most: int) -> st.SearchStrategy[date]:
    """That day or a later one, more often one soon after."""
    soon = st.integers(0, 15)
    passed = st.one_of(soon, soon, st.integers(0, most))
    return st.one_of(passed.map(lambda n: first + timedelta(days=n)), days().map(lambda day: max(day, first)))


def maybe(values: st.SearchStrategy[date], *, often: bool = True) -> st.SearchStrategy[date | None]:
    """A day in two cases of three, or else in one."""
    return st.one_of(st.none(), values, values) if often else st.one_of(st.none(), st.none(), values)
