"""Progress by rating: categories a to e between the first and the last assessment, and the two shares of them."""

from __future__ import annotations

import pytest

from tests.spec.conftest import Spec

ONE = """
    received_on
    2025-08-01
"""
MEASURES = ("outcome_growth", "outcome_age_expected")


def both_are(spec: Spec, growth: str, age_expected: str) -> None:
    """The two shares, each drawn as numerator and denominator."""
    for measure, drawn in zip(MEASURES, (growth, age_expected), strict=True):
        spec.figures(measure).are(f"numerator | denominator\n{drawn}")


@pytest.mark.parametrize(
    ("first", "last", "has_new_skills", "growth", "age_expected"),
    [
        # e
        (6, 6, "true", "", "1 | 1"),
        (7, 6, "", "", "1 | 1"),
        (6, 7, "false", "", "1 | 1"),
        (7, 7, "true", "", "1 | 1"),
        # d
        (5, 6, "false", "1 | 1", "1 | 1"),
        (1, 7, "", "1 | 1", "1 | 1"),
        # c
        (4, 5, "false", "1 | 1", "0 | 1"),
        (1, 2, "", "1 | 1", "0 | 1"),
        # b
        (3, 3, "true", "0 | 1", "0 | 1"),
        (5, 4, "true", "0 | 1", "0 | 1"),
        # a
        (5, 5, "false", "0 | 1", "0 | 1"),
        (2, 1, "false", "0 | 1", "0 | 1"),
        (5, 5, "", "0 | 1", "0 | 1"),
        # b after a fall
        (6, 5, "true", "0 | 1", "0 | 1"),
        # a after a fall
        (6, 5, "false", "0 | 1", "0 | 1"),
        (7, 1, "", "0 | 1", "0 | 1"),
    ],
)
def test_each_category_counts_as_it_should(
    spec: Spec, first: int, last: int, has_new_skills: str, growth: str, age_expected: str
) -> None:
    spec.referrals(ONE)
    spec.assessments(f"""
        assessed_on | area_of_development | rating  | has_new_skills
        2025-09-01  | cognition           | {first} |
        2026-03-02  | cognition           | {last}  | {has_new_skills}
    """)
    if growth:
        both_are(spec, growth, age_expected)
    else:
        spec.figures("outcome_growth").are_none()
        spec.figures("outcome_age_expected").are(f"numerator | denominator\n{age_expected}")


def test_growth_is_of_a_to_d_and_as_expected_is_of_all(spec: Spec) -> None:
    spec.referrals(ONE)
    spec.assessments("""
        assessed_on | area_of_development | rating | has_new_skills
        2025-09-01  | communication       | 2      |
        2025-09-01  | cognition           | 2      |
        2025-09-01  | physical            | 2      |
        2025-09-01  | social_emotional    | 2      |
        2025-09-01  | self_help           | 7      |
        2026-03-02  | communication       | 2      | false
        2026-03-02  | cognition           | 2      | true
        2026-03-02  | physical            | 3      | true
        2026-03-02  | social_emotional    | 6      | true
        2026-03-02  | self_help           | 7      | true
    """)
    for measure, denominator in zip(MEASURES, (4, 5), strict=True):
        spec.figures(measure).are(f"""
            yardstick | period_start | numerator | denominator   | value           | symbol
                      | 2026-03-01   | 2         | {denominator} | 2/{denominator} |
        """)


@pytest.mark.parametrize(("last_on", "is_far_enough"), [("2026-03-01", False), ("2026-03-02", True)])
def test_the_two_assessments_are_at_least_182_days_apart(spec: Spec, last_on: str, is_far_enough: bool) -> None:
    spec.referrals(ONE)
    spec.assessments(f"""
        assessed_on | area_of_development | rating
        2025-09-01  | cognition           | 2
        {last_on}   | cognition           | 6
    """)
    if is_far_enough:
        both_are(spec, "1 | 1", "1 | 1")
    else:
        for measure in MEASURES:
            spec.figures(measure).are_none()


def test_only_the_first_and_the_last_are_compared(spec: Spec) -> None:
    spec.referrals(ONE)
    spec.assessments("""
        assessed_on | area_of_development | rating | has_new_skills
        2025-12-01  | cognition           | 7      | true
        2026-03-02  | cognition           | 2      | false
        2025-09-01  | cognition           | 2      | true
        2026-01-05  | cognition           | 1      | true
    """)
    both_are(spec, "0 | 1", "0 | 1")


def test_they_count_in_the_period_of_the_last(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on
        1           | 2025-01-06
        2           | 2025-01-06
    """)
    spec.assessments("""
        referral_id | assessed_on | area_of_development | rating
        1           | 2025-02-03  | cognition           | 2
        1           | 2025-12-31  | cognition           | 3
        2           | 2025-02-03  | cognition           | 2
        2           | 2026-02-01  | cognition           | 2
    """)
    spec.figures("outcome_growth").are("""
        period_start | numerator | denominator | symbol
        2025-12-01   | 1         | 1           |
        2026-01-01   |           |             | z
        2026-02-01   | 0         | 1           |
    """)


@pytest.mark.parametrize(
    ("lowest", "highest", "growth"),
    [("a", "b", "1 | 1"), ("b", "a", "0 | 1"), ("10", "9", "1 | 1"), ("9", "10", "0 | 1")],
)
def test_of_one_day_the_lowest_identifier_is_the_first(spec: Spec, lowest: str, highest: str, growth: str) -> None:
    spec.referrals(ONE)
    spec.assessments(f"""
        assessment_id | assessed_on | area_of_development | rating
        {highest}     | 2025-09-01  | cognition           | 4
        {lowest}      | 2025-09-01  | cognition           | 2
        c             | 2026-03-02  | cognition           | 3
    """)
    spec.figures("outcome_growth").are(f"numerator | denominator\n{growth}")


@pytest.mark.parametrize(
    ("lowest", "highest", "growth"),
    [("a", "b", "1 | 1"), ("b", "a", "0 | 1"), ("10", "9", "1 | 1"), ("9", "10", "0 | 1")],
)
def test_of_one_day_the_highest_identifier_is_the_last(spec: Spec, lowest: str, highest: str, growth: str) -> None:
    spec.referrals(ONE)
    spec.assessments(f"""
        assessment_id | assessed_on | area_of_development | rating
        c             | 2025-09-01  | cognition           | 3
        {highest}     | 2026-03-02  | cognition           | 4
        {lowest}      | 2026-03-02  | cognition           | 2
    """)
    spec.figures("outcome_growth").are(f"numerator | denominator\n{growth}")


def test_whether_there_are_new_skills_is_said_by_the_last_of_one_day_and_a_fall_is_no_growth(spec: Spec) -> None:
    spec.referrals(ONE)
    spec.assessments("""
        assessment_id | assessed_on | area_of_development | rating | has_new_skills
        a             | 2025-09-01  | cognition           | 6      |
        b             | 2026-03-02  | cognition           | 7      | true
        c             | 2026-03-02  | cognition           | 5      | false
    """)
    both_are(spec, "0 | 1", "0 | 1")


def test_an_assessment_without_a_rating_is_passed_over_at_the_start(spec: Spec) -> None:
    spec.referrals(ONE)
    spec.assessments("""
        assessed_on | area_of_development | rating | age_equivalent_months
        2025-08-04  | cognition           |        | 12
        2025-09-01  | cognition           | 4      |
        2026-03-02  | cognition           | 5      |
    """)
    both_are(spec, "1 | 1", "0 | 1")
    spec.figures("kept_pace").are_none()


def test_an_assessment_without_a_rating_is_passed_over_at_the_end(spec: Spec) -> None:
    spec.referrals(ONE)
    spec.assessments("""
        assessed_on | area_of_development | rating | has_new_skills
        2025-08-04  | cognition           | 4      |
        2026-02-27  | cognition           | 5      |
        2026-03-02  | cognition           |        | true
    """)
    spec.figures("outcome_growth").are("period_start | numerator | denominator\n2026-02-01 | 1 | 1")


@pytest.mark.parametrize("without", ["2025-08-04", "2026-03-02"])
def test_where_those_with_a_rating_are_too_close_together_there_is_nothing_to_count(spec: Spec, without: str) -> None:
    spec.referrals(ONE)
    rated = {"2025-08-04": "4", "2025-09-02": "4", "2026-02-01": "5", "2026-03-02": "5"} | {without: ""}
    rows = "\n".join(f"{day} | cognition | {rating}" for day, rating in rated.items())
    spec.assessments(f"assessed_on | area_of_development | rating\n{rows}")
    for measure in MEASURES:
        spec.figures(measure).are_none()


def test_one_assessment_is_no_pair(spec: Spec) -> None:
    spec.referrals(ONE)
    spec.assessments("""
        assessed_on | area_of_development | rating
        2025-09-01  | cognition           | 2
        2026-03-02  | physical            | 6
    """)
    for measure in MEASURES:
        spec.figures(measure).are_none()


def test_an_assessment_after_as_at_has_not_happened(spec: Spec) -> None:
    spec.referrals(ONE)
    spec.assessments("""
        assessed_on | area_of_development | rating
        2025-08-04  | cognition           | 2
        2026-03-31  | cognition           | 3
        2026-04-01  | cognition           | 6
        2025-08-04  | physical            | 2
        2026-04-01  | physical            | 6
    """)
    both_are(spec, "1 | 1", "0 | 1")
    spec.as_at("2026-04-01")
    spec.figures("outcome_age_expected").are("period_start | numerator | denominator\n2026-04-01 | 2 | 2")


def test_a_referral_received_after_as_at_has_no_assessments_yet(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on
        1           | 2025-08-01
        2           | 2026-04-01
    """)
    spec.assessments("""
        referral_id | assessed_on | area_of_development | rating
        1           | 2025-09-01  | cognition           | 2
        1           | 2026-03-02  | cognition           | 2
        2           | 2025-09-01  | cognition           | 2
        2           | 2026-03-02  | cognition           | 6
    """)
    both_are(spec, "0 | 1", "0 | 1")


def test_two_referrals_of_one_child_are_not_compared_with_each_other(spec: Spec) -> None:
    spec.referrals("""
        referral_id | child_id | received_on
        1           | same     | 2025-08-01
        2           | same     | 2026-02-02
    """)
    spec.assessments("""
        referral_id | assessed_on | area_of_development | rating
        1           | 2025-09-01  | cognition           | 2
        2           | 2026-03-02  | cognition           | 6
    """)
    spec.figures("outcome_growth").are_none()


@pytest.mark.parametrize("measure", MEASURES)
def test_they_are_broken_down_by_area_of_development_and_by_the_referrals_cells(spec: Spec, measure: str) -> None:
    spec.referrals("""
        received_on | primary_need
        2025-08-01  | ASD
    """)
    spec.assessments("""
        assessed_on | area_of_development | rating
        2025-09-01  | cognition           | 2
        2025-09-01  | physical            | 2
        2026-03-02  | cognition           | 6
        2026-03-02  | physical            | 2
    """)
    spec.figures(measure, breakdown="area_of_development").are("""
        category  | numerator | denominator
        cognition | 1         | 1
        physical  | 0         | 1
    """)
    spec.figures(measure, breakdown="primary_need").are("category | numerator | denominator\nASD | 1 | 2")
    spec.figures(measure, breakdown="destination").are_none()


@pytest.mark.parametrize("measure", [*MEASURES, "kept_pace", "median_gain_per_month"])
def test_without_assessments_they_are_not_available(spec: Spec, measure: str) -> None:
    spec.referrals("""
        service_area | received_on
        cornwall     | 2026-02-20
        durham       | 2026-03-20
    """)
    for area in ("cornwall", "durham"):
        spec.not_delivered("assessments", area=area)
    for area in ("cornwall", "all"):
        spec.figures(measure, service_area=area).are("""
            period_start | numerator | denominator | value | lower | upper | symbol
            2026-02-01   |           |             |       |       |       | x
            2026-03-01   |           |             |       |       |       | x
        """)
    spec.figures(measure, service_area="durham").are("period_start | symbol\n2026-03-01 | x")


def test_all_covers_the_areas_that_sent_assessments(spec: Spec) -> None:
    spec.referrals("""
        service_area | received_on
        cornwall     | 2025-08-01
        durham       | 2025-08-01
    """)
    spec.not_delivered("assessments", area="durham")
    spec.assessments("""
        assessed_on | area_of_development | rating
        2025-09-01  | cognition           | 2
        2026-03-02  | cognition           | 6
    """)
    spec.figures("outcome_growth", service_area="all").are("numerator | denominator | symbol\n1 | 1 |")
    spec.figures("outcome_growth", service_area="durham", period_kind="academic_year").are("""
        period_start | symbol
        2024-09-01   | x
        2025-09-01   | x
    """)
