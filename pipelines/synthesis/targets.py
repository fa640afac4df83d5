"""The targets set with a family: at one of the first visits, and again every few months."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from expectations.codes import AREA_OF_DEVELOPMENT
from pipelines.synthesis.draw import Draw
from pipelines.synthesis.journey import Journey
from pipelines.synthesis.model import AreaModel
from pipelines.synthesis.rows import Row, Value
from pipelines.synthesis.school_days import Calendar

_AREAS_OF_DEVELOPMENT = tuple(code for code, _ in AREA_OF_DEVELOPMENT)


def target_days(model: AreaModel, calendar: Calendar, journey: Journey, attended: list[date], draw: Draw) -> list[date]:
    """The days on which targets are set, all of them days of attended visits.

    Args:
        model: the area's parameters.
        calendar: the area's days.
        journey: the referral's; a pause of its first targets puts them off.
        attended: the days of its attended visits, earliest first.
        draw: where the intervals come from.
    """
    visits_before = draw.whole(model.first_targets_visit.least, model.first_targets_visit.most) - 1
    put_off = [pause.to_on for pause in journey.pauses if pause.standard == "first_targets"]
    not_before = max([*put_off, *attended[visits_before : visits_before + 1]], default=calendar.last)
    return list(_spaced(model, attended[visits_before:], not_before, draw))


def target_rows(
    model: AreaModel, calendar: Calendar, names: Row, journey: Journey, set_on: date, draw: Draw
) -> Iterator[dict[str, Value]]:
    """The targets set on one day, each in its own area of development; their identifiers are still to be given."""
    number = draw.whole(model.targets_each.least, model.targets_each.most)
    for area_of_development in draw.some(_AREAS_OF_DEVELOPMENT, number):
        due = set_on + timedelta(days=draw.whole(model.target_due_days.least, model.target_due_days.most))
        yield {
            **names,
            "area_of_development": area_of_development,
            "set_on": set_on,
            "review_due_on": due,
            **_reviewed(model, calendar, journey, due, draw),
        }


def _spaced(model: AreaModel, attended: list[date], not_before: date, draw: Draw) -> Iterator[date]:
    for day in attended:
        if day >= not_before:
            yield day
            every = model.targets_every_days
            not_before = day + timedelta(days=draw.whole(every.least, every.most))


def _reviewed(model: AreaModel, calendar: Calendar, journey: Journey, due: date, draw: Draw) -> dict[str, Value]:
    late = model.target_reviewed_late_days
    reviewed = calendar.working_day(due + timedelta(days=draw.whole(late.least, late.most)), 0)
    outcome = draw.pick(model.target_outcome)
    is_reviewed = draw.chance(model.target_reviewed) and reviewed <= min(calendar.last, journey.ended_on)
    return {"reviewed_on": reviewed, "outcome": outcome} if is_reviewed else {}
