"""What a clock comes to: met, missed, void, overdue or running at ``as_at``."""

from __future__ import annotations

import pytest

from tests.spec.conftest import Spec


def test_a_stop_on_the_due_day_is_met_and_a_day_later_missed(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on | first_contact_on
        a same day  | 2026-03-02  | 2026-03-02
        b due day   | 2026-03-02  | 2026-03-09
        c late      | 2026-03-02  | 2026-03-10
    """)
    spec.clocks("first_contact").are("""
        referral_id | stopped_on | due_on     | status
        a same day  | 2026-03-02 | 2026-03-09 | met
        b due day   | 2026-03-09 | 2026-03-09 | met
        c late      | 2026-03-10 | 2026-03-09 | missed
    """)


def test_the_due_day_itself_is_overdue_at_its_close_and_running_the_day_before(spec: Spec) -> None:
    spec.referrals("""
        received_on
        2026-03-02
    """)
    spec.as_at("2026-03-08")
    spec.clocks("first_contact").are("""
        due_on     | status
        2026-03-09 | running
    """)
    spec.as_at("2026-03-09")
    spec.clocks("first_contact").are("""
        due_on     | status
        2026-03-09 | overdue
    """)


def test_an_end_on_or_before_the_due_day_is_void_and_a_later_one_missed(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on | closed_on
        a before    | 2026-03-02  | 2026-03-06
        b due day   | 2026-03-02  | 2026-03-09
        c after     | 2026-03-02  | 2026-03-10
    """)
    spec.clocks("first_contact").are("""
        referral_id | ended_on   | status
        a before    | 2026-03-06 | void
        b due day   | 2026-03-09 | void
        c after     | 2026-03-10 | missed
    """)


def test_a_void_clock_is_void_before_it_falls_due(spec: Spec) -> None:
    spec.referrals("""
        received_on | closed_on
        2026-03-30  | 2026-03-31
    """)
    spec.clocks("first_contact").are("""
        due_on     | status
        2026-04-08 | void
    """)


def test_a_stop_on_the_day_of_the_end_is_one_and_a_later_one_is_not(spec: Spec) -> None:
    spec.referrals("""
        referral_id   | received_on | first_contact_on | closed_on
        a on the day  | 2026-03-02  | 2026-03-06       | 2026-03-06
        b a day later | 2026-03-02  | 2026-03-07       | 2026-03-06
        c missed      | 2026-03-02  | 2026-03-12       | 2026-03-11
    """)
    spec.clocks("first_contact").are("""
        referral_id   | stopped_on | ended_on   | status
        a on the day  | 2026-03-06 | 2026-03-06 | met
        b a day later |            | 2026-03-06 | void
        c missed      |            | 2026-03-11 | missed
    """)


@pytest.mark.parametrize("decision", ["declined", "withdrawn"])
def test_a_declined_or_withdrawn_referral_ends_on_the_day_of_the_decision(spec: Spec, decision: str) -> None:
    spec.referrals(f"""
        received_on | decision   | decided_on | first_contact_on
        2026-03-02  | {decision} | 2026-03-05 | 2026-03-06
    """)
    spec.clocks("first_contact").are("""
        stopped_on | ended_on   | status
                   | 2026-03-05 | void
    """)


@pytest.mark.parametrize("decision", ["accepted", "pending", ""])
def test_another_decision_ends_nothing(spec: Spec, decision: str) -> None:
    spec.referrals(f"""
        received_on | decision   | decided_on
        2026-03-02  | {decision} | 2026-03-05
    """)
    spec.clocks("first_contact").are("""
        ended_on | status
                 | overdue
    """)


def test_a_decision_without_a_day_ends_nothing(spec: Spec) -> None:
    spec.referrals("""
        received_on | decision
        2026-03-02  | declined
    """)
    spec.clocks("first_contact").are("""
        ended_on | status
                 | overdue
    """)


def test_the_earlier_of_decision_and_closure_is_the_end(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on | decision  | decided_on | closed_on
        a           | 2026-03-02  | declined  | 2026-03-05 | 2026-03-12
        b           | 2026-03-02  | withdrawn | 2026-03-12 | 2026-03-05
        c           | 2026-03-02  | accepted  | 2026-03-05 | 2026-03-12
    """)
    spec.clocks("first_contact").are("""
        referral_id | ended_on   | status
        a           | 2026-03-05 | void
        b           | 2026-03-05 | void
        c           | 2026-03-12 | missed
    """)


def test_a_referral_that_ends_on_the_day_it_came_has_clocks_and_they_are_void(spec: Spec) -> None:
    spec.referrals("""
        received_on | decision | decided_on
        2026-03-02  | declined | 2026-03-02
    """)
    spec.clocks("initial_meeting").are("""
        starts_on  | status
        2026-03-02 | void
    """)


def test_a_pause_can_turn_a_missed_clock_into_a_void_one(spec: Spec) -> None:
    spec.referrals("""
        received_on | closed_on
        2026-03-02  | 2026-03-10
    """)
    spec.pauses("""
        standard      | from_on    | to_on
        first_contact | 2026-03-03 | 2026-03-03
    """)
    spec.clocks("first_contact").are("""
        due_on     | status | status_ignoring_pauses
        2026-03-10 | void   | missed
    """)


def test_a_child_referred_twice_has_clocks_for_each_referral(spec: Spec) -> None:
    spec.referrals("""
        referral_id | child_id | received_on | first_contact_on | closed_on
        first       | a        | 2026-01-05  | 2026-01-06       | 2026-02-02
        second      | a        | 2026-03-02  | 2026-03-20       |
    """)
    spec.clocks("first_contact").are("""
        referral_id | status
        first       | met
        second      | missed
    """)
