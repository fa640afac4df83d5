"""A referral's row, as somebody sees it at the close of the submission's last day."""

from __future__ import annotations

from datetime import date, timedelta

from pipelines.synthesis.child import Child
from pipelines.synthesis.draw import Draw
from pipelines.synthesis.journey import Journey
from pipelines.synthesis.model import AreaModel
from pipelines.synthesis.rows import Row, Value
from pipelines.synthesis.school_days import Calendar

_PENDING = "pending"
_HOME = "home"
_SHARED_DAYS_BEFORE_END = 30


def referral_row(model: AreaModel, names: Row, child: Child, journey: Journey, calendar: Calendar, draw: Draw) -> Row:
    """The row, some of its optional cells left blank; nothing after the calendar's last day has happened yet."""
    row = {
        **names,
        **_asked_for(model, child, journey, draw),
        **_first_days(journey, calendar.last),
        **_support(model, journey, calendar, draw),
        **_end(model, journey, calendar, draw),
    }
    return {name: None if draw.chance(model.blank.get(name, 0)) else value for name, value in row.items()}


def _asked_for(model: AreaModel, child: Child, journey: Journey, draw: Draw) -> dict[str, Value]:
    return {
        "received_on": journey.received_on,
        "source": draw.pick(model.source),
        "birth_month": f"{child.birth_month:%Y-%m}",
        "sex": child.sex,
        "ethnicity": child.ethnicity,
        "primary_need": child.primary_need,
        "imd_decile": child.imd_decile,
        "priority": draw.pick(model.priority),
        "delay_areas": child.delay_areas,
        "asq_low_areas": child.asq_low_areas,
        "has_sensory_loss": child.has_sensory_loss,
        "has_diagnosis": child.has_diagnosis,
        "consent_to_share": draw.chance(model.consent),
    }


def _first_days(journey: Journey, as_at: date) -> dict[str, Value]:
    until = min(as_at, journey.ended_on)
    is_decided = journey.decided_on <= as_at
    return {
        "decision": journey.decision if is_decided else _PENDING,
        "decided_on": journey.decided_on if is_decided else None,
        "first_contact_on": _by(until, journey.first_contact_on),
        "initial_meeting_on": _by(until, journey.initial_meeting_on),
        "started_on": _by(until, journey.started_on),
    }


def _support(model: AreaModel, journey: Journey, calendar: Calendar, draw: Draw) -> dict[str, Value]:
    if journey.started_on is None or journey.started_on > calendar.last:
        return {}
    after = timedelta(days=int(draw.between(0, (journey.ended_on - journey.started_on).days)))
    requested = calendar.working_day(journey.started_on + after, 0)
    is_requested = draw.chance(model.ehcp_requested)
    return {
        "offer": journey.offer,
        "visit_interval_weeks": journey.visit_interval_weeks,
        "ehcp_requested_on": _by(calendar.last, requested) if is_requested else None,
    }


def _end(model: AreaModel, journey: Journey, calendar: Calendar, draw: Draw) -> dict[str, Value]:
    if journey.closed_on is None or journey.closed_on > calendar.last:
        return {}
    destination = draw.pick(model.destination[journey.closure_reason])
    shares = journey.started_on is not None and destination != _HOME and draw.chance(model.transition_shared)
    before = timedelta(days=draw.whole(0, _SHARED_DAYS_BEFORE_END))
    shared = calendar.working_day(max(journey.received_on, journey.closed_on - before), 0)
    return {
        "transition_shared_on": shared if shares else None,
        "closed_on": journey.closed_on,
        "closure_reason": journey.closure_reason,
        "destination": destination,
    }


def _by(until: date, day: date | None) -> date | None:
    return day if day is not None and day <= until else None
