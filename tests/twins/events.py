"""The story of every referral, told lane by lane: the twin with which the relation of events has to agree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.twins.clocks import Clock, clocks
from tests.twins.submission import Cells, Rules, Submission
from tests.twins.waiting import started_by

MILESTONES = ("received", "first_contact", "initial_meeting", "ehcp_requested", "transition_shared")


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
