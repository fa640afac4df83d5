"""When families ask for support: more in some months than in others, hardly ever on a day of rest."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate

import numpy as np

from pipelines.synthesis.draw import Draw, Share, Whole
from pipelines.synthesis.model import AreaModel
from pipelines.synthesis.school_days import Calendar, month_of, weekday

_SATURDAY = 5
"""A bank holiday is as quiet as this day."""


def divided(referrals: int, models: Mapping[str, AreaModel]) -> dict[str, int]:
    """How many referrals each area receives; they add up to all of them."""
    total = sum(model.share for model in models.values())
    reached = [round(referrals * part / total) for part in accumulate(model.share for model in models.values())]
    return {area: upto - before for area, upto, before in zip(models, reached, [0, *reached], strict=False)}


def received_on(model: AreaModel, calendar: Calendar, referrals: int, draw: Draw) -> Whole:
    """The days of an area's referrals, earliest first."""
    reached = np.cumsum(_weights(model, calendar))
    drawn = np.searchsorted(reached, np.sort(draw.shares(referrals)) * reached[-1], side="right")
    return np.asarray(calendar.days[np.minimum(drawn, len(reached) - 1)], dtype=np.int64)


def _weights(model: AreaModel, calendar: Calendar) -> Share:
    days = calendar.days
    weekdays = np.where(calendar.is_working_day(days), weekday(days), np.maximum(weekday(days), _SATURDAY))
    growth = 1 + (model.growth - 1) * calendar.share(days)
    seasons = np.array(model.season)[month_of(days) % len(model.season)]
    return np.asarray(seasons * np.array(model.weekdays)[weekdays] * growth)
