"""The plan of visits: how many were to be expected in a term, and how many of these were kept."""

from __future__ import annotations

import pytest

from tests.spec.conftest import Spec

WEEKLY = """
    service_area | from       | every_weeks
    common       | 2020-01-01 | 1
"""
SPRING = """
    starts_on  | ends_on
    2026-01-05 | 2026-02-13
    2026-02-23 | 2026-03-27
"""
"""Eleven term weeks: Mondays 5, 12, 19, 26 January, 2, 9, 23 February, 2, 9, 16, 23 March."""
ONE_WEEK = """
    starts_on  | ends_on
    2026-01-05 | 2026-01-09
"""
STARTED = """
    received_on | started_on
    2025-12-01  | 2025-12-15
"""


def plan(spec: Spec, drawn: str, **where: str) -> None:
    spec.figures("visit_plan_kept", period_kind="term", **where).are(drawn)


@pytest.mark.parametrize(
    ("rules", "agreed", "expected"),
    [
        ("common | 2020-01-01 | 1", "", 11),
        ("common | 2020-01-01 | 2", "", 5),
        ("common | 2020-01-01 | 1", "3", 3),
        ("common | 2020-01-01 | 1\ncornwall | 2020-01-01 | 2", "", 5),
        ("common | 2020-01-01 | 1\ncornwall | 2020-01-01 | 2", "4", 2),
        ("common | 2020-01-01 | 1\ncornwall | 2020-01-01 | 2", "1", 11),
        ("common | 2020-01-01 | 4\ndurham | 2020-01-01 | 1", "", 2),
        ("common | 2020-01-01 | 1", "11", 1),
    ],
)
def test_the_interval_is_the_referrals_else_the_areas_else_the_common_one(
    spec: Spec, rules: str, agreed: str, expected: int
) -> None:
    spec.visit_rules(f"service_area | from | every_weeks\n{rules}")
    spec.term_dates(SPRING)
    spec.referrals(f"""
        received_on | started_on | visit_interval_weeks
        2025-12-01  | 2025-12-15 | {agreed}
    """)
    plan(spec, f"numerator | denominator\n0 | {expected}")


def test_an_area_that_says_how_long_but_not_how_often_has_the_common_interval(spec: Spec) -> None:
    spec.visit_rules("""
        service_area | from       | every_weeks | typical_minutes
        common       | 2020-01-01 | 2           |
        cornwall     | 2020-01-01 | 1           | 60
        cornwall     | 2026-01-05 |             | 60
    """)
    spec.term_dates(SPRING)
    spec.referrals(STARTED)
    plan(spec, "denominator\n5")


@pytest.mark.parametrize(
    ("changed_on", "started_on", "expected"),
    [
        ("2026-01-05", "2025-12-15", 5),
        ("2026-01-06", "2025-12-15", 11),
        ("2026-02-02", "2025-12-15", 11),
        ("2026-02-02", "2026-02-02", 3),
        ("2026-02-02", "2026-01-28", 3),
        ("2026-02-03", "2026-01-28", 7),
        ("2026-02-23", "2026-02-10", 2),
        ("2026-02-24", "2026-02-10", 5),
    ],
)
@pytest.mark.parametrize("keeper", ["cornwall", "common"])
def test_the_rule_in_force_on_the_monday_of_the_first_active_week_of_the_term_decides(
    spec: Spec, keeper: str, changed_on: str, started_on: str, expected: int
) -> None:
    spec.visit_rules(f"""
        service_area | from         | every_weeks
        common       | 2019-01-01   | 1
        {keeper}     | 2020-01-01   | 1
        {keeper}     | {changed_on} | 2
    """)
    spec.term_dates(SPRING)
    spec.referrals(f"""
        received_on | started_on
        2025-12-01  | {started_on}
    """)
    plan(spec, f"denominator\n{expected}")


def test_every_term_has_the_rule_of_its_own_first_week(spec: Spec) -> None:
    spec.visit_rules("""
        service_area | from       | every_weeks
        common       | 2020-01-01 | 1
        common       | 2025-12-08 | 2
    """)
    spec.term_dates("""
        starts_on  | ends_on
        2025-12-01 | 2025-12-19
        2026-01-05 | 2026-01-23
    """)
    spec.referrals("""
        received_on | started_on
        2025-11-03  | 2025-11-10
    """)
    spec.visits("""
        planned_on | status
        2025-12-02 | attended
        2025-12-09 | attended
        2026-01-06 | attended
    """)
    plan(
        spec,
        """
        period_start | numerator | denominator
        2025-09-01   | 2         | 3
        2026-01-01   | 1         | 1
        """,
    )


def test_expected_is_rounded_down_for_each_referral(spec: Spec) -> None:
    spec.visit_rules(WEEKLY)
    spec.term_dates("""
        starts_on  | ends_on
        2026-01-05 | 2026-01-23
    """)
    spec.referrals("""
        referral_id | received_on | started_on | visit_interval_weeks
        1           | 2025-12-01  | 2025-12-15 | 2
        2           | 2025-12-01  | 2025-12-15 | 2
        3           | 2025-12-01  | 2025-12-15 | 4
    """)
    plan(spec, "denominator\n2")


def test_where_no_visit_is_to_be_expected_there_is_nothing_to_count(spec: Spec) -> None:
    spec.visit_rules(WEEKLY)
    spec.term_dates(ONE_WEEK)
    spec.referrals("""
        received_on | started_on | visit_interval_weeks | sex
        2025-12-01  | 2025-12-15 | 2                    | F
    """)
    spec.visits("""
        planned_on | status
        2026-01-06 | attended
    """)
    for breakdown in ("none", "sex"):
        spec.figures("visit_plan_kept", period_kind="term", breakdown=breakdown).are_none()


def test_visits_beyond_those_expected_make_up_for_nobody(spec: Spec) -> None:
    spec.visit_rules(WEEKLY)
    spec.term_dates(ONE_WEEK)
    spec.referrals("""
        referral_id | received_on | started_on
        1           | 2025-12-01  | 2025-12-15
        2           | 2025-12-01  | 2025-12-15
    """)
    spec.visits("""
        referral_id | planned_on | status
        1           | 2026-01-05 | attended
        1           | 2026-01-07 | attended
        1           | 2026-01-07 | attended
    """)
    plan(spec, "numerator | denominator | value\n1 | 2 | 1/2")


def test_visits_of_one_week_make_up_for_another_of_the_same_term(spec: Spec) -> None:
    spec.visit_rules(WEEKLY)
    spec.term_dates(SPRING)
    spec.referrals(STARTED)
    spec.visits("""
        planned_on | status
        2026-01-05 | attended
        2026-01-05 | attended
        2026-01-07 | attended
    """)
    plan(spec, "numerator | denominator\n3 | 11")


def test_only_attended_visits_are_kept(spec: Spec) -> None:
    spec.visit_rules(WEEKLY)
    spec.term_dates(SPRING)
    spec.referrals(STARTED)
    spec.visits("""
        planned_on | status               | kind
        2026-01-05 | attended             | virtual
        2026-01-12 | not_brought          | home
        2026-01-19 | cancelled_by_family  | home
        2026-01-26 | cancelled_by_service | home
        2026-02-02 | planned              | home
        2026-02-09 | attended             |
    """)
    plan(spec, "numerator | denominator\n2 | 11")


@pytest.mark.parametrize(
    ("planned_on", "kept"),
    [
        ("2026-01-04", 0),
        ("2026-01-05", 1),
        ("2026-02-15", 1),
        ("2026-02-16", 0),
        ("2026-02-22", 0),
        ("2026-02-23", 1),
        ("2026-03-29", 1),
        ("2026-03-30", 0),
    ],
)
def test_a_visit_counts_from_the_monday_to_the_sunday_of_a_term_week(spec: Spec, planned_on: str, kept: int) -> None:
    spec.visit_rules(WEEKLY)
    spec.term_dates(SPRING)
    spec.referrals(STARTED)
    spec.visits(f"""
        planned_on   | status
        {planned_on} | attended
    """)
    plan(spec, f"numerator | denominator\n{kept} | 11")


def test_a_visit_in_a_week_in_which_the_referral_is_not_active_does_not_count(spec: Spec) -> None:
    spec.visit_rules(WEEKLY)
    spec.term_dates(SPRING)
    spec.referrals("""
        received_on | started_on | closed_on
        2025-12-01  | 2026-01-06 | 2026-01-23
    """)
    spec.visits("""
        planned_on | status
        2026-01-08 | attended
        2026-01-20 | attended
        2026-01-22 | attended
    """)
    plan(spec, "period_start | numerator | denominator\n2026-01-01 | 0 | 1")


@pytest.mark.parametrize(("as_at", "kept"), [("2026-01-10", 0), ("2026-01-11", 1)])
def test_a_visit_on_the_sunday_counts_once_it_has_come(spec: Spec, as_at: str, kept: int) -> None:
    spec.visit_rules(WEEKLY)
    spec.term_dates(SPRING)
    spec.referrals(STARTED)
    spec.visits("""
        planned_on | status
        2026-01-11 | attended
    """)
    spec.as_at(as_at)
    plan(spec, f"numerator | denominator\n{kept} | 1")


def test_a_visit_in_april_of_a_week_that_began_in_march_is_kept_in_the_term_of_march(spec: Spec) -> None:
    spec.visit_rules(WEEKLY)
    spec.term_dates("""
        starts_on  | ends_on
        2026-03-30 | 2026-04-02
    """)
    spec.referrals(STARTED)
    spec.visits("""
        planned_on | status
        2026-04-02 | attended
    """)
    spec.as_at("2026-04-30")
    plan(spec, "period_start | numerator | denominator\n2026-01-01 | 1 | 1")


def test_a_term_that_holds_as_at_is_given_as_far_as_it_goes(spec: Spec) -> None:
    spec.visit_rules(WEEKLY)
    spec.term_dates(SPRING)
    spec.referrals(STARTED)
    spec.visits("""
        planned_on | status
        2026-01-05 | attended
        2026-01-14 | attended
        2026-01-19 | attended
    """)
    spec.as_at("2026-01-19")
    plan(spec, "period_start | numerator | denominator\n2026-01-01 | 2 | 2")


def test_the_interval_is_wilsons_over_the_sums(spec: Spec) -> None:
    spec.visit_rules(WEEKLY)
    spec.term_dates("""
        starts_on  | ends_on
        2026-01-05 | 2026-01-16
    """)
    spec.referrals("""
        referral_id | received_on | started_on
        1           | 2025-12-01  | 2025-12-15
        2           | 2025-12-01  | 2025-12-15
    """)
    spec.visits("""
        referral_id | planned_on | status
        1           | 2026-01-05 | attended
        1           | 2026-01-12 | attended
        2           | 2026-01-12 | attended
    """)
    plan(
        spec,
        """
        numerator | denominator | value | lower          | upper
        3         | 4           | 0.75  | 0.300641842582 | 0.95441273919
        """,
    )


def test_the_plan_is_given_by_term_only(spec: Spec) -> None:
    spec.visit_rules(WEEKLY)
    spec.term_dates(SPRING)
    spec.referrals(STARTED)
    for kind in ("month", "quarter", "financial_year", "academic_year", "rolling_12_months", "as_at"):
        spec.figures("visit_plan_kept", period_kind=kind).are_none()
    spec.figures("visits_attended", period_kind="term").are_none()


def test_the_plan_is_broken_down_by_the_referral_but_not_by_kind(spec: Spec) -> None:
    spec.visit_rules(WEEKLY)
    spec.term_dates(SPRING)
    spec.referrals("""
        referral_id | received_on | started_on | offer | imd_decile
        1           | 2025-12-01  | 2025-12-15 | home  | 1
        2           | 2025-12-01  | 2026-03-23 |       | 2
    """)
    spec.visits("""
        referral_id | planned_on | status   | kind
        1           | 2026-01-05 | attended | home
        2           | 2026-03-24 | attended | home
    """)
    plan(spec, "category | numerator | denominator\nhome | 1 | 11\nunknown | 1 | 1", breakdown="offer")
    plan(spec, "category | numerator | denominator\n1 | 2 | 12", breakdown="imd_quintile")
    spec.figures("visit_plan_kept", period_kind="term", breakdown="kind").are_none()


def test_all_has_the_sums_of_every_area(spec: Spec) -> None:
    spec.visit_rules(WEEKLY)
    spec.term_dates("""
        service_area | starts_on  | ends_on
        cornwall     | 2026-01-05 | 2026-01-23
        durham       | 2026-01-12 | 2026-01-16
    """)
    spec.referrals("""
        service_area | referral_id | received_on | started_on
        cornwall     | 1           | 2025-12-01  | 2025-12-15
        durham       | 1           | 2025-12-01  | 2025-12-15
    """)
    spec.visits("""
        service_area | planned_on | status
        cornwall     | 2026-01-06 | attended
        cornwall     | 2026-01-13 | attended
        durham       | 2026-01-13 | attended
        durham       | 2026-01-20 | attended
    """)
    plan(spec, "numerator | denominator\n2 | 3")
    plan(spec, "numerator | denominator\n1 | 1", service_area="durham")
    plan(spec, "numerator | denominator\n3 | 4", service_area="all")


def test_a_referral_received_after_as_at_is_not_there_yet(spec: Spec) -> None:
    spec.visit_rules(WEEKLY)
    spec.term_dates(SPRING)
    spec.referrals("""
        referral_id | received_on | started_on
        1           | 2025-12-01  | 2025-12-15
        2           | 2026-02-02  | 2026-02-02
    """)
    spec.as_at("2026-01-31")
    plan(spec, "denominator\n4", service_area="all")
