"""``as_at`` is the close of a day; an earlier one shows the past as it was."""

from __future__ import annotations

from tests.spec.conftest import Spec


def test_a_referral_received_later_is_not_there_yet(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on
        today       | 2026-03-31
        tomorrow    | 2026-04-01
    """)
    spec.clocks("first_contact").are("""
        referral_id | status
        today       | running
    """)


def test_with_nothing_received_yet_there_are_no_clocks(spec: Spec) -> None:
    spec.referrals("""
        received_on
        2026-04-01
    """)
    spec.clocks("first_contact").are_none()
    spec.clocks("first_contact", yardstick="common").are_none()


def test_a_contact_later_than_as_at_has_not_happened(spec: Spec) -> None:
    spec.referrals("""
        received_on | first_contact_on
        2026-03-02  | 2026-03-12
    """)
    spec.as_at("2026-03-11")
    spec.clocks("first_contact").are("""
        stopped_on | status
                   | overdue
    """)
    spec.as_at("2026-03-12")
    spec.clocks("first_contact").are("""
        stopped_on | status
        2026-03-12 | missed
    """)


def test_a_closure_or_decision_later_than_as_at_has_not_happened(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on | decision | decided_on | closed_on
        a closed    | 2026-03-02  |          |            | 2026-03-06
        b declined  | 2026-03-02  | declined | 2026-03-06 |
        c both      | 2026-03-02  | declined | 2026-03-06 | 2026-03-05
    """)
    spec.as_at("2026-03-05")
    spec.clocks("first_contact").are("""
        referral_id | ended_on   | status
        a closed    |            | running
        b declined  |            | running
        c both      | 2026-03-05 | void
    """)


def test_a_closure_after_as_at_does_not_undo_a_contact(spec: Spec) -> None:
    spec.referrals("""
        received_on | first_contact_on | closed_on
        2026-03-02  | 2026-03-04       | 2026-04-10
    """)
    spec.clocks("first_contact").are("""
        stopped_on | ended_on | status
        2026-03-04 |          | met
    """)


def test_a_target_set_after_as_at_does_not_stop_the_clock(spec: Spec) -> None:
    spec.referrals("""
        received_on | initial_meeting_on
        2026-01-05  | 2026-01-12
    """)
    spec.targets("""
        set_on     | review_due_on
        2026-02-02 | 2026-06-01
    """)
    spec.as_at("2026-02-01")
    spec.clocks("first_targets").are("""
        stopped_on | status
                   | running
    """)


def test_the_same_referral_day_by_day(spec: Spec) -> None:
    spec.referrals("""
        received_on | first_contact_on | closed_on
        2026-03-02  | 2026-03-10       | 2026-03-11
    """)
    for as_at, status in (
        ("2026-03-02", "running"),
        ("2026-03-08", "running"),
        ("2026-03-09", "overdue"),
        ("2026-03-10", "missed"),
        ("2026-03-11", "missed"),
    ):
        spec.as_at(as_at)
        spec.clocks("first_contact").are(f"""
            status
            {status}
        """)
