"""What became of the targets that were due: four shares that add up to one."""

from __future__ import annotations

import pytest

from tests.spec.conftest import Spec

STATES = ("achieved", "partly_achieved", "not_achieved", "not_reviewed")
ONE = """
    received_on
    2025-11-03
"""


def shares(spec: Spec, state: str, drawn: str = "period_start | numerator | denominator\n2026-03-01 | 1 | 1") -> None:
    """One of the four shares is as drawn; of the others each has the same denominator and a numerator of nought."""
    spec.figures(f"targets_{state}").are(drawn)
    for other in STATES:
        if other != state:
            spec.figures(f"targets_{other}").are("numerator | denominator\n0 | 1")


@pytest.mark.parametrize(("state", "number"), [*zip(STATES, (3, 1, 2, 2), strict=True)])
def test_the_four_shares_are_of_all_targets_due_and_not_withdrawn(spec: Spec, state: str, number: int) -> None:
    spec.referrals(ONE)
    spec.targets("""
        set_on     | review_due_on | reviewed_on | outcome
        2025-12-01 | 2026-03-02    | 2026-03-02  | achieved
        2025-12-01 | 2026-03-03    | 2026-02-10  | achieved
        2025-12-01 | 2026-03-04    | 2026-03-31  | achieved
        2025-12-01 | 2026-03-05    | 2026-03-05  | partly_achieved
        2025-12-01 | 2026-03-06    | 2026-03-06  | not_achieved
        2025-12-01 | 2026-03-09    | 2026-03-09  | not_achieved
        2025-12-01 | 2026-03-10    |             |
        2025-12-01 | 2026-03-11    |             |
        2025-12-01 | 2026-03-12    | 2026-03-12  | withdrawn
    """)
    spec.figures(f"targets_{state}").are(f"""
        yardstick | period_start | category | numerator | denominator | value      | symbol
                  | 2026-03-01   |          | {number}  | 8           | {number}/8 |
    """)


def test_a_target_due_on_as_at_counts_and_one_due_the_day_after_does_not(spec: Spec) -> None:
    spec.referrals(ONE)
    spec.targets("""
        set_on     | review_due_on | reviewed_on | outcome
        2025-12-01 | 2026-03-31    | 2026-03-31  | achieved
        2025-12-01 | 2026-04-01    | 2026-03-31  | achieved
    """)
    shares(spec, "achieved")


def test_a_target_set_after_as_at_does_not_exist_though_its_due_day_has_passed(spec: Spec) -> None:
    spec.referrals(ONE)
    spec.targets("""
        set_on     | review_due_on
        2026-03-31 | 2026-03-30
        2026-04-01 | 2026-03-30
    """)
    shares(spec, "not_reviewed")


def test_a_target_counts_in_the_period_in_which_it_was_due_however_early_or_late_its_review(spec: Spec) -> None:
    spec.referrals(ONE)
    spec.targets("""
        set_on     | review_due_on | reviewed_on | outcome
        2025-12-01 | 2026-03-02    | 2025-12-15  | achieved
        2025-12-01 | 2026-01-30    | 2026-03-20  | achieved
    """)
    spec.figures("targets_achieved").are("""
        period_start | numerator | denominator | symbol
        2026-01-01   | 1         | 1           |
        2026-02-01   |           |             | z
        2026-03-01   | 1         | 1           |
    """)


def test_achieved_before_it_was_due_counts_once_it_is(spec: Spec) -> None:
    spec.referrals(ONE)
    spec.targets("""
        set_on     | review_due_on | reviewed_on | outcome
        2025-12-01 | 2026-03-16    | 2026-02-02  | achieved
    """)
    spec.as_at("2026-03-15")
    spec.figures("targets_achieved").are_none()
    spec.as_at("2026-03-16")
    shares(spec, "achieved")


@pytest.mark.parametrize("outcome", ["achieved", "partly_achieved", "not_achieved"])
@pytest.mark.parametrize(("reviewed_on", "is_reviewed"), [("2026-03-31", True), ("2026-04-01", False), ("", False)])
def test_reviewed_is_what_has_an_outcome_and_was_reviewed_by_as_at(
    spec: Spec, outcome: str, reviewed_on: str, is_reviewed: bool
) -> None:
    spec.referrals(ONE)
    spec.targets(f"""
        set_on     | review_due_on | reviewed_on   | outcome
        2025-12-01 | 2026-03-02    | {reviewed_on} | {outcome}
    """)
    shares(spec, outcome if is_reviewed else "not_reviewed")


def test_a_review_without_an_outcome_is_none(spec: Spec) -> None:
    spec.referrals(ONE)
    spec.targets("""
        set_on     | review_due_on | reviewed_on | outcome
        2025-12-01 | 2026-03-02    | 2026-03-02  |
    """)
    shares(spec, "not_reviewed")


@pytest.mark.parametrize("reviewed_on", ["", "2026-03-02", "2026-03-31"])
def test_a_target_withdrawn_by_as_at_or_on_an_unknown_day_does_not_count(spec: Spec, reviewed_on: str) -> None:
    spec.referrals(ONE)
    spec.targets(f"""
        set_on     | review_due_on | reviewed_on   | outcome
        2025-12-01 | 2026-03-02    | {reviewed_on} | withdrawn
    """)
    for state in STATES:
        spec.figures(f"targets_{state}").are_none()


def test_a_target_withdrawn_after_as_at_is_not_withdrawn_yet_and_not_reviewed(spec: Spec) -> None:
    spec.referrals(ONE)
    spec.targets("""
        set_on     | review_due_on | reviewed_on | outcome
        2025-12-01 | 2026-03-02    | 2026-04-01  | withdrawn
    """)
    shares(spec, "not_reviewed")


def test_an_earlier_as_at_shows_what_was_known_then(spec: Spec) -> None:
    spec.referrals("""
        referral_id | received_on
        1           | 2025-11-03
        2           | 2026-02-16
    """)
    spec.targets("""
        referral_id | set_on     | review_due_on | reviewed_on | outcome
        1           | 2025-12-01 | 2026-02-02    | 2026-02-16  | achieved
        2           | 2026-02-16 | 2026-02-02    | 2026-02-16  | achieved
    """)
    spec.as_at("2026-02-15")
    spec.figures("targets_achieved").are("period_start | numerator | denominator\n2026-02-01 | 0 | 1")
    spec.figures("targets_not_reviewed").are("period_start | numerator | denominator\n2026-02-01 | 1 | 1")
    spec.as_at("2026-02-16")
    spec.figures("targets_achieved").are("period_start | numerator | denominator\n2026-02-01 | 2 | 2")


@pytest.mark.parametrize("state", STATES)
def test_the_shares_are_broken_down_by_area_of_development(spec: Spec, state: str) -> None:
    spec.referrals(ONE)
    reviewed = " | " if state == "not_reviewed" else f"2026-03-10 | {state}"
    spec.targets(f"""
        set_on     | review_due_on | area_of_development | reviewed_on | outcome
        2025-12-01 | 2026-03-02    | communication       | {reviewed}
        2025-12-01 | 2026-03-02    | communication       | {reviewed}
        2025-12-01 | 2026-03-02    | self_help           | {reviewed}
        2025-12-01 | 2026-03-02    |                     | {reviewed}
        2025-12-01 | 2026-03-02    | physical            | 2026-03-10  | withdrawn
    """)
    spec.figures(f"targets_{state}", breakdown="area_of_development").are("""
        category      | numerator | denominator
        communication | 2         | 2
        self_help     | 1         | 1
        unknown       | 1         | 1
    """)


def test_the_shares_are_broken_down_by_the_referrals_cells_and_by_nothing_else(spec: Spec) -> None:
    spec.referrals("""
        received_on | priority | imd_decile
        2025-11-03  | low      | 9
    """)
    spec.targets("""
        set_on     | review_due_on
        2025-12-01 | 2026-03-02
    """)
    for breakdown, category in (("priority", "low"), ("imd_quintile", "5"), ("sex", "unknown")):
        spec.figures("targets_not_reviewed", breakdown=breakdown).are(f"""
            category   | numerator | denominator
            {category} | 1         | 1
        """)
    for breakdown in ("kind", "destination", "closure_reason", "stage", "attendee"):
        spec.figures("targets_not_reviewed", breakdown=breakdown).are_none()


@pytest.mark.parametrize("measure", [*(f"targets_{state}" for state in STATES), "median_days_to_achieve"])
def test_without_targets_they_are_not_available(spec: Spec, measure: str) -> None:
    spec.referrals("""
        received_on
        2026-01-20
    """)
    spec.not_delivered("targets")
    for area in ("cornwall", "all"):
        spec.figures(measure, service_area=area).are("""
            period_start | numerator | denominator | value | lower | upper | symbol
            2026-01-01   |           |             |       |       |       | x
            2026-02-01   |           |             |       |       |       | x
            2026-03-01   |           |             |       |       |       | x
        """)
    spec.figures(measure, breakdown="area_of_development").are_none()


def test_all_covers_the_areas_that_sent_targets(spec: Spec) -> None:
    spec.referrals("""
        service_area | referral_id | received_on
        cornwall     | 1           | 2026-01-20
        durham       | 1           | 2026-01-20
        elsewhere    | 1           | 2026-03-20
    """)
    spec.not_delivered("targets", area="elsewhere")
    spec.targets("""
        service_area | set_on     | review_due_on | reviewed_on | outcome
        cornwall     | 2026-02-02 | 2026-03-02    | 2026-03-02  | achieved
        durham       | 2026-02-02 | 2026-03-02    |             |
    """)
    for area, drawn in (("cornwall", "1 | 1 |"), ("durham", "0 | 1 |"), ("elsewhere", "| | x"), ("all", "1 | 2 |")):
        spec.figures("targets_achieved", service_area=area).are(f"numerator | denominator | symbol\n{drawn}")


def test_targets_delivered_but_none_due_have_no_rows(spec: Spec) -> None:
    spec.referrals(ONE)
    spec.figures("targets_achieved").are_none()
