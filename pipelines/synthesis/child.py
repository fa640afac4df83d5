"""Who is referred: a child's circumstances, which stay the same when the child is referred again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipelines.synthesis.draw import Draw
from pipelines.synthesis.model import AreaModel

_MONTHS = 12


@dataclass(frozen=True)
class Child:
    """A child, as the referral describes it.

    Attributes:
        number: the child's number within the area.
        birth_month: the first day of the month of birth.
        pace: months of development gained per month of life while supported.
        starting_pace: the same until then.
    """

    number: int
    birth_month: date
    sex: str
    ethnicity: str
    primary_need: str
    imd_decile: int
    delay_areas: int
    asq_low_areas: int
    has_sensory_loss: bool
    has_diagnosis: bool
    pace: float
    starting_pace: float


def new_child(model: AreaModel, number: int, received_on: date, draw: Draw) -> Child:
    """A child not referred before."""
    return Child(
        number=number,
        birth_month=months_after(received_on, -draw.whole(model.age_months.least, model.age_months.most)),
        sex=draw.pick(model.sex),
        ethnicity=draw.pick(model.ethnicity),
        primary_need=draw.pick(model.primary_need),
        imd_decile=int(draw.pick(model.imd_decile)),
        delay_areas=int(draw.pick(model.delay_areas)),
        asq_low_areas=int(draw.pick(model.asq_low_areas)),
        has_sensory_loss=draw.chance(model.sensory_loss),
        has_diagnosis=draw.chance(model.diagnosis),
        pace=draw.between(*model.pace),
        starting_pace=draw.between(*model.starting_pace),
    )


def months_after(day: date, months: int) -> date:
    """The first day of the month so many months after the day's own."""
    year, month = divmod(day.year * _MONTHS + day.month - 1 + months, _MONTHS)
    return date(year, month + 1, 1)
