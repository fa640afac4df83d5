"""Referrals from their first to their last day: what was asked, how the wait ended, what was agreed for the support."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from expectations import codes
from pipelines.synthesis.children import Children, new_children
from pipelines.synthesis.draw import Draw, Flag, Whole
from pipelines.synthesis.model import AreaModel
from pipelines.synthesis.names import names_of
from pipelines.synthesis.parts import part
from pipelines.synthesis.pauses import Pauses
from pipelines.synthesis.places import Places
from pipelines.synthesis.requests import Requests, drawn_requests
from pipelines.synthesis.school_days import Calendar
from pipelines.synthesis.waiting import NEVER, WaitingList, Waits

_DAYS_A_YEAR = 365.25
_REASONS = names_of(codes.CLOSURE_REASON)


@dataclass(frozen=True)
class Journeys:
    """An area's referrals, the days after the submission's included; one element per referral in every array.

    Attributes:
        number: the referral's number, from 1.
        child_number: its child's number, from 1.
        asked: the request.
        wait: how its wait ended.
        child: the child's circumstances.
        closure_reason: of those accepted, as the position of its code.
        offer, visit_interval_weeks: what was agreed when support began.
    """

    number: Whole
    child_number: Whole
    asked: Requests
    wait: Waits
    child: Children
    closure_reason: Whole
    offer: Whole
    visit_interval_weeks: Whole

    def __len__(self) -> int:
        return len(self.number)

    @property
    def pauses(self) -> list[tuple[Whole, Pauses]]:
        """The positions of the referrals, and the pauses of their first three clocks, standard by standard."""
        return [(np.arange(len(self)), pauses) for pauses in self.asked.pauses]

    @property
    def is_started(self) -> Flag:
        """Which of them began support, or are to begin."""
        return self.wait.started_on < NEVER


def drawn_journeys(model: AreaModel, calendar: Calendar, received_on: Whole, draw: Draw) -> Journeys:
    """A journey for each day on which a referral is received."""
    asked = drawn_requests(model, calendar, received_on, draw)
    new = new_children(model, received_on, draw)
    years = len(calendar.days) / _DAYS_A_YEAR
    places = Places(model, len(received_on) / years, calendar.first, draw)
    waiting = WaitingList(model, calendar, asked, new, places, draw)
    wait = waiting.until(calendar.last + model.planned_ahead_days)
    number = len(received_on)
    return Journeys(
        number=np.arange(number) + 1,
        child_number=np.cumsum(wait.child == np.arange(number))[wait.child],
        asked=asked,
        wait=wait,
        child=part(new, wait.child),
        closure_reason=_closure_reasons(model, wait, draw),
        offer=draw.pick(model.offer, names_of(codes.OFFER), number),
        visit_interval_weeks=draw.pick_number(model.visit_interval_weeks, number),
    )


def _closure_reasons(model: AreaModel, wait: Waits, draw: Draw) -> Whole:
    number = len(wait.child)
    supported = draw.pick(model.closure_reason, _REASONS, number)
    waiting = draw.pick(model.waiting_closure_reason, _REASONS, number)
    otherwise = np.where(wait.started_on < NEVER, supported, waiting)
    return np.where(wait.is_too_old, _REASONS.index("age_limit"), otherwise)
