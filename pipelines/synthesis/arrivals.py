"""When families ask for support: more in some months than in others, hardly ever on a day of rest."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from itertools import accumulate

from pipelines.synthesis.draw import Draw
from pipelines.synthesis.model import AreaModel
from pipelines.synthesis.school_days import Calendar, days

_SATURDAY = 5
"""A bank holiday is as quiet as this day."""


def divided(referrals: int, models: Mapping[str, AreaModel]) -> dict[str, int]:
    """How many referrals each area receives; they add up to all of them."""
    total = sum(model.share for model in models.values())
    reached = [round(referrals * part / total) for part in accumulate(model.share for model in models.values())]
    return {area: upto - before for area, upto, before in zip(models, reached, [0, *reached], strict=False)}


def received_on(model: AreaModel, calendar: Calendar, referrals: int, draw: Draw) -> list[date]:
    """The days of an area's referrals, earliest first."""
    every_day = list(days(calendar.first, calendar.last))
    reached = list(accumulate(_weight(model, calendar, day) for day in every_day))
    drawn = sorted(bisect_right(reached, draw.between(0, reached[-1])) for _ in range(referrals))
    return [every_day[min(position, len(every_day) - 1)] for position in drawn]


def _weight(model: AreaModel, calendar: Calendar, day: date) -> float:
    weekday = day.weekday() if calendar.is_working_day(day) else max(day.weekday(), _SATURDAY)
    growth = 1 + (model.growth - 1) * calendar.share(day)
    return model.season[day.month - 1] * model.weekdays[weekday] * growth
