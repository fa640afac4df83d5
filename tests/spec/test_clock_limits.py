"""``due_on`` is the last day that is on time, counted in the unit of the rule in force on the clock's start."""

from __future__ import annotations

import pytest

from tests.spec.conftest import Spec


@pytest.mark.parametrize(
    ("within", "unit", "due_on"),
    [
        (1, "working_days", "2026-02-02"),
        (10, "working_days", "2026-02-13"),
        (10, "calendar_days", "2026-02-10"),
        (2, "weeks", "2026-02-14"),
        (1, "months", "2026-02-28"),
        (2, "months", "2026-03-31"),
        (3, "months", "2026-04-30"),
        (13, "months", "2027-02-28"),
        (25, "months", "2028-02-29"),
    ],
)
def test_each_unit_from_the_last_day_of_january(spec: Spec, within: int, unit: str, due_on: str) -> None:
    spec.standards(f"""
        standard      | within   | unit
        first_contact | {within} | {unit}
    """)
    spec.referrals("""
        received_on
        2026-01-31
    """)
    spec.clocks("first_contact").are(f"""
        due_on   | due_on_unpaused
        {due_on} | {due_on}
    """)


def test_a_month_is_the_same_day_or_the_months_last(spec: Spec) -> None:
    spec.standards("""
        standard      | within | unit
        first_contact | 1      | months
    """)
    spec.referrals("""
        referral_id   | received_on
        a leap day    | 2024-02-29
        b to leap day | 2024-01-30
        c plain       | 2024-01-29
        d no leap day | 2025-01-29
        e over year   | 2024-12-31
        f short month | 2025-02-28
    """)
    spec.clocks("first_contact").are("""
        referral_id   | due_on
        a leap day    | 2024-03-29
        b to leap day | 2024-02-29
        c plain       | 2024-02-29
        d no leap day | 2025-02-28
        e over year   | 2025-01-31
        f short month | 2025-03-28
    """)


def test_a_year_after_a_leap_day_is_the_28th(spec: Spec) -> None:
    spec.standards("""
        standard      | within | unit
        first_contact | 12     | months
    """)
    spec.referrals("""
        received_on
        2024-02-29
    """)
    spec.clocks("first_contact").are("""
        due_on
        2025-02-28
    """)


def test_the_rule_in_force_on_the_day_of_the_start_decides(spec: Spec) -> None:
    spec.standards("""
        standard      | within | unit          | from
        first_contact | 5      | working_days  | 2020-01-01
        first_contact | 3      | calendar_days | 2026-03-03
    """)
    spec.referrals("""
        referral_id  | received_on
        a day before | 2026-03-02
        b that day   | 2026-03-03
        c after      | 2026-03-04
    """)
    spec.clocks("first_contact").are("""
        referral_id  | due_on
        a day before | 2026-03-09
        b that day   | 2026-03-06
        c after      | 2026-03-07
    """)


def test_with_no_rule_in_force_yet_there_is_no_clock(spec: Spec) -> None:
    spec.standards("""
        standard      | within | unit         | from
        first_contact | 5      | working_days | 2026-03-03
    """)
    spec.referrals("""
        referral_id | received_on
        too early   | 2026-03-02
        in force    | 2026-03-03
    """)
    spec.clocks("first_contact").are("""
        referral_id | due_on
        in force    | 2026-03-10
    """)


def test_a_rule_that_begins_after_as_at_counts_for_nothing(spec: Spec) -> None:
    spec.standards("""
        standard      | within | unit         | from
        first_contact | 5      | working_days | 2020-01-01
        first_contact | 1      | working_days | 2026-04-01
    """)
    spec.referrals("""
        received_on
        2026-03-31
    """)
    spec.clocks("first_contact").are("""
        due_on
        2026-04-09
    """)


VISITS_FIRST = """
    standard      | within | unit   | within_visits
    first_targets | 2      | months | 2
"""
MET = """
    received_on | initial_meeting_on
    2025-12-01  | 2026-01-12
"""


def test_the_nth_visit_makes_it_due_where_it_comes_before_the_limit(spec: Spec) -> None:
    spec.standards(VISITS_FIRST)
    spec.referrals(MET)
    spec.visits("""
        planned_on | status
        2026-01-19 | attended
        2026-01-26 | attended
        2026-02-02 | attended
    """)
    spec.clocks("first_targets").are("""
        starts_on  | due_on     | due_on_unpaused
        2026-01-12 | 2026-01-26 | 2026-01-26
    """)


def test_the_limit_makes_it_due_where_it_comes_before_the_nth_visit(spec: Spec) -> None:
    spec.standards(VISITS_FIRST)
    spec.referrals(MET)
    spec.visits("""
        planned_on | status
        2026-01-19 | attended
        2026-03-13 | attended
    """)
    spec.clocks("first_targets").are("""
        due_on     | due_on_unpaused
        2026-03-12 | 2026-03-12
    """)


@pytest.mark.parametrize("status", ["planned", "cancelled_by_family", "cancelled_by_service", "not_brought"])
def test_only_attended_visits_count(spec: Spec, status: str) -> None:
    spec.standards(VISITS_FIRST)
    spec.referrals(MET)
    spec.visits(f"""
        planned_on | status
        2026-01-19 | attended
        2026-01-20 | {status}
    """)
    spec.clocks("first_targets").are("""
        due_on
        2026-03-12
    """)


def test_visits_on_or_before_the_day_of_the_start_do_not_count(spec: Spec) -> None:
    spec.standards(VISITS_FIRST)
    spec.referrals(MET)
    spec.visits("""
        planned_on | status
        2026-01-11 | attended
        2026-01-12 | attended
        2026-01-13 | attended
        2026-01-14 | attended
    """)
    spec.clocks("first_targets").are("""
        due_on
        2026-01-14
    """)


def test_two_attended_visits_of_one_day_are_two(spec: Spec) -> None:
    spec.standards(VISITS_FIRST)
    spec.referrals(MET)
    spec.visits("""
        planned_on | status
        2026-01-20 | attended
        2026-01-20 | attended
    """)
    spec.clocks("first_targets").are("""
        due_on
        2026-01-20
    """)


def test_visits_of_another_referral_or_area_do_not_count(spec: Spec) -> None:
    spec.standards(VISITS_FIRST)
    spec.referrals("""
        service_area | referral_id | received_on | initial_meeting_on
        cornwall     | 1           | 2025-12-01  | 2026-01-12
        cornwall     | 2           | 2025-12-01  |
        durham       | 1           | 2025-12-01  |
    """)
    spec.visits("""
        service_area | referral_id | planned_on | status
        cornwall     | 1           | 2026-01-19 | attended
        cornwall     | 2           | 2026-01-20 | attended
        durham       | 1           | 2026-01-21 | attended
    """)
    spec.clocks("first_targets").are("""
        due_on
        2026-03-12
    """)


def test_the_nth_visit_counts_on_as_at_but_not_after(spec: Spec) -> None:
    spec.standards(VISITS_FIRST)
    spec.referrals(MET)
    spec.visits("""
        planned_on | status
        2026-01-19 | attended
        2026-02-02 | attended
    """)
    spec.as_at("2026-02-01")
    spec.clocks("first_targets").are("""
        due_on     | status
        2026-03-12 | running
    """)
    spec.as_at("2026-02-02")
    spec.clocks("first_targets").are("""
        due_on     | status
        2026-02-02 | overdue
    """)
