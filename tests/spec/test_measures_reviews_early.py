"""Reviews held earlier than the window: on time, and counted."""

from __future__ import annotations

import pytest

from tests.spec.conftest import Spec

WINDOW = """
    service_area | standard | within | unit   | not_before
    cornwall     | review   | 6      | months | 3
    common       | review   | 4      | months | 3
"""
SET = """
    set_on     | review_due_on
    2025-02-28 | 2025-06-01
"""


@pytest.mark.parametrize(("held_on", "early"), [("2025-05-27", 1), ("2025-05-28", 0), ("2025-09-30", 0)])
def test_early_is_before_start_and_not_before(spec: Spec, held_on: str, early: int) -> None:
    spec.standards(WINDOW)
    spec.referrals("""
        received_on
        2025-01-06
    """)
    spec.targets(SET)
    spec.reviews(f"""
        held_on
        {held_on}
    """)
    spec.as_at("2025-09-30")
    spec.figures("reviews_held_early").are(f"""
        period_start      | numerator | denominator | value
        {held_on[:7]}-01  | {early}   | 1           | {early}
    """)


@pytest.mark.parametrize(
    ("unit", "within", "not_before", "boundary", "day_before"),
    [
        ("working_days", 10, 5, "2026-01-12", "2026-01-09"),
        ("calendar_days", 10, 5, "2026-01-10", "2026-01-09"),
        ("weeks", 3, 2, "2026-01-19", "2026-01-18"),
        ("months", 2, 1, "2026-02-05", "2026-02-04"),
    ],
)
def test_not_before_has_the_unit_of_the_limit(
    spec: Spec, unit: str, within: int, not_before: int, boundary: str, day_before: str
) -> None:
    spec.standards(f"""
        standard | within   | unit   | not_before
        review   | {within} | {unit} | {not_before}
    """)
    spec.referrals("""
        referral_id | received_on
        1           | 2026-01-02
        2           | 2026-01-02
    """)
    spec.targets("""
        referral_id | set_on     | review_due_on
        1           | 2026-01-05 | 2026-06-01
        2           | 2026-01-05 | 2026-06-01
    """)
    spec.reviews(f"""
        referral_id | held_on
        1           | {boundary}
        2           | {day_before}
    """)
    spec.figures("reviews_held_early", period_kind="quarter").are("""
        numerator | denominator
        1         | 2
    """)


def test_an_early_review_is_on_time(spec: Spec) -> None:
    spec.standards(WINDOW)
    spec.referrals("""
        received_on
        2025-01-06
    """)
    spec.targets(SET)
    spec.reviews("""
        held_on
        2025-03-03
    """)
    spec.as_at("2025-08-31")
    spec.figures("reviews_on_time").are("""
        period_start | numerator | denominator
        2025-08-01   | 1         | 1
    """)


def test_open_clocks_and_rules_without_a_window_are_not_counted(spec: Spec) -> None:
    spec.standards("""
        standard | within | unit   | not_before | from
        review   | 4      | months |            | 2020-01-01
        review   | 6      | months | 3          | 2025-03-01
    """)
    spec.referrals("""
        received_on
        2025-01-06
    """)
    spec.targets(SET)
    spec.reviews("""
        held_on
        2025-03-03
        2025-04-07
    """)
    spec.figures("reviews_held_early").are("""
        period_start | numerator | denominator
        2025-04-01   | 1         | 1
    """)


def test_it_counts_once_held_though_not_yet_due(spec: Spec) -> None:
    spec.standards(WINDOW)
    spec.referrals("""
        received_on
        2025-01-06
    """)
    spec.targets(SET)
    spec.reviews("""
        held_on
        2025-03-03
    """)
    spec.as_at("2025-03-03")
    spec.figures("reviews_on_time").are_none()
    spec.figures("reviews_held_early").are("""
        numerator | denominator
        1         | 1
    """)


def test_a_pause_does_not_move_the_window(spec: Spec) -> None:
    spec.standards(WINDOW)
    spec.referrals("""
        received_on
        2025-01-06
    """)
    spec.targets(SET)
    spec.pauses("""
        standard | from_on    | to_on
        review   | 2025-03-01 | 2025-04-30
    """)
    spec.reviews("""
        held_on
        2025-05-28
    """)
    spec.figures("reviews_held_early").are("""
        numerator
        0
    """)


def test_it_is_given_on_the_own_yardstick_only(spec: Spec) -> None:
    spec.standards(WINDOW)
    spec.referrals("""
        received_on
        2025-01-06
    """)
    spec.targets(SET)
    spec.reviews("""
        held_on
        2025-03-03
    """)
    spec.figures("reviews_held_early", yardstick="common").are_none()
