"""Who is on the waiting list at the close of a snapshot's day, and of which days there are snapshots."""

from __future__ import annotations

import pytest

from tests.spec.conftest import Spec

TWO_WAITING = """
    referral_id | received_on | started_on
    1           | 2026-01-10  | 2026-02-28
    2           | 2026-01-10  | 2026-03-01
"""


def test_a_referral_is_on_the_list_at_the_close_of_the_day_it_was_received(spec: Spec) -> None:
    spec.referrals("""
        received_on
        2026-03-31
    """)
    spec.figures("children_waiting").are("""
        period_start | numerator | denominator | value | lower | upper | symbol
        2026-03-01   | 1         |             | 1     |       |       |
    """)
    spec.figures("longest_wait_days").are("""
        numerator | denominator | value
                  | 1           | 0
    """)


def test_started_on_the_snapshots_day_is_off_the_list_and_started_the_day_after_is_on_it(spec: Spec) -> None:
    spec.referrals(TWO_WAITING)
    spec.figures("children_waiting").are("""
        period_start | value
        2026-01-01   | 2
        2026-02-01   | 1
        2026-03-01   | 0
    """)


def test_closed_on_the_snapshots_day_is_off_the_list_and_closed_the_day_after_is_on_it(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on | closed_on
        1           | 2026-01-10  | 2026-02-28
        2           | 2026-01-10  | 2026-03-01
    """)
    spec.figures("children_waiting").are("""
        period_start | value
        2026-01-01   | 2
        2026-02-01   | 1
        2026-03-01   | 0
    """)


@pytest.mark.parametrize(
    ("decision", "waiting"), [("declined", 0), ("withdrawn", 0), ("accepted", 1), ("pending", 1), ("", 1)]
)
def test_a_decision_to_decline_or_to_withdraw_ends_the_wait_on_its_day_and_no_other_does(
    spec: Spec, decision: str, waiting: int
) -> None:
    spec.referrals(f"""
        received_on | decision   | decided_on
        2026-01-10  | {decision} | 2026-02-28
    """)
    spec.figures("children_waiting").are(f"""
        period_start | value
        2026-01-01   | 1
        2026-02-01   | {waiting}
        2026-03-01   | {waiting}
    """)


def test_the_earlier_of_closing_and_declining_is_the_end(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on | decision | decided_on | closed_on
        1           | 2026-01-10  | declined | 2026-02-20 | 2026-03-10
        2           | 2026-01-10  | declined | 2026-03-10 | 2026-02-20
    """)
    spec.figures("children_waiting").are("""
        period_start | value
        2026-01-01   | 2
        2026-02-01   | 0
        2026-03-01   | 0
    """)


def test_a_start_later_than_the_end_does_not_put_anybody_anywhere(spec: Spec) -> None:
    spec.referrals("""
        received_on | decision | decided_on | started_on
        2026-01-10  | declined | 2026-02-10 | 2026-02-20
    """)
    spec.figures("children_waiting").are("""
        period_start | value
        2026-01-01   | 1
        2026-02-01   | 0
        2026-03-01   | 0
    """)


def test_a_decision_without_a_day_ends_nothing(spec: Spec) -> None:
    spec.referrals("""
        received_on | decision
        2026-03-10  | declined
    """)
    spec.figures("children_waiting").are("""
        value
        1
    """)


def test_nothing_after_as_at_has_happened(spec: Spec) -> None:
    spec.as_at("2026-02-10")
    spec.referrals("""
        referral_id | received_on | started_on | closed_on  | decision | decided_on
        1           | 2026-01-10  | 2026-02-11 |            |          |
        2           | 2026-01-10  |            | 2026-02-11 |          |
        3           | 2026-01-10  |            |            | declined | 2026-02-11
        4           | 2026-02-11  |            |            |          |
    """)
    spec.figures("children_waiting").are("""
        period_start | value
        2026-01-01   | 3
        2026-02-01   | 3
    """)


def test_the_month_of_as_at_is_shown_as_at_its_close_and_earlier_months_at_their_last_day(spec: Spec) -> None:
    spec.as_at("2026-03-15")
    spec.referrals("""
        referral_id | received_on | started_on
        1           | 2026-01-10  | 2026-02-10
        2           | 2026-01-10  | 2026-03-15
        3           | 2026-01-10  | 2026-03-16
        4           | 2026-03-15  | 2026-03-20
    """)
    spec.figures("children_waiting").are("""
        period_start | value
        2026-01-01   | 3
        2026-02-01   | 2
        2026-03-01   | 2
    """)
    spec.figures("longest_wait_days").are("""
        period_start | value
        2026-01-01   | 21
        2026-02-01   | 49
        2026-03-01   | 64
    """)


def test_the_last_day_of_a_february_in_a_leap_year_is_the_29th(spec: Spec) -> None:
    spec.as_at("2024-03-31")
    spec.referrals("""
        received_on
        2024-02-29
    """)
    spec.figures("longest_wait_days").are("""
        period_start | value
        2024-02-01   | 0
        2024-03-01   | 31
    """)


def test_a_quarter_is_its_last_days_snapshot(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on | started_on
        1           | 2025-11-05  | 2025-12-31
        2           | 2025-11-05  | 2026-01-01
    """)
    spec.figures("children_waiting", period_kind="quarter").are("""
        period_start | value
        2025-10-01   | 1
        2026-01-01   | 0
    """)


def test_the_quarter_of_as_at_is_the_snapshot_of_as_at(spec: Spec) -> None:
    spec.as_at("2026-02-14")
    spec.referrals("""
        referral_id | received_on | started_on
        1           | 2025-11-05  | 2026-02-15
        2           | 2026-01-05  | 2026-02-14
    """)
    spec.figures("children_waiting", period_kind="quarter").are("""
        period_start | value
        2025-10-01   | 1
        2026-01-01   | 1
    """)
    spec.figures("median_wait_days", period_kind="quarter").are("""
        period_start | value
        2025-10-01   | 56
        2026-01-01   | 101
    """)


def test_as_at_has_a_row_of_its_own(spec: Spec) -> None:
    spec.as_at("2026-02-14")
    spec.referrals(TWO_WAITING)
    spec.figures("children_waiting", period_kind="as_at").are("""
        period_start | value
        2026-02-14   | 2
    """)


@pytest.mark.parametrize("kind", ["financial_year", "academic_year", "rolling_12_months", "term"])
def test_snapshots_are_given_for_no_longer_periods(spec: Spec, kind: str) -> None:
    spec.referrals(TWO_WAITING)
    spec.figures("children_waiting", period_kind=kind).are_none()
    spec.figures("children_supported", period_kind=kind).are_none()


def test_a_child_referred_twice_counts_twice(spec: Spec) -> None:
    spec.referrals("""
        referral_id | child_id | received_on
        1           | a        | 2026-03-02
        2           | a        | 2026-03-09
    """)
    spec.figures("children_waiting", period_kind="as_at").are("""
        value
        2
    """)


def test_a_snapshot_on_which_nobody_waits_has_a_count_of_zero_and_z_for_the_rest(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on | started_on
        1           | 2026-01-10  | 2026-02-10
        2           | 2026-03-20  |
    """)
    spec.figures("children_waiting").are("""
        period_start | numerator | denominator | value | symbol
        2026-01-01   | 1         |             | 1     |
        2026-02-01   | 0         |             | 0     |
        2026-03-01   | 1         |             | 1     |
    """)
    for measure in ("median_wait_days", "p92_wait_days", "longest_wait_days", "waiting_over_12_weeks"):
        spec.figures(measure).are("""
            period_start | symbol
            2026-01-01   |
            2026-02-01   | z
            2026-03-01   |
        """)


def test_a_list_that_has_long_been_empty_is_still_given_at_every_snapshot(spec: Spec) -> None:
    spec.referrals("""
        received_on | started_on
        2025-11-10  | 2025-11-12
    """)
    spec.figures("children_waiting").are("""
        period_start | value
        2025-11-01   | 0
        2025-12-01   | 0
        2026-01-01   | 0
        2026-02-01   | 0
        2026-03-01   | 0
    """)
    spec.figures("waiting_over_18_weeks", period_kind="quarter").are("""
        period_start | numerator | denominator | value | lower | upper | symbol
        2025-10-01   |           |             |       |       |       | z
        2026-01-01   |           |             |       |       |       | z
    """)
    spec.figures("median_wait_days", period_kind="as_at").are("""
        period_start | denominator | value | symbol
        2026-03-31   |             |       | z
    """)


def test_each_area_starts_with_its_own_first_receipt_and_all_with_the_earliest(spec: Spec) -> None:
    spec.referrals("""
        service_area | referral_id | received_on | started_on
        cornwall     | 1           | 2026-02-10  |
        durham       | 1           | 2026-01-10  | 2026-03-02
        durham       | 2           | 2026-03-10  |
    """)
    for area, rows in (
        ("cornwall", ("2026-02-01 | 1", "2026-03-01 | 1")),
        ("durham", ("2026-01-01 | 1", "2026-02-01 | 1", "2026-03-01 | 1")),
        ("all", ("2026-01-01 | 1", "2026-02-01 | 2", "2026-03-01 | 2")),
    ):
        spec.figures("children_waiting", service_area=area).are("period_start | value\n" + "\n".join(rows))


def test_without_referrals_there_are_no_rows(spec: Spec) -> None:
    spec.referrals("""
        received_on
        2026-04-01
    """)
    for area in ("cornwall", "all"):
        for measure in ("children_waiting", "referrals_received", "started_within_12_weeks"):
            spec.figures(measure, service_area=area, period_kind="as_at").are_none()
            spec.figures(measure, service_area=area).are_none()


def test_the_waiting_list_rests_on_the_referrals_alone(spec: Spec) -> None:
    spec.standards("standard | within | unit")
    spec.referrals(TWO_WAITING)
    for extract in ("targets", "reviews", "pauses", "assessments", "workshops", "term_dates"):
        spec.not_delivered(extract)
    spec.figures("children_waiting", period_kind="quarter").are("""
        period_start | value | symbol
        2026-01-01   | 0     |
    """)
    spec.figures("waits_started", period_kind="quarter").are("""
        period_start | value | symbol
        2026-01-01   | 2     |
    """)


def test_the_waiting_list_has_no_yardstick(spec: Spec) -> None:
    spec.referrals(TWO_WAITING)
    for yardstick in ("own", "common"):
        spec.figures("children_waiting", yardstick=yardstick).are_none()
