"""The work list, put together referral by referral: the twin with which its relations have to agree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.twins.clocks import Clock, after, clocks, working_days_between
from tests.twins.events import Event, events
from tests.twins.submission import Cells, Rules, Submission
from tests.twins.support_visits import active_mondays
from tests.twins.waiting import is_supported

DUE_SOON_WORKING_DAYS = 10
MOST_WEEKS_UNVISITED = 4
YARDSTICKS = ("own", "common")


@dataclass(frozen=True)
class OutstandingClock:
    """A clock that is overdue or due soon."""

    service_area: str
    referral_id: str
    standard: str
    sequence: int
    yardstick: str
    starts_on: date
    due_on: date
    status: str
    working_days_left: int
    worker_id: str
    priority: str


@dataclass(frozen=True)
class VisitGap:
    """A supported referral, and how long it has gone without a visit."""

    service_area: str
    referral_id: str
    started_on: date
    last_visit_on: date | None
    term_weeks: int
    is_unvisited: bool
    worker_id: str
    priority: str


@dataclass(frozen=True)
class Caseload:
    """What a worker has in hand."""

    service_area: str
    yardstick: str
    worker_id: str
    children_supported: int
    children_unvisited: int
    clocks_overdue: int
    clocks_due_soon: int


def outstanding_clocks(rules: Rules, submission: Submission) -> list[OutstandingClock]:
    """The clocks that have run out, and those that will within ten working days."""
    referrals = {(each["service_area"], each["referral_id"]): each for each in submission.referrals()}
    found = []
    for clock in clocks(rules, submission):
        soon = after(rules, clock.service_area, submission.as_at, DUE_SOON_WORKING_DAYS, "working_days")
        if clock.status == "overdue" or (clock.status == "running" and clock.due_on <= soon):
            found.append(_outstanding(rules, submission, clock, referrals[clock.service_area, clock.referral_id]))
    return found


def _outstanding(rules: Rules, submission: Submission, clock: Clock, referral: Cells) -> OutstandingClock:
    left = working_days_between(rules, clock.service_area, submission.as_at, clock.due_on)
    gone = working_days_between(rules, clock.service_area, clock.due_on, submission.as_at)
    return OutstandingClock(
        clock.service_area,
        clock.referral_id,
        clock.standard,
        clock.sequence,
        clock.yardstick,
        clock.starts_on,
        clock.due_on,
        clock.status,
        left - gone,
        last_worker(submission, referral),
        referral.get("priority") or "unknown",
    )


def last_visit(submission: Submission, referral: Cells) -> Cells | None:
    """The latest visit that was attended by now; of one day's, the last by identifier."""
    attended = [v for v in submission.of(referral, "visits") if v["status"] == "attended"]
    happened = [visit for visit in attended if visit["planned_on"] <= submission.as_at]
    return max(happened, key=lambda visit: (visit["planned_on"], visit["visit_id"]), default=None)


def last_worker(submission: Submission, referral: Cells) -> str:
    """Who made it; blank where nobody did, or nobody said who."""
    visit = last_visit(submission, referral)
    return "" if visit is None else visit.get("worker_id") or ""


def visit_gaps(_: Rules, submission: Submission) -> list[VisitGap]:
    """The supported referrals, with the whole term weeks of support since their last visits."""
    supported = [each for each in submission.referrals() if is_supported(each, submission.as_at)]
    return [_gap(submission, referral) for referral in supported]


def _gap(submission: Submission, referral: Cells) -> VisitGap:
    visit = last_visit(submission, referral)
    since = None if visit is None else visit["planned_on"]
    weeks = sum(since is None or monday > since for monday in active_mondays(submission, referral))
    return VisitGap(
        referral["service_area"],
        referral["referral_id"],
        referral["started_on"],
        since,
        weeks,
        weeks > MOST_WEEKS_UNVISITED,
        last_worker(submission, referral),
        referral.get("priority") or "unknown",
    )


def caseloads(rules: Rules, submission: Submission) -> list[Caseload]:
    """Every worker of an area with something in hand, and the row of what nobody has."""
    due, gaps = outstanding_clocks(rules, submission), visit_gaps(rules, submission)
    workers = sorted({(c.service_area, c.worker_id) for c in due} | {(g.service_area, g.worker_id) for g in gaps})
    return [_caseload(due, gaps, yardstick, *worker) for worker in workers for yardstick in YARDSTICKS]


def _caseload(due: list[OutstandingClock], gaps: list[VisitGap], yardstick: str, area: str, worker: str) -> Caseload:
    children = [each for each in gaps if (each.service_area, each.worker_id) == (area, worker)]
    in_hand = [c for c in due if (c.service_area, c.worker_id, c.yardstick) == (area, worker, yardstick)]
    overdue = sum(clock.status == "overdue" for clock in in_hand)
    unvisited = sum(child.is_unvisited for child in children)
    return Caseload(area, yardstick, worker, len(children), unvisited, overdue, len(in_hand) - overdue)


SHAPES: dict[str, type[Any]] = {
    "outstanding_clock": OutstandingClock,
    "visit_gap": VisitGap,
    "caseload": Caseload,
    "event": Event,
}
"""What a row of each relation is."""
_TWINS: dict[str, Callable[[Rules, Submission], list[Any]]] = {
    "outstanding_clock": outstanding_clocks,
    "visit_gap": visit_gaps,
    "caseload": caseloads,
    "event": events,
}


def work_list(rules: Rules, submission: Submission, relation: str) -> list[Any]:
    """The rows of one of the work list's relations."""
    return _TWINS[relation](rules, submission)
