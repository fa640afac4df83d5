"""The story of one referral, event by event, as it is known at the close of the day of the figures."""

from __future__ import annotations

from tests.spec.conftest import Spec


def test_the_milestones_of_a_referral_are_told_as_far_as_they_have_come(spec: Spec) -> None:
    spec.referrals("""
        received_on | decision | decided_on | first_contact_on | initial_meeting_on | started_on | ehcp_requested_on
        2026-01-05  | accepted | 2026-01-07 | 2026-01-08       | 2026-01-14         | 2026-01-26 | 2026-03-31
    """)
    spec.work_list("event", lane="milestone").are("""
        begins_on  | event           | status
        2026-01-05 | received        |
        2026-01-07 | decided         | accepted
        2026-01-08 | first_contact   |
        2026-01-14 | initial_meeting |
        2026-01-26 | started         |
        2026-03-31 | ehcp_requested  |
    """)


def test_an_end_says_why(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on | transition_shared_on | closed_on  | closure_reason
        1           | 2026-01-05  | 2026-03-10           | 2026-03-31 | settled_in_setting
        2           | 2026-03-30  | 2026-04-01           | 2026-04-01 | settled_in_setting
    """)
    spec.work_list("event", lane="milestone").are("""
        begins_on  | event             | status
        2026-01-05 | received          |
        2026-03-10 | transition_shared |
        2026-03-31 | closed            | settled_in_setting
        2026-03-30 | received          |
    """)


def test_of_visits_to_come_only_the_planned_are_told(spec: Spec) -> None:
    spec.referrals("""
        received_on
        2026-01-05
    """)
    spec.visits("""
        visit_id | planned_on | status               | kind  | worker_id
        a        | 2026-03-03 | attended             | home  | anna
        b        | 2026-03-10 | not_brought          | home  | anna
        c        | 2026-03-17 | planned              |       |
        d        | 2026-04-07 | attended             | home  | anna
        e        | 2026-04-08 | cancelled_by_service | home  | anna
        f        | 2026-04-09 | planned              | group | ben
    """)
    spec.work_list("event", lane="visit").are("""
        begins_on  | event   | event_id | status      | worker_id
        2026-03-03 | home    | a        | attended    | anna
        2026-03-10 | home    | b        | not_brought | anna
        2026-03-17 | unknown | c        | planned     |
        2026-04-09 | group   | f        | planned     | ben
    """)


def test_a_target_is_told_with_its_outcome_once_that_is_given(spec: Spec) -> None:
    spec.referrals("""
        received_on
        2026-01-05
    """)
    spec.targets("""
        target_id | area_of_development | set_on     | review_due_on | reviewed_on | outcome
        a         | cognition           | 2026-01-12 | 2026-02-12    | 2026-02-10  | achieved
        b         |                     | 2026-01-13 | 2026-03-13    |             |
        c         | physical            | 2026-01-14 | 2026-03-13    | 2026-04-01  | achieved
        d         | physical            | 2026-01-15 | 2026-03-13    |             | withdrawn
        e         | physical            | 2026-04-01 | 2026-05-01    |             |
        f         | physical            | 2026-01-16 | 2026-03-13    | 2026-03-13  |
    """)
    spec.work_list("event", lane="target").are("""
        begins_on  | event     | event_id | ends_on    | due_on     | status
        2026-01-12 | cognition | a        | 2026-02-10 | 2026-02-12 | achieved
        2026-01-13 | unknown   | b        |            | 2026-03-13 | not_reviewed
        2026-01-14 | physical  | c        |            | 2026-03-13 | not_reviewed
        2026-01-15 | physical  | d        |            | 2026-03-13 | withdrawn
        2026-01-16 | physical  | f        |            | 2026-03-13 | not_reviewed
    """)


def test_clocks_run_from_their_start_to_their_stop_or_the_end_of_the_referral(spec: Spec) -> None:
    spec.standards("""
        service_area | standard        | within | unit
        cornwall     | first_contact   | 5      | working_days
        cornwall     | initial_meeting | 10     | working_days
    """)
    spec.referrals("""
        received_on | first_contact_on | closed_on
        2026-03-02  | 2026-03-04       | 2026-03-10
    """)
    spec.work_list("event", lane="clock").are("""
        begins_on  | event           | event_id | ends_on    | due_on     | status
        2026-03-02 | first_contact   | 1        | 2026-03-04 | 2026-03-09 | met
        2026-03-02 | initial_meeting | 1        | 2026-03-10 | 2026-03-16 | void
    """)


def test_pauses_that_touch_are_one_and_those_to_come_are_none(spec: Spec) -> None:
    spec.referrals("""
        received_on
        2026-03-02
    """)
    spec.pauses("""
        standard      | from_on    | to_on      | reason
        first_contact | 2026-03-09 | 2026-03-13 | other
        first_contact | 2026-03-13 | 2026-03-16 | child_unwell
        first_contact | 2026-03-30 | 2026-04-10 | other
        first_contact | 2026-04-01 | 2026-04-02 | other
        review        | 2026-04-01 | 2026-04-02 | other
    """)
    spec.work_list("event", lane="pause").are("""
        begins_on  | event         | ends_on
        2026-03-09 | first_contact | 2026-03-16
        2026-03-30 | first_contact | 2026-04-10
    """)


def test_reviews_and_assessments_are_told_by_now(spec: Spec) -> None:
    spec.referrals("""
        received_on
        2026-01-05
    """)
    spec.reviews("""
        review_id | held_on
        a         | 2026-03-31
        b         | 2026-04-01
    """)
    spec.assessments("""
        assessment_id | assessed_on | area_of_development | occasion | rating
        a             | 2026-01-20  | cognition           | baseline | 3
        b             | 2026-03-31  | cognition           |          | 4
        c             | 2026-04-01  | cognition           | exit     | 5
    """)
    spec.work_list("event", lane="review").are("""
        begins_on  | event  | event_id
        2026-03-31 | review | a
    """)
    spec.work_list("event", lane="assessment").are("""
        begins_on  | event     | event_id | status
        2026-01-20 | cognition | a        | baseline
        2026-03-31 | cognition | b        | unknown
    """)


def test_a_referral_that_is_still_to_come_has_no_story(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on
        1           | 2026-03-31
        2           | 2026-04-01
    """)
    spec.visits("""
        referral_id | planned_on | status
        2           | 2026-04-09 | planned
    """)
    spec.work_list("event", lane="visit").are_none()
    spec.work_list("event", lane="milestone").are("""
        referral_id | event
        1           | received
    """)
