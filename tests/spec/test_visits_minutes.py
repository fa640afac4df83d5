"""How long home visits take, and whether as long as the area says they do."""

from __future__ import annotations

import pytest

from tests.spec.conftest import Spec

ONE = """
    received_on
    2026-01-20
"""
AN_HOUR = """
    service_area | from       | every_weeks | typical_minutes
    cornwall     | 2020-01-01 |             | 60
    common       | 2020-01-01 | 1           |
"""


def test_the_median_is_of_attended_home_visits_with_known_minutes(spec: Spec) -> None:
    spec.referrals(ONE)
    spec.visits("""
        planned_on | status              | kind    | minutes
        2026-03-02 | attended            | home    | 50
        2026-03-03 | attended            | home    | 0
        2026-03-04 | attended            | home    | 65
        2026-03-05 | attended            | home    | 90
        2026-03-06 | attended            | home    |
        2026-03-09 | attended            | group   | 120
        2026-03-10 | attended            | setting | 120
        2026-03-11 | attended            | virtual | 120
        2026-03-12 | attended            |         | 120
        2026-03-13 | not_brought         | home    | 120
        2026-03-16 | cancelled_by_family | home    | 120
        2026-03-17 | planned             | home    | 120
        2026-04-01 | attended            | home    | 120
    """)
    spec.figures("median_visit_minutes").are("""
        yardstick | period_start | numerator | denominator | value | lower | upper | symbol
                  | 2026-03-01   |           | 4           | 57.5  |       |       |
    """)


def test_of_an_odd_number_the_median_is_the_middle_one(spec: Spec) -> None:
    spec.referrals(ONE)
    spec.visits("""
        planned_on | status   | kind | minutes
        2026-03-02 | attended | home | 480
        2026-03-03 | attended | home | 30
        2026-03-04 | attended | home | 55
    """)
    spec.figures("median_visit_minutes").are("""
        denominator | value
        3           | 55
    """)


def test_a_month_without_a_known_length_has_nothing_to_count(spec: Spec) -> None:
    spec.referrals(ONE)
    spec.visits("""
        planned_on | status   | kind | minutes
        2026-01-20 | attended | home | 45
        2026-02-20 | attended | home |
        2026-03-20 | attended | home | 75
    """)
    spec.figures("median_visit_minutes").are("""
        period_start | denominator | value | symbol
        2026-01-01   | 1           | 45    |
        2026-02-01   |             |       | z
        2026-03-01   | 1           | 75    |
    """)


def test_fifteen_minutes_away_is_typical_and_sixteen_are_not(spec: Spec) -> None:
    spec.visit_rules(AN_HOUR)
    spec.referrals(ONE)
    spec.visits("""
        planned_on | status      | kind  | minutes
        2026-03-02 | attended    | home  | 44
        2026-03-03 | attended    | home  | 45
        2026-03-04 | attended    | home  | 60
        2026-03-05 | attended    | home  | 75
        2026-03-06 | attended    | home  | 76
        2026-03-09 | attended    | home  |
        2026-03-10 | attended    | group | 60
        2026-03-11 | attended    |       | 60
        2026-03-12 | not_brought | home  | 60
        2026-04-01 | attended    | home  | 60
    """)
    spec.figures("visits_typical_length").are("""
        yardstick | period_start | numerator | denominator | value
                  | 2026-03-01   | 3         | 5           | 3/5
    """)


def test_the_length_in_force_on_the_day_of_the_visit_decides(spec: Spec) -> None:
    spec.visit_rules("""
        from       | typical_minutes
        2020-01-01 | 60
        2026-03-10 | 90
    """)
    spec.referrals(ONE)
    spec.visits("""
        planned_on | status   | kind | minutes
        2026-03-09 | attended | home | 70
        2026-03-10 | attended | home | 70
        2026-03-11 | attended | home | 80
    """)
    spec.figures("visits_typical_length").are("""
        numerator | denominator
        2         | 3
    """)


def test_a_visit_on_a_day_without_a_typical_length_cannot_be_judged(spec: Spec) -> None:
    spec.visit_rules("""
        from       | every_weeks | typical_minutes
        2026-02-10 |             | 60
        2026-03-10 | 2           |
    """)
    spec.referrals(ONE)
    spec.visits("""
        planned_on | status   | kind | minutes
        2026-02-09 | attended | home | 60
        2026-02-10 | attended | home | 90
        2026-03-09 | attended | home | 60
        2026-03-10 | attended | home | 60
    """)
    spec.figures("visits_typical_length").are("""
        period_start | numerator | denominator | symbol
        2026-02-01   | 0         | 1           |
        2026-03-01   | 1         | 1           |
    """)


@pytest.mark.parametrize(
    "rules",
    [
        "from | every_weeks | typical_minutes\n2020-01-01 | 2 |",
        "from | every_weeks | typical_minutes\n2026-04-01 | | 60",
        "service_area | from | every_weeks | typical_minutes\ncommon | 2020-01-01 | 1 | 60",
        "service_area | from | every_weeks | typical_minutes\ndurham | 2020-01-01 | | 60",
    ],
    ids=["no length", "not yet in force", "on the common yardstick", "another area's"],
)
def test_an_area_without_a_typical_length_is_not_applicable_from_its_first_receipt(spec: Spec, rules: str) -> None:
    spec.visit_rules(rules)
    spec.referrals(ONE)
    spec.visits("""
        planned_on | status   | kind | minutes
        2026-03-02 | attended | home | 60
    """)
    for area in ("cornwall", "all"):
        spec.figures("visits_typical_length", service_area=area).are("""
            period_start | numerator | denominator | value | lower | upper | symbol
            2026-01-01   |           |             |       |       |       | z
            2026-02-01   |           |             |       |       |       | z
            2026-03-01   |           |             |       |       |       | z
        """)
        spec.figures("visits_typical_length", service_area=area, breakdown="sex").are_none()


def test_a_length_in_force_on_as_at_itself_makes_the_measure_apply(spec: Spec) -> None:
    spec.visit_rules("""
        from       | typical_minutes
        2026-03-31 | 60
    """)
    spec.referrals(ONE)
    spec.visits("""
        planned_on | status   | kind | minutes
        2026-03-30 | attended | home | 60
        2026-03-31 | attended | home | 60
    """)
    spec.figures("visits_typical_length").are("""
        period_start | denominator | symbol
        2026-03-01   | 1           |
    """)


def test_all_covers_the_areas_that_have_a_typical_length(spec: Spec) -> None:
    spec.visit_rules(AN_HOUR)
    spec.referrals("""
        service_area | received_on
        cornwall     | 2026-01-20
        durham       | 2025-10-20
    """)
    spec.visits("""
        service_area | planned_on | status   | kind | minutes
        cornwall     | 2026-03-02 | attended | home | 60
        durham       | 2026-02-02 | attended | home | 60
    """)
    spec.figures("visits_typical_length", service_area="all").are("""
        period_start | numerator | denominator | symbol
        2026-03-01   | 1         | 1           |
    """)
    spec.figures("visits_typical_length", service_area="durham", period_kind="quarter").are("""
        period_start | symbol
        2025-10-01   | z
        2026-01-01   | z
    """)


@pytest.mark.parametrize("measure", ["median_visit_minutes", "visits_typical_length"])
def test_lengths_are_broken_down_by_the_referral_but_not_by_kind(spec: Spec, measure: str) -> None:
    spec.visit_rules(AN_HOUR)
    spec.referrals("""
        received_on | sex
        2026-01-20  | M
    """)
    spec.visits("""
        planned_on | status   | kind | minutes
        2026-03-02 | attended | home | 60
    """)
    spec.figures(measure, breakdown="kind").are_none()
    spec.figures(measure, breakdown="sex").are("""
        category | denominator
        M        | 1
    """)
