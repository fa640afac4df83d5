"""Who is accepted, who lets their data be shared, and how old they are when they come."""

from __future__ import annotations

import pytest

from tests.spec.conftest import Spec

DECIDED = """
    referral_id | received_on | decision  | decided_on | consent_to_share | sex
    1           | 2026-01-05  | accepted  | 2026-01-31 | true             | F
    2           | 2026-01-05  | accepted  | 2026-02-01 | false            | M
    3           | 2026-01-05  | declined  | 2026-02-02 | true             | M
    4           | 2026-01-05  | accepted  | 2026-02-28 |                  | M
    5           | 2026-01-05  | withdrawn | 2026-02-03 | true             |
    6           | 2026-01-05  | pending   | 2026-02-03 | true             |
    7           | 2026-01-05  |           | 2026-02-03 | true             |
"""


def test_accepted_are_counted_of_the_accepted_and_the_declined_by_the_day_of_the_decision(spec: Spec) -> None:
    spec.referrals(DECIDED)
    spec.figures("referrals_accepted").are("""
        period_start | numerator | denominator | value | lower          | upper          | symbol
        2026-01-01   | 1         | 1           | 1     | 0.206549314377 | 1              |
        2026-02-01   | 2         | 3           | 2/3   | 0.207659600802 | 0.93850805528  |
    """)


@pytest.mark.parametrize(
    ("kind", "start"),
    [
        ("quarter", "2026-01-01"),
        ("financial_year", "2025-04-01"),
        ("academic_year", "2025-09-01"),
        ("rolling_12_months", "2025-04-01"),
    ],
)
def test_decisions_in_longer_periods(spec: Spec, kind: str, start: str) -> None:
    spec.referrals(DECIDED)
    spec.figures("referrals_accepted", period_kind=kind).are(f"""
        period_start | numerator | denominator
        {start}      | 3         | 4
    """)
    spec.figures("consent_to_share", period_kind=kind).are(f"""
        period_start | numerator | denominator
        {start}      | 1         | 2
    """)


def test_a_decision_on_as_at_counts_and_one_on_the_day_after_or_on_no_day_does_not(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on | decision | decided_on | consent_to_share
        1           | 2026-03-02  | declined | 2026-03-31 | true
        2           | 2026-03-02  | accepted | 2026-04-01 | true
        3           | 2026-03-02  | accepted |            | true
    """)
    spec.figures("referrals_accepted").are("""
        period_start | numerator | denominator | value
        2026-03-01   | 0         | 1           | 0
    """)
    spec.figures("consent_to_share").are_none()


def test_months_without_a_decision_between_the_first_and_the_last_are_z(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on | decision | decided_on
        1           | 2025-11-05  | accepted | 2025-12-01
        2           | 2025-11-05  | declined | 2026-02-01
    """)
    spec.figures("referrals_accepted").are("""
        period_start | numerator | denominator | value | lower | symbol
        2025-12-01   | 1         | 1           | 1     | 0.206549314377 |
        2026-01-01   |           |             |       |       | z
        2026-02-01   | 0         | 1           | 0     | 0     |
    """)


def test_consent_is_counted_of_the_accepted_of_whom_it_is_known(spec: Spec) -> None:
    spec.referrals(DECIDED)
    spec.figures("consent_to_share").are("""
        period_start | numerator | denominator | value | symbol
        2026-01-01   | 1         | 1           | 1     |
        2026-02-01   | 0         | 1           | 0     |
    """)


def test_decisions_by_category(spec: Spec) -> None:
    spec.referrals(DECIDED)
    spec.figures("referrals_accepted", breakdown="sex").are("""
        period_start | category | numerator | denominator
        2026-01-01   | F        | 1         | 1
        2026-02-01   | M        | 2         | 3
    """)


@pytest.mark.parametrize(
    "measure", ["referrals_accepted", "consent_to_share", "median_age_at_referral_months", "accepted_within_criteria"]
)
@pytest.mark.parametrize("breakdown", ["stage", "band", "standard", "kind", "attendee"])
def test_access_is_given_by_nothing_else(spec: Spec, measure: str, breakdown: str) -> None:
    spec.eligibility_rules("max_age_months\n36")
    spec.referrals(DECIDED)
    spec.figures(measure, breakdown=breakdown).are_none()


def test_all_counts_the_decisions_of_every_area(spec: Spec) -> None:
    spec.referrals("""
        service_area | referral_id | received_on | decision | decided_on | consent_to_share | birth_month
        cornwall     | 1           | 2026-03-02  | accepted | 2026-03-03 | true             | 2024-03-01
        durham       | 1           | 2026-03-02  | declined | 2026-03-03 | true             | 2023-03-01
        durham       | 2           | 2026-03-02  | accepted | 2026-03-03 | false            | 2025-03-01
    """)
    for measure, numerator, denominator in (
        ("referrals_accepted", "2", "3"),
        ("consent_to_share", "1", "2"),
        ("median_age_at_referral_months", "", "3"),
    ):
        spec.figures(measure, service_area="all").are(f"""
            period_start | numerator   | denominator
            2026-03-01   | {numerator} | {denominator}
        """)


@pytest.mark.parametrize(
    ("birth_month", "received_on", "months"),
    [
        ("2023-09-01", "2026-01-01", 28),
        ("2023-09-01", "2026-01-31", 28),
        ("2023-09-01", "2026-02-01", 29),
        ("2026-02-01", "2026-02-28", 0),
        ("2024-02-01", "2026-01-31", 23),
        ("2024-02-01", "2026-02-01", 24),
    ],
)
def test_age_is_completed_months_by_the_month_of_receipt(
    spec: Spec, birth_month: str, received_on: str, months: int
) -> None:
    spec.referrals(f"""
        received_on   | birth_month
        {received_on} | {birth_month}
    """)
    spec.figures("median_age_at_referral_months", period_kind="quarter").are(f"""
        period_start | numerator | denominator | value    | lower | upper | symbol
        2026-01-01   |           | 1           | {months} |       |       |
    """)


def test_the_median_age_is_of_all_received_in_the_period_whose_birth_month_is_known(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on | decision | decided_on | birth_month
        1           | 2026-01-05  | declined | 2026-02-02 | 2024-01-01
        2           | 2026-01-31  |          |            | 2023-12-01
        3           | 2026-01-31  |          |            |
        4           | 2026-03-01  | accepted | 2026-03-02 | 2025-03-01
        5           | 2026-04-01  |          |            | 2020-03-01
    """)
    spec.figures("median_age_at_referral_months").are("""
        period_start | denominator | value | symbol
        2026-01-01   | 2           | 24.5  |
        2026-02-01   |             |       | z
        2026-03-01   | 1           | 12    |
    """)
