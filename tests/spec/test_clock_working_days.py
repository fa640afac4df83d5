"""The Nth working day after a date is the Nth one strictly later than it."""

from __future__ import annotations

from tests.spec.conftest import Spec


def test_the_day_of_receipt_is_day_0(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on
        monday      | 2026-03-02
        thursday    | 2026-03-05
    """)
    spec.clocks("first_contact").are("""
        referral_id | starts_on  | due_on
        monday      | 2026-03-02 | 2026-03-09
        thursday    | 2026-03-05 | 2026-03-12
    """)


def test_received_on_a_weekend_monday_is_day_1(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on
        friday      | 2026-03-06
        saturday    | 2026-03-07
        sunday      | 2026-03-08
    """)
    spec.clocks("first_contact").are("""
        referral_id | due_on
        friday      | 2026-03-13
        saturday    | 2026-03-13
        sunday      | 2026-03-13
    """)


def test_bank_holidays_do_not_count(spec: Spec) -> None:
    spec.referrals("""
        referral_id    | received_on
        good friday    | 2026-04-03
        maundy         | 2026-04-02
        over christmas | 2025-12-23
    """)
    spec.as_at("2026-04-30")
    spec.clocks("first_contact").are("""
        referral_id    | due_on
        good friday    | 2026-04-13
        maundy         | 2026-04-13
        over christmas | 2026-01-02
    """)


def test_a_bank_holiday_that_moved_from_a_weekend_does_not_count(spec: Spec) -> None:
    spec.referrals("""
        received_on
        2021-12-23
    """)
    spec.clocks("first_contact").are("""
        due_on
        2022-01-04
    """)


def test_the_holidays_of_scotland_count_as_working_days(spec: Spec) -> None:
    spec.referrals("""
        received_on
        2026-01-01
    """)
    spec.clocks("first_contact").are("""
        due_on
        2026-01-08
    """)


def test_the_areas_closed_days_do_not_count(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on
        1           | 2026-03-02
    """)
    spec.closed("cornwall", "2026-03-04", "2026-03-07", "2026-03-09")
    spec.clocks("first_contact").are("""
        due_on
        2026-03-11
    """)


def test_closed_days_do_not_count_on_the_common_yardstick_either(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on
        1           | 2026-03-02
    """)
    spec.closed("cornwall", "2026-03-04")
    spec.clocks("first_contact", yardstick="common").are("""
        yardstick | due_on
        common    | 2026-03-10
    """)


def test_a_closed_day_of_one_area_is_a_working_day_of_another(spec: Spec) -> None:
    spec.referrals("""
        service_area | referral_id | received_on
        cornwall     | 1           | 2026-03-02
        durham       | 1           | 2026-03-02
    """)
    spec.closed("cornwall", "2026-03-04")
    spec.clocks("first_contact", yardstick="common").are("""
        service_area | due_on
        cornwall     | 2026-03-10
        durham       | 2026-03-09
    """)


def test_a_closed_day_that_is_a_bank_holiday_too_is_left_out_once(spec: Spec) -> None:
    spec.referrals("""
        received_on
        2026-04-01
    """)
    spec.closed("cornwall", "2026-04-03", "2026-04-04")
    spec.as_at("2026-04-30")
    spec.clocks("first_contact").are("""
        due_on
        2026-04-10
    """)


def test_limits_that_are_not_in_working_days_run_over_closed_days(spec: Spec) -> None:
    spec.standards("""
        standard      | within | unit
        first_contact | 7      | calendar_days
    """)
    spec.referrals("""
        received_on
        2026-03-30
    """)
    spec.closed("cornwall", "2026-03-31", "2026-04-01")
    spec.clocks("first_contact").are("""
        due_on
        2026-04-06
    """)
