"""Reviews are a chain: from the first target to the first review after it, and on from review to review."""

from __future__ import annotations

from tests.spec.conftest import Spec

RECEIVED = """
    received_on
    2025-01-06
"""
SET = """
    set_on     | review_due_on
    2025-02-10 | 2025-06-01
    2025-03-03 | 2025-06-01
"""


def test_each_review_stops_one_clock_and_starts_the_next_and_the_last_is_open(spec: Spec) -> None:
    spec.referrals(RECEIVED)
    spec.targets(SET)
    spec.reviews("""
        held_on
        2025-10-11
        2025-06-10
    """)
    spec.as_at("2025-12-31")
    spec.clocks("review").are("""
        sequence | starts_on  | stopped_on | due_on     | status
        1        | 2025-02-10 | 2025-06-10 | 2025-06-10 | met
        2        | 2025-06-10 | 2025-10-11 | 2025-10-10 | missed
        3        | 2025-10-11 |            | 2026-02-11 | running
    """)


def test_two_reviews_of_one_day_are_one_link(spec: Spec) -> None:
    spec.referrals(RECEIVED)
    spec.targets(SET)
    spec.reviews("""
        held_on
        2025-06-02
        2025-06-02
    """)
    spec.as_at("2025-06-30")
    spec.clocks("review").are("""
        sequence | starts_on  | stopped_on
        1        | 2025-02-10 | 2025-06-02
        2        | 2025-06-02 |
    """)


def test_a_review_before_or_on_the_day_of_the_first_target_is_no_link(spec: Spec) -> None:
    spec.referrals(RECEIVED)
    spec.targets(SET)
    spec.reviews("""
        held_on
        2025-02-03
        2025-02-10
        2025-02-11
    """)
    spec.as_at("2025-06-09")
    spec.clocks("review").are("""
        sequence | starts_on  | stopped_on
        1        | 2025-02-10 | 2025-02-11
        2        | 2025-02-11 |
    """)


def test_without_a_target_there_is_no_chain(spec: Spec) -> None:
    spec.referrals(RECEIVED)
    spec.reviews("""
        held_on
        2025-06-02
    """)
    spec.clocks("review").are_none()


def test_a_withdrawn_target_starts_the_chain(spec: Spec) -> None:
    spec.referrals(RECEIVED)
    spec.targets("""
        set_on     | review_due_on | reviewed_on | outcome
        2025-02-10 | 2025-06-01    | 2025-02-17  | withdrawn
    """)
    spec.as_at("2025-02-28")
    spec.clocks("review").are("""
        sequence | starts_on
        1        | 2025-02-10
    """)


def test_the_chain_needs_no_initial_meeting_and_may_start_before_it(spec: Spec) -> None:
    spec.referrals("""
        received_on | initial_meeting_on
        2025-01-06  | 2025-02-17
    """)
    spec.targets(SET)
    spec.as_at("2025-02-28")
    spec.clocks("review").are("""
        starts_on
        2025-02-10
    """)


def test_targets_and_reviews_after_as_at_have_not_happened(spec: Spec) -> None:
    spec.referrals(RECEIVED)
    spec.targets(SET)
    spec.reviews("""
        held_on
        2025-06-10
    """)
    spec.as_at("2025-02-09")
    spec.clocks("review").are_none()
    spec.as_at("2025-02-10")
    spec.clocks("review").are("""
        sequence | stopped_on | status
        1        |            | running
    """)
    spec.as_at("2025-06-09")
    spec.clocks("review").are("""
        sequence | stopped_on | status
        1        |            | running
    """)
    spec.as_at("2025-06-10")
    spec.clocks("review").are("""
        sequence | stopped_on | status
        1        | 2025-06-10 | met
        2        |            | running
    """)


def test_a_review_after_the_end_is_no_stop_and_starts_nothing(spec: Spec) -> None:
    spec.referrals("""
        received_on | closed_on
        2025-01-06  | 2025-09-01
    """)
    spec.targets(SET)
    spec.reviews("""
        held_on
        2025-06-02
        2025-09-02
    """)
    spec.as_at("2025-12-31")
    spec.clocks("review").are("""
        sequence | starts_on  | stopped_on | due_on     | status
        1        | 2025-02-10 | 2025-06-02 | 2025-06-10 | met
        2        | 2025-06-02 |            | 2025-10-02 | void
    """)


def test_a_review_on_the_day_of_the_end_stops_one_clock_and_starts_a_void_one(spec: Spec) -> None:
    spec.referrals("""
        received_on | closed_on
        2025-01-06  | 2025-06-02
    """)
    spec.targets(SET)
    spec.reviews("""
        held_on
        2025-06-02
    """)
    spec.as_at("2025-12-31")
    spec.clocks("review").are("""
        sequence | starts_on  | stopped_on | status
        1        | 2025-02-10 | 2025-06-02 | met
        2        | 2025-06-02 |            | void
    """)


def test_each_link_has_the_rule_in_force_on_its_own_start(spec: Spec) -> None:
    spec.standards("""
        standard | within | unit   | from
        review   | 4      | months | 2020-01-01
        review   | 6      | weeks  | 2025-06-02
    """)
    spec.referrals(RECEIVED)
    spec.targets(SET)
    spec.reviews("""
        held_on
        2025-06-02
    """)
    spec.as_at("2025-12-31")
    spec.clocks("review").are("""
        sequence | due_on
        1        | 2025-06-10
        2        | 2025-07-14
    """)


def test_a_link_keeps_its_number_where_no_rule_was_in_force_for_the_one_before(spec: Spec) -> None:
    spec.standards("""
        standard | within | unit   | from
        review   | 4      | months | 2025-06-01
    """)
    spec.referrals(RECEIVED)
    spec.targets(SET)
    spec.reviews("""
        held_on
        2025-06-02
    """)
    spec.clocks("review").are("""
        sequence | starts_on
        2        | 2025-06-02
    """)


def test_without_reviews_or_targets_delivered_there_is_no_chain(spec: Spec) -> None:
    spec.referrals(RECEIVED)
    spec.targets(SET)
    spec.not_delivered("reviews")
    spec.clocks("review").are_none()
    spec.clocks("review", yardstick="common").are_none()


def test_without_targets_delivered_reviews_have_nothing_to_start_from(spec: Spec) -> None:
    spec.referrals(RECEIVED)
    spec.reviews("""
        held_on
        2025-06-02
    """)
    spec.not_delivered("targets")
    spec.clocks("review").are_none()


def test_a_referral_again_has_a_chain_of_its_own(spec: Spec) -> None:
    spec.referrals("""
        referral_id | child_id | received_on | closed_on
        first       | a        | 2025-01-06  | 2025-02-28
        second      | a        | 2025-03-03  |
    """)
    spec.targets("""
        referral_id | set_on     | review_due_on
        first       | 2025-02-10 | 2025-06-01
        second      | 2025-04-07 | 2025-06-01
    """)
    spec.reviews("""
        referral_id | held_on
        second      | 2025-06-02
    """)
    spec.as_at("2025-06-30")
    spec.clocks("review").are("""
        referral_id | sequence | starts_on  | stopped_on | status
        first       | 1        | 2025-02-10 |            | void
        second      | 1        | 2025-04-07 | 2025-06-02 | met
        second      | 2        | 2025-06-02 |            | running
    """)
