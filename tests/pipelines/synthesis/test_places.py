"""The places of an area's workers, and the division of referrals among areas and days."""

from __future__ import annotations

from datetime import date

from pipelines.synthesis.arrivals import divided, received_on
from pipelines.synthesis.draw import Draw
from pipelines.synthesis.model import load_models
from pipelines.synthesis.places import Places
from pipelines.synthesis.school_days import Calendar, month_of

FIRST, FAR = 1000, 90_000
AREAS = ("cornwall", "durham", "england")


def places(a_year: float) -> Places:
    model = load_models(["durham"])["durham"].model_copy(update={"places": 0.5, "caseload": 2, "backlog_days": 30})
    return Places(model, a_year, FIRST, Draw("7"))


def calendar() -> Calendar:
    return Calendar(date(2024, 4, 1), date(2026, 3, 31), load_models(["durham"])["durham"].terms)


def test_every_place_is_taken_until_the_backlog_is_gone() -> None:
    assert places(10).next_free_on() >= FIRST + 30


def test_a_place_taken_is_free_again_after_the_last_day() -> None:
    one = places(2)
    until = one.next_free_on() + 100
    assert one.take(until) == 1
    assert one.next_free_on() == until


def test_the_place_free_first_is_given_first_and_each_worker_has_a_caseload() -> None:
    four = places(8)
    free = []
    workers = []
    for _ in range(4):
        free.append(four.next_free_on())
        workers.append(four.take(FAR))
    assert free == sorted(free)
    assert sorted(workers) == [1, 1, 2, 2]
    assert four.next_free_on() == FAR


def test_there_is_always_one_place() -> None:
    assert places(0).take(FIRST) == 1


def test_referrals_are_divided_without_remainder() -> None:
    models = load_models(AREAS)
    for number in (0, 1, 7, 100):
        assert sum(divided(number, models).values()) == number
    assert list(divided(100, models)) == sorted(AREAS)


def test_referrals_arrive_in_order_and_hardly_ever_at_rest() -> None:
    days = received_on(load_models(["durham"])["durham"], calendar(), 2000, Draw("7"))
    at_rest = int((~calendar().is_working_day(days)).sum())
    assert len(days) == 2000
    assert days.tolist() == sorted(days.tolist())
    assert 0 < at_rest < 100


def test_august_is_quieter_than_october() -> None:
    days = received_on(load_models(["durham"])["durham"], calendar(), 2000, Draw("7"))
    months = (month_of(days) % 12 + 1).tolist()
    assert months.count(8) < months.count(10)


def test_arrivals_grow_with_the_years() -> None:
    model = load_models(["durham"])["durham"].model_copy(update={"growth": 2.0})
    days = received_on(model, calendar(), 2000, Draw("7"))
    middle = (calendar().first + calendar().last) / 2
    assert (days > middle).sum() > 1.2 * (days <= middle).sum()
