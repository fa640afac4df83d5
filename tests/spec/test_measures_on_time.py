"""The shares on time: met of met, missed and overdue, in the period of ``due_on``, once that day has come."""

from __future__ import annotations

import pytest

from tests.spec.conftest import Spec


def test_met_of_met_missed_and_overdue(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on | first_contact_on | closed_on
        met         | 2026-03-02  | 2026-03-09       |
        met again   | 2026-03-03  | 2026-03-03       |
        missed      | 2026-03-02  | 2026-03-10       |
        overdue     | 2026-03-02  |                  |
        ended late  | 2026-03-02  |                  | 2026-03-20
        void        | 2026-03-02  |                  | 2026-03-04
        running     | 2026-03-30  |                  |
    """)
    spec.figures("first_contact_on_time").are("""
        period_start | category | numerator | denominator | value | symbol
        2026-03-01   |          | 2         | 5           | 2/5   |
    """)


def test_the_interval_is_wilsons(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on | first_contact_on
        a           | 2026-03-02  | 2026-03-09
        b           | 2026-03-02  |
    """)
    spec.figures("first_contact_on_time").are("""
        value | lower           | upper
        1/2   | 0.0945312057342 | 0.905468794266
    """)


def test_a_clock_counts_in_the_period_of_its_due_day(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on | first_contact_on
        a           | 2026-01-23  | 2026-01-26
        b           | 2026-01-26  | 2026-01-27
    """)
    spec.figures("first_contact_on_time").are("""
        period_start | numerator | denominator
        2026-01-01   | 1         | 1
        2026-02-01   | 1         | 1
    """)


def test_met_before_it_falls_due_waits_until_it_does(spec: Spec) -> None:
    spec.referrals("""
        received_on | first_contact_on
        2026-03-02  | 2026-03-03
    """)
    spec.as_at("2026-03-08")
    spec.figures("first_contact_on_time").are_none()
    spec.as_at("2026-03-09")
    spec.figures("first_contact_on_time").are("""
        period_start | numerator | denominator
        2026-03-01   | 1         | 1
    """)


def test_a_void_clock_counts_nowhere(spec: Spec) -> None:
    spec.referrals("""
        received_on | closed_on
        2026-03-02  | 2026-03-09
    """)
    spec.figures("first_contact_on_time").are_none()


def test_ignoring_pauses_both_the_verdict_and_the_period_are_those_of_the_unpaused_limit(spec: Spec) -> None:
    spec.referrals("""
        received_on | first_contact_on
        2026-01-23  | 2026-02-02
    """)
    spec.pauses("""
        standard      | from_on    | to_on
        first_contact | 2026-01-26 | 2026-01-26
    """)
    spec.figures("first_contact_on_time").are("""
        period_start | numerator | denominator
        2026-02-01   | 1         | 1
    """)
    spec.figures("first_contact_on_time_ignoring_pauses").are("""
        period_start | numerator | denominator
        2026-01-01   | 0         | 1
    """)


def test_ignoring_pauses_a_running_clock_may_be_overdue(spec: Spec) -> None:
    spec.referrals("""
        received_on
        2026-03-02
    """)
    spec.pauses("""
        standard      | from_on    | to_on
        first_contact | 2026-03-03 | 2026-04-30
    """)
    spec.figures("first_contact_on_time").are_none()
    spec.figures("first_contact_on_time_ignoring_pauses").are("""
        numerator | denominator | value
        0         | 1           | 0
    """)


@pytest.mark.parametrize("suffix", ["", "_ignoring_pauses"])
def test_each_standard_has_its_share_on_both_yardsticks(spec: Spec, suffix: str) -> None:
    spec.referrals("""
        received_on | first_contact_on | initial_meeting_on
        2025-10-06  | 2025-10-14       | 2025-10-20
    """)
    spec.targets("""
        set_on     | review_due_on
        2025-11-03 | 2026-03-01
    """)
    spec.reviews("""
        held_on
        2026-03-04
    """)
    for standard, numerator, due_month in (
        ("first_contact", 0, "2025-10-01"),
        ("initial_meeting", 1, "2025-10-01"),
        ("first_targets", 1, "2025-12-01"),
        ("reviews", 0, "2026-03-01"),
    ):
        for yardstick in ("own", "common"):
            spec.figures(f"{standard}_on_time{suffix}", yardstick=yardstick).are(f"""
                period_start | numerator   | denominator | value
                {due_month}  | {numerator} | 1           | {numerator}
            """)


def test_a_child_referred_twice_counts_twice(spec: Spec) -> None:
    spec.referrals("""
        referral_id | child_id | received_on | first_contact_on | closed_on
        first       | a        | 2026-03-02  | 2026-03-03       | 2026-03-04
        second      | a        | 2026-03-05  | 2026-03-06       |
    """)
    spec.figures("first_contact_on_time").are("""
        numerator | denominator
        2         | 2
    """)


def test_own_and_common_are_counted_apart(spec: Spec) -> None:
    spec.standards("""
        service_area | standard      | within | unit
        cornwall     | first_contact | 2      | weeks
        common       | first_contact | 5      | working_days
    """)
    spec.referrals("""
        received_on | first_contact_on
        2026-03-02  | 2026-03-12
    """)
    spec.figures("first_contact_on_time").are("""
        yardstick | numerator | denominator
        own       | 1         | 1
    """)
    spec.figures("first_contact_on_time", yardstick="common").are("""
        yardstick | numerator | denominator
        common    | 0         | 1
    """)
