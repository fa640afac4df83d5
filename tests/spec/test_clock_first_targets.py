"""First targets run from the initial meeting to the earliest target set on that day or later."""

from __future__ import annotations

import pytest

from tests.spec.conftest import Spec

MET = """
    received_on | initial_meeting_on
    2026-01-05  | 2026-01-12
"""


def test_the_earliest_target_stops_it(spec: Spec) -> None:
    spec.referrals(MET)
    spec.targets("""
        set_on     | review_due_on
        2026-02-16 | 2026-06-01
        2026-02-02 | 2026-06-01
    """)
    spec.clocks("first_targets").are("""
        sequence | starts_on  | stopped_on | due_on     | status
        1        | 2026-01-12 | 2026-02-02 | 2026-03-12 | met
    """)


@pytest.mark.parametrize("outcome", ["withdrawn", "achieved", "not_achieved", ""])
def test_a_target_of_any_outcome_stops_it(spec: Spec, outcome: str) -> None:
    spec.referrals(MET)
    spec.targets(f"""
        set_on     | review_due_on | reviewed_on | outcome
        2026-02-02 | 2026-06-01    | 2026-02-09  | {outcome}
    """)
    spec.clocks("first_targets").are("""
        stopped_on
        2026-02-02
    """)


def test_a_target_set_before_the_meeting_does_not_stop_it_one_set_that_day_does(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on | initial_meeting_on
        before      | 2026-01-05  | 2026-01-12
        both        | 2026-01-05  | 2026-01-12
        same        | 2026-01-05  | 2026-01-12
    """)
    spec.targets("""
        referral_id | set_on     | review_due_on
        before      | 2026-01-11 | 2026-06-01
        both        | 2026-01-11 | 2026-06-01
        both        | 2026-02-02 | 2026-06-01
        same        | 2026-01-12 | 2026-06-01
    """)
    spec.clocks("first_targets").are("""
        referral_id | stopped_on | status
        before      |            | overdue
        both        | 2026-02-02 | met
        same        | 2026-01-12 | met
    """)


def test_without_a_meeting_there_is_no_clock(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on | initial_meeting_on
        not met     | 2026-01-05  |
        met later   | 2026-01-05  | 2026-04-01
    """)
    spec.clocks("first_targets").are_none()


def test_a_meeting_after_the_end_starts_no_clock_one_on_the_day_of_the_end_does(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on | initial_meeting_on | closed_on
        after       | 2026-01-05  | 2026-01-13         | 2026-01-12
        on the day  | 2026-01-05  | 2026-01-12         | 2026-01-12
    """)
    spec.clocks("first_targets").are("""
        referral_id | starts_on  | ended_on   | status
        on the day  | 2026-01-12 | 2026-01-12 | void
    """)


def test_a_target_of_the_same_referral_id_in_another_area_does_not_stop_it(spec: Spec) -> None:
    spec.referrals("""
        service_area | referral_id | received_on | initial_meeting_on
        cornwall     | 1           | 2026-01-05  | 2026-01-12
        durham       | 1           | 2026-01-05  |
    """)
    spec.targets("""
        service_area | referral_id | set_on     | review_due_on
        durham       | 1           | 2026-02-02 | 2026-06-01
    """)
    spec.clocks("first_targets").are("""
        stopped_on | status
                   | overdue
    """)


def test_where_targets_are_not_delivered_there_is_no_clock(spec: Spec) -> None:
    spec.referrals(MET)
    spec.not_delivered("targets")
    spec.clocks("first_targets").are_none()
    spec.clocks("first_targets", yardstick="common").are_none()


def test_without_reviews_there_are_clocks_for_first_targets(spec: Spec) -> None:
    spec.referrals(MET)
    spec.not_delivered("reviews")
    spec.clocks("first_targets").are("""
        due_on
        2026-03-12
    """)
