"""Small submissions made by Hypothesis, thick with the days on which figures go wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from expectations import codes
from tests.twins.strategy_days import days, maybe, near, since
from tests.twins.strategy_rules import rules
from tests.twins.submission import STANDARDS, Cells, Submission

__all__ = ["rules", "submissions"]
LONG_PAUSE_DAYS = 1500
OPTIONAL = ("targets", "reviews", "pauses", "assessments", "workshops", "term_dates")
MOST_MONTHS_OLD = 72
HALF_A_YEAR = 182
MOST_DAYS_OF_A_SPAN = 70
WORKSHOP_IS_OVER_AFTER = timedelta(days=90)
_DEVELOPMENT = st.sampled_from((None, "communication", "physical"))
TOLD = st.sampled_from((None, False, True))


@st.composite
def submissions(draw: st.DrawFn, areas: tuple[str, ...], most: int) -> Submission:
    """A few referrals, ``most`` at most, with all that follows; only what the checks would accept."""
    as_at = draw(days().filter(lambda day: day >= date(2024, 1, 15)))
    delivered = draw(_delivered(areas))
    referrals = [draw(_referral(areas, number, as_at)) for number in range(draw(st.integers(1, most)))]
    made = {extract: [row for each in referrals for row in draw(rows(each))] for extract, rows in _FOLLOWING.items()}
    made["workshops"] = [row for area in areas for row in draw(_workshops(area, as_at))]
    made["term_dates"] = [row for area in areas for row in draw(_term_dates(area))]
    extracts: dict[str, list[Cells]] = {"referrals": referrals}
    for extract, rows in made.items():
        extracts[extract] = _numbered(extract, [row for row in rows if (row["service_area"], extract) in delivered])
    return Submission(as_at, extracts, delivered)


@st.composite
def _delivered(draw: st.DrawFn, areas: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    """Every area delivers what is required; of the optional extracts one is now and then missing in some areas."""
    every = frozenset((area, extract) for area in areas for extract in ("referrals", "visits", *OPTIONAL))
    lacking = st.one_of(st.just(frozenset[str]()), st.just(frozenset[str]()), st.frozensets(st.sampled_from(areas)))
    return every - {(area, extract) for extract in OPTIONAL for area in draw(lacking)}


def _codes(titles: Iterable[tuple[str, str]]) -> st.SearchStrategy[str | None]:
    return st.sampled_from([None, *[code for code, _ in list(titles)[:3]]])


@st.composite
def _referral(draw: st.DrawFn, areas: tuple[str, ...], number: int, as_at: date) -> Cells:
    received_on = draw(st.one_of(days(), _near_one_of(as_at, (-14, -84, -126, -731))))
    later = since(received_on, 200)
    started_on = draw(st.one_of(st.none(), later, _near_one_of(received_on, (84, 126, 182))))
    closing = since(max(received_on, started_on or received_on), 300)
    return {
        "service_area": draw(st.sampled_from(areas)),
        "referral_id": f"r{number}",
        "child_id": f"c{number // 2}",
        "received_on": received_on,
        "birth_month": draw(_birth_month(received_on)),
        "decision": draw(st.sampled_from((None, "accepted", "accepted", "declined", "withdrawn", "pending"))),
        "decided_on": draw(maybe(later)),
        "first_contact_on": draw(maybe(later)),
        "initial_meeting_on": draw(maybe(later)),
        "started_on": started_on,
        "ehcp_requested_on": draw(maybe(days(), often=False)),
        "transition_shared_on": draw(maybe(later)),
        "closed_on": draw(maybe(closing, often=False)),
    } | draw(_categories())


def _near_one_of(day: date, distances: tuple[int, ...]) -> st.SearchStrategy[date]:
    return st.sampled_from(distances).flatmap(lambda passed: near(day + timedelta(days=passed)))


def _birth_month(received_on: date) -> st.SearchStrategy[date | None]:
    """Unknown, or the first of a month some years before receipt, or even of the month after it."""
    months = received_on.year * 12 + received_on.month - 1
    known = st.integers(-1, MOST_MONTHS_OLD).map(lambda old: date((months - old) // 12, (months - old) % 12 + 1, 1))
    return st.one_of(st.none(), known, known, known)


def _categories() -> st.SearchStrategy[Cells]:
    return st.fixed_dictionaries(
        {
            "source": _codes(codes.SOURCE),
            "sex": _codes(codes.SEX),
            "ethnicity": _codes(codes.ETHNICITY),
            "primary_need": _codes(codes.PRIMARY_NEED),
            "priority": _codes(codes.PRIORITY),
            "offer": _codes(codes.OFFER),
            "imd_decile": st.one_of(st.none(), st.integers(1, 10)),
            "delay_areas": st.sampled_from((None, 0, 1, 2, 3)),
            "asq_low_areas": st.sampled_from((None, 0, 1, 2, 3)),
            "has_sensory_loss": TOLD,
            "has_diagnosis": TOLD,
            "consent_to_share": TOLD,
            "visit_interval_weeks": st.sampled_from((None, 1, 2, 3)),
            "closure_reason": st.sampled_from((None, "progress", "non_attendance")),
            "destination": st.sampled_from((None, "home", "school", "childminder")),
        }
    )


def _rows(referral: Cells, cells: dict[str, st.SearchStrategy[Any]], most: int) -> st.SearchStrategy[list[Cells]]:
    key = {name: st.just(referral[name]) for name in ("service_area", "referral_id")}
    return st.lists(st.fixed_dictionaries(key | cells), max_size=most)


def _visits(referral: Cells) -> st.SearchStrategy[list[Cells]]:
    received_on, started_on = referral["received_on"], referral["started_on"]
    planned = st.one_of(near(received_on), since(received_on, 150), since(started_on or received_on, 60))
    statuses = ("attended", "attended", "attended", "planned", "not_brought", "cancelled_by_service")
    cells = {
        "planned_on": planned,
        "status": st.sampled_from((*statuses, "cancelled_by_family")),
        "kind": st.sampled_from((None, "home", "home", "home", "group")),
        "minutes": st.sampled_from((None, 14, 15, 45, 46, 60, 75, 76)),
        "is_joint": TOLD,
        "practised": TOLD,
        "worker_id": st.sampled_from((None, "w1", "w2")),
    }
    return _rows(referral, cells, 8)


@st.composite
def _targets(draw: st.DrawFn, referral: Cells) -> list[Cells]:
    outcome = st.sampled_from((None, "achieved", "partly_achieved", "not_achieved", "withdrawn"))
    cells = {"set_on": since(referral["received_on"], 150), "outcome": outcome, "area_of_development": _DEVELOPMENT}
    made = draw(_rows(referral, cells, 3))
    for row in made:
        row["review_due_on"] = row["set_on"] + timedelta(days=draw(st.sampled_from((-1, 0, 30, 90))))
        row["reviewed_on"] = draw(maybe(since(row["set_on"], 120)))
    return made


@st.composite
def _assessments(draw: st.DrawFn, referral: Cells) -> list[Cells]:
    """Two areas of development alone, on days that lie just half a year apart or nearly."""
    first_on = draw(since(referral["received_on"], 100))
    apart = st.sampled_from((0, 1, HALF_A_YEAR - 1, HALF_A_YEAR, HALF_A_YEAR + 1, 2 * HALF_A_YEAR))
    cells = {
        "assessed_on": apart.map(lambda passed: first_on + timedelta(days=passed)),
        "area_of_development": _DEVELOPMENT.map(lambda area: area or codes.AREA_OF_DEVELOPMENT[0][0]),
        "age_equivalent_months": st.sampled_from((None, 6.0, 12.0, 12.5, 18.0, 18.1)),
        "rating": st.sampled_from((None, 1, 5, 5, 6, 7)),
        "has_new_skills": TOLD,
        "occasion": st.sampled_from((None, "baseline", "exit")),
    }
    return draw(_rows(referral, cells, 6))


def _workshops(area: str, as_at: date) -> st.SearchStrategy[list[Cells]]:
    cells = {
        "service_area": st.just(area),
        "first_day_on": st.one_of(near(as_at - WORKSHOP_IS_OVER_AFTER), days()),
        "attendee": _codes(codes.ATTENDEE),
        "attended_day_1": TOLD,
        "attended_day_2": TOLD,
        "attended_follow_up": TOLD,
    }
    return st.lists(st.fixed_dictionaries(cells), max_size=4)


@st.composite
def _term_dates(draw: st.DrawFn, area: str) -> list[Cells]:
    """Spans of school days, which may even overlap; or none, where the illustrative ones serve."""
    starts = draw(st.lists(days(), max_size=4))
    lengths = st.integers(0, MOST_DAYS_OF_A_SPAN)
    return [{"service_area": area, "starts_on": d, "ends_on": d + timedelta(days=draw(lengths))} for d in starts]


def _reviews(referral: Cells) -> st.SearchStrategy[list[Cells]]:
    return _rows(referral, {"held_on": since(referral["received_on"], 400)}, 4)


@st.composite
def _pauses(draw: st.DrawFn, referral: Cells) -> list[Cells]:
    received_on = referral["received_on"]
    from_on = st.one_of(near(received_on), near(received_on), since(received_on, 90))
    length = st.one_of(st.integers(0, 12), st.integers(0, 12), st.just(LONG_PAUSE_DAYS))
    cells = {"standard": st.sampled_from(STANDARDS), "from_on": from_on, "days": length, "reason": st.just("other")}
    made = draw(_rows(referral, cells, 4))
    return [row | {"to_on": row["from_on"] + timedelta(days=row.pop("days"))} for row in made]


def _numbered(extract: str, rows: list[Cells]) -> list[Cells]:
    key = _KEYS.get(extract)
    return rows if key is None else [{key: f"{key}{number}"} | row for number, row in enumerate(rows)]


_KEYS = {
    "visits": "visit_id",
    "targets": "target_id",
    "reviews": "review_id",
    "assessments": "assessment_id",
    "workshops": "enrolment_id",
}
_FOLLOWING: dict[str, Callable[[Cells], st.SearchStrategy[list[Cells]]]] = {
    "visits": _visits,
    "targets": _targets,
    "reviews": _reviews,
    "pauses": _pauses,
    "assessments": _assessments,
}
