"""The probability that a referral has started within 12, 18 and 26 weeks of receipt."""

from __future__ import annotations

import pytest

from tests.spec.conftest import Spec

MEASURES = ("started_within_12_weeks", "started_within_18_weeks", "started_within_26_weeks")
FOUR = """
    referral_id | received_on | started_on | closed_on
    1           | 2025-06-01  | 2025-06-11 |
    2           | 2025-06-01  |            | 2025-06-21
    3           | 2025-06-01  | 2025-07-01 | 2025-12-01
    4           | 2026-02-19  |            |
"""
TWELVE = """
    referral_id | received_on | started_on | closed_on
    1           | 2024-06-03  | 2024-06-06 |
    2           | 2024-06-03  | 2024-10-10 |
    3           | 2024-06-03  | 2024-10-18 |
    4           | 2024-06-03  |            | 2024-08-06
    5           | 2024-06-03  | 2024-07-16 |
    6           | 2025-09-03  |            |
    7           | 2024-06-03  |            | 2024-08-02
    8           | 2024-06-03  | 2025-05-10 |
    9           | 2026-03-15  |            |
    10          | 2024-06-03  | 2024-06-06 |
    11          | 2026-01-15  |            |
    12          | 2024-06-03  | 2024-08-01 |
"""


@pytest.mark.parametrize("measure", MEASURES)
def test_the_first_known_answer_in_which_the_last_value_stands_at_every_horizon(spec: Spec, measure: str) -> None:
    spec.referrals(FOUR)
    spec.figures(measure, period_kind="as_at").are("""
        period_start | category | numerator | denominator | value | lower           | upper         | symbol
        2026-03-31   |          |           | 4           | 0.5   | 0.0578470829951 | 0.84486128119 |
    """)


@pytest.mark.parametrize(
    ("measure", "value", "lower", "upper"),
    [
        ("started_within_12_weeks", "19/54", "0.107023732954", "0.613704964110068"),
        ("started_within_18_weeks", "19/54", "0.107023732954", "0.613704964110068"),
        ("started_within_26_weeks", "7/12", "0.236847187427", "0.817339738715628"),
    ],
)
def test_the_second_known_answer_with_ties_of_starts(
    spec: Spec, measure: str, value: str, lower: str, upper: str
) -> None:
    spec.referrals(TWELVE)
    spec.figures(measure, period_kind="as_at").are(f"""
        denominator | value   | lower   | upper
        12          | {value} | {lower} | {float(upper):.12g}
    """)


@pytest.mark.parametrize(
    ("measure", "last_day", "day_after"),
    [
        ("started_within_12_weeks", "2025-03-26", "2025-03-27"),
        ("started_within_18_weeks", "2025-05-07", "2025-05-08"),
        ("started_within_26_weeks", "2025-07-02", "2025-07-03"),
    ],
)
def test_a_start_on_the_last_day_is_within_and_one_on_the_day_after_is_not(
    spec: Spec, measure: str, last_day: str, day_after: str
) -> None:
    spec.referrals(f"""
        referral_id | received_on | started_on
        1           | 2025-01-01  | {last_day}
        2           | 2025-01-01  | {day_after}
    """)
    spec.figures(measure, period_kind="as_at").are("""
        denominator | value | lower            | upper
        2           | 0.5   | 0.00598308763915 | 0.910410084837
    """)


def test_where_nobody_has_started_the_probability_is_nought_without_bounds(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on | started_on | closed_on
        1           | 2025-01-01  |            | 2025-01-31
        2           | 2025-01-01  |            |
        3           | 2025-01-01  | 2025-12-01 |
    """)
    for measure in MEASURES:
        spec.figures(measure, period_kind="as_at").are("""
            numerator | denominator | value | lower | upper | symbol
                      | 3           | 0     |       |       |
        """)


@pytest.mark.parametrize("count", [1, 3, 7, 11, 13])
def test_where_all_have_started_the_probability_is_one_without_bounds(spec: Spec, count: int) -> None:
    rows = "\n".join(f"{number} | 2025-01-01 | 2025-02-{number:02}" for number in range(1, count + 1))
    spec.referrals(f"referral_id | received_on | started_on\n{rows}")
    spec.figures("started_within_12_weeks", period_kind="as_at").are(f"""
        numerator | denominator | value | lower | upper | symbol
                  | {count}     | 1     |       |       |
    """)


def test_who_still_waits_is_counted_as_at_risk_up_to_as_at_and_then_lost_from_sight(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on | started_on
        1           | 2026-01-01  | 2026-01-11
        2           | 2026-01-01  | 2026-01-31
        3           | 2026-03-11  |
    """)
    spec.figures("started_within_12_weeks", period_kind="as_at").are("""
        denominator | value | lower | upper
        3           | 1     |       |
    """)


def test_who_is_lost_from_sight_on_the_day_of_an_event_was_at_risk_on_it(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on | started_on
        1           | 2026-01-01  | 2026-01-11
        2           | 2026-03-21  |
    """)
    spec.figures("started_within_12_weeks", period_kind="as_at").are("""
        denominator | value | lower            | upper
        2           | 0.5   | 0.00598308763915 | 0.910410084837
    """)


def test_who_is_lost_from_sight_the_day_before_an_event_was_not(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on | started_on
        1           | 2026-01-01  | 2026-01-11
        2           | 2026-03-22  |
    """)
    spec.figures("started_within_12_weeks", period_kind="as_at").are("""
        denominator | value
        2           | 1
    """)


def test_an_end_without_a_start_takes_a_place_for_good(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on | decision  | decided_on | started_on
        1           | 2025-01-01  | declined  | 2025-01-11 |
        2           | 2025-01-01  | withdrawn | 2025-01-11 |
        3           | 2025-01-01  | accepted  | 2025-01-11 | 2025-01-31
        4           | 2025-01-01  | accepted  | 2025-01-11 | 2025-02-10
    """)
    spec.figures("started_within_12_weeks", period_kind="as_at").are("""
        denominator | value
        4           | 0.5
    """)


def test_a_start_and_an_end_on_one_day_are_both_events_of_that_day(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on | started_on | closed_on
        1           | 2025-01-01  | 2025-01-11 |
        2           | 2025-01-01  |            | 2025-01-11
    """)
    spec.figures("started_within_12_weeks", period_kind="as_at").are("""
        denominator | value | lower            | upper
        2           | 0.5   | 0.00598308763915 | 0.910410084837
    """)


def test_an_event_on_the_day_of_receipt_counts(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on | started_on | closed_on
        1           | 2025-01-01  | 2025-01-01 |
        2           | 2025-01-01  |            | 2025-01-01
    """)
    spec.figures("started_within_12_weeks", period_kind="as_at").are("""
        denominator | value | lower            | upper
        2           | 0.5   | 0.00598308763915 | 0.910410084837
    """)


def test_a_start_later_than_the_end_is_an_end_without_a_start(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on | decision | decided_on | started_on
        1           | 2025-01-01  | declined | 2025-01-11 | 2025-01-21
        2           | 2025-01-01  |          |            | 2025-01-21
    """)
    spec.figures("started_within_12_weeks", period_kind="as_at").are("""
        value
        0.5
    """)


def test_a_start_after_as_at_has_not_happened(spec: Spec) -> None:
    spec.as_at("2025-01-20")
    spec.referrals("""
        referral_id | received_on | started_on
        1           | 2025-01-01  | 2025-01-21
        2           | 2025-01-01  | 2025-01-11
        3           | 2025-01-21  | 2025-01-21
    """)
    spec.figures("started_within_12_weeks", period_kind="as_at").are("""
        period_start | denominator | value
        2025-01-20   | 2           | 0.5
    """)


@pytest.mark.parametrize(
    ("as_at", "too_early", "first_day"),
    [
        ("2026-03-31", "2024-03-31", "2024-04-01"),
        ("2026-03-15", "2024-03-15", "2024-03-16"),
        ("2026-02-28", "2024-02-28", "2024-02-29"),
        ("2024-02-29", "2022-02-28", "2022-03-01"),
    ],
)
def test_the_cohort_begins_on_the_day_after_the_day_24_months_before_as_at(
    spec: Spec, as_at: str, too_early: str, first_day: str
) -> None:
    spec.as_at(as_at)
    spec.referrals(f"""
        referral_id | received_on | started_on
        1           | {too_early} |
        2           | {first_day} | {first_day}
    """)
    spec.figures("started_within_12_weeks", period_kind="as_at").are("""
        denominator | value
        1           | 1
    """)


def test_a_cohort_of_nobody_is_z(spec: Spec) -> None:
    spec.referrals("""
        received_on | started_on | sex
        2024-03-31  | 2024-04-30 | F
    """)
    for measure in MEASURES:
        for area in ("cornwall", "all"):
            spec.figures(measure, period_kind="as_at", service_area=area).are("""
                period_start | numerator | denominator | value | lower | upper | symbol
                2026-03-31   |           |             |       |       |       | z
            """)
        spec.figures(measure, period_kind="as_at", breakdown="sex").are_none()


@pytest.mark.parametrize("kind", ["month", "quarter", "financial_year", "academic_year", "rolling_12_months"])
def test_they_are_given_at_as_at_only(spec: Spec, kind: str) -> None:
    spec.referrals(FOUR)
    for measure in MEASURES:
        spec.figures(measure, period_kind=kind).are_none()


def test_each_category_is_a_cohort_of_its_own_and_all_is_one_cohort(spec: Spec) -> None:
    spec.referrals("""
        service_area | referral_id | received_on | started_on | closed_on  | priority
        cornwall     | 1           | 2025-01-01  | 2025-01-11 |            | high
        cornwall     | 2           | 2025-01-01  | 2025-01-21 |            | high
        cornwall     | 3           | 2025-01-01  |            | 2025-01-31 |
        durham       | 1           | 2025-01-01  |            | 2025-01-31 | high
    """)
    spec.figures("started_within_12_weeks", period_kind="as_at", breakdown="priority").are("""
        category | denominator | value
        high     | 2           | 1
        unknown  | 1           | 0
    """)
    for area, denominator, value in (("cornwall", "3", "2/3"), ("durham", "1", "0"), ("all", "4", "0.5")):
        spec.figures("started_within_12_weeks", period_kind="as_at", service_area=area).are(f"""
            denominator   | value
            {denominator} | {value}
        """)
    spec.figures("started_within_12_weeks", period_kind="as_at", service_area="all", breakdown="priority").are("""
        category | denominator | value
        high     | 3           | 2/3
        unknown  | 1           | 0
    """)
