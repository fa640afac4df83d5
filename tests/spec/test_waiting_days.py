"""How long those on the waiting list have waited: bands, shares over a limit, and the middle and the end of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.spec.conftest import Spec

AS_AT = date(2026, 3, 31)


def _waiting(*days: int) -> str:
    return "received_on\n" + "\n".join(str(AS_AT - timedelta(days=wait)) for wait in days)


@pytest.mark.parametrize(
    ("received_on", "band"),
    [
        ("2026-03-31", "0-7"),
        ("2026-03-24", "0-7"),
        ("2026-03-23", "8-14"),
        ("2026-03-17", "8-14"),
        ("2026-03-16", "15-28"),
        ("2026-03-03", "15-28"),
        ("2026-03-02", "29-84"),
        ("2026-01-06", "29-84"),
        ("2026-01-05", "85-126"),
        ("2025-11-25", "85-126"),
        ("2025-11-24", "127-364"),
        ("2025-04-01", "127-364"),
        ("2025-03-31", "365+"),
    ],
)
def test_the_first_and_the_last_day_of_each_band(spec: Spec, received_on: str, band: str) -> None:
    spec.referrals(f"""
        received_on
        {received_on}
    """)
    spec.figures("children_waiting", period_kind="as_at", breakdown="band").are(f"""
        category | numerator | value | symbol
        {band}   | 1         | 1     |
    """)


def test_a_referral_moves_from_band_to_band_as_months_end(spec: Spec) -> None:
    spec.referrals("""
        received_on
        2026-01-20
    """)
    spec.figures("children_waiting", breakdown="band").are("""
        period_start | category | value
        2026-01-01   | 8-14     | 1
        2026-02-01   | 29-84    | 1
        2026-03-01   | 29-84    | 1
    """)


@pytest.mark.parametrize(
    "measure", ["median_wait_days", "longest_wait_days", "p92_wait_days", "waiting_over_12_weeks", "children_supported"]
)
def test_only_the_count_is_given_by_band(spec: Spec, measure: str) -> None:
    spec.referrals(_waiting(5, 90))
    spec.figures(measure, breakdown="band").are_none()


def test_84_days_are_not_over_12_weeks_and_85_are(spec: Spec) -> None:
    spec.referrals("""
        received_on
        2026-01-06
        2026-01-05
    """)
    spec.figures("waiting_over_12_weeks", period_kind="as_at").are("""
        numerator | denominator | value | lower           | upper          | symbol
        1         | 2           | 0.5   | 0.0945312057342 | 0.905468794266 |
    """)


def test_126_days_are_not_over_18_weeks_and_127_are(spec: Spec) -> None:
    spec.referrals("""
        received_on
        2025-11-25
        2025-11-24
        2026-03-30
    """)
    spec.figures("waiting_over_18_weeks", period_kind="as_at").are("""
        numerator | denominator | value
        1         | 3           | 1/3
    """)
    spec.figures("waiting_over_12_weeks", period_kind="as_at").are("""
        numerator | denominator | value
        2         | 3           | 2/3
    """)


def test_a_wait_is_counted_to_the_snapshot_and_not_to_as_at(spec: Spec) -> None:
    spec.referrals("""
        received_on
        2025-12-06
    """)
    spec.figures("waiting_over_12_weeks").are("""
        period_start | numerator | denominator
        2025-12-01   | 0         | 1
        2026-01-01   | 0         | 1
        2026-02-01   | 0         | 1
        2026-03-01   | 1         | 1
    """)


def test_the_median_of_an_even_number_is_the_mean_of_the_middle_two(spec: Spec) -> None:
    spec.referrals(_waiting(10, 1, 15, 300))
    spec.figures("median_wait_days", period_kind="as_at").are("""
        numerator | denominator | value | lower | upper | symbol
                  | 4           | 12.5  |       |       |
    """)


def test_the_median_of_an_odd_number_is_the_middle_one(spec: Spec) -> None:
    spec.referrals(_waiting(10, 15, 300))
    spec.figures("median_wait_days", period_kind="as_at").are("""
        denominator | value
        3           | 15
    """)


def test_the_longest_wait_is_the_longest(spec: Spec) -> None:
    spec.referrals(_waiting(10, 300, 15))
    spec.figures("longest_wait_days", period_kind="as_at").are("""
        numerator | denominator | value | lower | upper | symbol
                  | 3           | 300   |       |       |
    """)


@pytest.mark.parametrize(
    ("count", "value"), [(1, 1), (2, 2), (12, 12), (13, 12), (24, 23), (25, 23), (50, 46), (100, 92)]
)
def test_p92_is_the_smallest_wait_that_at_least_92_percent_do_not_exceed(spec: Spec, count: int, value: int) -> None:
    spec.referrals(_waiting(*range(count, 0, -1)))
    spec.figures("p92_wait_days", period_kind="as_at").are(f"""
        numerator | denominator | value   | lower | upper | symbol
                  | {count}     | {value} |       |       |
    """)


def test_p92_counts_equal_waits_one_by_one(spec: Spec) -> None:
    spec.referrals(_waiting(*[7] * 23, 90, 91))
    spec.figures("p92_wait_days", period_kind="as_at").are("""
        denominator | value
        25          | 7
    """)


def test_all_is_worked_out_from_the_referrals_and_not_from_the_areas_values(spec: Spec) -> None:
    spec.referrals("""
        service_area | referral_id | received_on
        cornwall     | 1           | 2026-03-30
        cornwall     | 2           | 2026-03-29
        cornwall     | 3           | 2026-03-28
        durham       | 1           | 2025-12-31
    """)
    for area, median, longest in (("cornwall", "2", "3"), ("durham", "90", "90"), ("all", "2.5", "90")):
        for measure, value in (("median_wait_days", median), ("longest_wait_days", longest)):
            spec.figures(measure, service_area=area, period_kind="as_at").are(f"""
                value
                {value}
            """)
    spec.figures("waiting_over_12_weeks", service_area="all", period_kind="as_at").are("""
        numerator | denominator | value
        1         | 4           | 0.25
    """)
