"""What became of the visits: each is a share of those that were to have happened by ``as_at``."""

from __future__ import annotations

import pytest

from tests.spec.conftest import Spec

STATUSES = ("attended", "not_brought", "cancelled_by_family", "cancelled_by_service")
ONE = """
    referral_id | received_on
    1           | 2025-12-01
"""
TWO = """
    referral_id | received_on
    1           | 2025-12-01
    2           | 2025-12-01
"""


@pytest.mark.parametrize(("status", "number"), list(zip(STATUSES, (3, 1, 2, 1), strict=True)))
def test_each_status_is_a_share_of_all_visits_that_were_to_have_happened(spec: Spec, status: str, number: int) -> None:
    spec.referrals(ONE)
    spec.visits("""
        planned_on | status
        2026-03-02 | attended
        2026-03-03 | attended
        2026-03-04 | attended
        2026-03-05 | not_brought
        2026-03-06 | cancelled_by_family
        2026-03-09 | cancelled_by_family
        2026-03-10 | cancelled_by_service
        2026-03-11 | planned
    """)
    spec.figures(f"visits_{status}").are(f"""
        yardstick | period_start | category | numerator | denominator | value      | symbol
                  | 2026-03-01   |          | {number}  | 7           | {number}/7 |
    """)


@pytest.mark.parametrize("status", STATUSES)
def test_a_status_that_no_visit_has_is_a_share_of_nought(spec: Spec, status: str) -> None:
    other = next(each for each in STATUSES if each != status)
    spec.referrals(ONE)
    spec.visits(f"""
        planned_on | status
        2026-03-02 | {other}
    """)
    spec.figures(f"visits_{status}").are("""
        numerator | denominator | value
        0         | 1           | 0
    """)


def test_a_visit_planned_on_as_at_counts_and_one_on_the_day_after_does_not(spec: Spec) -> None:
    spec.referrals(ONE)
    spec.visits("""
        planned_on | status
        2026-03-31 | attended
        2026-04-01 | attended
        2026-04-01 | not_brought
    """)
    spec.figures("visits_attended").are("""
        period_start | numerator | denominator
        2026-03-01   | 1         | 1
    """)


def test_a_visit_still_called_planned_does_not_count_even_when_its_day_has_passed(spec: Spec) -> None:
    spec.referrals(ONE)
    spec.visits("""
        planned_on | status
        2026-01-05 | planned
        2026-02-02 | not_brought
        2026-03-02 | planned
    """)
    spec.figures("visits_not_brought").are("""
        period_start | numerator | denominator
        2026-02-01   | 1         | 1
    """)


def test_an_earlier_as_at_shows_the_visits_that_had_happened_by_then(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on
        1           | 2026-01-05
        2           | 2026-02-17
    """)
    spec.visits("""
        referral_id | planned_on | status
        1           | 2026-02-02 | attended
        1           | 2026-02-16 | not_brought
        1           | 2026-02-17 | attended
        2           | 2026-02-02 | attended
    """)
    spec.as_at("2026-02-16")
    spec.figures("visits_attended").are("""
        period_start | numerator | denominator
        2026-02-01   | 1         | 2
    """)
    spec.figures("visits_attended", period_kind="rolling_12_months").are("""
        period_start | numerator | denominator
        2025-03-01   | 1         | 2
    """)


def test_a_visit_before_the_receipt_or_after_the_end_of_its_referral_counts(spec: Spec) -> None:
    spec.referrals("""
        received_on | closed_on
        2026-03-03  | 2026-03-09
    """)
    spec.visits("""
        planned_on | status
        2026-03-02 | attended
        2026-03-10 | not_brought
    """)
    spec.figures("visits_attended").are("""
        numerator | denominator
        1         | 2
    """)


def test_a_month_without_visits_between_two_that_have_some_has_nothing_to_count(spec: Spec) -> None:
    spec.referrals(ONE)
    spec.visits("""
        planned_on | status
        2026-01-31 | attended
        2026-03-01 | attended
    """)
    spec.figures("visits_attended").are("""
        period_start | numerator | denominator | value | symbol
        2026-01-01   | 1         | 1           | 1     |
        2026-02-01   |           |             |       | z
        2026-03-01   | 1         | 1           | 1     |
    """)
    spec.figures("visits_attended", period_kind="quarter").are("""
        period_start | numerator | denominator
        2026-01-01   | 2         | 2
    """)


def test_without_any_visit_there_are_no_rows(spec: Spec) -> None:
    spec.referrals(ONE)
    spec.figures("visits_attended").are_none()
    spec.figures("visits_attended", service_area="all").are_none()


def test_all_has_the_visits_of_every_area(spec: Spec) -> None:
    spec.referrals("""
        service_area | referral_id | received_on
        cornwall     | 1           | 2025-12-01
        durham       | 1           | 2025-12-01
    """)
    spec.visits("""
        service_area | planned_on | status
        cornwall     | 2026-03-02 | attended
        durham       | 2026-03-02 | attended
        durham       | 2026-03-03 | not_brought
    """)
    for area, numerator, denominator in (("cornwall", 1, 1), ("durham", 1, 2), ("all", 2, 3)):
        spec.figures("visits_attended", service_area=area).are(f"""
            numerator   | denominator
            {numerator} | {denominator}
        """)


@pytest.mark.parametrize("status", STATUSES)
def test_the_shares_are_broken_down_by_the_visits_kind(spec: Spec, status: str) -> None:
    spec.referrals(ONE)
    spec.visits(f"""
        planned_on | status      | kind
        2026-03-02 | {status}    | home
        2026-03-03 | {status}    | home
        2026-03-04 | {status}    | group
        2026-03-05 | {status}    |
        2026-03-06 | planned     | virtual
    """)
    spec.figures(f"visits_{status}", breakdown="kind").are("""
        category | numerator | denominator
        group    | 1         | 1
        home     | 2         | 2
        unknown  | 1         | 1
    """)


@pytest.mark.parametrize(
    ("breakdown", "value"),
    [
        ("source", "health"),
        ("sex", "F"),
        ("ethnicity", "asian"),
        ("primary_need", "ASD"),
        ("priority", "high"),
        ("offer", "both"),
    ],
)
def test_the_shares_are_broken_down_by_the_referrals_cells(spec: Spec, breakdown: str, value: str) -> None:
    spec.referrals(f"""
        referral_id | received_on | {breakdown} | imd_decile
        1           | 2025-12-01  | {value}     | 4
        2           | 2025-12-01  |             |
    """)
    spec.visits("""
        referral_id | planned_on | status
        1           | 2026-03-02 | attended
        1           | 2026-03-03 | attended
        2           | 2026-03-04 | not_brought
    """)
    for name, category in ((breakdown, value), ("imd_quintile", "2")):
        spec.figures("visits_attended", breakdown=name).are(f"""
            category   | numerator | denominator
            {category} | 2         | 2
            unknown    | 0         | 1
        """)


@pytest.mark.parametrize(("measure", "column"), [("visits_joint", "is_joint"), ("practice_recorded", "practised")])
def test_true_over_known_of_the_attended_visits(spec: Spec, measure: str, column: str) -> None:
    spec.referrals(ONE)
    spec.visits(f"""
        planned_on | status              | kind  | {column}
        2026-03-02 | attended            | home  | true
        2026-03-03 | attended            | group | false
        2026-03-04 | attended            |       | true
        2026-03-05 | attended            | home  |
        2026-03-06 | not_brought         | home  | true
        2026-03-09 | cancelled_by_family | home  | false
        2026-03-10 | planned             | home  | true
        2026-04-01 | attended            | home  | true
    """)
    spec.figures(measure).are("""
        numerator | denominator | value
        2         | 3           | 2/3
    """)
    spec.figures(measure, breakdown="kind").are("""
        category | numerator | denominator
        group    | 0         | 1
        home     | 1         | 1
        unknown  | 1         | 1
    """)


@pytest.mark.parametrize("measure", ["visits_joint", "practice_recorded"])
def test_where_it_is_never_known_there_is_nothing_to_count(spec: Spec, measure: str) -> None:
    spec.referrals(ONE)
    spec.visits("""
        planned_on | status
        2026-03-02 | attended
    """)
    spec.figures(measure).are_none()


@pytest.mark.parametrize("measure", ["visits_attended", "visits_joint", "practice_recorded"])
@pytest.mark.parametrize("breakdown", ["area_of_development", "attendee", "stage", "standard", "destination"])
def test_the_shares_have_no_breakdown_of_other_measures(spec: Spec, measure: str, breakdown: str) -> None:
    spec.referrals(TWO)
    spec.visits("""
        planned_on | status   | is_joint | practised
        2026-03-02 | attended | true     | true
    """)
    spec.figures(measure, breakdown=breakdown).are_none()


def test_a_visit_is_its_referrals_within_the_area(spec: Spec) -> None:
    spec.referrals("""
        service_area | referral_id | received_on | sex
        cornwall     | 1           | 2025-12-01  | F
        durham       | 1           | 2026-04-01  | M
    """)
    spec.visits("""
        service_area | referral_id | planned_on | status
        cornwall     | 1           | 2026-03-02 | attended
        durham       | 1           | 2026-03-03 | not_brought
    """)
    spec.figures("visits_attended", breakdown="sex", service_area="all").are("""
        category | numerator | denominator
        F        | 1         | 1
    """)
