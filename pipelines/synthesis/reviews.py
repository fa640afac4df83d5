"""The reviews held with a family, one after the other, and the pauses of their clocks."""

from __future__ import annotations

from datetime import date, timedelta

from pipelines.synthesis.draw import Draw
from pipelines.synthesis.model import AreaModel
from pipelines.synthesis.pauses import Pause, maybe_pause
from pipelines.synthesis.school_days import Calendar

_STANDARD = "review"


def review_chain(
    model: AreaModel, calendar: Calendar, first_targets_on: date, until: date, draw: Draw
) -> tuple[list[date], list[Pause]]:
    """The days of a referral's reviews, earliest first, and the pauses between them.

    Args:
        model: the area's parameters.
        calendar: the area's days.
        first_targets_on: the day from which the first review's clock runs.
        until: the last day on which one can be held.
        draw: where the intervals come from.
    """
    held: list[date] = []
    pauses: list[Pause] = []
    day = first_targets_on
    while day <= until:
        pause = maybe_pause(model, _STANDARD, day + _half(model), draw)
        pauses += [pause] if pause.lasts and pause.from_on <= until else []
        day = calendar.school_day(day + _interval(model, calendar, day, draw) + timedelta(days=pause.lasts))
        held += [day] if day <= until else []
    return held, pauses


def _half(model: AreaModel) -> timedelta:
    return timedelta(days=int(min(model.review_days.first, model.review_days.last) / 2))


def _interval(model: AreaModel, calendar: Calendar, day: date, draw: Draw) -> timedelta:
    mean = model.review_days.at(calendar.share(day))
    return timedelta(days=int(mean * draw.between(1 - model.review_spread, 1 + model.review_spread)))
