"""What comes of a request before anybody waits for a place: contact, meeting, decision; and what a wait would meet."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from expectations import codes
from pipelines.synthesis.draw import Draw, Flag, Share, Whole
from pipelines.synthesis.model import AreaModel
from pipelines.synthesis.names import names_of
from pipelines.synthesis.pauses import Pauses, drawn_pauses
from pipelines.synthesis.school_days import Calendar

ACCEPTED = names_of(codes.DECISION).index("accepted")
LEAST_WAIT_DAYS = 30
LEAST_SUPPORT_DAYS = 28
_WORKER_RESTS_DAYS = 10


@dataclass(frozen=True)
class Requests:
    """An area's requests in the order in which they are received; one element per request in every array.

    Attributes:
        ready_on: the day from which support could begin, were a place free.
        patience_days: how long after receipt the family gives up.
        support_days: how long support takes if the child does not grow too old before.
        rests_days: how long the place stays free after that.
        pauses: of the clocks that begin before support does.
    """

    received_on: Whole
    priority: Whole
    first_contact_on: Whole
    initial_meeting_on: Whole
    decision: Whole
    decided_on: Whole
    ready_on: Whole
    patience_days: Whole
    support_days: Whole
    rests_days: Whole
    pauses: tuple[Pauses, ...]

    @property
    def is_accepted(self) -> Flag:
        """Which of them are accepted, sooner or later."""
        return np.equal(self.decision, ACCEPTED)


def drawn_requests(model: AreaModel, calendar: Calendar, received_on: Whole, draw: Draw) -> Requests:
    """A request for each day on which one is received."""
    number = len(received_on)
    contacted, contact_pauses = _contacted(model, calendar, received_on, draw)
    met, meeting_pauses = _met(model, calendar, received_on, contacted, draw)
    decided = calendar.working_day(received_on, 1 + _waits(draw.wait(model.decision_working_days, number)))
    ready = np.maximum(met, decided) + draw.whole(model.start_days.least, model.start_days.most, number)
    return Requests(
        received_on=received_on,
        priority=draw.pick(model.priority, names_of(codes.PRIORITY), number),
        first_contact_on=contacted,
        initial_meeting_on=met,
        decision=draw.pick(model.decision, names_of(codes.DECISION), number),
        decided_on=decided,
        ready_on=ready,
        patience_days=LEAST_WAIT_DAYS + _waits(draw.wait(model.patience_days, number)),
        support_days=LEAST_SUPPORT_DAYS + _waits(draw.wait(model.support_days, number)),
        rests_days=draw.whole(1, _WORKER_RESTS_DAYS, number),
        pauses=(contact_pauses, meeting_pauses, drawn_pauses(model, "first_targets", met, draw)),
    )


def _contacted(model: AreaModel, calendar: Calendar, received_on: Whole, draw: Draw) -> tuple[Whole, Pauses]:
    pauses = drawn_pauses(model, "first_contact", received_on, draw)
    is_hard_to_reach = draw.chance(model.hard_to_reach, len(received_on))
    usual = model.contact_working_days.at(calendar.share(received_on))
    mean = np.where(is_hard_to_reach, model.hard_to_reach_working_days, usual)
    waits = _waits(draw.wait(mean, len(received_on)))
    return calendar.working_day(pauses.delayed(received_on), waits), pauses


def _met(
    model: AreaModel, calendar: Calendar, received_on: Whole, contacted: Whole, draw: Draw
) -> tuple[Whole, Pauses]:
    pauses = drawn_pauses(model, "initial_meeting", contacted, draw)
    waits = _waits(draw.wait(model.meeting_working_days.at(calendar.share(received_on)), len(contacted)))
    return calendar.working_day(pauses.delayed(contacted), waits), pauses


def _waits(durations: Share) -> Whole:
    return durations.astype(np.int64)
