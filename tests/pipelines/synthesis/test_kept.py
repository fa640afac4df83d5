"""Visits, whether they are kept, and what depends on that."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from expectations import codes
from pipelines.synthesis import synthesise
from pipelines.synthesis.draw import Draw, Whole
from pipelines.synthesis.journeys import Journeys, drawn_journeys
from pipelines.synthesis.kept import Kept
from pipelines.synthesis.model import load_models
from pipelines.synthesis.school_days import Calendar, weekday
from pipelines.synthesis.targets import drawn_target_days
from pipelines.synthesis.visits import ATTENDED, PLANNED, Visits, drawn_visits

MODEL = load_models(["durham"])["durham"]
CALENDAR = Calendar(date(2023, 4, 1), date(2026, 3, 31), MODEL.terms)
HOME, GROUP, BOTH = (tuple(code for code, _ in codes.OFFER).index(code) for code in ("home", "group", "both"))
CANCELLED = [code for code, _ in codes.VISIT_STATUS].index("cancelled_by_family")
GROWN = 12


def whole(*numbers: int) -> Whole:
    return np.array(numbers)


def drawn(**changed: Any) -> tuple[Journeys, Visits]:
    model = MODEL.model_copy(update=changed)
    received = CALENDAR.days[np.sort(Draw("days").whole(0, len(CALENDAR.days) - 1, 600))]
    journeys = drawn_journeys(model, CALENDAR, received, Draw("7"))
    return journeys, drawn_visits(model, CALENDAR, journeys, Draw("8"))


def three() -> Kept:
    """Referral 0 with visits on days 10, 17 and 24, of which the second is missed; 1 with none; 2 with one on day 5."""
    status = whole(ATTENDED, CANCELLED, ATTENDED, ATTENDED, PLANNED)
    visits = Visits(whole(0, 0, 0, 2, 2), whole(10, 17, 24, 5, 40), np.zeros(5, dtype=bool), status)
    return Kept(visits, 3)


def test_attended_visits_are_found_by_referral() -> None:
    kept = three()
    assert kept.is_visited.tolist() == [True, False, True]
    assert kept.first_on.tolist() == [10, 5]


@pytest.mark.parametrize(("of", "day", "found"), [(0, 10, 10), (0, 11, 24), (0, 25, None), (1, 0, None), (2, 5, 5)])
def test_the_next_attended_visit_is_the_referrals_own(of: int, day: int, found: int | None) -> None:
    positions, is_there = three().not_before(whole(of), whole(day))
    assert (three().day[positions[0]] if is_there[0] else None) == found


@pytest.mark.parametrize(
    ("of", "after", "until", "share"),
    [(0, 0, 30, 2 / 3), (0, 10, 24, 1 / 2), (0, 9, 16, 1), (0, 24, 99, 0), (1, 0, 99, 0), (2, 0, 99, 1)],
)
def test_the_share_kept_is_of_the_visits_due_in_between(of: int, after: int, until: int, share: float) -> None:
    assert three().share(whole(of), whole(after), whole(until)).tolist() == [pytest.approx(share)]


def test_visits_are_on_school_days_from_start_to_end_in_order() -> None:
    journeys, visits = drawn()
    assert CALENDAR.is_school_day(visits.planned_on).all()
    assert (visits.planned_on >= journeys.wait.started_on[visits.of]).all()
    assert (visits.planned_on <= journeys.wait.ended_on[visits.of]).all()
    order = np.lexsort((visits.planned_on, visits.of))
    assert (order == np.arange(len(order))).all()


def test_later_visits_are_planned_and_only_those() -> None:
    _, visits = drawn()
    assert ((visits.status == PLANNED) == (visits.planned_on > CALENDAR.last)).all()
    assert visits.planned_on.max() <= CALENDAR.last + MODEL.planned_ahead_days


def test_a_family_is_visited_on_one_weekday_so_many_weeks_apart() -> None:
    journeys, visits = drawn(offer={"home": 1.0}, visit_interval_weeks={"2": 1.0})
    same = visits.of[1:] == visits.of[:-1]
    apart = np.diff(visits.planned_on)[same]
    assert (weekday(visits.planned_on) == weekday(journeys.wait.started_on)[visits.of]).all()
    assert apart.min() == 14
    assert (apart == 14).mean() > 0.7


def test_who_is_offered_both_meets_a_group_on_another_weekday() -> None:
    journeys, visits = drawn(offer={"both": 1.0})
    on_weekday = weekday(visits.planned_on) == weekday(journeys.wait.started_on)[visits.of]
    assert (on_weekday == ~visits.is_group).all()
    assert 0.4 < visits.is_group.mean() < 0.6


def test_who_is_offered_a_group_meets_nobody_else() -> None:
    assert drawn(offer={"group": 1.0})[1].is_group.all()
    assert not drawn(offer={"home": 1.0})[1].is_group.any()


def test_cancellations_drift() -> None:
    none, all_ = {"first": 0.0, "last": 0.0}, {"first": 0.0, "last": 0.5}
    model = MODEL.model_validate(
        {
            **MODEL.model_dump(),
            "not_attended": {"cancelled_by_family": none, "cancelled_by_service": all_, "not_brought": none},
        }
    )
    _, visits = drawn(not_attended=model.not_attended)
    past = visits.status != PLANNED
    early, late = (
        (visits.status[past & days] != ATTENDED).mean()
        for days in (visits.planned_on < CALENDAR.first + 365, visits.planned_on > CALENDAR.last - 365)
    )
    assert 0 < early < 0.2 < 0.35 < late < 0.5


def test_families_differ_in_what_they_miss() -> None:
    journeys, visits = drawn(families_differ=1.0)
    past = visits.status != PLANNED
    missed = visits.status == CANCELLED
    misses = journeys.child.misses[visits.of]
    assert missed[past & (misses > 1.5)].mean() > 2 * missed[past & (misses < 0.5)].mean()


def test_targets_are_set_at_attended_visits_and_not_too_often() -> None:
    journeys, visits = drawn()
    kept = Kept(visits, len(journeys))
    of, day = drawn_target_days(MODEL, journeys, kept, Draw("9"))
    attended = {*zip(visits.of[visits.status == ATTENDED], visits.planned_on[visits.status == ATTENDED], strict=True)}
    assert set(zip(of, day, strict=True)) <= attended
    same = of[1:] == of[:-1]
    assert np.diff(day)[same].min() >= MODEL.targets_every_days.least


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    synthesise(folder, 3, 3000, ["durham", "england"], date(2026, 3, 31), 3, "parquet")
    return folder


def share_kept(folder: Path) -> pl.DataFrame:
    """Per referral with ten visits or more, the share of them that were attended."""
    visits = pl.read_parquet(folder / "visits.parquet").filter(pl.col("status") != "planned")
    by_referral = visits.group_by("referral_id").agg((pl.col("status") == "attended").mean().alias("kept"), pl.len())
    return by_referral.filter(pl.col("len") >= 10)


def test_who_keeps_visits_achieves_more_targets(large: Path) -> None:
    targets = pl.read_parquet(large / "targets.parquet").drop_nulls("outcome").join(share_kept(large), "referral_id")
    achieved = pl.col("outcome") == "achieved"
    most, least = (
        targets.filter(chosen).select(achieved.mean()).item() for chosen in (pl.col("kept") > 0.9, pl.col("kept") < 0.7)
    )
    assert most > least + 0.1


def test_who_keeps_visits_develops_faster(large: Path) -> None:
    assessed = pl.read_parquet(large / "assessments.parquet").sort("assessed_on")
    months = (pl.col("assessed_on").last() - pl.col("assessed_on").first()).dt.total_days() / (365.25 / GROWN)
    gained = pl.col("age_equivalent_months").last() - pl.col("age_equivalent_months").first()
    paces = assessed.group_by("referral_id", "area_of_development").agg((gained / months).alias("pace"), months)
    known = paces.filter(pl.col("assessed_on") > GROWN / 2).join(share_kept(large), "referral_id")
    most, least = (
        known.filter(chosen).select(pl.col("pace").median()).item()
        for chosen in (pl.col("kept") > 0.9, pl.col("kept") < 0.7)
    )
    assert most > least + 0.1


def test_about_as_many_visits_as_a_service_makes(large: Path) -> None:
    referrals = pl.read_parquet(large / "referrals.parquet").height
    assert 25 < pl.read_parquet(large / "visits.parquet").height / referrals < 50
