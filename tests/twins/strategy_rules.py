"""Rules of service areas made by Hypothesis: any units, any history."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from tests.twins.strategy_days import days
from tests.twins.submission import (
    COMMON,
    STANDARDS,
    EligibilityRule,
    LeavingRule,
    Rules,
    Standard,
    VisitRule,
)

AREAS = ("cornwall", "durham", "elsewhere")
ALWAYS = date(2000, 1, 1)
LONGEST = {"working_days": 12, "calendar_days": 40, "weeks": 8, "months": 13}
BY_BIRTHDAY = ("birthday", "start_of_term_after_birthday", "end_of_term_after_birthday")
CONDITIONS: dict[str, st.SearchStrategy[Any]] = {
    "min_delay_areas": st.integers(1, 3),
    "min_asq_low_areas": st.integers(1, 3),
    "has_sensory_loss": st.just(True),
    "has_diagnosis": st.just(True),
}


@st.composite
def _entry(draw: st.DrawFn, area: str, standard: str, from_on: date) -> Standard:
    unit = draw(st.sampled_from(tuple(LONGEST)))
    within = draw(st.integers(1, LONGEST[unit]))
    visits = draw(st.one_of(st.none(), st.integers(1, 3)))
    not_before = draw(st.one_of(st.none(), st.integers(1, within)))
    return Standard(area, standard, within, unit, from_on, visits, not_before)


@st.composite
def _starts(draw: st.DrawFn) -> list[date]:
    dates = draw(st.sampled_from(((), (ALWAYS,), (ALWAYS,), (ALWAYS,), (None,), (ALWAYS, None))))
    return sorted({draw(days()) if day is None else day for day in dates})


@st.composite
def _history(draw: st.DrawFn, area: str, standard: str) -> list[Standard]:
    return [draw(_entry(area, standard, from_on)) for from_on in draw(_starts())]


@st.composite
def _visits(draw: st.DrawFn, keeper: str) -> list[VisitRule]:
    """What is said of visits: how often, how long, or both."""
    sayings = st.tuples(st.sampled_from((None, 1, 2, 3)), st.sampled_from((None, 30, 60))).filter(any)
    return [VisitRule(keeper, from_on, *draw(sayings)) for from_on in draw(_starts())]


@st.composite
def _leaving(draw: st.DrawFn, area: str) -> list[LeavingRule]:
    by_birthday = st.tuples(st.sampled_from(BY_BIRTHDAY), st.integers(2, 5))
    ways = st.one_of(by_birthday, by_birthday, st.just(("two_terms_before_school", None)))
    return [LeavingRule(area, from_on, *draw(ways)) for from_on in draw(_starts())]


@st.composite
def _eligibility(draw: st.DrawFn, area: str, leaving: list[LeavingRule]) -> list[EligibilityRule]:
    """Criteria; they ask for the leaving date only where there is one from then on."""
    tables = st.dictionaries(st.sampled_from(tuple(CONDITIONS)), st.none(), min_size=1, max_size=2)
    entries = []
    for from_on in draw(_starts()):
        any_of = tuple({key: draw(CONDITIONS[key]) for key in table} for table in draw(st.lists(tables, max_size=3)))
        has_leaving = any(rule.from_on <= from_on for rule in leaving)
        months = draw(st.one_of(st.none(), st.integers(20, 40)))
        entries.append(EligibilityRule(area, from_on, months, has_leaving and draw(st.booleans()), any_of))
    return entries


@st.composite
def rules(draw: st.DrawFn, bank_holidays: frozenset[date]) -> Rules:
    """Two or three areas and the common yardstick, with any rules, rule changes and closed days."""
    areas = AREAS[: draw(st.integers(2, len(AREAS)))]
    histories = [draw(_history(keeper, standard)) for keeper in (*areas, COMMON) for standard in STANDARDS]
    closed = {area: draw(st.frozensets(days(), max_size=4)) for area in areas}
    visits = [entry for keeper in (*areas, COMMON) for entry in draw(_visits(keeper))]
    leaving = {area: draw(_leaving(area)) for area in areas}
    criteria = [entry for area in areas for entry in draw(_eligibility(area, leaving[area]))]
    return Rules(
        areas,
        tuple(entry for history in histories for entry in history),
        bank_holidays,
        closed,
        tuple(visits),
        tuple(entry for area in areas for entry in leaving[area]),
        tuple(criteria),
    )
