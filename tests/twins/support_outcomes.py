"""What became of it: targets, progress between two assessments, closures and workshops, row by row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from fractions import Fraction

from tests.twins.clocks import end
from tests.twins.counting import Item, categories
from tests.twins.submission import Cells, Rules, Submission

LEAST_DAYS_APART = 182
DAYS_OF_A_MONTH = Fraction("30.4375")
AS_EXPECTED_FROM = 6
WORKSHOP_DAYS = ("attended_day_1", "attended_day_2", "attended_follow_up")
WORKSHOP_OVER_AFTER = timedelta(days=90)

Items = Callable[[Rules, Submission], Iterator[Item]]


def _has_come(day: date | None, submission: Submission) -> bool:
    return day is not None and day <= submission.as_at


def target_state(target: Cells, submission: Submission) -> str:
    """The outcome that was known at ``as_at``; blank where the target had not been reviewed."""
    is_reviewed = _has_come(target.get("reviewed_on"), submission)
    outcome: str = target.get("outcome") or ""
    if outcome == "withdrawn":
        return outcome if is_reviewed or target.get("reviewed_on") is None else ""
    return outcome if is_reviewed else ""


def _development(referral: Cells, row: Cells) -> dict[str, str]:
    return categories(referral, area_of_development=row.get("area_of_development") or "unknown")


def targets_in_state(state: str) -> Items:
    """The targets due by ``as_at`` and not withdrawn, 1 for those in a state."""

    def items(_: Rules, submission: Submission) -> Iterator[Item]:
        for referral in submission.referrals():
            for target in submission.of(referral, "targets"):
                found, due_on = target_state(target, submission), target["review_due_on"]
                if found != "withdrawn" and _has_come(target["set_on"], submission) and _has_come(due_on, submission):
                    yield Item(referral["service_area"], due_on, _development(referral, target), float(found == state))

    return items


def days_to_achieve(_: Rules, submission: Submission) -> Iterator[Item]:
    for referral in submission.referrals():
        for target in submission.of(referral, "targets"):
            if target_state(target, submission) == "achieved":
                days = (target["reviewed_on"] - target["set_on"]).days
                yield Item(referral["service_area"], target["reviewed_on"], _development(referral, target), days)


Pair = tuple[Cells, Cells]
"""The first and the last assessment that have a value."""
Judgement = Callable[[Pair], float | None]
"""What a pair counts with, None where it does not count at all."""


def progress_items(value: str, judge: Judgement) -> Items:
    """Per referral and area of development, what lies between the first and the last assessment with a value."""

    def items(_: Rules, submission: Submission) -> Iterator[Item]:
        for referral in submission.referrals():
            for pair in _pairs(submission, referral, value):
                amount = judge(pair)
                if amount is not None:
                    yield Item(
                        referral["service_area"], pair[1]["assessed_on"], _development(referral, pair[1]), amount
                    )

    return items


def _pairs(submission: Submission, referral: Cells, value: str) -> Iterator[Pair]:
    by_development: dict[str, list[Cells]] = defaultdict(list)
    for row in submission.of(referral, "assessments"):
        if row.get(value) is not None and _has_come(row["assessed_on"], submission):
            by_development[row["area_of_development"]].append(row)
    for rows in by_development.values():
        rows.sort(key=lambda row: (row["assessed_on"], row["assessment_id"]))
        if (rows[-1]["assessed_on"] - rows[0]["assessed_on"]).days >= LEAST_DAYS_APART:
            yield rows[0], rows[-1]


def category(pair: Pair) -> str:
    """The progress category, from a (no progress) to e (as expected throughout)."""
    first, last = pair[0]["rating"], pair[1]["rating"]
    if last >= AS_EXPECTED_FROM:
        return "e" if first >= AS_EXPECTED_FROM else "d"
    if last > first:
        return "c"
    return "b" if pair[1].get("has_new_skills") else "a"


def has_grown(pair: Pair) -> float | None:
    return None if category(pair) == "e" else float(category(pair) in "cd")


def is_as_expected(pair: Pair) -> float:
    return float(category(pair) in "de")


def _gain_and_days(pair: Pair) -> tuple[Fraction, int]:
    """Months of development gained, exactly as the decimals are written, and the days that passed."""
    first, last = (Fraction(str(row["age_equivalent_months"])) for row in pair)
    return last - first, (pair[1]["assessed_on"] - pair[0]["assessed_on"]).days


def keeps_pace(pair: Pair) -> float:
    gain, days = _gain_and_days(pair)
    return float(gain * DAYS_OF_A_MONTH >= days)


def gain_per_month(pair: Pair) -> float:
    gain, days = _gain_and_days(pair)
    return float(gain / (days / DAYS_OF_A_MONTH))


def closure_items(judge: Callable[[Submission, Cells], float | None]) -> Items:
    """Referrals closed by ``as_at`` that had started: a start later than the end is none."""

    def items(_: Rules, submission: Submission) -> Iterator[Item]:
        for referral in submission.referrals():
            ended_on, started_on = end(referral, submission.as_at), referral.get("started_on")
            has_closed = _has_come(referral.get("closed_on"), submission)
            if not has_closed or ended_on is None or started_on is None or started_on > ended_on:
                continue
            amount = judge(submission, referral)
            if amount is not None:
                cells = {name: referral.get(name) or "unknown" for name in ("closure_reason", "destination")}
                yield Item(referral["service_area"], referral["closed_on"], categories(referral, **cells), amount)

    return items


def is_shared(submission: Submission, referral: Cells) -> float | None:
    """Whether progress was shared with the next setting, where there is one."""
    if referral.get("destination") in (None, "home"):
        return None
    return float(_has_come(referral.get("transition_shared_on"), submission))


def is_plan_requested(submission: Submission, referral: Cells) -> float:
    return float(_has_come(referral.get("ehcp_requested_on"), submission))


def workshop_items(_: Rules, submission: Submission) -> Iterator[Item]:
    """People enrolled on a workshop that is over by ``as_at``, 1 for those who came on all its days."""
    for row in submission.extracts.get("workshops", []):
        if row["first_day_on"] <= submission.as_at - WORKSHOP_OVER_AFTER:
            came = all(row.get(day) for day in WORKSHOP_DAYS)
            cells = {"none": "", "attendee": row.get("attendee") or "unknown"}
            yield Item(row["service_area"], row["first_day_on"], cells, float(came))
