"""The plan of visits: which weeks are term weeks, and in which of them a referral is active."""

from __future__ import annotations

import pytest

from tests.spec.conftest import Spec

WEEKLY = """
    service_area | from       | every_weeks
    common       | 2020-01-01 | 1
"""
STARTED = """
    received_on | started_on
    2025-08-01  | 2025-09-01
"""


def plan(spec: Spec, drawn: str, **where: str) -> None:
    spec.figures("visit_plan_kept", period_kind="term", **where).are(drawn)


def plan_is_empty(spec: Spec) -> None:
    spec.figures("visit_plan_kept", period_kind="term").are_none()


@pytest.mark.parametrize(
    ("spans", "is_term_week"),
    [
        ("2026-01-07 | 2026-01-09", True),
        ("2026-01-08 | 2026-01-09", False),
        ("2026-01-08 | 2026-01-11", False),
        ("2026-01-04 | 2026-01-06", False),
        ("2026-01-03 | 2026-01-07", True),
        ("2026-01-05 | 2026-01-06\n2026-01-09 | 2026-01-09", True),
        ("2026-01-05 | 2026-01-06\n2026-01-06 | 2026-01-06", False),
    ],
    ids=["Wed-Fri", "Thu-Fri", "Thu-Sun", "Sun-Tue", "Sat-Wed", "two spans", "the same day twice"],
)
def test_a_term_week_has_at_least_three_school_days(spec: Spec, spans: str, is_term_week: bool) -> None:
    spec.visit_rules(WEEKLY)
    spec.referrals(STARTED)
    spec.term_dates(f"starts_on | ends_on\n{spans}")
    if is_term_week:
        plan(
            spec,
            """
            yardstick | period_start | category | numerator | denominator | value | symbol
                      | 2026-01-01   |          | 0         | 1           | 0     |
            """,
        )
    else:
        plan_is_empty(spec)


def test_a_bank_holiday_and_a_closed_day_are_school_days(spec: Spec) -> None:
    spec.visit_rules(WEEKLY)
    spec.referrals(STARTED)
    spec.term_dates("""
        starts_on  | ends_on
        2026-05-04 | 2026-05-06
    """)
    spec.closed("cornwall", "2026-05-05")
    spec.as_at("2026-05-31")
    plan(
        spec,
        """
        period_start | denominator
        2026-04-01   | 1
        """,
    )


def test_the_weekend_between_two_weeks_makes_neither_longer(spec: Spec) -> None:
    spec.visit_rules(WEEKLY)
    spec.referrals(STARTED)
    spec.term_dates("""
        starts_on  | ends_on
        2026-01-08 | 2026-01-13
    """)
    plan_is_empty(spec)


@pytest.mark.parametrize(("started_on", "is_active"), [("2026-01-05", True), ("2026-01-06", False)])
def test_active_is_who_started_on_or_before_the_monday(spec: Spec, started_on: str, is_active: bool) -> None:
    spec.visit_rules(WEEKLY)
    spec.term_dates("""
        starts_on  | ends_on
        2026-01-05 | 2026-01-09
    """)
    spec.referrals(f"""
        received_on | started_on
        2025-12-01  | {started_on}
    """)
    if is_active:
        plan(spec, "denominator\n1")
    else:
        plan_is_empty(spec)


@pytest.mark.parametrize(
    ("decision", "decided_on", "closed_on", "is_active"),
    [
        ("accepted", "2025-12-02", "2026-01-09", False),
        ("accepted", "2025-12-02", "2026-01-10", True),
        ("declined", "2026-01-09", "", False),
        ("withdrawn", "2026-01-09", "2026-03-02", False),
        ("withdrawn", "2026-01-10", "2026-03-02", True),
        ("accepted", "2026-01-09", "", True),
    ],
)
def test_active_is_who_had_not_ended_by_the_friday(
    spec: Spec, decision: str, decided_on: str, closed_on: str, is_active: bool
) -> None:
    spec.visit_rules(WEEKLY)
    spec.term_dates("""
        starts_on  | ends_on
        2026-01-05 | 2026-01-09
    """)
    spec.referrals(f"""
        received_on | started_on | decision   | decided_on   | closed_on
        2025-12-01  | 2025-12-15 | {decision} | {decided_on} | {closed_on}
    """)
    if is_active:
        plan(spec, "denominator\n1")
    else:
        plan_is_empty(spec)


def test_who_has_not_started_is_not_active(spec: Spec) -> None:
    spec.visit_rules(WEEKLY)
    spec.referrals("""
        referral_id | received_on | started_on | decision | decided_on
        never       | 2025-12-01  |            |          |
        too late    | 2025-12-01  | 2025-12-15 | declined | 2025-12-10
    """)
    spec.term_dates("""
        starts_on  | ends_on
        2026-01-05 | 2026-01-09
    """)
    plan_is_empty(spec)


@pytest.mark.parametrize(("as_at", "is_counted"), [("2026-01-08", False), ("2026-01-09", True)])
def test_a_week_counts_once_its_friday_has_come(spec: Spec, as_at: str, is_counted: bool) -> None:
    spec.visit_rules(WEEKLY)
    spec.referrals(STARTED)
    spec.term_dates("""
        starts_on  | ends_on
        2026-01-05 | 2026-01-07
    """)
    spec.as_at(as_at)
    if is_counted:
        plan(spec, "denominator\n1")
    else:
        plan_is_empty(spec)


def test_an_end_after_as_at_has_not_happened(spec: Spec) -> None:
    spec.visit_rules(WEEKLY)
    spec.referrals("""
        received_on | started_on | closed_on
        2025-12-01  | 2025-12-15 | 2026-01-12
    """)
    spec.term_dates("""
        starts_on  | ends_on
        2026-01-05 | 2026-03-27
    """)
    spec.as_at("2026-01-09")
    plan(spec, "denominator\n1")


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "term"),
    [
        ("2025-08-25", "2025-08-29", "2025-04-01"),
        ("2025-09-01", "2025-09-05", "2025-09-01"),
        ("2025-12-29", "2026-01-02", "2025-09-01"),
        ("2026-03-30", "2026-04-03", "2026-01-01"),
        ("2026-04-06", "2026-04-10", "2026-04-01"),
        ("2026-08-31", "2026-09-04", "2026-04-01"),
    ],
)
def test_a_week_belongs_to_the_statutory_term_of_its_monday(
    spec: Spec, starts_on: str, ends_on: str, term: str
) -> None:
    spec.visit_rules(WEEKLY)
    spec.referrals("""
        received_on | started_on
        2025-08-01  | 2025-08-01
    """)
    spec.term_dates(f"""
        starts_on   | ends_on
        {starts_on} | {ends_on}
    """)
    spec.visits(f"""
        planned_on | status
        {ends_on}  | attended
    """)
    spec.as_at("2026-12-31")
    plan(
        spec,
        f"""
        period_start | numerator | denominator
        {term}       | 1         | 1
        """,
    )


def test_half_term_has_no_term_week(spec: Spec) -> None:
    spec.visit_rules(WEEKLY)
    spec.referrals(STARTED)
    spec.term_dates("""
        starts_on  | ends_on
        2026-01-05 | 2026-02-13
        2026-02-23 | 2026-03-27
    """)
    plan(spec, "denominator\n11")


def test_an_area_without_term_dates_has_the_illustrative_ones_while_others_have_theirs(spec: Spec) -> None:
    spec.visit_rules(WEEKLY)
    spec.referrals("""
        service_area | referral_id | received_on | started_on | closed_on
        cornwall     | august      | 2025-08-01  | 2025-08-04 | 2025-08-09
        cornwall     | november    | 2025-08-01  | 2025-11-10 | 2025-11-15
        durham       | august      | 2025-08-01  | 2025-08-04 | 2025-08-09
        durham       | november    | 2025-08-01  | 2025-11-10 | 2025-11-15
    """)
    spec.term_dates("""
        starts_on  | ends_on
        2025-08-04 | 2025-08-08
    """)
    plan(spec, "period_start | denominator\n2025-04-01 | 1")
    plan(spec, "period_start | denominator\n2025-09-01 | 1", service_area="durham")
    plan(spec, "period_start | denominator\n2025-04-01 | 1\n2025-09-01 | 1", service_area="all")


@pytest.mark.parametrize("is_delivered", [True, False])
def test_without_any_term_dates_the_illustrative_ones_serve_every_year(spec: Spec, is_delivered: bool) -> None:
    spec.visit_rules(WEEKLY)
    spec.referrals("""
        referral_id | received_on | started_on | closed_on
        2024        | 2024-08-01  | 2024-11-11 | 2024-11-16
        2025        | 2024-08-01  | 2025-11-10 | 2025-11-15
    """)
    if not is_delivered:
        spec.not_delivered("term_dates")
    plan(
        spec,
        """
        period_start | denominator | symbol
        2024-09-01   | 1           |
        2025-01-01   |             | z
        2025-04-01   |             | z
        2025-09-01   | 1           |
        """,
    )
