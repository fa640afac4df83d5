"""Who is referred: children's circumstances, which stay the same when a child is referred again."""

from __future__ import annotations

from dataclasses import dataclass

from expectations import codes
from pipelines.synthesis.draw import Draw, Flag, Share, Whole
from pipelines.synthesis.model import AreaModel
from pipelines.synthesis.names import names_of
from pipelines.synthesis.school_days import first_of_month, month_of

_LEAVING_LAG_DAYS = 40


@dataclass(frozen=True)
class Children:
    """Children, as their referrals describe them: one element per child in every array, codes as positions.

    Attributes:
        birth_month: as NumPy counts months.
        too_old_on: the day on which support ends because of the child's age.
        starting_pace: months of development gained per month of life before support.
        pace_gain: months of development that support adds per month in which every visit is kept.
        misses: how readily the family cancels a visit or does not come, relative to all families.
    """

    birth_month: Whole
    too_old_on: Whole
    sex: Whole
    ethnicity: Whole
    primary_need: Whole
    imd_decile: Whole
    delay_areas: Whole
    asq_low_areas: Whole
    has_sensory_loss: Flag
    has_diagnosis: Flag
    starting_pace: Share
    pace_gain: Share
    misses: Share


def new_children(model: AreaModel, received_on: Whole, draw: Draw) -> Children:
    """Children not referred before, one for each day on which a referral is received."""
    number = len(received_on)
    birth_month = month_of(received_on) - draw.whole(model.age_months.least, model.age_months.most, number)
    lag = draw.whole(0, _LEAVING_LAG_DAYS, number)
    return Children(
        birth_month=birth_month,
        too_old_on=first_of_month(birth_month + model.leaving_months) + lag,
        sex=draw.pick(model.sex, names_of(codes.SEX), number),
        ethnicity=draw.pick(model.ethnicity, names_of(codes.ETHNICITY), number),
        primary_need=draw.pick(model.primary_need, names_of(codes.PRIMARY_NEED), number),
        imd_decile=draw.pick_number(model.imd_decile, number),
        delay_areas=draw.pick_number(model.delay_areas, number),
        asq_low_areas=draw.pick_number(model.asq_low_areas, number),
        has_sensory_loss=draw.chance(model.sensory_loss, number),
        has_diagnosis=draw.chance(model.diagnosis, number),
        starting_pace=draw.between(*model.starting_pace, number),
        pace_gain=draw.between(*model.pace_gain, number),
        misses=draw.between(1 - model.families_differ, 1 + model.families_differ, number),
    )
