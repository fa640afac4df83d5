"""The assessments of a supported child: when support begins, at some of the reviews, and when it ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from expectations.codes import AREA_OF_DEVELOPMENT
from pipelines.synthesis.child import Child
from pipelines.synthesis.draw import Draw
from pipelines.synthesis.journey import Journey
from pipelines.synthesis.model import AreaModel
from pipelines.synthesis.rows import Row, Value

_DAYS_A_MONTH = 365.25 / 12
_OLDEST_EQUIVALENT = 84.0
_AS_EXPECTED = 7
_BASELINE = "baseline"


def occasions(
    model: AreaModel, journey: Journey, first_visit_on: date, reviews: list[date], as_at: date, draw: Draw
) -> list[tuple[date, str]]:
    """The days of a referral's assessments and on what occasion, earliest first."""
    at_reviews = reviews[model.assessed_every_reviews - 1 :: model.assessed_every_reviews]
    has_exit = draw.chance(model.exit_assessed) and journey.ended_on <= as_at
    return [
        (first_visit_on, _BASELINE),
        *((day, "review") for day in at_reviews),
        *([(journey.ended_on, "exit")] if has_exit else []),
    ]


def assessment_rows(
    names: Row, child: Child, model: AreaModel, first_on: date, day: date, occasion: str, draw: Draw
) -> Iterator[dict[str, Value]]:
    """One assessment's row per area of development; their identifiers are still to be given."""
    for area_of_development, _ in AREA_OF_DEVELOPMENT:
        equivalent = _equivalent(child, first_on, day, draw)
        yield {
            **names,
            "assessed_on": day,
            "area_of_development": area_of_development,
            "occasion": occasion,
            "age_equivalent_months": equivalent,
            "rating": _rating(equivalent, _months(child.birth_month, day)),
            "has_new_skills": None if occasion == _BASELINE else draw.chance(model.new_skills),
        }


def _equivalent(child: Child, first_on: date, day: date, draw: Draw) -> float:
    before = _months(child.birth_month, first_on) * child.starting_pace
    since = _months(first_on, day) * child.pace
    return min(_OLDEST_EQUIVALENT, round((before + since) * draw.between(0.9, 1.1), 1))


def _rating(equivalent: float, age_months: float) -> int:
    return max(1, min(_AS_EXPECTED, round(_AS_EXPECTED * equivalent / age_months)))


def _months(earlier: date, later: date) -> float:
    return max(1.0, (later - earlier).days / _DAYS_A_MONTH)
