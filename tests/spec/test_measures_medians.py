"""Working days from receipt to contact and to the meeting, over clocks stopped in the period."""

from __future__ import annotations

from tests.spec.conftest import Spec


def test_the_day_of_receipt_is_day_0_and_weekends_and_bank_holidays_are_not_counted(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on | first_contact_on
        1           | 2026-01-05  | 2026-01-05
        2           | 2026-02-02  | 2026-02-03
        3           | 2026-03-06  | 2026-03-09
        4           | 2026-04-02  | 2026-04-07
        5           | 2026-05-02  | 2026-05-03
    """)
    spec.as_at("2026-05-31")
    spec.figures("median_working_days_to_contact", yardstick="common").are("""
        period_start | numerator | denominator | value | lower | upper | symbol
        2026-01-01   |           | 1           | 0     |       |       |
        2026-02-01   |           | 1           | 1     |       |       |
        2026-03-01   |           | 1           | 1     |       |       |
        2026-04-01   |           | 1           | 1     |       |       |
        2026-05-01   |           | 1           | 0     |       |       |
    """)


def test_of_an_even_number_it_is_the_mean_of_the_middle_two(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on | first_contact_on
        1           | 2026-03-02  | 2026-03-03
        2           | 2026-03-02  | 2026-03-04
        3           | 2026-03-02  | 2026-03-09
        4           | 2026-03-02  | 2026-03-31
    """)
    spec.figures("median_working_days_to_contact", yardstick="common").are("""
        denominator | value
        4           | 3.5
    """)


def test_it_counts_in_the_period_of_the_stop_due_or_not_on_time_or_not(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on | initial_meeting_on
        early       | 2026-03-30  | 2026-03-31
        late        | 2026-01-05  | 2026-03-02
        still open  | 2026-01-05  |
    """)
    spec.figures("median_working_days_to_meeting", yardstick="common").are("""
        period_start | denominator | value
        2026-03-01   | 2           | 20.5
    """)


def test_a_contact_after_the_end_is_not_counted(spec: Spec) -> None:
    spec.referrals("""
        received_on | first_contact_on | closed_on
        2026-03-02  | 2026-03-10       | 2026-03-09
    """)
    spec.figures("median_working_days_to_contact", yardstick="common").are_none()


def test_the_areas_closed_days_and_pauses(spec: Spec) -> None:
    spec.referrals("""
        received_on | first_contact_on
        2026-03-02  | 2026-03-06
    """)
    spec.closed("cornwall", "2026-03-03")
    spec.pauses("""
        standard      | from_on    | to_on
        first_contact | 2026-03-04 | 2026-03-05
    """)
    spec.figures("median_working_days_to_contact", yardstick="common").are("""
        value
        3
    """)


def test_all_takes_each_areas_own_working_days(spec: Spec) -> None:
    spec.referrals("""
        service_area | received_on | first_contact_on
        cornwall     | 2026-03-02  | 2026-03-06
        durham       | 2026-03-02  | 2026-03-06
    """)
    spec.closed("cornwall", "2026-03-03")
    spec.figures("median_working_days_to_contact", yardstick="common", service_area="all").are("""
        denominator | value
        2           | 3.5
    """)


def test_it_is_published_once_as_common_and_for_areas_without_the_standard_too(spec: Spec) -> None:
    spec.referrals("""
        service_area | received_on | first_contact_on
        durham       | 2026-03-02  | 2026-03-06
    """)
    spec.figures("median_working_days_to_contact", service_area="durham").are_none()
    spec.figures("median_working_days_to_contact", service_area="durham", yardstick="common").are("""
        value
        4
    """)
