"""The targets set with families: at one of the first visits, and again every few months."""

from __future__ import annotations

import numpy as np
import polars as pl

from expectations import codes
from pipelines.synthesis.draw import Draw, Flag, Whole
from pipelines.synthesis.journeys import Journeys
from pipelines.synthesis.kept import Kept
from pipelines.synthesis.model import AreaModel
from pipelines.synthesis.names import POSITION, coded, days, names_of, where
from pipelines.synthesis.parts import in_order, joined, part
from pipelines.synthesis.school_days import Calendar

_OUTCOMES = names_of(codes.TARGET_OUTCOME)


def drawn_target_days(model: AreaModel, journeys: Journeys, kept: Kept, draw: Draw) -> tuple[Whole, Whole]:
    """The referrals' positions and the days on which targets are set with them, all of them days of attended visits.

    A pause of the first targets puts them off. In the order of referrals and days.
    """
    span, every = model.first_targets_visit, model.targets_every_days
    visit = kept.begins + draw.whole(span.least, span.most, len(journeys)) - 1
    of = np.flatnonzero(visit < kept.ends)
    put_off = next(pauses for pauses in journeys.asked.pauses if pauses.standard == "first_targets")
    day = part(put_off, of).delayed(kept.day[visit[of]])
    found: list[tuple[Whole, Whole]] = []
    while len(of):
        positions, is_there = kept.not_before(of, day)
        of, set_on = of[is_there], kept.day[positions[is_there]]
        found.append((of, set_on))
        day = set_on + draw.whole(every.least, every.most, len(of))
    return _sorted(found)


def target_rows(
    model: AreaModel, calendar: Calendar, journeys: Journeys, kept: Kept, set_days: tuple[Whole, Whole], draw: Draw
) -> pl.DataFrame:
    """The targets set on those days, each in its own area of development, with the positions of their referrals."""
    numbers = draw.whole(model.targets_each.least, model.targets_each.most, len(set_days[0]))
    occasion, area = np.nonzero(draw.some(len(codes.AREA_OF_DEVELOPMENT), numbers))
    of, set_on = set_days[0][occasion], set_days[1][occasion]
    due = set_on + draw.whole(model.target_due_days.least, model.target_due_days.most, len(of))
    reviewed, is_reviewed = _reviewed(model, calendar, journeys.wait.ended_on[of], due, draw)
    outcome = _outcomes(model, kept, of, set_on, np.minimum(due, calendar.last), draw)
    return pl.DataFrame(
        {
            POSITION: pl.Series(of),
            "area_of_development": coded(codes.AREA_OF_DEVELOPMENT, area),
            "set_on": days(set_on),
            "review_due_on": days(due),
            "reviewed_on": where(is_reviewed, days(reviewed)),
            "outcome": where(is_reviewed, coded(codes.TARGET_OUTCOME, outcome)),
        }
    )


def _reviewed(model: AreaModel, calendar: Calendar, ended_on: Whole, due: Whole, draw: Draw) -> tuple[Whole, Flag]:
    late = draw.whole(model.target_reviewed_late_days.least, model.target_reviewed_late_days.most, len(due))
    reviewed = calendar.working_day(due + late, 0)
    is_reviewed = draw.chance(model.target_reviewed, len(due))
    return reviewed, is_reviewed & (reviewed <= np.minimum(calendar.last, ended_on))


def _outcomes(model: AreaModel, kept: Kept, of: Whole, set_on: Whole, until: Whole, draw: Draw) -> Whole:
    """One outcome where the visits in between were kept, another where they were not: the more kept, the likelier."""
    after_kept = draw.pick(model.target_outcome_kept, _OUTCOMES, len(of))
    after_missed = draw.pick(model.target_outcome_missed, _OUTCOMES, len(of))
    return np.where(draw.chance(kept.share(of, set_on, until), len(of)), after_kept, after_missed)


def _sorted(found: list[tuple[Whole, Whole]]) -> tuple[Whole, Whole]:
    of, day = joined([of for of, _ in found]), joined([day for _, day in found])
    order = np.argsort(in_order(of, day))
    return of[order], day[order]
