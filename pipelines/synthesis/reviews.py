"""The reviews held with families, one after the other, and the pauses of their clocks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from pipelines.synthesis.draw import Draw, Whole
from pipelines.synthesis.model import AreaModel
from pipelines.synthesis.names import POSITION, days
from pipelines.synthesis.parts import in_order, joined, part
from pipelines.synthesis.pauses import Pauses, drawn_pauses
from pipelines.synthesis.school_days import Calendar

_STANDARD = "review"


@dataclass(frozen=True)
class Reviews:
    """Reviews in the order of their referrals and days, and the pauses between them.

    Attributes:
        of: the position of each review's referral.
        held_on: its day.
        place: which of its referral's reviews it is, from 1.
        paused: the positions of the referrals of ``pauses``.
        pauses: the pauses begun while there could still be a review.
    """

    of: Whole
    held_on: Whole
    place: Whole
    paused: Whole
    pauses: Pauses


def drawn_reviews(
    model: AreaModel, calendar: Calendar, set_days: tuple[Whole, Whole], until_of: Whole, draw: Draw
) -> Reviews:
    """The reviews of some referrals.

    Args:
        model: the area's parameters.
        calendar: the area's days.
        set_days: the positions of the referrals with which targets are set, and the days of that, in this order; a
            referral's first review's clock runs from the first of its days.
        until_of: per position the last day on which a review can be held.
        draw: where the intervals come from.
    """
    held: list[tuple[Whole, Whole, Whole]] = []
    pauses: list[tuple[Whole, Pauses]] = []
    of, firsts = np.unique(set_days[0], return_index=True)
    day, until, place = set_days[1][firsts], until_of[of], 0
    while len(of):
        place += 1
        pause = drawn_pauses(model, _STANDARD, day + _half(model), draw)
        is_begun = (pause.lasts > 0) & (pause.from_on <= until)
        pauses.append((of[is_begun], part(pause, is_begun)))
        day = calendar.school_day(day + _intervals(model, calendar, day, draw) + pause.lasts)
        is_held = day <= until
        of, day, until = of[is_held], day[is_held], until[is_held]
        held.append((of, day, np.full(len(of), place)))
    return _together(held, pauses)


def review_rows(reviews: Reviews) -> pl.DataFrame:
    """The reviews' rows, each with the position of its referral."""
    return pl.DataFrame({POSITION: pl.Series(reviews.of), "held_on": days(reviews.held_on)})


def _half(model: AreaModel) -> int:
    return int(min(model.review_days.first, model.review_days.last) / 2)


def _intervals(model: AreaModel, calendar: Calendar, day: Whole, draw: Draw) -> Whole:
    spread = draw.between(1 - model.review_spread, 1 + model.review_spread, len(day))
    return (model.review_days.at(calendar.share(day)) * spread).astype(np.int64)


def _together(held: list[tuple[Whole, Whole, Whole]], pauses: list[tuple[Whole, Pauses]]) -> Reviews:
    of, held_on, place = (joined([each[position] for each in held]) for position in range(3))
    order = np.argsort(in_order(of, held_on))
    begun = Pauses(
        _STANDARD,
        joined([pause.from_on for _, pause in pauses]),
        joined([pause.lasts for _, pause in pauses]),
        joined([pause.reason for _, pause in pauses]),
    )
    return Reviews(of[order], held_on[order], place[order], joined([of for of, _ in pauses]), begun)
