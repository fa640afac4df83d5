"""Who is supported, how many term weeks since the last visit, and what each worker has in hand."""

from __future__ import annotations

import pytest

from tests.spec.conftest import Spec

TERM = """
    starts_on  | ends_on
    2026-01-05 | 2026-02-13
    2026-02-23 | 2026-04-02
"""
"""Half term is the week of 16 February. By Tuesday 31 March the week of 23 March is the last that is over."""


def test_weeks_count_that_began_after_the_last_visit_and_are_over(spec: Spec) -> None:
    spec.term_dates(TERM)
    spec.referrals("""
        referral_id | received_on | started_on
        1           | 2025-12-01  | 2026-01-05
        2           | 2025-12-01  | 2026-01-05
        3           | 2025-12-01  | 2026-01-05
        4           | 2025-12-01  | 2026-01-05
    """)
    spec.visits("""
        referral_id | planned_on | status
        1           | 2026-03-30 | attended
        2           | 2026-02-27 | attended
        3           | 2026-02-22 | attended
        4           | 2026-02-09 | attended
    """)
    spec.work_list("visit_gap").are("""
        referral_id | last_visit_on | term_weeks | is_unvisited
        1           | 2026-03-30    | 0          | False
        2           | 2026-02-27    | 4          | False
        3           | 2026-02-22    | 5          | True
        4           | 2026-02-09    | 5          | True
    """)


@pytest.mark.parametrize(("as_at", "weeks"), [("2026-03-26", "0"), ("2026-03-27", "1")])
def test_a_week_is_over_with_its_friday(spec: Spec, as_at: str, weeks: str) -> None:
    spec.as_at(as_at)
    spec.term_dates(TERM)
    spec.referrals("""
        received_on | started_on
        2025-12-01  | 2026-01-05
    """)
    spec.visits("""
        planned_on | status
        2026-03-20 | attended
    """)
    spec.work_list("visit_gap").are(f"""
        last_visit_on | term_weeks
        2026-03-20    | {weeks}
    """)


def test_who_was_never_visited_counts_from_the_start_of_support(spec: Spec) -> None:
    spec.term_dates(TERM)
    spec.referrals("""
        referral_id | received_on | started_on
        1           | 2025-12-01  | 2026-02-23
        2           | 2025-12-01  | 2026-02-24
        3           | 2025-12-01  | 2026-03-31
    """)
    spec.visits("""
        referral_id | planned_on | status
        1           | 2026-03-09 | not_brought
        2           | 2026-03-09 | cancelled_by_service
        3           | 2026-04-07 | planned
    """)
    spec.work_list("visit_gap").are("""
        referral_id | started_on | last_visit_on | term_weeks | is_unvisited | worker_id
        1           | 2026-02-23 |               | 5          | True         |
        2           | 2026-02-24 |               | 4          | False        |
        3           | 2026-03-31 |               | 0          | False        |
    """)


def test_weeks_before_support_began_are_nobodys_omission(spec: Spec) -> None:
    spec.term_dates(TERM)
    spec.referrals("""
        received_on | started_on
        2025-12-01  | 2026-03-16
    """)
    spec.visits("""
        planned_on | status
        2026-01-12 | attended
    """)
    spec.work_list("visit_gap").are("""
        last_visit_on | term_weeks | is_unvisited
        2026-01-12    | 2          | False
    """)


def test_only_who_has_started_and_not_ended_is_supported(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on | started_on | closed_on
        1           | 2026-01-05  |            |
        2           | 2026-01-05  | 2026-02-02 | 2026-03-31
        3           | 2026-01-05  | 2026-02-02 | 2026-04-01
        4           | 2026-01-05  | 2026-04-01 |
    """)
    spec.work_list("visit_gap").are("""
        referral_id
        3
    """)


def test_a_caseload_is_what_each_worker_has_in_hand_and_what_nobody_has(spec: Spec) -> None:
    spec.term_dates(TERM)
    spec.standards("""
        service_area | standard      | within | unit
        cornwall     | first_contact | 20     | working_days
        common       | first_contact | 50     | working_days
    """)
    spec.referrals("""
        referral_id | received_on | started_on | first_contact_on
        1           | 2026-01-05  | 2026-01-12 |
        2           | 2026-03-09  | 2026-03-16 |
        3           | 2026-01-05  | 2026-01-12 | 2026-01-07
        4           | 2026-01-05  | 2026-01-12 | 2026-01-07
        5           | 2026-01-05  |            |
        6           | 2026-01-05  |            |
    """)
    spec.visits("""
        referral_id | planned_on | status   | worker_id
        1           | 2026-01-19 | attended | anna
        2           | 2026-03-23 | attended | anna
        3           | 2026-03-23 | attended | ben
        6           | 2026-01-19 | attended | cleo
    """)
    spec.work_list("caseload").are("""
        worker_id | children_supported | children_unvisited | clocks_overdue | clocks_due_soon
                  | 1                  | 1                  | 1              | 0
        anna      | 2                  | 1                  | 1              | 1
        ben       | 1                  | 0                  | 0              | 0
        cleo      | 0                  | 0                  | 1              | 0
    """)
    spec.work_list("caseload", yardstick="common").are("""
        worker_id | children_supported | children_unvisited | clocks_overdue | clocks_due_soon
                  | 1                  | 1                  | 1              | 0
        anna      | 2                  | 1                  | 1              | 0
        ben       | 1                  | 0                  | 0              | 0
        cleo      | 0                  | 0                  | 1              | 0
    """)


def test_a_worker_of_two_areas_has_two_caseloads(spec: Spec) -> None:
    spec.referrals("""
        service_area | referral_id | received_on | started_on
        cornwall     | 1           | 2026-03-02  | 2026-03-09
        durham       | 1           | 2026-03-02  | 2026-03-09
    """)
    spec.visits("""
        service_area | referral_id | planned_on | status   | worker_id
        cornwall     | 1           | 2026-03-23 | attended | anna
        durham       | 1           | 2026-03-23 | attended | anna
    """)
    spec.work_list("caseload", service_area="durham").are("""
        service_area | worker_id | children_supported
        durham       | anna      | 1
    """)
