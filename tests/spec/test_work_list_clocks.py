"""Which clocks are on the work list, how many working days they have left, and with whom."""

from __future__ import annotations

from tests.spec.conftest import Spec


def test_what_is_overdue_and_what_falls_due_within_ten_working_days_is_listed(spec: Spec) -> None:
    """As at Tuesday 31 March 2026; Good Friday and Easter Monday are 3 and 6 April, so that the tenth is 16 April."""
    spec.standards("""
        service_area | standard      | within | unit
        cornwall     | first_contact | 10     | calendar_days
    """)
    spec.referrals("""
        referral_id | received_on | priority
        1           | 2026-03-10  | high
        2           | 2026-03-21  |
        3           | 2026-03-22  | low
        4           | 2026-03-31  | medium
    """)
    spec.work_list("outstanding_clock").are("""
        referral_id | standard      | sequence | starts_on  | due_on     | status  | working_days_left | priority
        1           | first_contact | 1        | 2026-03-10 | 2026-03-20 | overdue | -7                | high
        2           | first_contact | 1        | 2026-03-21 | 2026-03-31 | overdue | 0                 | unknown
        3           | first_contact | 1        | 2026-03-22 | 2026-04-01 | running | 1                 | low
        4           | first_contact | 1        | 2026-03-31 | 2026-04-10 | running | 6                 | medium
    """)


def test_the_tenth_working_day_is_soon_and_the_day_after_it_is_not(spec: Spec) -> None:
    spec.standards("""
        service_area | standard      | within | unit
        cornwall     | first_contact | 16     | calendar_days
    """)
    spec.referrals("""
        referral_id | received_on
        1           | 2026-03-31
    """)
    spec.work_list("outstanding_clock").are("""
        referral_id | due_on     | working_days_left
        1           | 2026-04-16 | 10
    """)
    spec.standards("""
        service_area | standard      | within | unit
        cornwall     | first_contact | 17     | calendar_days
    """)
    spec.work_list("outstanding_clock").are_none()


def test_days_left_leave_out_the_days_on_which_the_area_is_closed(spec: Spec) -> None:
    spec.standards("""
        service_area | standard      | within | unit
        cornwall     | first_contact | 10     | calendar_days
        durham       | first_contact | 10     | calendar_days
    """)
    spec.closed("durham", "2026-04-01", "2026-04-02", "2026-03-30")
    spec.referrals("""
        service_area | referral_id | received_on
        cornwall     | 1           | 2026-03-30
        durham       | 1           | 2026-03-30
        durham       | 2           | 2026-03-17
    """)
    spec.work_list("outstanding_clock").are("""
        service_area | referral_id | due_on     | working_days_left
        cornwall     | 1           | 2026-04-09 | 5
        durham       | 1           | 2026-04-09 | 3
        durham       | 2           | 2026-03-27 | -1
    """)


def test_what_has_stopped_or_ended_is_off_the_list(spec: Spec) -> None:
    spec.standards("""
        service_area | standard      | within | unit
        cornwall     | first_contact | 5      | working_days
    """)
    spec.referrals("""
        referral_id | received_on | first_contact_on | closed_on
        1           | 2026-03-02  | 2026-03-30       |
        2           | 2026-03-02  |                  | 2026-03-31
        3           | 2026-03-02  | 2026-04-01       | 2026-04-01
    """)
    spec.work_list("outstanding_clock").are("""
        referral_id | status
        3           | overdue
    """)


def test_each_yardstick_has_its_own_clocks(spec: Spec) -> None:
    spec.standards("""
        service_area | standard      | within | unit
        cornwall     | first_contact | 5      | working_days
        common       | first_contact | 6      | working_days
    """)
    spec.referrals("""
        received_on
        2026-03-24
    """)
    spec.work_list("outstanding_clock").are("""
        yardstick | due_on     | status
        own       | 2026-03-31 | overdue
    """)
    spec.work_list("outstanding_clock", yardstick="common").are("""
        yardstick | due_on     | status
        common    | 2026-04-01 | running
    """)


def test_the_worker_is_that_of_the_last_attended_visit(spec: Spec) -> None:
    """Of two visits on one day the last by identifier counts; a visit without a worker hands on to nobody."""
    spec.standards("""
        service_area | standard | within | unit
        cornwall     | review   | 1      | weeks
    """)
    spec.referrals("""
        referral_id | received_on
        1           | 2026-01-05
        2           | 2026-01-05
        3           | 2026-01-05
        4           | 2026-01-05
    """)
    spec.targets("""
        referral_id | set_on     | review_due_on
        1           | 2026-03-02 | 2026-05-01
        2           | 2026-03-02 | 2026-05-01
        3           | 2026-03-02 | 2026-05-01
        4           | 2026-03-02 | 2026-05-01
    """)
    spec.visits("""
        referral_id | visit_id | planned_on | status      | worker_id
        1           | a        | 2026-03-31 | attended    | anna
        1           | b        | 2026-03-24 | attended    | ben
        1           | c        | 2026-03-31 | not_brought | cleo
        1           | d        | 2026-04-01 | attended    | dan
        2           | f        | 2026-03-10 | attended    | anna
        2           | e        | 2026-03-10 | attended    | ben
        3           | g        | 2026-03-10 | attended    | anna
        3           | h        | 2026-03-11 | attended    |
        4           | i        | 2026-04-01 | planned     | anna
    """)
    spec.work_list("outstanding_clock").are("""
        referral_id | worker_id
        1           | anna
        2           | anna
        3           |
        4           |
    """)
