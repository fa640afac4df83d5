"""What dated rules say, in words."""

from __future__ import annotations

from typing import Any

import pytest

from pipelines.explanation.rule_words import rule_words


@pytest.mark.parametrize(
    "within, unit, told", [(1, "weeks", "within 1 week"), (5, "working_days", "within 5 working days")]
)
def test_a_limit_of_one_is_told_as_one(within: int, unit: str, told: str) -> None:
    assert rule_words({"within": within, "unit": unit, "not_before": None, "within_visits": None}) == told


@pytest.mark.parametrize(
    "weeks, minutes, told",
    [
        (1, None, "a visit every week; how long is not published"),
        (2, 60, "a visit every 2 weeks; 60 minutes at home"),
        (None, 60, "how often is not published; 60 minutes at home"),
    ],
)
def test_how_often_and_how_long_families_are_visited(weeks: int | None, minutes: int | None, told: str) -> None:
    assert rule_words({"every_weeks": weeks, "typical_minutes": minutes}) == told


@pytest.mark.parametrize(
    "rule, years, told",
    [
        ("birthday", 5, "a child leaves on the fifth birthday"),
        ("start_of_term_after_birthday", 3, "a child leaves at the start of the term after the third birthday"),
        ("end_of_term_after_birthday", 3, "a child leaves at the end of the term after the third birthday"),
        ("two_terms_before_school", None, "a child leaves two terms before starting school"),
    ],
)
def test_when_a_child_leaves(rule: str, years: int | None, told: str) -> None:
    assert rule_words({"rule": rule, "years": years}) == told


_NOTHING = dict.fromkeys(
    ("max_age_months", "before_leaving", "min_delay_areas", "min_asq_low_areas", "has_sensory_loss", "has_diagnosis")
)


@pytest.mark.parametrize(
    "criteria, told",
    [
        ({"alternative": 0}, "everyone may be referred"),
        ({"alternative": 0, "before_leaving": True}, "received before the leaving date"),
        (
            {"alternative": 1, "max_age_months": 28, "min_delay_areas": 2},
            "at most 28 completed months old when received and a significant delay in 2 areas of development",
        ),
        ({"alternative": 2, "min_asq_low_areas": 1}, "or a low ASQ score in 1 area of development"),
        (
            {"alternative": 3, "has_sensory_loss": True, "has_diagnosis": True},
            "or a significant sensory loss and a diagnosed condition",
        ),
    ],
)
def test_who_may_be_referred(criteria: dict[str, Any], told: str) -> None:
    assert rule_words(_NOTHING | criteria) == told
