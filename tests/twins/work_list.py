"""The work list, put together referral by referral: the twin with which its relations have to agree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.twins.clocks import Clock, after, clocks, working_days_between
from tests.twins.submission import Cells, Rules, Submission
from tests.twins.support_visits import active_mondays
from tests.twins.waiting import is_supported, started_by

DUE_SOON_WORKING_DAYS = 10
MOST_WEEKS_UNVISITED = 4
YARDSTICKS = ("own", "common")
MILESTONES = ("received", "first_contact", "initial_meeting", "ehcp_requested", "transition_shared")


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


@dataclass(frozen=True)
class Event:
    """Something of a referral's story."""

    service_area: str
    referral_id: str
    begins_on: date
    lane: str
    event: str
    yardstick: str
    event_id: str
    ends_on: date | None
    due_on: date | None
    status: str
    worker_id: str


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


def events(rules: Rules, submission: Submission) -> list[Event]:
    """All that is known of every referral, and has happened or is planned."""
    found = [_event(each, "clock", **_of_clock(each)) for each in clocks(rules, submission)]
    for referral in submission.referrals():
        for lane, story in _LANES.items():
            found += [_event(referral, lane, **told) for told in story(submission, referral)]
    return found


def _event(owner: Cells | Clock, lane: str, **told: Any) -> Event:
    cells = owner if isinstance(owner, dict) else vars(owner)
    blank = {"yardstick": "", "event_id": "", "ends_on": None, "due_on": None, "status": "", "worker_id": ""}
    return Event(service_area=cells["service_area"], referral_id=cells["referral_id"], lane=lane, **blank | told)


def _of_clock(clock: Clock) -> Cells:
    return {
        "begins_on": clock.starts_on,
        "event": clock.standard,
        "yardstick": clock.yardstick,
        "event_id": str(clock.sequence),
        "ends_on": clock.stopped_on or clock.ended_on,
        "due_on": clock.due_on,
        "status": clock.status,
    }


def _milestones(submission: Submission, referral: Cells) -> Iterator[Cells]:
    days = {name: referral.get(f"{name}_on") for name in MILESTONES}
    days["started"] = started_by(referral, submission.as_at)
    for event, day in days.items():
        yield from _on(submission, day, event=event)
    yield from _on(submission, referral.get("decided_on"), event="decided", status=referral["decision"] or "unknown")
    reason = referral.get("closure_reason") or "unknown"
    yield from _on(submission, referral.get("closed_on"), event="closed", status=reason)


def _on(submission: Submission, day: date | None, **told: Any) -> Iterator[Cells]:
    if day is not None and day <= submission.as_at:
        yield {"begins_on": day, **told}


def _visits(submission: Submission, referral: Cells) -> Iterator[Cells]:
    for visit in submission.of(referral, "visits"):
        if visit["planned_on"] <= submission.as_at or visit["status"] == "planned":
            yield {
                "begins_on": visit["planned_on"],
                "event": visit.get("kind") or "unknown",
                "event_id": visit["visit_id"],
                "status": visit["status"],
                "worker_id": visit.get("worker_id") or "",
            }


def _targets(submission: Submission, referral: Cells) -> Iterator[Cells]:
    for target in submission.of(referral, "targets"):
        told = {"due_on": target["review_due_on"], "event_id": target["target_id"], "status": "not_reviewed"}
        if target["outcome"] is not None and target["reviewed_on"] and target["reviewed_on"] <= submission.as_at:
            told |= {"status": target["outcome"], "ends_on": target["reviewed_on"]}
        elif target["outcome"] == "withdrawn" and target["reviewed_on"] is None:
            told["status"] = "withdrawn"
        yield from _on(submission, target["set_on"], event=target.get("area_of_development") or "unknown", **told)


def _reviews(submission: Submission, referral: Cells) -> Iterator[Cells]:
    for review in submission.of(referral, "reviews"):
        yield from _on(submission, review["held_on"], event="review", event_id=review["review_id"])


def _assessments(submission: Submission, referral: Cells) -> Iterator[Cells]:
    for row in submission.of(referral, "assessments"):
        told = {"event_id": row["assessment_id"], "status": row.get("occasion") or "unknown"}
        yield from _on(submission, row["assessed_on"], event=row["area_of_development"], **told)


def _pauses(submission: Submission, referral: Cells) -> Iterator[Cells]:
    """Pauses of one standard that overlap or share a day are one."""
    begun = [pause for pause in submission.of(referral, "pauses") if pause["from_on"] <= submission.as_at]
    for standard in {pause["standard"] for pause in begun}:
        for first, last in _merged((p["from_on"], p["to_on"]) for p in begun if p["standard"] == standard):
            yield {"begins_on": first, "event": standard, "event_id": str(first), "ends_on": last}


def _merged(spans: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    merged: list[tuple[date, date]] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


_LANES: dict[str, Callable[[Submission, Cells], Iterator[Cells]]] = {
    "milestone": _milestones,
    "visit": _visits,
    "target": _targets,
    "review": _reviews,
    "assessment": _assessments,
    "pause": _pauses,
}
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
