"""What counts add up to, whatever the figures are."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from tests.twins.attacker.known import Count, Known, Place
from tests.twins.attacker.measures import (
    ADD_UP,
    AMONG,
    COHORT,
    COHORT_MONTHS,
    COHORT_OF,
    GROUPED,
    LISTS,
    is_stock,
    rows_of,
    some_of,
)

_YEARS = {"financial_year", "academic_year", "rolling_12_months"}
_LENGTH = {"quarter": 3, COHORT: COHORT_MONTHS} | dict.fromkeys(_YEARS, 12)
THEN = " then"
"""Ends the kind of a period that was not over when the file before was made: what it had by that day."""


def add_up(known: Known) -> None:
    """Write down every equation between the counts that are known."""
    _add_up_places(known)
    _add_up_periods(known)
    _connect(known)


def _add_up_places(known: Known) -> None:
    """All areas are the areas; a whole is the categories of a breakdown."""
    areas: defaultdict[Count, list[int]] = defaultdict(list)
    groups: defaultdict[tuple[Count, str], list[int]] = defaultdict(list)
    for (whose, (yardstick, area, kind, start, breakdown, category)), number in known.number.items():
        if area != "all":
            areas[whose, (yardstick, "all", kind, start, breakdown, category)].append(number)
        if breakdown != "none":
            groups[(whose, (yardstick, area, kind, start, "none", "")), breakdown].append(number)
    for total, parts in [*areas.items(), *((total, parts) for (total, _), parts in groups.items())]:
        if total in known.number:
            known.equate([known.number[total]], parts)


def _months(known: Known, kind: str, start: date) -> list[tuple[int, int, str]]:
    """The months of a period by year and number; one that a day lies in, and not at its end, has a part up to then."""
    first = start.year * 12 + start.month - 1
    every = [divmod(first + later, 12) for later in range(_LENGTH.get(kind.removesuffix(THEN), 0))]
    if not kind.endswith(THEN):
        return [(year, month, "") for year, month in every]
    assert known.until is not None
    following = known.until + timedelta(days=1)
    then = (following.year, following.month - 1)
    part = [(*then, THEN)] if following.day > 1 and then in every else []
    return [*((year, month, "") for year, month in every if (year, month) < then), *part]


def _begin_of_cohort(day: date) -> date | None:
    """The first day of the cohort, if it is that of a month."""
    years, months = divmod(day.year * 12 + day.month - 1 - COHORT_MONTHS, 12)
    following = date(years + (months == 11), (months + 1) % 12 + 1, 1)
    last = following - timedelta(days=1)
    return following if day.day >= last.day else None


def _was_at_end(kind: str, day: date) -> bool:
    """Whether it is the day of the first file, and its month was over: else there are more in the cohort's now."""
    return kind == f"as_at{THEN}" and (day + timedelta(days=1)).day == 1


def _add_up_periods(known: Known) -> None:
    """Quarters and years are made of months; those that are in the same quarter and years are one variable."""
    series: defaultdict[tuple[str, str, str, str, str], list[tuple[str, date, int]]] = defaultdict(list)
    for (whose, (yardstick, area, kind, start, breakdown, category)), number in known.number.items():
        if kind.removesuffix(THEN) in _LENGTH and not is_stock(whose):
            series[whose, yardstick, area, breakdown, category].append((kind, start, number))
        elif whose == COHORT and (kind == "as_at" or _was_at_end(kind, start)) and (begins := _begin_of_cohort(start)):
            series[COHORT_OF, yardstick, area, breakdown, category].append((COHORT, begins, number))
    every = {(kind, start) for periods in series.values() for kind, start, _ in periods}
    holders: defaultdict[tuple[int, int, str], set[tuple[str, date]]] = defaultdict(set)
    for kind, start in every:
        for month in _months(known, kind, start):
            holders[month].add((kind, start))
    # All quarters are published: a month of none has nothing in it.
    runs = sorted(
        {tuple(sorted(held)) for held in holders.values() if any(kind.startswith("quarter") for kind, _ in held)}
    )
    known.months = [
        [date(year, month + 1, 1) for (year, month, _), held in sorted(holders.items()) if tuple(sorted(held)) == run]
        for run in runs
    ]
    for (whose, yardstick, area, breakdown, category), periods in series.items():
        there = {(kind, start) for kind, start, _ in periods}
        mine: dict[tuple[tuple[str, date], ...], int] = {}
        for position, run in enumerate(runs):
            if there >= {period for period in run if period[0] != COHORT or whose == COHORT_OF}:
                mine[run] = known.variable(
                    (whose, (yardstick, area, f"months {position}", run[0][1], breakdown, category))
                )
        for kind, start, number in periods:
            known.equate([number], [variable for run, variable in mine.items() if (kind, start) in run])


def _connect(known: Known) -> None:
    """Shares of one whole, what is counted among other counts, one moment by two names, and the list's balance."""
    for (whose, place), number in list(known.number.items()):
        for measures in ADD_UP:
            if whose == rows_of(measures[0]):
                shares = [
                    known.number[count] for measure in measures if (count := (some_of(measure), place)) in known.number
                ]
                known.equate([number], shares)
        _connect_within(known, whose, place, number)
    _connect_groups(known)
    _connect_moments(known)
    _connect_lists(known)
    _connect_yardsticks(known)


def _connect_within(known: Known, whose: str, place: Place, number: int) -> None:
    for name, is_all in AMONG.get(whose, ()):
        if (name, place) in known.number:
            beside = [] if is_all else [known.variable((f"{name} but {whose}", place))]
            known.equate([known.number[name, place]], [number, *beside])


def _connect_groups(known: Known) -> None:
    for whole, of, breakdown, categories in GROUPED:
        parts: defaultdict[Place, list[int]] = defaultdict(list)
        for (whose, (yardstick, area, kind, start, by, category)), number in known.number.items():
            if whose == of and by == breakdown and category in categories:
                parts[yardstick, area, kind, start, "none", ""].append(number)
        for (whose, place), number in list(known.number.items()):
            if whose == whole and place[4] == "none":
                known.equate([number], parts[place])


def _connect_moments(known: Known) -> None:
    stocks = [(count, number) for count, number in known.number.items() if is_stock(count[0])]
    latest = max((place[3] for (_, place), _ in stocks if place[2] == "quarter"), default=None)
    closes = {"as_at": latest, f"as_at{THEN}": known.until and _quarter_that_closed(known.until)}
    for (whose, (yardstick, area, kind, _, breakdown, category)), number in stocks:
        if quarter := closes.get(kind):
            same = (whose, (yardstick, area, "quarter", quarter, breakdown, category))
            known.equate([number], [known.number[same]] if same in known.number else [])


def _quarter_that_closed(day: date) -> date | None:
    """The quarter whose last day it was."""
    following = day + timedelta(days=1)
    years, months = divmod(following.year * 12 + following.month - 4, 12)
    return date(years, months + 1, 1) if following.day == 1 and following.month % 3 == 1 else None


def _connect_lists(known: Known) -> None:
    """A list a quarter before, with what came and less what went; a count that is nowhere is none."""
    for (whose, place), number in list(known.number.items()):
        yardstick, area, kind, start, breakdown, category = place
        if whose in LISTS and kind == "quarter" and breakdown not in ("stage", "band"):
            year, month = divmod(start.year * 12 + start.month - 4, 12)
            before: Count = (whose, (yardstick, area, kind, date(year, month + 1, 1), breakdown, category))
            terms = [(number, -1), *([(known.number[before], 1)] if before in known.number else [])]
            flows = [((rows_of(measure), place), sign) for measure, sign in LISTS[whose]]
            known.equations.append(
                [*terms, *((known.number[flow], sign) for flow, sign in flows if flow in known.number)]
            )


def _connect_yardsticks(known: Known) -> None:
    """Where an area's own limits are the common ones, so are its figures."""
    for (whose, (yardstick, area, *when)), number in list(known.number.items()):
        same = whose, ("common", area, *when)
        if yardstick == "own" and area in known.by_common_limits and same in known.number:
            known.equate([number], [known.number[same]])
