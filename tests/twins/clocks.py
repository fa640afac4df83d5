"""Clocks counted day by day: the slow and obvious twin with which the clock relation has to agree."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tests.twins.submission import COMMON, Cells, Rules, Standard, Submission

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Clock:
    """One run of a standard, as the clock relation has it."""

    service_area: str
    referral_id: str
    standard: str
    sequence: int
    yardstick: str
    starts_on: date
    stopped_on: date | None
    due_on: date
    due_on_unpaused: date
    ended_on: date | None
    status: str
    status_ignoring_pauses: str


Run = tuple[str, int, date, date | None]
"""Standard, sequence, start, and the day it would stop had the referral not ended."""


def clocks(rules: Rules, submission: Submission) -> list[Clock]:
    """Every clock of every referral, on both yardsticks."""
    return [clock for referral in submission.referrals() for clock in _of_referral(rules, submission, referral)]


def _of_referral(rules: Rules, submission: Submission, referral: Cells) -> Iterator[Clock]:
    ended_on = end(referral, submission.as_at)
    for run in _runs(submission, referral):
        if ended_on is not None and run[2] > ended_on:
            continue
        for yardstick, keeper in (("own", referral["service_area"]), ("common", COMMON)):
            rule = rules.in_force(keeper, run[0], run[2])
            if rule is not None:
                yield _clock(rules, submission, referral, run, yardstick, rule)


def end(referral: Cells, as_at: date) -> date | None:
    """The day the referral ended, None where it had not by ``as_at``."""
    days = [_known(referral["closed_on"], as_at)]
    if referral["decision"] in ("declined", "withdrawn"):
        days.append(_known(referral["decided_on"], as_at))
    return min((day for day in days if day is not None), default=None)


def _known(day: date | None, as_at: date) -> date | None:
    return None if day is None or day > as_at else day


def _runs(submission: Submission, referral: Cells) -> Iterator[Run]:
    as_at, area = submission.as_at, referral["service_area"]
    received_on: date = referral["received_on"]
    met_on = _known(referral["initial_meeting_on"], as_at)
    yield "first_contact", 1, received_on, _known(referral["first_contact_on"], as_at)
    yield "initial_meeting", 1, received_on, met_on
    set_days = sorted(t["set_on"] for t in submission.of(referral, "targets") if t["set_on"] <= as_at)
    if met_on is not None and submission.delivers(area, "first_targets"):
        yield "first_targets", 1, met_on, next((day for day in set_days if day >= met_on), None)
    if set_days and submission.delivers(area, "review"):
        yield from _review_chain(submission, referral, set_days[0])


def _review_chain(submission: Submission, referral: Cells, first_set_on: date) -> Iterator[Run]:
    held = {row["held_on"] for row in submission.of(referral, "reviews")}
    days = [first_set_on, *sorted(day for day in held if first_set_on < day <= submission.as_at)]
    for sequence, start in enumerate(days, start=1):
        yield "review", sequence, start, days[sequence] if sequence < len(days) else None


def _clock(rules: Rules, submission: Submission, referral: Cells, run: Run, yardstick: str, rule: Standard) -> Clock:
    standard, sequence, start, stopped_on = run
    as_at, area = submission.as_at, referral["service_area"]
    ended_on = end(referral, as_at)
    if stopped_on is not None and ended_on is not None and stopped_on > ended_on:
        stopped_on = None
    visit_on = _nth_visit(submission, referral, start, rule.within_visits)
    paused = _paused_days(submission, referral, standard)
    unpaused = min(after(rules, area, start, rule.within, rule.unit), visit_on or date.max)
    due = min(_limit_with_pauses(rules, area, start, rule, paused), visit_on or date.max)
    return Clock(
        area,
        referral["referral_id"],
        standard,
        sequence,
        yardstick,
        start,
        stopped_on,
        due,
        unpaused,
        ended_on,
        _status(due, stopped_on, ended_on, as_at),
        _status(unpaused, stopped_on, ended_on, as_at),
    )


def _status(due: date, stopped_on: date | None, ended_on: date | None, as_at: date) -> str:
    if stopped_on is not None:
        return "met" if stopped_on <= due else "missed"
    if ended_on is not None:
        return "void" if ended_on <= due else "missed"
    return "overdue" if due <= as_at else "running"


def _nth_visit(submission: Submission, referral: Cells, start: date, number: int | None) -> date | None:
    visits = submission.of(referral, "visits")
    attended = [visit["planned_on"] for visit in visits if visit["status"] == "attended"]
    days = sorted(day for day in attended if start < day <= submission.as_at)
    return None if number is None or len(days) < number else days[number - 1]


def _paused_days(submission: Submission, referral: Cells, standard: str) -> set[date]:
    days: set[date] = set()
    for pause in submission.of(referral, "pauses"):
        if pause["standard"] == standard and pause["from_on"] <= submission.as_at:
            length = (pause["to_on"] - pause["from_on"]).days + 1
            days.update(pause["from_on"] + ONE_DAY * passed for passed in range(length))
    return days


def _limit_with_pauses(rules: Rules, area: str, start: date, rule: Standard, paused: set[date]) -> date:
    if rule.unit == "working_days":
        allowed = rule.within
        return _nth(start, allowed, lambda day: rules.is_working_day(area, day) and day not in paused)
    allowed = (after(rules, area, start, rule.within, rule.unit) - start).days
    return _nth(start, allowed, lambda day: day not in paused)


def after(rules: Rules, area: str, start: date, within: int, unit: str) -> date:
    """The day that lies a number of units after a start, pauses ignored."""
    if unit == "working_days":
        return _nth(start, within, lambda day: rules.is_working_day(area, day))
    if unit == "months":
        return _months_after(start, within)
    return start + ONE_DAY * within * (7 if unit == "weeks" else 1)


def _nth(start: date, number: int, counts: Callable[[date], bool]) -> date:
    day = start
    while number > 0:
        day += ONE_DAY
        number -= counts(day)
    return day


def _months_after(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def working_days_between(rules: Rules, area: str, start: date, stop: date) -> int:
    """Working days later than ``start`` up to and with ``stop``: the start is day 0."""
    days = (start + ONE_DAY * passed for passed in range(1, (stop - start).days + 1))
    return sum(rules.is_working_day(area, day) for day in days)
