"""Workshops of two days and a follow-up day: how many of those enrolled came to all three."""

from __future__ import annotations

import pytest

from tests.spec.conftest import Spec

ONE = """
    received_on
    2025-11-03
"""


def test_completed_is_all_three_days_of_all_enrolled(spec: Spec) -> None:
    spec.referrals(ONE)
    spec.workshops("""
        first_day_on | attended_day_1 | attended_day_2 | attended_follow_up
        2025-11-03   | true           | true           | true
        2025-11-10   | true           | true           | true
        2025-11-10   | false          | true           | true
        2025-11-10   | true           | false          | true
        2025-11-10   | true           | true           | false
        2025-11-10   | false          | false          | false
    """)
    spec.figures("workshops_completed").are("""
        yardstick | period_start | category | numerator | denominator | value | symbol
                  | 2025-11-01   |          | 2         | 6           | 2/6   |
    """)


@pytest.mark.parametrize("unknown", ["attended_day_1", "attended_day_2", "attended_follow_up"])
def test_a_day_that_is_not_known_to_have_been_attended_was_not(spec: Spec, unknown: str) -> None:
    days = ("attended_day_1", "attended_day_2", "attended_follow_up")
    spec.referrals(ONE)
    spec.workshops(
        f"first_day_on | {' | '.join(days)}\n2025-11-03 | "
        + " | ".join("" if day == unknown else "true" for day in days)
        + "\n2025-11-03 | | |"
    )
    spec.figures("workshops_completed").are("numerator | denominator\n0 | 2")


@pytest.mark.parametrize(("first_day_on", "is_counted"), [("2025-12-31", True), ("2026-01-01", False)])
def test_it_counts_when_the_first_day_was_90_days_ago(spec: Spec, first_day_on: str, is_counted: bool) -> None:
    spec.referrals(ONE)
    spec.workshops(f"""
        first_day_on   | attended_day_1 | attended_day_2 | attended_follow_up
        {first_day_on} | true           | true           | true
    """)
    if is_counted:
        spec.figures("workshops_completed").are("period_start | numerator | denominator\n2025-12-01 | 1 | 1")
    else:
        spec.figures("workshops_completed").are_none()


def test_an_earlier_as_at_has_fewer_workshops_that_are_over(spec: Spec) -> None:
    spec.referrals(ONE)
    spec.workshops("""
        first_day_on | attended_day_1 | attended_day_2 | attended_follow_up
        2025-11-03   | true           | true           | true
        2025-12-03   | true           | true           | true
    """)
    spec.as_at("2026-03-02")
    spec.figures("workshops_completed").are("period_start | denominator\n2025-11-01 | 1")
    spec.as_at("2026-03-03")
    spec.figures("workshops_completed").are("period_start | denominator\n2025-11-01 | 1\n2025-12-01 | 1")


def test_a_month_without_a_workshop_between_two_that_have_one_has_nothing_to_count(spec: Spec) -> None:
    spec.referrals(ONE)
    spec.workshops("""
        first_day_on | attended_day_1 | attended_day_2 | attended_follow_up
        2025-10-03   | true           | true           | true
        2025-12-03   | true           | true           |
    """)
    spec.figures("workshops_completed").are("""
        period_start | numerator | denominator | value | symbol
        2025-10-01   | 1         | 1           | 1     |
        2025-11-01   |           |             |       | z
        2025-12-01   | 0         | 1           | 0     |
    """)


def test_they_are_broken_down_by_attendee_and_by_nothing_else(spec: Spec) -> None:
    spec.referrals("""
        received_on | sex
        2025-11-03  | F
    """)
    spec.workshops("""
        first_day_on | attendee     | attended_day_1 | attended_day_2 | attended_follow_up
        2025-11-03   | parent       | true           | true           | true
        2025-11-03   | parent       | true           | true           | false
        2025-11-03   | professional | true           | true           | true
        2025-11-03   | early_years  | false          | true           | true
        2025-11-03   |              | true           | true           | true
    """)
    spec.figures("workshops_completed", breakdown="attendee").are("""
        category     | numerator | denominator
        early_years  | 0         | 1
        parent       | 1         | 2
        professional | 1         | 1
        unknown      | 1         | 1
    """)
    for breakdown in ("source", "sex", "ethnicity", "primary_need", "priority", "offer", "imd_quintile", "kind"):
        spec.figures("workshops_completed", breakdown=breakdown).are_none()


def test_without_workshops_they_are_not_available(spec: Spec) -> None:
    spec.referrals("""
        received_on
        2026-02-20
    """)
    spec.not_delivered("workshops")
    for area in ("cornwall", "all"):
        spec.figures("workshops_completed", service_area=area).are("""
            period_start | numerator | denominator | value | symbol
            2026-02-01   |           |             |       | x
            2026-03-01   |           |             |       | x
        """)


def test_delivered_but_none_over_yet_there_are_no_rows(spec: Spec) -> None:
    spec.referrals(ONE)
    spec.figures("workshops_completed").are_none()


def test_all_covers_the_areas_that_sent_workshops(spec: Spec) -> None:
    spec.referrals("""
        service_area | received_on
        cornwall     | 2025-11-03
        durham       | 2025-11-03
        elsewhere    | 2026-03-03
    """)
    spec.not_delivered("workshops", area="elsewhere")
    spec.workshops("""
        service_area | first_day_on | attended_day_1 | attended_day_2 | attended_follow_up
        cornwall     | 2025-11-03   | true           | true           | true
        durham       | 2025-11-03   | true           | true           |
    """)
    for area, drawn in (("cornwall", "1 | 1 |"), ("durham", "0 | 1 |"), ("elsewhere", "| | x"), ("all", "1 | 2 |")):
        spec.figures("workshops_completed", service_area=area).are(f"numerator | denominator | symbol\n{drawn}")


def test_an_area_that_brought_workshops_and_no_referral_is_counted(spec: Spec) -> None:
    spec.referrals("""
        service_area | received_on
        cornwall     | 2025-01-01
    """)
    spec.workshops("""
        service_area | first_day_on | attended_day_1 | attended_day_2 | attended_follow_up
        durham       | 2025-06-02   | true           | true           | true
        durham       | 2025-08-04   | true           | true           | false
    """)
    spec.not_delivered("workshops", "cornwall")
    spec.figures("workshops_completed", service_area="durham").are("""
        period_start | numerator | denominator | symbol
        2025-06-01   | 1         | 1           |
        2025-07-01   |           |             | z
        2025-08-01   | 0         | 1           |
    """)
    spec.figures("workshops_completed", service_area="all", period_kind="quarter").are("""
        period_start | numerator | denominator | symbol
        2025-04-01   | 1         | 1           |
        2025-07-01   | 0         | 1           |
    """)
    spec.figures("workshops_completed", service_area="cornwall", period_kind="rolling_12_months").are("""
        numerator | symbol
                  | x
    """)
