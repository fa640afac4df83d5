"""The Portage workshops of an area: two days and a follow-up, for whoever enrols."""

from __future__ import annotations

import numpy as np
import polars as pl

from expectations import codes
from pipelines.synthesis.draw import Draw, Whole
from pipelines.synthesis.model import AreaModel
from pipelines.synthesis.names import coded, days, names_of, where
from pipelines.synthesis.school_days import Calendar

_DAYS_A_YEAR = 365
_DAYS_TO_FOLLOW_UP = 60


def workshop_days(model: AreaModel, calendar: Calendar, draw: Draw) -> Whole:
    """The first days of an area's workshops, spread over the year, in term."""
    if not model.workshops_a_year:
        return np.zeros(0, dtype=np.int64)
    every = _DAYS_A_YEAR // model.workshops_a_year
    begins = np.arange(calendar.first, calendar.last, every)
    found = calendar.school_day(begins + draw.whole(0, every // 2, len(begins)))
    return found[found < calendar.last]


def enrolment_rows(model: AreaModel, calendar: Calendar, draw: Draw) -> pl.DataFrame:
    """All workshops' rows, one per person enrolled."""
    first_days = workshop_days(model, calendar, draw)
    enrolled = draw.whole(model.workshop_enrolled.least, model.workshop_enrolled.most, len(first_days))
    first_day_on = np.repeat(first_days, enrolled)
    number = len(first_day_on)
    day_1, day_2, follow_up = model.workshop_attended
    has_followed = first_day_on + _DAYS_TO_FOLLOW_UP <= calendar.last
    return pl.DataFrame(
        {
            "first_day_on": days(first_day_on),
            "attendee": coded(codes.ATTENDEE, draw.pick(model.attendee, names_of(codes.ATTENDEE), number)),
            "attended_day_1": pl.Series(draw.chance(day_1, number)),
            "attended_day_2": pl.Series(draw.chance(day_2, number)),
            "attended_follow_up": where(has_followed, pl.Series(draw.chance(follow_up, number))),
        }
    )
