"""Every definition names columns that its relation has, and that are fit for what they are named for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import partial

import polars as pl
import pytest

from expectations import EXTRACTS
from pipelines.measures.definition import MIDDLES, SHARES, Definition, Kind, load_definitions
from pipelines.reading import category_table
from pipelines.relation_sources import sources_of
from pipelines.rules.service_area import ServiceArea, ServiceAreas
from pipelines.rules.tables import rule_tables
from pipelines.warehouse import Warehouse
from tests.twins import pipeline
from tests.twins.submission import Rules, Submission

DEFINITIONS = load_definitions()
each_definition = partial(pytest.mark.parametrize, "definition", DEFINITIONS, ids=lambda d: d.measure)

MEASURES = """
first_contact_on_time initial_meeting_on_time first_targets_on_time reviews_on_time
first_contact_on_time_ignoring_pauses initial_meeting_on_time_ignoring_pauses
first_targets_on_time_ignoring_pauses reviews_on_time_ignoring_pauses
reviews_held_early median_working_days_to_contact median_working_days_to_meeting clocks_overdue clocks_due_soon

children_waiting median_wait_days longest_wait_days p92_wait_days waiting_over_12_weeks waiting_over_18_weeks
referrals_received waits_started waits_ended median_wait_of_started_days children_supported
started_within_12_weeks started_within_18_weeks started_within_26_weeks ageing_out_while_waiting

visits_attended visits_not_brought visits_cancelled_by_family visits_cancelled_by_service
visits_joint practice_recorded median_visit_minutes visits_typical_length visit_plan_kept

targets_achieved targets_partly_achieved targets_not_achieved targets_not_reviewed median_days_to_achieve

outcome_growth outcome_age_expected kept_pace median_gain_per_month
closures destination_known ehcp_requested closed_for_non_attendance transition_shared

referrals_accepted accepted_within_criteria accepted_criteria_unknown consent_to_share
median_age_at_referral_months workshops_completed
"""
"""Every measure, as the contract lists them under its headings."""

TITLE_LENGTH = 48
"""So many characters still fit into a row of a table on a page."""

BARE_AREA = re.compile(r"(?<!service )\bareas?\b(?! of development)")

REQUIRED = {extract.name for extract in EXTRACTS if extract.is_required}
OPTIONAL = {extract.name for extract in EXTRACTS} - REQUIRED


@pytest.fixture(scope="module")
def warehouse() -> Warehouse:
    """The derived relations, of nothing at all: their columns are there all the same."""
    nothing = Submission(date(2026, 3, 31), {}, frozenset())
    return pipeline.derived(Rules(("somewhere",), (), frozenset()), nothing)


def _columns(warehouse: Warehouse, relation: str) -> dict[str, pl.DataType]:
    return dict(warehouse.frame(f"SELECT * FROM {relation} LIMIT 0").schema)


def _unfit(found: dict[str, pl.DataType], columns: Iterable[str], fit: pl.DataType) -> list[str]:
    return [column for column in columns if found.get(column) != fit]


@each_definition()
def test_conditions_are_boolean_columns(definition: Definition, warehouse: Warehouse) -> None:
    conditions = (*definition.denominator, *definition.numerator, *definition.competing)
    wrong = _unfit(_columns(warehouse, definition.relation), conditions, pl.Boolean())
    assert not wrong, f"{definition.measure}: add these as boolean columns to {definition.relation}.sql: {wrong}"


@each_definition()
def test_the_scope_has_what_applies(definition: Definition, warehouse: Warehouse) -> None:
    scope = "clock_scope" if definition.yardsticks else "area_scope"
    wrong = _unfit(_columns(warehouse, scope), definition.applies, pl.Boolean())
    assert not wrong, f"{definition.measure}: add these as boolean columns to {scope}.sql: {wrong}"


@each_definition()
def test_the_period_is_a_date(definition: Definition, warehouse: Warehouse) -> None:
    wanted = [definition.period] if definition.period else []
    wrong = _unfit(_columns(warehouse, definition.relation), wanted, pl.Date())
    assert not wrong, f"{definition.measure}: add these as dates to {definition.relation}.sql: {wrong}"


@each_definition()
def test_the_value_is_a_number(definition: Definition, warehouse: Warehouse) -> None:
    if definition.value is not None:
        assert _columns(warehouse, definition.relation)[definition.value].is_numeric()


@each_definition()
def test_what_is_summed_are_whole_numbers(definition: Definition, warehouse: Warehouse) -> None:
    sums = [column for column in (definition.denominator_sum, definition.numerator_sum) if column]
    found = _columns(warehouse, definition.relation)
    assert not [column for column in sums if not found[column].is_integer()], "the Wilson interval is one of counts"


@each_definition()
def test_days_of_a_probability_are_whole(definition: Definition, warehouse: Warehouse) -> None:
    if definition.kind is Kind.PROBABILITY:
        assert _columns(warehouse, definition.relation)[definition.value or ""].is_integer()


@each_definition()
def test_it_tells_service_areas_and_yardsticks_apart(definition: Definition, warehouse: Warehouse) -> None:
    found = _columns(warehouse, definition.relation)
    assert found["service_area"] == pl.String
    assert bool(definition.yardsticks) == ("yardstick" in found), "with yardsticks, each row has one; else none has"


@each_definition()
def test_breakdowns_are_columns_whose_codes_have_titles(definition: Definition, warehouse: Warehouse) -> None:
    titled = set(category_table()["breakdown"])
    wrong = _unfit(_columns(warehouse, definition.relation), definition.breakdowns, pl.String())
    assert not wrong and set(definition.breakdowns) <= titled


@each_definition()
def test_all_standards_are_known(definition: Definition, warehouse: Warehouse) -> None:
    known = set(warehouse.frame("SELECT standard FROM standard_name")["standard"])
    assert set(definition.standards) <= known and set(definition.yardsticks) <= {"own", "common"}


@each_definition()
def test_it_needs_only_what_may_be_missing(definition: Definition) -> None:
    assert set(definition.needs) <= OPTIONAL, f"{definition.measure}: no build is without {sorted(REQUIRED)}"


@each_definition()
def test_its_rules_are_tables_that_its_relation_rests_on(definition: Definition) -> None:
    known = set(rule_tables(ServiceAreas((), ServiceArea(code="common", name="Common"), ())))
    read = frozenset().union(*(sources_of(name) for name in pipeline.resting_on(definition.relation)))
    assert set(definition.rules) <= known & read, f"{definition.measure}: {definition.relation}.sql reads no such rule"


@each_definition()
def test_what_applies_where_there_is_a_rule_names_the_rule(definition: Definition) -> None:
    of_rules = {"has_typical_minutes": "visit_rule", "has_eligibility_rule": "eligibility"}
    of_rules |= {"has_leaving_rule": "leaving_rule"}
    assert {of_rules[name] for name in definition.applies if name in of_rules} <= set(definition.rules)


@each_definition()
def test_a_snapshot_is_of_lists_at_the_close_of_days(definition: Definition) -> None:
    assert definition.is_snapshot == (definition.period == "snapshot_on")


def test_no_two_measures_share_a_place() -> None:
    places = [definition.position for definition in DEFINITIONS]
    assert len(set(places)) == len(places)


def test_no_two_measures_share_a_title() -> None:
    titles = [definition.title.casefold() for definition in DEFINITIONS]
    assert len(set(titles)) == len(titles)


@each_definition()
def test_the_words_are_written(definition: Definition) -> None:
    texts = (definition.title, definition.question, definition.why, definition.caution, definition.source)
    counted = (definition.numerator_words, definition.denominator_words, definition.period_words)
    assert not [text for text in (*texts, *counted, definition.unit) if "TODO" in text]


@each_definition()
def test_sentences_end_as_sentences_do(definition: Definition) -> None:
    part = [definition.numerator_words] if definition.numerator_words else []
    said = [definition.why, definition.caution, *part, definition.denominator_words, definition.period_words]
    assert definition.question.endswith("?") and not [text for text in said if not text.endswith(".")]
    assert not [text for text in (definition.title, definition.source) if text.endswith((".", "?"))]


@each_definition()
def test_titles_fit_into_a_table(definition: Definition) -> None:
    assert len(definition.title) <= TITLE_LENGTH and not definition.title[0].islower()


@each_definition()
def test_a_part_and_the_whole_are_told_of_what_has_both(definition: Definition) -> None:
    assert bool(definition.numerator_words) == (definition.kind in (*SHARES, Kind.PROBABILITY))


@each_definition()
def test_an_area_is_a_service_area_or_one_of_development(definition: Definition) -> None:
    said = (definition.title, definition.question, definition.why, definition.caution, definition.numerator_words)
    wrong = [text for text in (*said, definition.denominator_words) if BARE_AREA.search(text)]
    assert not wrong, f"{definition.measure}: say which kind of area: {wrong}"


@each_definition()
def test_shares_say_whose_interval_they_have(definition: Definition) -> None:
    assert ("Wilson (1927)" in definition.source) == (definition.kind in SHARES)


@each_definition()
def test_units_are_those_of_the_kind(definition: Definition) -> None:
    assert (definition.unit == "share") == (definition.kind not in (*MIDDLES, Kind.COUNT))


def test_measure_value_holds_these_measures_and_no_others() -> None:
    assert sorted(definition.measure for definition in DEFINITIONS) == sorted(MEASURES.split())
