"""The waiting list: so many at a time, those in greater need ahead, and nobody after patience or age has run out."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest

from expectations import codes
from pipelines.synthesis.draw import Draw, Whole
from pipelines.synthesis.journeys import Journeys, drawn_journeys
from pipelines.synthesis.model import AreaModel, Span, load_models
from pipelines.synthesis.requests import ACCEPTED, LEAST_WAIT_DAYS
from pipelines.synthesis.school_days import Calendar
from pipelines.synthesis.waiting import NEVER

HIGH, MEDIUM, LOW = range(len(codes.PRIORITY))
REFERRALS = 3000
AGE_LIMIT = [code for code, _ in codes.CLOSURE_REASON].index("age_limit")
DAYS_TO_A_WORKING_DAY = 5


def model(**changed: Any) -> AreaModel:
    return load_models(["lancashire"])["lancashire"].model_copy(update={"places": 0.6, **changed})


def calendar() -> Calendar:
    return Calendar(date(2023, 4, 1), date(2026, 3, 31), model().terms)


def journeys(**changed: Any) -> Journeys:
    days = calendar().days
    received = days[np.sort(Draw("days").whole(0, len(days) - 1, REFERRALS))]
    return drawn_journeys(model(**changed), calendar(), received, Draw("7"))


def waits(found: Journeys, priority: int) -> Whole:
    chosen = found.is_started & (found.asked.priority == priority)
    waited: Whole = found.wait.started_on - found.asked.received_on
    return np.asarray(waited[chosen])


@pytest.fixture(scope="module")
def found() -> Journeys:
    return journeys()


def test_support_starts_on_school_days_when_all_is_ready(found: Journeys) -> None:
    started = found.is_started
    assert calendar().is_school_day(found.wait.started_on[started]).all()
    assert (found.wait.started_on >= found.asked.ready_on)[started].all()
    assert (found.asked.decision == ACCEPTED)[started].all()


def test_never_are_more_supported_than_there_are_places(found: Journeys) -> None:
    places = round(model().places * REFERRALS / 3)
    starts, ends = found.wait.started_on[found.is_started], found.wait.ended_on[found.is_started]
    for day in calendar().days[::30]:
        assert ((starts <= day) & (day + DAYS_TO_A_WORKING_DAY <= ends)).sum() <= places


def test_the_higher_the_priority_the_shorter_the_wait(found: Journeys) -> None:
    high, medium, low = (np.median(waits(found, priority)) for priority in (HIGH, MEDIUM, LOW))
    assert high < medium < low


def test_more_of_those_in_greater_need_start_at_all(found: Journeys) -> None:
    accepted = found.asked.decision == ACCEPTED
    shares = [found.is_started[accepted & (found.asked.priority == priority)].mean() for priority in (HIGH, LOW)]
    assert shares[0] > shares[1]


def test_without_a_head_start_the_priorities_wait_alike() -> None:
    alike = journeys(head_start_days={"high": 0, "medium": 0, "low": 0})
    assert np.median(waits(alike, HIGH)) == pytest.approx(np.median(waits(alike, LOW)), rel=0.3)


def test_without_a_head_start_those_who_asked_first_begin_first() -> None:
    alike = journeys(head_start_days={"high": 0, "medium": 0, "low": 0}, start_days=Span(least=0, most=0))
    for started_on in np.unique(alike.wait.started_on[alike.is_started]):
        is_ready = (alike.asked.decision == ACCEPTED) & (alike.asked.ready_on <= started_on)
        stays = (alike.wait.started_on > started_on) & (alike.wait.ended_on > started_on + DAYS_TO_A_WORKING_DAY)
        begun = alike.asked.received_on[alike.wait.started_on == started_on]
        assert alike.asked.received_on[is_ready & stays].min(initial=NEVER) >= begun.max()


def test_nobody_starts_after_patience_or_age_has_run_out(found: Journeys) -> None:
    asked, started = found.asked, found.is_started
    gives_up = np.minimum(asked.received_on + asked.patience_days, found.child.too_old_on)
    latest = np.maximum(asked.received_on + LEAST_WAIT_DAYS, gives_up)
    assert (found.wait.started_on <= latest)[started].all()


def test_some_grow_too_old_while_they_wait_and_some_in_support(found: Journeys) -> None:
    assert (found.wait.is_too_old & ~found.is_started).any()
    assert (found.wait.is_too_old & found.is_started).any()
    assert (found.closure_reason[found.wait.is_too_old] == AGE_LIMIT).all()


def test_more_places_leave_fewer_waiting(found: Journeys) -> None:
    assert journeys(places=1.5).is_started.sum() > found.is_started.sum()


def test_no_child_is_referred_anew_before_its_referral_has_ended(found: Journeys) -> None:
    order = np.lexsort((found.asked.received_on, found.child_number))
    same = found.child_number[order][1:] == found.child_number[order][:-1]
    assert same.any()
    assert (found.wait.ended_on[order][:-1] < found.asked.received_on[order][1:])[same].all()


def test_children_are_numbered_as_they_come(found: Journeys) -> None:
    firsts = found.child_number[found.wait.child == np.arange(REFERRALS)]
    assert firsts.tolist() == list(range(1, len(firsts) + 1))
    assert found.child_number.max() == len(firsts)
