"""A measure rests on an extract if, and only if, its figures are others without it."""

from __future__ import annotations

from datetime import date
from functools import cache

import polars as pl
import pytest

from expectations import EXTRACTS
from pipelines.quality.needs import extracts_behind, measure_needs
from tests.twins import drawn, pipeline
from tests.twins.figures import Figure
from tests.twins.submission import Rules, Submission

STANDARDS = """
    service_area | standard        | within | unit         | within_visits | not_before
    cornwall     | first_contact   | 20     | working_days | 1             |
    cornwall     | initial_meeting | 30     | working_days | 1             |
    cornwall     | first_targets   | 2      | months       | 1             |
    cornwall     | review          | 2      | months       | 2             | 1
    common       | first_contact   | 20     | working_days | 1             |
    common       | initial_meeting | 30     | working_days | 1             |
    common       | first_targets   | 2      | months       | 1             |
    common       | review          | 2      | months       | 2             | 1
"""
EXTRACTS_DRAWN = {
    "referrals": """
    referral_id | received_on | first_contact_on | initial_meeting_on | started_on | closed_on  | visit_interval_weeks
    visited     | 2025-09-01  | 2025-09-15       | 2025-10-06         | 2025-10-06 |            | 1
    waiting     | 2026-03-02  |                  |                    |            |            |
    paused      | 2025-09-01  | 2025-10-10       | 2025-11-03         | 2025-11-03 |            | 2
    new         | 2026-04-09  |                  |                    |            |            |
    reviewed    | 2026-03-02  | 2026-03-02       | 2026-03-10         |            |            |
    met         | 2026-03-02  | 2026-03-02       | 2026-03-10         |            |            |
    """,
    "visits": """
    referral_id | planned_on | status   | minutes | is_joint | practised | kind
    visited     | 2025-09-08 | attended | 60      | true     | true      | home
    visited     | 2025-10-13 | attended | 60      | false    | true      | home
    visited     | 2025-10-20 | attended | 60      | false    | false     | home
    visited     | 2025-11-03 | attended | 60      | false    | false     | home
    visited     | 2025-11-04 | attended | 60      | false    | false     | home
    new         | 2026-04-10 | attended | 60      | false    | false     | home
    """,
    "targets": """
    referral_id | set_on     | review_due_on | reviewed_on | outcome
    visited     | 2025-10-27 | 2026-01-26    | 2026-01-26  | achieved
    paused      | 2026-01-12 | 2026-03-12    |             |
    reviewed    | 2026-03-12 | 2026-06-12    |             |
    """,
    "reviews": """
    referral_id | held_on
    visited     | 2025-11-10
    visited     | 2026-01-12
    """,
    "assessments": """
    referral_id | assessed_on | area_of_development | rating | age_equivalent_months
    visited     | 2025-10-06  | cognition           | 3      | 12
    visited     | 2026-04-20  | cognition           | 7      | 20
    """,
    "pauses": """
    referral_id | standard        | from_on    | to_on
    paused      | first_contact   | 2025-09-02 | 2025-09-30
    paused      | initial_meeting | 2025-09-02 | 2025-10-17
    paused      | first_targets   | 2025-11-04 | 2025-12-30
    paused      | review          | 2026-01-20 | 2026-03-20
    waiting     | first_contact   | 2026-03-03 | 2026-04-10
    """,
    "workshops": """
    first_day_on | attended_day_1 | attended_day_2 | attended_follow_up
    2025-06-02   | true           | true           | true
    """,
    "term_dates": """
    starts_on  | ends_on
    2025-09-01 | 2025-10-17
    """,
}
AS_AT = date(2026, 4, 30)
RULES = Rules(
    ("cornwall",),
    drawn.standards(STANDARDS),
    frozenset(),
    visits=drawn.visit_rules("service_area | every_weeks | typical_minutes\ncornwall | 1 | 60"),
    leaving=drawn.leaving_rules("service_area | rule | years\ncornwall | birthday | 4"),
)
NEEDS = measure_needs(pipeline.DEFINITIONS)


@cache
def _figures(*without: str) -> dict[str, list[Figure]]:
    """The figures by measure, as if some extracts had not been delivered."""
    rows = {name: drawn.extract_rows(name, text) for name, text in EXTRACTS_DRAWN.items() if name not in without}
    delivered = frozenset(("cornwall", extract.name) for extract in EXTRACTS if extract.name not in without)
    found: dict[str, list[Figure]] = {}
    for figure in pipeline.figures(RULES, Submission(AS_AT, rows, delivered)):
        found.setdefault(figure.measure, []).append(figure)
    return found


@pytest.mark.parametrize(
    "extracts", [("visits",), ("targets",), ("reviews",), ("assessments", "pauses", "workshops", "term_dates")]
)
def test_the_figures_that_change_without_an_extract_are_those_that_rest_on_it(extracts: tuple[str, ...]) -> None:
    whole, without = _figures(), _figures(*extracts)
    changed = {measure for measure, figures in whole.items() if without.get(measure) != figures}
    assert changed == set(NEEDS.filter(pl.col("extract").is_in(extracts))["measure"])


def test_extracts_taken_out_together_bear_on_different_figures() -> None:
    together = NEEDS.filter(pl.col("extract").is_in(["assessments", "pauses", "workshops", "term_dates"]))
    assert together["measure"].is_unique().all()


def test_without_an_extract_that_is_required_there_is_no_figure() -> None:
    without = _figures("targets")
    lost = {measure for measure, figures in without.items() if {figure.symbol for figure in figures} == {"x"}}
    assert lost == set(NEEDS.filter(extract="targets", is_required=True)["measure"])


def test_everything_but_workshops_rests_on_referrals() -> None:
    without = {definition.measure for definition in pipeline.DEFINITIONS} - set(
        NEEDS.filter(extract="referrals")["measure"]
    )
    assert without == {"workshops_completed"}


def test_a_relation_reads_what_those_it_is_derived_from_read() -> None:
    assert extracts_behind("visit_plan") == {"referrals", "visits", "term_dates"}
