"""Small submissions made by Hypothesis, thick with the days on which clocks go wrong."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from expectations import codes
from tests.twins.submission import COMMON, STANDARDS, Cells, Rules, Standard, Submission

AREAS = ("cornwall", "durham", "elsewhere")
FIRST_DAY, LAST_DAY = date(2023, 11, 1), date(2025, 6, 30)
ALWAYS = date(2000, 1, 1)
EDGES = (
    "2023-12-22 2023-12-31 2024-01-31 2024-02-28 2024-02-29 2024-03-01 2024-03-28 2024-03-31 2024-04-02 2024-05-03 "
    "2024-05-31 2024-08-23 2024-08-31 2024-09-01 2024-12-24 2024-12-31 2025-01-31 2025-02-28 2025-04-17 2025-05-05"
)
EDGE_DAYS = tuple(date.fromisoformat(day) for day in EDGES.split())
LONGEST = {"working_days": 12, "calendar_days": 40, "weeks": 8, "months": 13}
LONG_PAUSE_DAYS = 1500
OPTIONAL = ("targets", "reviews", "pauses")


def _near(day: date) -> st.SearchStrategy[date]:
    return st.integers(-4, 4).map(lambda days: day + timedelta(days=days))


def days() -> st.SearchStrategy[date]:
    """Any day of some twenty months, and more often one near a bank holiday or the end of a month."""
    return st.one_of(st.dates(FIRST_DAY, LAST_DAY), st.sampled_from(EDGE_DAYS).flatmap(_near))


def _since(first: date, most: int) -> st.SearchStrategy[date]:
    near = st.integers(0, 15)
    passed = st.one_of(near, near, st.integers(0, most))
    return st.one_of(passed.map(lambda n: first + timedelta(days=n)), days().map(lambda day: max(day, first)))


def _maybe(values: st.SearchStrategy[date], *, often: bool = True) -> st.SearchStrategy[date | None]:
    return st.one_of(st.none(), values, values) if often else st.one_of(st.none(), st.none(), values)


@st.composite
def _entry(draw: st.DrawFn, area: str, standard: str, from_on: date) -> Standard:
    unit = draw(st.sampled_from(tuple(LONGEST)))
    within = draw(st.integers(1, LONGEST[unit]))
    visits = draw(st.one_of(st.none(), st.integers(1, 3)))
    not_before = draw(st.one_of(st.none(), st.integers(1, within)))
    return Standard(area, standard, within, unit, from_on, visits, not_before)


@st.composite
def _history(draw: st.DrawFn, area: str, standard: str) -> list[Standard]:
    dates = draw(st.sampled_from(((), (ALWAYS,), (ALWAYS,), (ALWAYS,), (None,), (ALWAYS, None))))
    starts = sorted({draw(days()) if day is None else day for day in dates})
    return [draw(_entry(area, standard, from_on)) for from_on in starts]


@st.composite
def rules(draw: st.DrawFn, bank_holidays: frozenset[date]) -> Rules:
    """Two or three areas and the common yardstick, with any units, rule changes and closed days."""
    areas = AREAS[: draw(st.integers(2, len(AREAS)))]
    histories = [draw(_history(keeper, standard)) for keeper in (*areas, COMMON) for standard in STANDARDS]
    closed = {area: draw(st.frozensets(days(), max_size=4)) for area in areas}
    return Rules(areas, tuple(entry for history in histories for entry in history), bank_holidays, closed)


@st.composite
def submissions(draw: st.DrawFn, areas: tuple[str, ...], most: int) -> Submission:
    """A few referrals, ``most`` at most, with all that follows; only what the checks would accept."""
    as_at = draw(days().filter(lambda day: day >= date(2024, 1, 15)))
    delivered = draw(_delivered(areas))
    referrals = [draw(_referral(areas, number, as_at)) for number in range(draw(st.integers(1, most)))]
    extracts: dict[str, list[Cells]] = {"referrals": referrals}
    for extract, rows in (("visits", _visits), ("targets", _targets), ("reviews", _reviews), ("pauses", _pauses)):
        made = [row for referral in referrals for row in draw(rows(referral))]
        extracts[extract] = _numbered(extract, [row for row in made if (row["service_area"], extract) in delivered])
    return Submission(as_at, extracts, delivered)


@st.composite
def _delivered(draw: st.DrawFn, areas: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    optional = [(area, extract) for area in areas for extract in OPTIONAL]
    missing = draw(st.one_of(st.just(frozenset()), st.frozensets(st.sampled_from(optional), max_size=3)))
    return frozenset([*((area, name) for area in areas for name in ("referrals", "visits")), *optional]) - missing


def _codes(titles: Iterable[tuple[str, str]]) -> st.SearchStrategy[str | None]:
    return st.sampled_from([None, *[code for code, _ in list(titles)[:3]]])


@st.composite
def _referral(draw: st.DrawFn, areas: tuple[str, ...], number: int, as_at: date) -> Cells:
    recent = _near(as_at - timedelta(days=14))
    received_on = draw(st.one_of(days(), recent))
    later = _since(received_on, 200)
    started_on = draw(_maybe(later, often=False))
    closing = _since(max(received_on, started_on or received_on), 300)
    return {
        "service_area": draw(st.sampled_from(areas)),
        "referral_id": f"r{number}",
        "child_id": f"c{number // 2}",
        "received_on": received_on,
        "decision": draw(st.sampled_from((None, "accepted", "accepted", "declined", "withdrawn", "pending"))),
        "decided_on": draw(_maybe(later)),
        "first_contact_on": draw(_maybe(later)),
        "initial_meeting_on": draw(_maybe(later)),
        "started_on": started_on,
        "closed_on": draw(_maybe(closing, often=False)),
    } | draw(_categories())


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
        }
    )


def _rows(referral: Cells, cells: dict[str, st.SearchStrategy[Any]], most: int) -> st.SearchStrategy[list[Cells]]:
    key = {name: st.just(referral[name]) for name in ("service_area", "referral_id")}
    return st.lists(st.fixed_dictionaries(key | cells), max_size=most)


def _visits(referral: Cells) -> st.SearchStrategy[list[Cells]]:
    received_on = referral["received_on"]
    planned = st.one_of(_near(received_on), _since(received_on, 150))
    status = st.sampled_from(("attended", "attended", "attended", "planned", "not_brought", "cancelled_by_service"))
    return _rows(referral, {"planned_on": planned, "status": status}, 6)


@st.composite
def _targets(draw: st.DrawFn, referral: Cells) -> list[Cells]:
    outcome = st.sampled_from((None, "achieved", "withdrawn"))
    made = draw(_rows(referral, {"set_on": _since(referral["received_on"], 150), "outcome": outcome}, 3))
    return [row | {"review_due_on": row["set_on"] + timedelta(days=90)} for row in made]


def _reviews(referral: Cells) -> st.SearchStrategy[list[Cells]]:
    return _rows(referral, {"held_on": _since(referral["received_on"], 400)}, 4)


@st.composite
def _pauses(draw: st.DrawFn, referral: Cells) -> list[Cells]:
    received_on = referral["received_on"]
    from_on = st.one_of(_near(received_on), _near(received_on), _since(received_on, 90))
    length = st.one_of(st.integers(0, 12), st.integers(0, 12), st.just(LONG_PAUSE_DAYS))
    cells = {"standard": st.sampled_from(STANDARDS), "from_on": from_on, "days": length, "reason": st.just("other")}
    made = draw(_rows(referral, cells, 4))
    return [row | {"to_on": row["from_on"] + timedelta(days=row.pop("days"))} for row in made]


def _numbered(extract: str, rows: list[Cells]) -> list[Cells]:
    key = {"visits": "visit_id", "targets": "target_id", "reviews": "review_id"}.get(extract)
    return rows if key is None else [{key: f"{key}{number}"} | row for number, row in enumerate(rows)]
