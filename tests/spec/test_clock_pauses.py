"""The days of a referral's pauses for a standard do not count: the clock gets its allowed days later."""

from __future__ import annotations

import pytest

from tests.spec.conftest import Spec

ONE = """
    received_on | first_contact_on
    2026-03-02  | 2026-03-11
"""


def test_a_pause_moves_a_limit_in_working_days_by_its_working_days(spec: Spec) -> None:
    spec.referrals(ONE)
    spec.pauses("""
        standard      | from_on    | to_on
        first_contact | 2026-03-05 | 2026-03-08
    """)
    spec.clocks("first_contact").are("""
        due_on     | due_on_unpaused | status | status_ignoring_pauses
        2026-03-11 | 2026-03-09      | met    | missed
    """)


def test_a_pause_over_a_weekend_moves_nothing(spec: Spec) -> None:
    spec.referrals(ONE)
    spec.pauses("""
        standard      | from_on    | to_on
        first_contact | 2026-03-07 | 2026-03-08
    """)
    spec.clocks("first_contact").are("""
        due_on     | due_on_unpaused
        2026-03-09 | 2026-03-09
    """)


def test_a_pause_of_one_day_has_both_its_ends_on_it(spec: Spec) -> None:
    spec.referrals(ONE)
    spec.pauses("""
        standard      | from_on    | to_on
        first_contact | 2026-03-05 | 2026-03-05
    """)
    spec.clocks("first_contact").are("""
        due_on
        2026-03-10
    """)


def test_two_overlapping_pauses_take_each_day_once(spec: Spec) -> None:
    spec.referrals(ONE)
    spec.pauses("""
        standard      | from_on    | to_on
        first_contact | 2026-03-03 | 2026-03-05
        first_contact | 2026-03-04 | 2026-03-06
        first_contact | 2026-03-04 | 2026-03-04
    """)
    spec.clocks("first_contact").are("""
        due_on
        2026-03-13
    """)


def test_the_same_pause_twice_is_one(spec: Spec) -> None:
    spec.referrals(ONE)
    spec.pauses("""
        standard      | from_on    | to_on
        first_contact | 2026-03-03 | 2026-03-03
        first_contact | 2026-03-03 | 2026-03-03
    """)
    spec.clocks("first_contact").are("""
        due_on
        2026-03-10
    """)


def test_a_second_pause_counts_in_the_days_that_the_first_has_added(spec: Spec) -> None:
    spec.referrals(ONE)
    spec.pauses("""
        standard      | from_on    | to_on
        first_contact | 2026-03-03 | 2026-03-04
        first_contact | 2026-03-11 | 2026-03-12
    """)
    spec.clocks("first_contact").are("""
        due_on
        2026-03-13
    """)


@pytest.mark.parametrize(
    ("from_on", "to_on", "due_on"),
    [
        ("2026-02-01", "2026-03-01", "2026-03-09"),
        ("2026-02-01", "2026-03-02", "2026-03-09"),
        ("2026-02-01", "2026-03-03", "2026-03-10"),
        ("2026-03-09", "2026-03-09", "2026-03-10"),
        ("2026-03-10", "2026-03-20", "2026-03-09"),
    ],
)
def test_only_days_after_the_start_and_up_to_the_limit_matter(
    spec: Spec, from_on: str, to_on: str, due_on: str
) -> None:
    spec.referrals(ONE)
    spec.pauses(f"""
        standard      | from_on   | to_on
        first_contact | {from_on} | {to_on}
    """)
    spec.clocks("first_contact").are(f"""
        due_on   | due_on_unpaused
        {due_on} | 2026-03-09
    """)


def test_a_pause_is_of_one_standard_and_one_referral(spec: Spec) -> None:
    spec.referrals("""
        service_area | referral_id | received_on
        cornwall     | 1           | 2026-03-02
        cornwall     | 2           | 2026-03-02
    """)
    spec.pauses("""
        service_area | referral_id | standard        | from_on    | to_on
        cornwall     | 1           | initial_meeting | 2026-03-03 | 2026-03-03
        durham       | 1           | first_contact   | 2026-03-03 | 2026-03-03
    """)
    spec.clocks("first_contact").are("""
        referral_id | due_on
        1           | 2026-03-09
        2           | 2026-03-09
    """)
    spec.clocks("initial_meeting").are("""
        referral_id | due_on
        1           | 2026-03-17
        2           | 2026-03-16
    """)


def test_pauses_count_on_the_common_yardstick_too(spec: Spec) -> None:
    spec.referrals(ONE)
    spec.pauses("""
        standard      | from_on    | to_on
        first_contact | 2026-03-03 | 2026-03-03
    """)
    spec.clocks("first_contact", yardstick="common").are("""
        due_on     | due_on_unpaused
        2026-03-10 | 2026-03-09
    """)


@pytest.mark.parametrize(
    ("within", "unit", "unpaused", "paused"),
    [
        (7, "calendar_days", "2026-02-07", "2026-02-11"),
        (2, "weeks", "2026-02-14", "2026-02-18"),
        (1, "months", "2026-02-28", "2026-03-04"),
    ],
)
def test_other_units_get_back_each_calendar_day(spec: Spec, within: int, unit: str, unpaused: str, paused: str) -> None:
    spec.standards(f"""
        standard      | within   | unit
        first_contact | {within} | {unit}
    """)
    spec.referrals("""
        received_on
        2026-01-31
    """)
    spec.pauses("""
        standard      | from_on    | to_on
        first_contact | 2026-02-03 | 2026-02-06
    """)
    spec.clocks("first_contact").are(f"""
        due_on   | due_on_unpaused
        {paused} | {unpaused}
    """)


def test_a_pause_begun_by_as_at_counts_whole(spec: Spec) -> None:
    spec.referrals("""
        received_on
        2026-03-30
    """)
    spec.pauses("""
        standard      | from_on    | to_on
        first_contact | 2026-03-31 | 2026-04-10
    """)
    spec.clocks("first_contact").are("""
        due_on     | due_on_unpaused | status
        2026-04-17 | 2026-04-08      | running
    """)


def test_a_pause_that_begins_after_as_at_has_not_happened(spec: Spec) -> None:
    spec.referrals("""
        received_on
        2026-03-30
    """)
    spec.pauses("""
        standard      | from_on    | to_on
        first_contact | 2026-04-01 | 2026-04-10
    """)
    spec.clocks("first_contact").are("""
        due_on     | due_on_unpaused
        2026-04-08 | 2026-04-08
    """)


def test_a_pause_far_past_as_at_keeps_the_clock_running(spec: Spec) -> None:
    spec.referrals("""
        received_on
        2025-12-29
    """)
    spec.pauses("""
        standard      | from_on    | to_on
        first_contact | 2025-12-30 | 2031-12-31
    """)
    spec.clocks("first_contact").are("""
        due_on     | status  | status_ignoring_pauses
        2032-01-08 | running | overdue
    """)


def test_the_nth_visit_is_not_put_off_by_a_pause(spec: Spec) -> None:
    spec.standards("""
        standard      | within | unit   | within_visits
        first_targets | 1      | months | 1
    """)
    spec.referrals("""
        received_on | initial_meeting_on
        2026-01-05  | 2026-01-12
    """)
    spec.visits("""
        planned_on | status
        2026-01-20 | attended
    """)
    spec.pauses("""
        standard      | from_on    | to_on
        first_targets | 2026-01-13 | 2026-01-31
    """)
    spec.clocks("first_targets").are("""
        due_on     | due_on_unpaused
        2026-01-20 | 2026-01-20
    """)


def test_the_nth_visit_past_the_limit_does_decide_once_a_pause_has_put_the_limit_off(spec: Spec) -> None:
    spec.standards("""
        standard      | within | unit   | within_visits
        first_targets | 1      | months | 1
    """)
    spec.referrals("""
        received_on | initial_meeting_on
        2026-01-05  | 2026-01-12
    """)
    spec.visits("""
        planned_on | status
        2026-02-16 | attended
    """)
    spec.pauses("""
        standard      | from_on    | to_on
        first_targets | 2026-01-13 | 2026-01-31
    """)
    spec.clocks("first_targets").are("""
        due_on     | due_on_unpaused
        2026-02-16 | 2026-02-12
    """)


def test_a_pause_of_reviews_counts_in_every_link_it_falls_in(spec: Spec) -> None:
    spec.standards("""
        standard | within | unit
        review   | 2      | weeks
    """)
    spec.referrals("""
        received_on
        2026-01-01
    """)
    spec.targets("""
        set_on     | review_due_on
        2026-01-05 | 2026-03-01
    """)
    spec.reviews("""
        held_on
        2026-01-16
    """)
    spec.pauses("""
        standard | from_on    | to_on
        review   | 2026-01-14 | 2026-01-18
    """)
    spec.clocks("review").are("""
        sequence | starts_on  | due_on     | due_on_unpaused
        1        | 2026-01-05 | 2026-01-24 | 2026-01-19
        2        | 2026-01-16 | 2026-02-01 | 2026-01-30
    """)
