"""How long a target takes: the days from setting it to the review that found it achieved."""

from __future__ import annotations

import pytest

from tests.spec.conftest import Spec

ONE = """
    received_on
    2025-11-03
"""


def test_the_median_is_of_the_days_from_set_to_reviewed_of_achieved_targets(spec: Spec) -> None:
    spec.referrals(ONE)
    spec.targets("""
        set_on     | review_due_on | reviewed_on | outcome
        2026-02-02 | 2026-03-02    | 2026-03-02  | achieved
        2026-03-02 | 2026-03-10    | 2026-03-02  | achieved
        2026-02-02 | 2026-03-02    | 2026-03-09  | achieved
        2025-12-01 | 2026-03-02    | 2026-03-09  | achieved
        2025-12-01 | 2026-03-02    | 2026-03-09  | partly_achieved
        2025-12-01 | 2026-03-02    | 2026-03-09  | not_achieved
        2025-12-01 | 2026-03-02    | 2026-03-09  | withdrawn
        2025-12-01 | 2026-03-02    | 2026-03-09  |
        2025-12-01 | 2026-03-02    |             | achieved
    """)
    spec.figures("median_days_to_achieve").are("""
        yardstick | period_start | numerator | denominator | value | lower | upper | symbol
                  | 2026-03-01   |           | 4           | 31.5  |       |       |
    """)


def test_it_counts_in_the_period_of_the_review_due_or_not(spec: Spec) -> None:
    spec.referrals(ONE)
    spec.targets("""
        set_on     | review_due_on | reviewed_on | outcome
        2025-12-01 | 2026-06-01    | 2025-12-31  | achieved
        2025-12-01 | 2025-12-31    | 2026-02-01  | achieved
    """)
    spec.figures("median_days_to_achieve").are("""
        period_start | denominator | value | symbol
        2025-12-01   | 1           | 30    |
        2026-01-01   |             |       | z
        2026-02-01   | 1           | 62    |
    """)


@pytest.mark.parametrize(("as_at", "is_achieved"), [("2026-03-08", False), ("2026-03-09", True)])
def test_a_review_after_as_at_has_not_happened(spec: Spec, as_at: str, is_achieved: bool) -> None:
    spec.referrals(ONE)
    spec.targets("""
        set_on     | review_due_on | reviewed_on | outcome
        2026-03-02 | 2026-06-01    | 2026-03-09  | achieved
    """)
    spec.as_at(as_at)
    if is_achieved:
        spec.figures("median_days_to_achieve").are("denominator | value\n1 | 7")
    else:
        spec.figures("median_days_to_achieve").are_none()


def test_a_referral_received_after_as_at_has_no_targets_yet(spec: Spec) -> None:
    spec.referrals("""
        service_area | referral_id | received_on
        cornwall     | 1           | 2025-11-03
        cornwall     | 2           | 2026-04-01
    """)
    spec.targets("""
        referral_id | set_on     | review_due_on | reviewed_on | outcome
        1           | 2026-03-02 | 2026-06-01    | 2026-03-09  | achieved
        2           | 2026-03-02 | 2026-03-02    | 2026-03-12  | achieved
    """)
    spec.figures("median_days_to_achieve").are("denominator | value\n1 | 7")
    spec.figures("targets_achieved").are_none()


def test_it_is_broken_down_by_area_of_development_and_by_the_referrals_cells(spec: Spec) -> None:
    spec.referrals("""
        received_on | offer
        2025-11-03  | group
    """)
    spec.targets("""
        set_on     | review_due_on | reviewed_on | outcome  | area_of_development
        2026-02-02 | 2026-03-02    | 2026-03-02  | achieved | cognition
        2026-02-02 | 2026-03-02    | 2026-03-04  | achieved | cognition
        2026-02-02 | 2026-03-02    | 2026-03-09  | achieved |
    """)
    spec.figures("median_days_to_achieve", breakdown="area_of_development").are("""
        category  | denominator | value
        cognition | 2           | 29
        unknown   | 1           | 35
    """)
    spec.figures("median_days_to_achieve", breakdown="offer").are("category | denominator | value\ngroup | 3 | 30")


def test_all_has_the_median_of_all_areas_targets(spec: Spec) -> None:
    spec.referrals("""
        service_area | referral_id | received_on
        cornwall     | 1           | 2025-11-03
        durham       | 1           | 2025-11-03
    """)
    spec.targets("""
        service_area | set_on     | review_due_on | reviewed_on | outcome
        cornwall     | 2026-03-02 | 2026-03-30    | 2026-03-03  | achieved
        cornwall     | 2026-03-02 | 2026-03-30    | 2026-03-05  | achieved
        durham       | 2026-03-02 | 2026-03-30    | 2026-03-22  | achieved
    """)
    for area, drawn in (("cornwall", "2 | 2"), ("durham", "1 | 20"), ("all", "3 | 3")):
        spec.figures("median_days_to_achieve", service_area=area).are(f"denominator | value\n{drawn}")
