"""The assessments of supported children: when support begins, at some of the reviews, and when it ends."""

from __future__ import annotations

import numpy as np
import polars as pl

from expectations import codes
from pipelines.synthesis.children import Children
from pipelines.synthesis.draw import Draw, Share, Whole
from pipelines.synthesis.journeys import Journeys
from pipelines.synthesis.kept import Kept
from pipelines.synthesis.model import AreaModel
from pipelines.synthesis.names import POSITION, coded, days, names_of, where
from pipelines.synthesis.parts import in_order, joined, part
from pipelines.synthesis.reviews import Reviews
from pipelines.synthesis.school_days import first_of_month

_DAYS_A_MONTH = 365.25 / 12
_OLDEST_EQUIVALENT = 84.0
_AS_EXPECTED = 7
_MEASURED_WITHIN = (0.9, 1.1)
"""What is measured, relative to what is true."""
_BASELINE, _REVIEW, _EXIT = (names_of(codes.OCCASION).index(code) for code in ("baseline", "review", "exit"))

Occasions = tuple[Whole, Whole, Whole]
"""The positions of referrals, the days of their assessments, and on what occasion each was."""


def drawn_occasions(
    model: AreaModel, journeys: Journeys, kept: Kept, reviews: Reviews, as_at: int, draw: Draw
) -> Occasions:
    """When the visited children are assessed, in the order of referrals and days."""
    visited = np.flatnonzero(kept.is_visited)
    is_exit = draw.chance(model.exit_assessed, len(visited)) & (journeys.wait.ended_on[visited] <= as_at)
    leaving = visited[is_exit]
    is_assessed = reviews.place % model.assessed_every_reviews == 0
    of = joined([visited, reviews.of[is_assessed], leaving])
    day = joined([kept.first_on, reviews.held_on[is_assessed], journeys.wait.ended_on[leaving]])
    occasion = np.repeat([_BASELINE, _REVIEW, _EXIT], [len(visited), is_assessed.sum(), len(leaving)])
    order = np.argsort(in_order(of, day), kind="stable")
    return of[order], day[order], occasion[order]


def assessment_rows(model: AreaModel, journeys: Journeys, kept: Kept, assessed: Occasions, draw: Draw) -> pl.DataFrame:
    """One row per assessment and area of development, with the position of its referral."""
    areas = len(codes.AREA_OF_DEVELOPMENT)
    of, day, occasion = (np.repeat(each, areas) for each in assessed)
    child, first_on = part(journeys.child, of), _first_on(kept)[of]
    share_kept = np.repeat(kept.share(assessed[0], _first_on(kept)[assessed[0]] - 1, assessed[1]), areas)
    equivalent = _equivalents(model, child, first_on, day, share_kept, draw)
    has_new_skills = draw.chance(model.new_skills * share_kept, len(of))
    return pl.DataFrame(
        {
            POSITION: pl.Series(of),
            "assessed_on": days(day),
            "area_of_development": coded(codes.AREA_OF_DEVELOPMENT, np.tile(np.arange(areas), len(assessed[0]))),
            "occasion": coded(codes.OCCASION, occasion),
            "age_equivalent_months": pl.Series(equivalent),
            "rating": pl.Series(_ratings(equivalent, _months(first_of_month(child.birth_month), day))),
            "has_new_skills": where(occasion != _BASELINE, pl.Series(has_new_skills)),
        }
    )


def _first_on(kept: Kept) -> Whole:
    first_on = np.zeros(len(kept.begins), dtype=np.int64)
    first_on[kept.is_visited] = kept.first_on
    return first_on


def _equivalents(
    model: AreaModel, child: Children, first_on: Whole, day: Whole, share_kept: Share, draw: Draw
) -> Share:
    """Development goes on at the child's own pace; support adds to it, the more of its visits were kept."""
    helps = np.maximum(share_kept - model.kept_in_vain, 0) / (1 - model.kept_in_vain)
    before = _months(first_of_month(child.birth_month), first_on) * child.starting_pace
    since = _months(first_on, day) * (child.starting_pace + child.pace_gain * helps)
    measured = (before + since) * draw.between(*_MEASURED_WITHIN, len(day))
    return np.minimum(_OLDEST_EQUIVALENT, np.round(measured, 1))


def _ratings(equivalent: Share, age_months: Share) -> Whole:
    return np.clip(np.rint(_AS_EXPECTED * equivalent / age_months), 1, _AS_EXPECTED).astype(np.int64)


def _months(earlier: Whole, later: Whole) -> Share:
    return np.maximum(1.0, (later - earlier) / _DAYS_A_MONTH)
