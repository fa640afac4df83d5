"""What comes onto the waiting list and what leaves it."""

from __future__ import annotations

import pytest

from tests.spec.conftest import Spec

MOVES = """
    referral_id | received_on | started_on | decision | decided_on | closed_on
    1           | 2025-12-31  | 2026-01-31 |          |            | 2026-02-10
    2           | 2026-01-01  | 2026-02-01 |          |            |
    3           | 2026-01-15  |            | declined | 2026-01-31 |
    4           | 2026-01-31  |            |          |            | 2026-02-28
    5           | 2026-02-10  |            | accepted | 2026-02-12 |
    6           | 2026-02-28  | 2026-02-28 |          |            |
    7           | 2026-03-05  |            | declined | 2026-03-06 | 2026-03-05
    8           | 2026-03-31  |            |          |            |
"""


def test_the_list_is_the_list_before_and_received_less_started_less_ended(spec: Spec) -> None:
    spec.referrals(MOVES)
    spec.figures("children_waiting").are("""
        period_start | value
        2025-12-01   | 1
        2026-01-01   | 2
        2026-02-01   | 1
        2026-03-01   | 2
    """)
    spec.figures("referrals_received").are("""
        period_start | value
        2025-12-01   | 1
        2026-01-01   | 3
        2026-02-01   | 2
        2026-03-01   | 2
    """)
    spec.figures("waits_started").are("""
        period_start | value
        2026-01-01   | 1
        2026-02-01   | 2
    """)
    spec.figures("waits_ended").are("""
        period_start | value
        2026-01-01   | 1
        2026-02-01   | 1
        2026-03-01   | 1
    """)


def test_a_count_has_no_denominator_and_no_interval(spec: Spec) -> None:
    spec.referrals(MOVES)
    for measure, count in (("referrals_received", 8), ("waits_started", 3), ("waits_ended", 3)):
        spec.figures(measure, period_kind="financial_year").are(f"""
            period_start | numerator | denominator | value   | lower | upper | symbol
            2025-04-01   | {count}   |             | {count} |       |       |
        """)


def test_a_start_on_as_at_counts_and_one_on_the_day_after_does_not(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on | started_on
        1           | 2026-03-02  | 2026-03-31
        2           | 2026-03-02  | 2026-04-01
    """)
    spec.figures("waits_started").are("""
        period_start | value
        2026-03-01   | 1
    """)


def test_an_end_on_as_at_counts_and_one_on_the_day_after_does_not(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on | closed_on
        1           | 2026-03-02  | 2026-03-31
        2           | 2026-03-02  | 2026-04-01
    """)
    spec.figures("waits_ended").are("""
        period_start | value
        2026-03-01   | 1
    """)


def test_who_has_started_does_not_end_a_wait_by_leaving(spec: Spec) -> None:
    spec.referrals("""
        received_on | started_on | closed_on
        2026-01-02  | 2026-01-20 | 2026-03-02
    """)
    spec.figures("waits_ended").are_none()


def test_a_start_later_than_the_end_is_an_end_without_a_start(spec: Spec) -> None:
    spec.referrals("""
        received_on | decision  | decided_on | started_on
        2026-01-02  | withdrawn | 2026-02-10 | 2026-02-11
    """)
    spec.figures("waits_started").are_none()
    spec.figures("median_wait_of_started_days").are_none()
    spec.figures("waits_ended").are("""
        period_start | value
        2026-02-01   | 1
    """)


def test_a_start_on_the_day_of_the_end_is_a_start(spec: Spec) -> None:
    spec.referrals("""
        received_on | decision  | decided_on | started_on
        2026-01-02  | withdrawn | 2026-02-10 | 2026-02-10
    """)
    spec.figures("waits_ended").are_none()
    spec.figures("waits_started").are("""
        period_start | value
        2026-02-01   | 1
    """)


def test_an_end_that_came_after_as_at_leaves_the_start_a_start(spec: Spec) -> None:
    spec.as_at("2026-02-20")
    spec.referrals("""
        received_on | decision | decided_on | started_on
        2026-01-02  | declined | 2026-02-21 | 2026-02-20
    """)
    spec.figures("waits_started").are("""
        period_start | value
        2026-02-01   | 1
    """)


@pytest.mark.parametrize(
    ("kind", "rows"),
    [
        ("month", ("2025-03-01 | 1", "2025-04-01 | 1", "2025-05-01 | 0", "2025-06-01 | 0", "2025-07-01 | 0")),
        ("quarter", ("2025-01-01 | 1", "2025-04-01 | 1", "2025-07-01 | 2")),
        ("financial_year", ("2024-04-01 | 1", "2025-04-01 | 3")),
        ("academic_year", ("2024-09-01 | 3", "2025-09-01 | 1")),
        ("rolling_12_months", ("2025-04-01 | 3",)),
    ],
)
def test_receipts_in_every_kind_of_period_with_zeros_between_the_first_and_the_last(
    spec: Spec, kind: str, rows: tuple[str, ...]
) -> None:
    spec.referrals("""
        referral_id | received_on
        1           | 2025-03-31
        2           | 2025-04-01
        3           | 2025-08-31
        4           | 2025-09-01
    """)
    further = ("2025-08-01 | 1", "2025-09-01 | 1") if kind == "month" else ()
    spec.figures("referrals_received", period_kind=kind).are("\n".join(["period_start | value", *rows, *further]))


def test_nothing_is_counted_before_the_first_nor_after_the_last(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on | started_on
        1           | 2025-12-02  | 2026-01-20
    """)
    spec.figures("waits_started").are("""
        period_start | value
        2026-01-01   | 1
    """)
    spec.figures("waits_started", period_kind="as_at").are_none()


def test_the_wait_of_the_started_counts_on_the_day_of_the_start(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on | started_on
        1           | 2025-12-21  | 2026-01-01
        2           | 2026-01-01  | 2026-01-31
        3           | 2026-03-05  | 2026-03-05
        4           | 2026-01-05  |
    """)
    spec.figures("median_wait_of_started_days").are("""
        period_start | numerator | denominator | value | lower | upper | symbol
        2026-01-01   |           | 2           | 20.5  |       |       |
        2026-02-01   |           |             |       |       |       | z
        2026-03-01   |           | 1           | 0     |       |       |
    """)
    spec.figures("median_wait_of_started_days", period_kind="quarter").are("""
        period_start | denominator | value
        2026-01-01   | 3           | 11
    """)


def test_the_parts_add_up_to_all(spec: Spec) -> None:
    spec.referrals("""
        service_area | referral_id | received_on | started_on | priority
        cornwall     | 1           | 2026-01-05  | 2026-02-02 | high
        cornwall     | 2           | 2026-01-05  | 2026-02-02 | low
        durham       | 1           | 2026-01-05  | 2026-02-09 | high
    """)
    for area, rows in (
        ("cornwall", "high | 1\nlow | 1"),
        ("durham", "high | 1"),
        ("all", "high | 2\nlow | 1"),
    ):
        spec.figures("waits_started", service_area=area, breakdown="priority").are(f"category | value\n{rows}")
    spec.figures("median_wait_of_started_days", service_area="all").are("""
        denominator | value
        3           | 28
    """)
