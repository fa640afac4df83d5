"""The visits of a supported family: the same weekday every week or fortnight, in term."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pipelines.synthesis.draw import Draw
from pipelines.synthesis.journey import Journey
from pipelines.synthesis.model import AreaModel
from pipelines.synthesis.rows import Row, Value
from pipelines.synthesis.school_days import Calendar

ATTENDED = "attended"
_PLANNED = "planned"
_WEEK = timedelta(days=7)
_MINUTES_ROUNDED_TO = 5


@dataclass(frozen=True)
class Visit:
    """A visit and what became of it."""

    planned_on: date
    status: str


def planned_visits(model: AreaModel, calendar: Calendar, journey: Journey, draw: Draw) -> list[Visit]:
    """All visits of a referral, those planned for the weeks after the last day included."""
    visits = []
    for day in _days(model, calendar, journey):
        visits.append(Visit(day, _status(model, calendar, day, draw)))
    return visits


def visit_rows(model: AreaModel, names: list[Row], journey: Journey, visits: list[Visit], draw: Draw) -> list[Row]:
    """The rows of a referral's visits; ``names`` gives each its identifiers."""
    return [
        {
            **name,
            "planned_on": visit.planned_on,
            "status": visit.status,
            "kind": draw.pick(model.kind[journey.offer]),
            "worker_id": f"{model.prefix}-W-{journey.worker:04}",
            **_what_happened(model, visit, draw),
        }
        for name, visit in zip(names, visits, strict=True)
    ]


def _days(model: AreaModel, calendar: Calendar, journey: Journey) -> Iterator[date]:
    if journey.started_on is None:
        return
    day = journey.started_on
    until = min(journey.ended_on, calendar.last + timedelta(days=model.planned_ahead_days))
    while day <= until:
        if calendar.is_school_day(day):
            yield day
            day += _WEEK * (journey.visit_interval_weeks - 1)
        day += _WEEK


def _status(model: AreaModel, calendar: Calendar, day: date, draw: Draw) -> str:
    if day > calendar.last:
        return _PLANNED
    otherwise = {status: drift.at(calendar.share(day)) for status, drift in model.not_attended.items()}
    return draw.pick({ATTENDED: 1 - sum(otherwise.values()), **otherwise})


def _what_happened(model: AreaModel, visit: Visit, draw: Draw) -> dict[str, Value]:
    if visit.status != ATTENDED:
        return {}
    rounded = round(draw.whole(model.minutes.least, model.minutes.most) / _MINUTES_ROUNDED_TO) * _MINUTES_ROUNDED_TO
    return {
        "minutes": rounded,
        "is_joint": draw.chance(model.joint),
        "practised": None if draw.chance(model.practice_unknown) else draw.chance(model.practised),
    }
