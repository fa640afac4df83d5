"""Referrals' rows, as somebody sees them at the close of the submission's last day."""

from __future__ import annotations

import numpy as np
import polars as pl

from expectations import codes
from pipelines.synthesis.draw import Draw, Flag, Whole
from pipelines.synthesis.journeys import Journeys
from pipelines.synthesis.model import AreaModel
from pipelines.synthesis.names import coded, days, names_of, pseudonyms, where
from pipelines.synthesis.requests import ACCEPTED
from pipelines.synthesis.school_days import Calendar

_DECISIONS = names_of(codes.DECISION)
_DESTINATIONS = names_of(codes.DESTINATION)
_PENDING = _DECISIONS.index("pending")
_HOME = _DESTINATIONS.index("home")
_SHARED_DAYS_BEFORE_END = 30


def referral_rows(model: AreaModel, journeys: Journeys, calendar: Calendar, draw: Draw) -> pl.DataFrame:
    """The rows, some of their optional cells left blank; nothing after the calendar's last day has happened yet."""
    cells = {
        "referral_id": pseudonyms(model.prefix, "R", journeys.number),
        "child_id": pseudonyms(model.prefix, "C", journeys.child_number),
        **_child(journeys),
        **_asked_for(model, journeys, draw),
        **_first_days(journeys, calendar.last),
        **_support(model, journeys, calendar, draw),
        **_end(model, journeys, calendar, draw),
    }
    blank = {name: draw.chance(share, len(journeys)) for name, share in model.blank.items()}
    return pl.DataFrame({name: where(~blank[name], row) if name in blank else row for name, row in cells.items()})


def _child(journeys: Journeys) -> dict[str, pl.Series]:
    child = journeys.child
    return {
        "birth_month": pl.Series(child.birth_month.astype("datetime64[M]").astype(str), dtype=pl.String),
        "sex": coded(codes.SEX, child.sex),
        "ethnicity": coded(codes.ETHNICITY, child.ethnicity),
        "primary_need": coded(codes.PRIMARY_NEED, child.primary_need),
        "imd_decile": pl.Series(child.imd_decile),
        "delay_areas": pl.Series(child.delay_areas),
        "asq_low_areas": pl.Series(child.asq_low_areas),
        "has_sensory_loss": pl.Series(child.has_sensory_loss),
        "has_diagnosis": pl.Series(child.has_diagnosis),
    }


def _asked_for(model: AreaModel, journeys: Journeys, draw: Draw) -> dict[str, pl.Series]:
    number = len(journeys)
    return {
        "received_on": days(journeys.asked.received_on),
        "source": coded(codes.SOURCE, draw.pick(model.source, names_of(codes.SOURCE), number)),
        "priority": coded(codes.PRIORITY, journeys.asked.priority),
        "consent_to_share": pl.Series(draw.chance(model.consent, number)),
    }


def _first_days(journeys: Journeys, as_at: int) -> dict[str, pl.Series]:
    asked, until = journeys.asked, np.minimum(as_at, journeys.wait.ended_on)
    is_decided = asked.decided_on <= as_at
    return {
        "decision": coded(codes.DECISION, np.where(is_decided, asked.decision, _PENDING)),
        "decided_on": where(is_decided, days(asked.decided_on)),
        "first_contact_on": _by(until, asked.first_contact_on),
        "initial_meeting_on": _by(until, asked.initial_meeting_on),
        "started_on": _by(until, journeys.wait.started_on),
    }


def _support(model: AreaModel, journeys: Journeys, calendar: Calendar, draw: Draw) -> dict[str, pl.Series]:
    started_on, number = journeys.wait.started_on, len(journeys)
    is_started = started_on <= calendar.last
    after = (draw.shares(number) * np.maximum(journeys.wait.ended_on - started_on, 0)).astype(np.int64)
    requested = calendar.working_day(started_on + after, 0)
    is_requested = is_started & draw.chance(model.ehcp_requested, number)
    return {
        "offer": where(is_started, coded(codes.OFFER, journeys.offer)),
        "visit_interval_weeks": where(is_started, pl.Series(journeys.visit_interval_weeks)),
        "ehcp_requested_on": where(is_requested & (requested <= calendar.last), days(requested)),
    }


def _end(model: AreaModel, journeys: Journeys, calendar: Calendar, draw: Draw) -> dict[str, pl.Series]:
    asked, wait, number = journeys.asked, journeys.wait, len(journeys)
    is_closed = (asked.decision == ACCEPTED) & (wait.ended_on <= calendar.last)
    destination = _destinations(model, journeys.closure_reason, draw)
    is_shared = is_closed & journeys.is_started & (destination != _HOME) & draw.chance(model.transition_shared, number)
    before = draw.whole(0, _SHARED_DAYS_BEFORE_END, number)
    shared_on = calendar.working_day(np.maximum(asked.received_on, wait.ended_on - before), 0)
    return {
        "transition_shared_on": where(is_shared, days(shared_on)),
        "closed_on": where(is_closed, days(wait.ended_on)),
        "closure_reason": where(is_closed, coded(codes.CLOSURE_REASON, journeys.closure_reason)),
        "destination": where(is_closed, coded(codes.DESTINATION, destination)),
    }


def _destinations(model: AreaModel, closure_reason: Whole, draw: Draw) -> Whole:
    found = np.zeros_like(closure_reason)
    for position, reason in enumerate(names_of(codes.CLOSURE_REASON)):
        drawn = draw.pick(model.destination[reason], _DESTINATIONS, len(found))
        found = np.where(closure_reason == position, drawn, found)
    return found


def _by(until: Whole, day: Whole) -> pl.Series:
    is_known: Flag = day <= until
    return where(is_known, days(day))
