"""What becomes of a referral: contact, meeting, decision, the wait for a place, support, the end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from pipelines.synthesis.child import Child, months_after
from pipelines.synthesis.draw import Draw
from pipelines.synthesis.model import AreaModel
from pipelines.synthesis.pauses import Pause, maybe_pause
from pipelines.synthesis.places import Places
from pipelines.synthesis.school_days import Calendar

_AGE_LIMIT = "age_limit"
_ACCEPTED = "accepted"
_LEAST_WAIT_DAYS = 30
_LEAST_SUPPORT_DAYS = 28
_LEAVING_LAG_DAYS = 40
_WORKER_RESTS_DAYS = 10


@dataclass(frozen=True)
class Journey:
    """A referral from its first to its last day, the days after the submission's included.

    Attributes:
        ended_on: the day of the refusal, of the family's withdrawal or of the closure.
        started_on: blank where the family gave up, or grew too old, before a place was free.
        closure_reason: blank where the referral was never accepted.
        worker: the number of the worker whose place was taken; 0 where none was.
        offer, visit_interval_weeks: what was agreed when support began.
    """

    received_on: date
    first_contact_on: date
    initial_meeting_on: date
    decision: str
    decided_on: date
    ended_on: date
    pauses: tuple[Pause, ...]
    started_on: date | None = None
    closure_reason: str = ""
    worker: int = 0
    offer: str = ""
    visit_interval_weeks: int = 0

    @property
    def closed_on(self) -> date | None:
        """The day of the closure; only what was accepted is closed."""
        return self.ended_on if self.decision == _ACCEPTED else None


def journey(
    model: AreaModel, calendar: Calendar, places: Places, child: Child, received_on: date, draw: Draw
) -> Journey:
    """A new referral's journey; takes a place in the queue if it is accepted and lasts so long."""
    asked = _asked(model, calendar, received_on, draw)
    return _accepted(asked, model, calendar, places, child, draw) if asked.decision == _ACCEPTED else asked


def _asked(model: AreaModel, calendar: Calendar, received_on: date, draw: Draw) -> Journey:
    share = calendar.share(received_on)
    contact_pause = maybe_pause(model, "first_contact", received_on, draw)
    is_hard_to_reach = draw.chance(model.hard_to_reach)
    contact_days = model.hard_to_reach_working_days if is_hard_to_reach else model.contact_working_days.at(share)
    contacted = calendar.working_day(contact_pause.delayed(received_on), int(draw.wait(contact_days)))
    meeting_pause = maybe_pause(model, "initial_meeting", contacted, draw)
    met = calendar.working_day(meeting_pause.delayed(contacted), int(draw.wait(model.meeting_working_days.at(share))))
    decided = calendar.working_day(received_on, 1 + int(draw.wait(model.decision_working_days)))
    targets_pause = maybe_pause(model, "first_targets", met, draw)
    return Journey(
        received_on=received_on,
        first_contact_on=contacted,
        initial_meeting_on=met,
        decision=draw.pick(model.decision),
        decided_on=decided,
        ended_on=decided,
        pauses=tuple(pause for pause in (contact_pause, meeting_pause, targets_pause) if pause.lasts),
    )


def _accepted(
    asked: Journey, model: AreaModel, calendar: Calendar, places: Places, child: Child, draw: Draw
) -> Journey:
    too_old = _too_old_on(model, child, draw)
    patience = timedelta(days=_LEAST_WAIT_DAYS + int(draw.wait(model.patience_days)))
    gives_up = max(asked.received_on + timedelta(days=_LEAST_WAIT_DAYS), min(asked.received_on + patience, too_old))
    ready = max(asked.initial_meeting_on, asked.decided_on) + timedelta(
        days=draw.whole(model.start_days.least, model.start_days.most)
    )
    starts = calendar.school_day(max(ready, places.next_free_on()))
    if starts > gives_up:
        return _given_up(asked, model, calendar, gives_up, too_old, draw)
    return _supported(asked, model, calendar, places, starts, too_old, draw)


def _given_up(
    asked: Journey, model: AreaModel, calendar: Calendar, gives_up: date, too_old: date, draw: Draw
) -> Journey:
    reason = _AGE_LIMIT if gives_up >= too_old else draw.pick(model.waiting_closure_reason)
    ended = calendar.working_day(max(gives_up, asked.decided_on), 0)
    return replace(asked, ended_on=ended, closure_reason=reason)


def _supported(
    asked: Journey, model: AreaModel, calendar: Calendar, places: Places, starts: date, too_old: date, draw: Draw
) -> Journey:
    done = starts + timedelta(days=_LEAST_SUPPORT_DAYS + int(draw.wait(model.support_days)))
    closes = max(min(done, too_old), starts + timedelta(days=_LEAST_SUPPORT_DAYS))
    reason = _AGE_LIMIT if closes >= too_old else draw.pick(model.closure_reason)
    worker = places.take(closes + timedelta(days=draw.whole(1, _WORKER_RESTS_DAYS)))
    return replace(
        asked,
        started_on=starts,
        ended_on=calendar.working_day(closes, 0),
        closure_reason=reason,
        worker=worker,
        offer=draw.pick(model.offer),
        visit_interval_weeks=int(draw.pick(model.visit_interval_weeks)),
    )


def _too_old_on(model: AreaModel, child: Child, draw: Draw) -> date:
    birthday = months_after(child.birth_month, model.leaving_months)
    return birthday + timedelta(days=draw.whole(0, _LEAVING_LAG_DAYS))
