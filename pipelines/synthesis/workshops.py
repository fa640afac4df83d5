"""The Portage workshops of an area: two days and a follow-up, for whoever enrols."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from pipelines.synthesis.draw import Draw
from pipelines.synthesis.model import AreaModel
from pipelines.synthesis.rows import Value
from pipelines.synthesis.school_days import Calendar

_DAYS_A_YEAR = 365
_DAYS_TO_FOLLOW_UP = 60


def workshop_days(model: AreaModel, calendar: Calendar, draw: Draw) -> list[date]:
    """The first days of an area's workshops, spread over the year, in term."""
    if not model.workshops_a_year:
        return []
    every = _DAYS_A_YEAR // model.workshops_a_year
    offsets = range(0, (calendar.last - calendar.first).days, every)
    spread = (calendar.first + timedelta(days=offset + draw.whole(0, every // 2)) for offset in offsets)
    return [day for day in map(calendar.school_day, spread) if day < calendar.last]


def enrolments(
    model: AreaModel, service_area: str, first_day_on: date, as_at: date, draw: Draw
) -> Iterator[dict[str, Value]]:
    """One workshop's row per person enrolled; their identifiers are still to be given."""
    day_1, day_2, follow_up = model.workshop_attended
    has_followed = first_day_on + timedelta(days=_DAYS_TO_FOLLOW_UP) <= as_at
    for _ in range(draw.whole(model.workshop_enrolled.least, model.workshop_enrolled.most)):
        yield {
            "service_area": service_area,
            "first_day_on": first_day_on,
            "attendee": draw.pick(model.attendee),
            "attended_day_1": draw.chance(day_1),
            "attended_day_2": draw.chance(day_2),
            "attended_follow_up": draw.chance(follow_up) if has_followed else None,
        }
