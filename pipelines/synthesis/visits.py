"""The visits of supported families: the same weekday every week or fortnight, in term, and groups every week."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from expectations import codes
from pipelines.synthesis.draw import Draw, Flag, Share, Whole
from pipelines.synthesis.journeys import Journeys
from pipelines.synthesis.model import AreaModel
from pipelines.synthesis.names import POSITION, coded, days, names_of, where, workers
from pipelines.synthesis.parts import in_order, part
from pipelines.synthesis.school_days import Calendar, weekday

_STATUSES = names_of(codes.VISIT_STATUS)
ATTENDED, PLANNED = _STATUSES.index("attended"), _STATUSES.index("planned")
_FAMILYS = ("cancelled_by_family", "not_brought")
"""What the family has a hand in: some families more than others."""
_BOTH, _GROUP = (names_of(codes.OFFER).index(offer) for offer in ("both", "group"))
_WEEK, _WEEKEND, _FRIDAY = 7, 2, 4
_MINUTES_ROUNDED_TO = 5


@dataclass(frozen=True)
class Visits:
    """Visits in the order of their referrals and days; one element per visit in every array.

    Attributes:
        of: the position of its referral.
        planned_on: its day.
        is_group: whether it is a session of a group.
        status: what became of it, as the position of its code.
    """

    of: Whole
    planned_on: Whole
    is_group: Flag
    status: Whole


def drawn_visits(model: AreaModel, calendar: Calendar, journeys: Journeys, draw: Draw) -> Visits:
    """All visits of the referrals, those planned for the weeks after the last day included."""
    of, planned_on, is_group = _planned(model, calendar, _drawn_series(journeys, draw), journeys.wait.ended_on)
    statuses = _statuses(model, calendar, journeys.child.misses[of], planned_on, draw)
    return Visits(of, planned_on, is_group, statuses)


def visit_rows(model: AreaModel, journeys: Journeys, visits: Visits, draw: Draw) -> pl.DataFrame:
    """The visits' rows, each with the position of its referral."""
    number, is_attended = len(visits.of), visits.status == ATTENDED
    minutes = np.rint(draw.whole(model.minutes.least, model.minutes.most, number) / _MINUTES_ROUNDED_TO)
    is_told = is_attended & ~draw.chance(model.practice_unknown, number)
    return pl.DataFrame(
        {
            POSITION: pl.Series(visits.of),
            "planned_on": days(visits.planned_on),
            "status": coded(codes.VISIT_STATUS, visits.status),
            "kind": coded(codes.VISIT_KIND, _kinds(model, visits.is_group, draw)),
            "minutes": where(is_attended, pl.Series(minutes.astype(np.int64) * _MINUTES_ROUNDED_TO)),
            "worker_id": workers(model.prefix, journeys.wait.worker).gather(visits.of),
            "is_joint": where(is_attended, pl.Series(draw.chance(model.joint, number))),
            "practised": where(is_told, pl.Series(draw.chance(model.practised, number))),
        }
    )


@dataclass(frozen=True)
class _Series:
    """Visits that recur: of which referral, from which day on, how many weeks apart, and whether they are a group's."""

    of: Whole
    first_on: Whole
    every_weeks: Whole
    is_group: Flag


def _drawn_series(journeys: Journeys, draw: Draw) -> _Series:
    """One series for each family with support; for those that are offered both, a group on another weekday as well."""
    started = np.flatnonzero(journeys.is_started)
    both = started[journeys.offer[started] == _BOTH]
    started_on = journeys.wait.started_on
    meets_on = started_on[both] + draw.whole(1, _FRIDAY, len(both))
    passes_weekend = weekday(meets_on) < weekday(started_on[both])
    is_rest = weekday(meets_on) > _FRIDAY
    meets_on += _WEEKEND * (passes_weekend | is_rest)
    return _Series(
        of=np.concatenate([started, both]),
        first_on=np.concatenate([started_on[started], meets_on]),
        every_weeks=np.concatenate([journeys.visit_interval_weeks[started], np.ones_like(both)]),
        is_group=np.concatenate([journeys.offer[started] == _GROUP, np.ones(len(both), dtype=bool)]),
    )


def _planned(model: AreaModel, calendar: Calendar, series: _Series, ended_on: Whole) -> tuple[Whole, Whole, Flag]:
    until = np.minimum(ended_on[series.of], calendar.last + model.planned_ahead_days)
    weeks = np.maximum(until - series.first_on + _WEEK, 0) // _WEEK
    each = part(series, np.repeat(np.arange(len(weeks)), weeks))
    week = np.arange(len(each.of)) - np.repeat(np.cumsum(weeks) - weeks, weeks)
    day = each.first_on + _WEEK * week
    begins = np.maximum(calendar.run_begins(day), each.first_on)
    is_due = (day - begins) // _WEEK % each.every_weeks == 0
    visits = np.flatnonzero(calendar.is_school_day(day) & is_due)
    visits = visits[np.argsort(in_order(each.of[visits], day[visits]), kind="stable")]
    return each.of[visits], day[visits], each.is_group[visits]


def _statuses(model: AreaModel, calendar: Calendar, misses: Share, planned_on: Whole, draw: Draw) -> Whole:
    share, drawn = calendar.share(planned_on), draw.shares(len(planned_on))
    statuses, reached = np.full(len(planned_on), ATTENDED), np.zeros(len(planned_on))
    for status, drift in model.not_attended.items():
        before = reached
        reached = before + drift.at(share) * (misses if status in _FAMILYS else 1)
        statuses[(before <= drawn) & (drawn < reached)] = _STATUSES.index(status)
    return np.where(planned_on > calendar.last, PLANNED, statuses)


def _kinds(model: AreaModel, is_group: Flag, draw: Draw) -> Whole:
    at_home = draw.pick(model.kind["home"], names_of(codes.VISIT_KIND), len(is_group))
    in_group = draw.pick(model.kind["group"], names_of(codes.VISIT_KIND), len(is_group))
    return np.where(is_group, in_group, at_home)
