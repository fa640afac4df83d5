"""Visits looked at one by one: what each counts for, and whether the agreed number of them was kept."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from tests.twins.clocks import end
from tests.twins.counting import Item, categories
from tests.twins.submission import COMMON, Cells, Rules, Submission

CALENDAR = Path(__file__).parents[2] / "data" / "calendars" / "illustrative.toml"
ONE_DAY = timedelta(days=1)
MONDAY, SCHOOL_WEEKDAYS, WEEK = 0, 5, 7
LEAST_SCHOOL_DAYS = 3
TERM_MONTHS = (9, 4, 1)
CLOSE_IN_MINUTES = 15

Judgement = Callable[[Rules, Cells], float | None]
"""What a visit counts with, None where it does not count at all."""


def visit_items(judge: Judgement, rules: Rules, submission: Submission) -> Iterator[Item]:
    """The visits that were to have happened by ``as_at``, as far as they count."""
    for referral in submission.referrals():
        for visit in submission.of(referral, "visits"):
            if visit["planned_on"] > submission.as_at or visit["status"] == "planned":
                continue
            amount = judge(rules, visit)
            if amount is not None:
                cells = categories(referral, kind=visit.get("kind") or "unknown")
                yield Item(referral["service_area"], visit["planned_on"], cells, amount)


def has_status(status: str) -> Judgement:
    return lambda _, visit: float(visit["status"] == status)


def says(column: str) -> Judgement:
    """Yes or no in a column of an attended visit; blank is neither."""

    def judge(_: Rules, visit: Cells) -> float | None:
        if visit["status"] != "attended" or visit.get(column) is None:
            return None
        return float(visit[column])

    return judge


def minutes_at_home(_: Rules, visit: Cells) -> float | None:
    if visit["status"] != "attended" or visit.get("kind") != "home" or visit.get("minutes") is None:
        return None
    return float(visit["minutes"])


def is_typical(rules: Rules, visit: Cells) -> float | None:
    minutes = minutes_at_home(rules, visit)
    typical = typical_minutes(rules, visit["service_area"], visit["planned_on"])
    return None if minutes is None or typical is None else float(abs(minutes - typical) <= CLOSE_IN_MINUTES)


def typical_minutes(rules: Rules, area: str, day: date) -> int | None:
    entry = rules.visits_on(area, day)
    return None if entry is None else entry.typical_minutes


def has_typical_minutes(rules: Rules, area: str, as_at: date) -> bool:
    """Whether the area had ever said by ``as_at`` how long a visit takes."""
    entries = [entry for entry in rules.visits if entry.service_area == area and entry.from_on <= as_at]
    return any(entry.typical_minutes is not None for entry in entries)


def plan_items(rules: Rules, submission: Submission) -> Iterator[Item]:
    """Per referral and statutory term: how many visits were to be expected, and how many of these were kept."""
    for referral in submission.referrals():
        by_term: dict[date, list[date]] = defaultdict(list)
        for monday in active_mondays(submission, referral):
            by_term[term_start(monday)].append(monday)
        for term, mondays in by_term.items():
            interval = interval_weeks(rules, referral, mondays[0])
            expected = 0 if interval is None else len(mondays) // interval
            if expected:
                kept = min(expected, attended_in(submission, referral, mondays))
                yield Item(referral["service_area"], term, categories(referral), kept, expected)


def active_mondays(submission: Submission, referral: Cells) -> Iterator[date]:
    """The Mondays of the term weeks in which a family was to be visited, in their order."""
    if referral.get("started_on") is None:
        return
    ended_on = end(referral, submission.as_at)
    monday = referral["started_on"]
    while monday.weekday() != MONDAY:
        monday += ONE_DAY
    while monday + 4 * ONE_DAY <= submission.as_at and (ended_on is None or ended_on > monday + 4 * ONE_DAY):
        if is_term_week(submission, referral["service_area"], monday):
            yield monday
        monday += WEEK * ONE_DAY


def is_term_week(submission: Submission, area: str, monday: date) -> bool:
    days = [monday + ONE_DAY * passed for passed in range(SCHOOL_WEEKDAYS)]
    return sum(is_term_day(submission, area, day) for day in days) >= LEAST_SCHOOL_DAYS


def is_term_day(submission: Submission, area: str, day: date) -> bool:
    """Inside the area's own term dates or, where it gave none, inside the illustrative ones."""
    own = [row for row in submission.extracts.get("term_dates", []) if row["service_area"] == area]
    if own:
        return any(row["starts_on"] <= day <= row["ends_on"] for row in own)
    return any(starts <= day.strftime("%m-%d") <= ends for starts, ends in illustrative_spans())


@cache
def illustrative_spans() -> tuple[tuple[str, str], ...]:
    """First and last days, month and day, of the spans of school days that every year has."""
    spans = tomllib.loads(CALENDAR.read_text(encoding="utf-8"))["span"]
    return tuple((span["starts"], span["ends"]) for span in spans)


def term_start(day: date) -> date:
    """The first day of the statutory term that holds a day."""
    return date(day.year, next(month for month in TERM_MONTHS if month <= day.month), 1)


def interval_weeks(rules: Rules, referral: Cells, monday: date) -> int | None:
    """Weeks from one visit to the next: as agreed, else as the area has it that day, else as the yardstick has it."""
    agreed: int | None = referral.get("visit_interval_weeks")
    return agreed or every_weeks(rules, referral["service_area"], monday) or every_weeks(rules, COMMON, monday)


def every_weeks(rules: Rules, keeper: str, day: date) -> int | None:
    entry = rules.visits_on(keeper, day)
    return None if entry is None else entry.every_weeks


def attended_in(submission: Submission, referral: Cells, mondays: list[date]) -> int:
    """Attended visits that were planned within the weeks that begin on these Mondays."""
    days = {monday + ONE_DAY * passed for monday in mondays for passed in range(WEEK)}
    attended = [v["planned_on"] for v in submission.of(referral, "visits") if v["status"] == "attended"]
    return sum(day in days and day <= submission.as_at for day in attended)
