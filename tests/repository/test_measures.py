"""Every definition names columns that its relation has, and that are fit for what they are named for."""

from __future__ import annotations

from datetime import date
from functools import partial

import polars as pl
import pytest

from pipelines.measures.definition import Definition, Kind, load_definitions
from pipelines.provenance import category_table
from pipelines.warehouse import Warehouse
from tests.twins import pipeline
from tests.twins.submission import Rules, Submission

DEFINITIONS = load_definitions()
each_definition = partial(pytest.mark.parametrize, "definition", DEFINITIONS, ids=lambda d: d.measure)


@pytest.fixture(scope="module")
def warehouse() -> Warehouse:
    """The derived relations, of nothing at all: their columns are there all the same."""
    nothing = Submission(date(2026, 3, 31), {}, frozenset())
    return pipeline.derived(Rules(("somewhere",), (), frozenset()), nothing)


def _columns(warehouse: Warehouse, relation: str) -> dict[str, pl.DataType]:
    return dict(warehouse.frame(f"SELECT * FROM {relation}").schema)


@each_definition()
def test_conditions_are_boolean_columns(definition: Definition, warehouse: Warehouse) -> None:
    found = _columns(warehouse, definition.relation)
    wrong = [c for c in (*definition.denominator, *definition.numerator) if found.get(c) != pl.Boolean]
    assert not wrong, f"{definition.measure}: add these as boolean columns to {definition.relation}.sql: {wrong}"


@each_definition()
def test_the_scope_has_what_applies(definition: Definition, warehouse: Warehouse) -> None:
    found = _columns(warehouse, "clock_scope")
    wrong = [column for column in definition.applies if found.get(column) != pl.Boolean]
    assert not wrong, f"{definition.measure}: add these as boolean columns to clock_scope.sql: {wrong}"


@each_definition()
def test_the_period_is_a_date(definition: Definition, warehouse: Warehouse) -> None:
    if definition.period is not None:
        assert _columns(warehouse, definition.relation).get(definition.period) == pl.Date


@each_definition()
def test_the_value_is_a_number(definition: Definition, warehouse: Warehouse) -> None:
    if definition.kind is Kind.MEDIAN:
        assert _columns(warehouse, definition.relation)[definition.value or ""].is_numeric()


@each_definition()
def test_breakdowns_are_columns_whose_codes_have_titles(definition: Definition, warehouse: Warehouse) -> None:
    found = _columns(warehouse, definition.relation)
    titled = set(category_table()["breakdown"])
    assert not [name for name in definition.breakdowns if found.get(name) != pl.String or name not in titled]


@each_definition()
def test_all_standards_are_known(definition: Definition, warehouse: Warehouse) -> None:
    known = set(warehouse.frame("SELECT standard FROM standard_name")["standard"])
    assert set(definition.standards) <= known and set(definition.yardsticks) <= {"own", "common"}


def test_no_two_measures_share_a_place() -> None:
    places = [definition.position for definition in DEFINITIONS]
    assert len(set(places)) == len(places)


def test_measure_value_holds_these_measures_and_no_others() -> None:
    standards = ("first_contact", "initial_meeting", "first_targets", "reviews")
    shares = {f"{standard}_on_time{how}" for standard in standards for how in ("", "_ignoring_pauses")}
    medians = {"median_working_days_to_contact", "median_working_days_to_meeting"}
    now = {"clocks_overdue", "clocks_due_soon"}
    assert {d.measure for d in DEFINITIONS} == shares | medians | now | {"reviews_held_early"}
