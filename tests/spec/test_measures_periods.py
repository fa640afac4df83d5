"""Periods by their first day, and the rows that stand where nothing was to be counted."""

from __future__ import annotations

import pytest

from tests.spec.conftest import Spec

EVERY_SO_OFTEN = """
    referral_id | received_on | first_contact_on
    a           | 2024-03-21  | 2024-03-22
    b           | 2024-03-25  | 2024-03-26
    c           | 2024-08-22  | 2024-08-23
    d           | 2024-08-26  | 2024-08-27
    e           | 2025-01-06  | 2025-02-03
"""


@pytest.mark.parametrize(
    ("kind", "drawn"),
    [
        (
            "month",
            """
        period_start | numerator | denominator | symbol
        2024-03-01   | 1         | 1           |
        2024-04-01   | 1         | 1           |
        2024-05-01   |           |             | z
        2024-06-01   |           |             | z
        2024-07-01   |           |             | z
        2024-08-01   | 1         | 1           |
        2024-09-01   | 1         | 1           |
        2024-10-01   |           |             | z
        2024-11-01   |           |             | z
        2024-12-01   |           |             | z
        2025-01-01   | 0         | 1           |
    """,
        ),
        (
            "quarter",
            """
        period_start | numerator | denominator | symbol
        2024-01-01   | 1         | 1           |
        2024-04-01   | 1         | 1           |
        2024-07-01   | 2         | 2           |
        2024-10-01   |           |             | z
        2025-01-01   | 0         | 1           |
    """,
        ),
        (
            "financial_year",
            """
        period_start | numerator | denominator | symbol
        2023-04-01   | 1         | 1           |
        2024-04-01   | 3         | 4           |
    """,
        ),
        (
            "academic_year",
            """
        period_start | numerator | denominator | symbol
        2023-09-01   | 3         | 3           |
        2024-09-01   | 1         | 2           |
    """,
        ),
        (
            "rolling_12_months",
            """
        period_start | numerator | denominator | symbol
        2024-04-01   | 3         | 4           |
    """,
        ),
        ("as_at", "period_start"),
    ],
)
def test_the_same_clocks_in_each_kind_of_period(spec: Spec, kind: str, drawn: str) -> None:
    spec.referrals(EVERY_SO_OFTEN)
    spec.as_at("2025-03-15")
    spec.figures("first_contact_on_time", period_kind=kind).are(drawn)


def test_an_earlier_as_at_gives_a_period_as_far_as_it_goes(spec: Spec) -> None:
    spec.referrals(EVERY_SO_OFTEN)
    spec.as_at("2024-09-01")
    spec.figures("first_contact_on_time", period_kind="academic_year").are("""
        period_start | numerator | denominator
        2023-09-01   | 3         | 3
    """)


def test_the_rolling_year_ends_with_the_month_of_as_at_and_has_one_row(spec: Spec) -> None:
    spec.referrals(EVERY_SO_OFTEN)
    spec.as_at("2025-02-28")
    spec.figures("first_contact_on_time", period_kind="rolling_12_months").are("""
        period_start | denominator
        2024-03-01   | 5
    """)


def test_the_rolling_year_holds_its_first_day_and_not_the_one_before(spec: Spec) -> None:
    spec.referrals("""
        referral_id        | received_on
        due the day before | 2025-03-24
        due the first day  | 2025-03-25
    """)
    spec.figures("first_contact_on_time", period_kind="rolling_12_months").are("""
        period_start | denominator
        2025-04-01   | 1
    """)


def test_a_rolling_year_with_nothing_to_count_has_no_row(spec: Spec) -> None:
    spec.referrals(EVERY_SO_OFTEN)
    spec.as_at("2026-03-31")
    spec.figures("first_contact_on_time", period_kind="rolling_12_months").are_none()


def test_there_are_no_rows_before_the_first_or_after_the_last_period_with_something(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on | first_contact_on | closed_on
        void        | 2025-11-03  |                  | 2025-11-04
        met         | 2026-01-05  | 2026-01-06       |
        void too    | 2026-03-02  |                  | 2026-03-03
    """)
    spec.figures("first_contact_on_time").are("""
        period_start | denominator
        2026-01-01   | 1
    """)


def test_all_has_gaps_of_its_own(spec: Spec) -> None:
    spec.referrals("""
        service_area | referral_id | received_on | first_contact_on
        cornwall     | 1           | 2025-11-03  | 2025-11-04
        durham       | 1           | 2026-02-02  | 2026-02-03
        cornwall     | 2           | 2026-03-02  | 2026-03-03
    """)
    where = {"yardstick": "common", "measure": "first_contact_on_time"}
    spec.figures(**where).are("""
        period_start | denominator | symbol
        2025-11-01   | 1           |
        2025-12-01   |             | z
        2026-01-01   |             | z
        2026-02-01   |             | z
        2026-03-01   | 1           |
    """)
    spec.figures(**where, service_area="durham").are("""
        period_start | denominator | symbol
        2026-02-01   | 1           |
    """)
    spec.figures(**where, service_area="all").are("""
        period_start | denominator | symbol
        2025-11-01   | 1           |
        2025-12-01   |             | z
        2026-01-01   |             | z
        2026-02-01   | 1           |
        2026-03-01   | 1           |
    """)
