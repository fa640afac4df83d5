"""Progress by age equivalent: whether development kept pace with time, and the gain in a month."""

from __future__ import annotations

import pytest

from tests.spec.conftest import Spec

ONE = """
    received_on
    2024-10-01
"""
SIXTEEN_MONTHS = ("2024-10-31", "2026-03-02")
"""487 days, which are 16 months of 30.4375 days."""


@pytest.mark.parametrize(
    ("first", "last", "last_on", "kept"),
    [
        ("4", "20", "2026-03-02", 1),
        ("4.3", "20.3", "2026-03-02", 1),
        ("4.3", "20.2", "2026-03-02", 0),
        ("4.1", "20.1", "2026-03-02", 1),
        ("0.4", "16.4", "2026-03-02", 1),
        ("0.06", "16.06", "2026-03-02", 1),
        ("0.07", "16.06", "2026-03-02", 0),
        ("4", "20", "2026-03-03", 0),
        ("4", "20", "2026-03-01", 1),
        ("4", "4", "2026-03-02", 0),
        ("20", "4", "2026-03-02", 0),
        ("0", "84", "2026-03-02", 1),
    ],
)
def test_pace_is_kept_when_the_gain_is_at_least_the_time_that_passed(
    spec: Spec, first: str, last: str, last_on: str, kept: int
) -> None:
    spec.referrals(ONE)
    spec.assessments(f"""
        assessed_on | area_of_development | age_equivalent_months
        2024-10-31  | cognition           | {first}
        {last_on}   | cognition           | {last}
    """)
    spec.figures("kept_pace").are(f"""
        yardstick | period_start | numerator | denominator | value
                  | 2026-03-01   | {kept}    | 1           | {kept}
    """)


@pytest.mark.parametrize(("gain", "a_month"), [(16, "1"), (8, "0.5"), (0, "0"), (-4, "-0.25"), (20, "1.25")])
def test_the_gain_in_a_month_is_of_months_of_30_4375_days(spec: Spec, gain: int, a_month: str) -> None:
    spec.referrals(ONE)
    spec.assessments(f"""
        assessed_on         | area_of_development | age_equivalent_months
        {SIXTEEN_MONTHS[0]} | cognition           | 10
        {SIXTEEN_MONTHS[1]} | cognition           | {10 + gain}
    """)
    spec.figures("median_gain_per_month").are(f"""
        yardstick | period_start | numerator | denominator | value     | lower | upper | symbol
                  | 2026-03-01   |           | 1           | {a_month} |       |       |
    """)


def test_the_median_is_of_every_referral_and_area_of_development(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on
        1           | 2024-10-01
        2           | 2024-10-01
    """)
    spec.assessments(f"""
        referral_id | assessed_on         | area_of_development | age_equivalent_months
        1           | {SIXTEEN_MONTHS[0]} | cognition           | 10
        1           | {SIXTEEN_MONTHS[0]} | physical            | 10
        1           | {SIXTEEN_MONTHS[0]} | self_help           | 10
        2           | {SIXTEEN_MONTHS[0]} | cognition           | 10
        1           | {SIXTEEN_MONTHS[1]} | cognition           | 18
        1           | {SIXTEEN_MONTHS[1]} | physical            | 6
        1           | {SIXTEEN_MONTHS[1]} | self_help           | 30
        2           | {SIXTEEN_MONTHS[1]} | cognition           | 22
    """)
    spec.figures("median_gain_per_month").are("denominator | value\n4 | 0.625")
    spec.figures("kept_pace").are("numerator | denominator | value\n1 | 4 | 1/4")
    spec.figures("median_gain_per_month", breakdown="area_of_development").are("""
        category  | denominator | value
        cognition | 2           | 0.625
        physical  | 1           | -0.25
        self_help | 1           | 1.25
    """)
    spec.figures("kept_pace", breakdown="area_of_development").are("""
        category  | numerator | denominator
        cognition | 0         | 2
        physical  | 0         | 1
        self_help | 1         | 1
    """)


@pytest.mark.parametrize(("last_on", "is_far_enough"), [("2026-03-01", False), ("2026-03-02", True)])
def test_the_two_assessments_are_at_least_182_days_apart(spec: Spec, last_on: str, is_far_enough: bool) -> None:
    spec.referrals(ONE)
    spec.assessments(f"""
        assessed_on | area_of_development | age_equivalent_months
        2025-09-01  | cognition           | 10
        {last_on}   | cognition           | 20
    """)
    for measure in ("kept_pace", "median_gain_per_month"):
        if is_far_enough:
            spec.figures(measure).are("denominator\n1")
        else:
            spec.figures(measure).are_none()


def test_an_assessment_without_an_age_equivalent_is_passed_over_at_either_end(spec: Spec) -> None:
    spec.referrals(ONE)
    spec.assessments(f"""
        assessed_on         | area_of_development | age_equivalent_months | rating
        2024-10-15          | cognition           |                       | 2
        {SIXTEEN_MONTHS[0]} | cognition           | 10                    |
        {SIXTEEN_MONTHS[1]} | cognition           | 18                    |
        2026-03-20          | cognition           |                       | 3
    """)
    spec.figures("median_gain_per_month").are("denominator | value\n1 | 0.5")
    spec.figures("outcome_growth").are("numerator | denominator\n1 | 1")


def test_of_one_day_the_lowest_identifier_is_the_first_and_the_highest_the_last(spec: Spec) -> None:
    spec.referrals(ONE)
    spec.assessments(f"""
        assessment_id | assessed_on         | area_of_development | age_equivalent_months
        9             | {SIXTEEN_MONTHS[0]} | cognition           | 20
        10            | {SIXTEEN_MONTHS[0]} | cognition           | 10
        9b            | {SIXTEEN_MONTHS[1]} | cognition           | 18
        10b           | {SIXTEEN_MONTHS[1]} | cognition           | 30
    """)
    spec.figures("median_gain_per_month").are("denominator | value\n1 | 0.5")


def test_an_age_equivalent_of_nought_is_known(spec: Spec) -> None:
    spec.referrals(ONE)
    spec.assessments(f"""
        assessed_on         | area_of_development | age_equivalent_months
        {SIXTEEN_MONTHS[0]} | cognition           | 0
        2025-01-06          | cognition           | 6
        {SIXTEEN_MONTHS[1]} | cognition           | 12
    """)
    spec.figures("median_gain_per_month").are("denominator | value\n1 | 0.75")


def test_an_earlier_as_at_shows_the_last_assessment_by_then(spec: Spec) -> None:
    spec.referrals(ONE)
    spec.assessments(f"""
        assessed_on         | area_of_development | age_equivalent_months
        {SIXTEEN_MONTHS[0]} | cognition           | 10
        {SIXTEEN_MONTHS[1]} | cognition           | 18
        2026-03-03          | cognition           | 30
    """)
    spec.as_at("2026-03-02")
    spec.figures("median_gain_per_month").are("denominator | value\n1 | 0.5")
    spec.figures("kept_pace").are("numerator | denominator\n0 | 1")
    spec.as_at("2026-03-01")
    spec.figures("kept_pace").are_none()


def test_all_has_the_pace_of_every_area(spec: Spec) -> None:
    spec.referrals("""
        service_area | referral_id | received_on
        cornwall     | 1           | 2024-10-01
        durham       | 1           | 2024-10-01
    """)
    spec.assessments(f"""
        service_area | assessed_on         | area_of_development | age_equivalent_months
        cornwall     | {SIXTEEN_MONTHS[0]} | cognition           | 10
        durham       | {SIXTEEN_MONTHS[0]} | cognition           | 10
        cornwall     | {SIXTEEN_MONTHS[1]} | cognition           | 14
        durham       | {SIXTEEN_MONTHS[1]} | cognition           | 26
    """)
    for area, drawn in (("cornwall", "1 | 0.25"), ("durham", "1 | 1"), ("all", "2 | 0.625")):
        spec.figures("median_gain_per_month", service_area=area).are(f"denominator | value\n{drawn}")
    spec.figures("kept_pace", service_area="all").are("numerator | denominator\n1 | 2")
