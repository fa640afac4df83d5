"""Children who wait although they will soon be too old for the service, or are already."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.spec.conftest import Spec

TOO_OLD_AT_THREE = """
    rule     | years
    birthday | 3
"""
ONE_DAY = timedelta(days=1)
TWELVE_WEEKS = timedelta(days=84)


def _has_count(spec: Spec, as_at: date, count: int) -> None:
    spec.as_at(str(as_at))
    spec.figures("ageing_out_while_waiting", period_kind="as_at").are(f"""
        period_start | category | numerator | denominator | value   | lower | upper | symbol
        {as_at}      |          | {count}   |             | {count} |       |       |
    """)


@pytest.mark.parametrize(
    ("rule", "birth_month", "leaves_on"),
    [
        ("birthday | 3", "2023-08-01", "2026-08-01"),
        ("birthday | 3", "2023-09-01", "2026-09-01"),
        ("birthday | 5", "2021-03-01", "2026-03-01"),
        ("start_of_term_after_birthday | 3", "2023-08-01", "2026-09-01"),
        ("start_of_term_after_birthday | 3", "2023-09-01", "2027-01-01"),
        ("start_of_term_after_birthday | 3", "2022-12-01", "2026-01-01"),
        ("start_of_term_after_birthday | 3", "2023-01-01", "2026-04-01"),
        ("start_of_term_after_birthday | 3", "2023-03-01", "2026-04-01"),
        ("start_of_term_after_birthday | 3", "2023-04-01", "2026-09-01"),
        ("end_of_term_after_birthday | 3", "2023-08-01", "2026-12-31"),
        ("end_of_term_after_birthday | 3", "2023-09-01", "2027-03-31"),
        ("end_of_term_after_birthday | 3", "2022-12-01", "2026-03-31"),
        ("end_of_term_after_birthday | 3", "2023-01-01", "2026-08-31"),
        ("end_of_term_after_birthday | 3", "2023-03-01", "2026-08-31"),
        ("end_of_term_after_birthday | 3", "2023-04-01", "2026-12-31"),
        ("two_terms_before_school |", "2021-12-01", "2026-01-01"),
        ("two_terms_before_school |", "2022-01-01", "2026-01-01"),
        ("two_terms_before_school |", "2022-08-01", "2026-01-01"),
        ("two_terms_before_school |", "2022-09-01", "2027-01-01"),
        ("two_terms_before_school |", "2022-10-01", "2027-01-01"),
    ],
)
def test_a_waiting_child_counts_from_84_days_before_the_leaving_date_of_each_rule(
    spec: Spec, rule: str, birth_month: str, leaves_on: str
) -> None:
    spec.leaving_rules(f"rule | years\n{rule}")
    spec.referrals(f"""
        received_on | birth_month
        2025-01-06  | {birth_month}
    """)
    first_day = date.fromisoformat(leaves_on) - TWELVE_WEEKS
    _has_count(spec, first_day, 1)
    _has_count(spec, first_day - ONE_DAY, 0)


def test_leaving_dates_long_past_count(spec: Spec) -> None:
    spec.leaving_rules(TOO_OLD_AT_THREE)
    spec.referrals("""
        received_on | birth_month
        2026-03-02  | 2019-01-01
    """)
    _has_count(spec, date(2026, 3, 31), 1)


def test_a_blank_birth_month_does_not_count(spec: Spec) -> None:
    spec.leaving_rules(TOO_OLD_AT_THREE)
    spec.referrals("""
        received_on | birth_month
        2026-03-02  |
    """)
    _has_count(spec, date(2026, 3, 31), 0)


def test_only_those_who_still_wait_count(spec: Spec) -> None:
    spec.leaving_rules(TOO_OLD_AT_THREE)
    spec.referrals("""
        referral_id | received_on | birth_month | started_on | closed_on
        1           | 2026-03-02  | 2023-01-01  | 2026-03-31 |
        2           | 2026-03-02  | 2023-01-01  |            | 2026-03-31
        3           | 2026-03-02  | 2023-01-01  | 2026-04-01 |
        4           | 2026-04-01  | 2023-01-01  |            |
    """)
    _has_count(spec, date(2026, 3, 31), 1)


def test_the_rule_in_force_at_as_at_decides_and_not_that_of_receipt(spec: Spec) -> None:
    spec.leaving_rules("""
        from       | rule     | years
        2000-01-01 | birthday | 5
        2026-04-01 | birthday | 3
    """)
    spec.referrals("""
        received_on | birth_month
        2026-03-02  | 2023-05-01
    """)
    _has_count(spec, date(2026, 3, 31), 0)
    _has_count(spec, date(2026, 4, 1), 1)


def test_it_is_given_at_as_at_only_and_by_stage(spec: Spec) -> None:
    spec.leaving_rules(TOO_OLD_AT_THREE)
    spec.referrals("""
        referral_id | received_on | birth_month | first_contact_on | sex
        1           | 2026-01-02  | 2023-01-01  |                  | F
        2           | 2026-01-02  | 2023-01-01  | 2026-03-31       |
        3           | 2026-01-02  | 2025-01-01  |                  |
    """)
    for kind in ("month", "quarter", "financial_year", "academic_year", "rolling_12_months"):
        spec.figures("ageing_out_while_waiting", period_kind=kind).are_none()
    spec.figures("ageing_out_while_waiting", period_kind="as_at", breakdown="stage").are("""
        category        | value
        first_contact   | 1
        initial_meeting | 1
    """)
    spec.figures("ageing_out_while_waiting", period_kind="as_at", breakdown="sex").are("""
        category | value
        F        | 1
        unknown  | 1
    """)
    spec.figures("ageing_out_while_waiting", period_kind="as_at", breakdown="band").are_none()


def test_an_area_without_a_leaving_rule_is_z_and_all_covers_those_that_have_one(spec: Spec) -> None:
    spec.leaving_rules(TOO_OLD_AT_THREE)
    spec.referrals("""
        service_area | referral_id | received_on | birth_month
        cornwall     | 1           | 2026-03-02  | 2023-01-01
        durham       | 1           | 2026-01-02  | 2020-01-01
    """)
    for area, value, symbol in (("cornwall", "1", ""), ("durham", "", "z"), ("all", "1", "")):
        spec.figures("ageing_out_while_waiting", service_area=area, period_kind="as_at").are(f"""
            period_start | numerator | denominator | value   | symbol
            2026-03-31   | {value}   |             | {value} | {symbol}
        """)
    spec.figures("ageing_out_while_waiting", service_area="durham", period_kind="as_at", breakdown="sex").are_none()


def test_all_is_z_where_no_area_has_a_leaving_rule(spec: Spec) -> None:
    spec.referrals("""
        service_area | referral_id | received_on | birth_month
        cornwall     | 1           | 2026-03-02  | 2023-01-01
        durham       | 1           | 2026-01-02  | 2020-01-01
    """)
    spec.figures("ageing_out_while_waiting", service_area="all", period_kind="as_at").are("""
        period_start | value | symbol
        2026-03-31   |       | z
    """)


def test_a_rule_not_yet_in_force_at_as_at_is_none(spec: Spec) -> None:
    spec.leaving_rules("""
        from       | rule     | years
        2026-04-01 | birthday | 3
    """)
    spec.referrals("""
        received_on | birth_month
        2026-03-02  | 2023-01-01
    """)
    spec.figures("ageing_out_while_waiting", period_kind="as_at").are("""
        period_start | value | symbol
        2026-03-31   |       | z
    """)
    _has_count(spec, date(2026, 4, 1), 1)
