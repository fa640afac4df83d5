"""A column is as complete as the accepted rows that have it filled; what was not delivered is no gap in them."""

from __future__ import annotations

from datetime import date

import polars as pl

from pipelines.disclosure import EXACT, PRESETS
from pipelines.quality.completeness import COMPLETENESS, completeness, controlled_completeness
from pipelines.quality.profile import profile
from pipelines.quality.scope import delivery_scope
from pipelines.warehouse import Warehouse
from tests.pipelines.quality.conftest import LandedAs, StoreRows

AS_AT = date(2026, 3, 31)
AREAS = ("cornwall", "durham")
VISITS = """
    service_area | planned_on | status   | minutes
    cornwall     | 2026-01-05 | attended | 60
    cornwall     | 2026-02-05 | attended |
    cornwall     | 2026-04-05 | planned  |
    durham       | 2026-01-05 | attended | 45
"""
MANY = "\n".join(
    ["service_area | planned_on | status | minutes | kind"]
    + [f"cornwall | 2026-01-05 | attended | {60 if n < 27 else ''} | {'home' if n < 20 else ''}" for n in range(30)]
)


def _found(warehouse: Warehouse, landed: LandedAs, *extracts: str, without: tuple[str, ...] = ()) -> pl.DataFrame:
    for area in AREAS:
        for extract in extracts:
            warehouse.execute(f"INSERT INTO delivery VALUES ('{area}', '{extract}')")
    scope = delivery_scope(warehouse, landed(*extracts, without=without), AREAS)
    return completeness(profile(warehouse, AS_AT).cells, scope)


def _of(found: pl.DataFrame, extract: str, column: str) -> list[tuple[object, ...]]:
    rows = found.filter(extract=extract, column_name=column)
    return rows.drop("extract", "column_name").rows()


def test_all_accepted_rows_count_those_after_the_day_of_the_figures_too(
    warehouse: Warehouse, store_rows: StoreRows, landed_as: LandedAs
) -> None:
    store_rows("visits", VISITS)
    found = _found(warehouse, landed_as, "visits")
    assert found.schema == COMPLETENESS
    assert _of(found, "visits", "minutes") == [
        ("all", 4, 2, 0.5, ""),
        ("cornwall", 3, 1, 1 / 3, ""),
        ("durham", 1, 1, 1.0, ""),
    ]


def test_an_extract_that_was_not_delivered_is_missing_and_not_empty(
    warehouse: Warehouse, store_rows: StoreRows, landed_as: LandedAs
) -> None:
    store_rows("visits", VISITS)
    found = _found(warehouse, landed_as, "visits")
    assert {row[1:] for row in _of(found, "targets", "outcome")} == {(None, None, None, "x")}


def test_an_extract_without_a_row_has_nothing_to_be_complete(
    warehouse: Warehouse, store_rows: StoreRows, landed_as: LandedAs
) -> None:
    store_rows("visits", VISITS)
    found = _found(warehouse, landed_as, "visits", "targets")
    assert {row[1:] for row in _of(found, "targets", "outcome")} == {(None, None, None, "z")}


def test_a_column_that_no_file_has_was_not_delivered(
    warehouse: Warehouse, store_rows: StoreRows, landed_as: LandedAs
) -> None:
    store_rows("visits", VISITS)
    found = _found(warehouse, landed_as, "visits", without=("kind",))
    assert {row[1:] for row in _of(found, "visits", "kind")} == {(None, None, None, "x")}


def test_rows_of_a_submission_that_lacks_the_column_do_not_count(
    warehouse: Warehouse, store_rows: StoreRows, landed_as: LandedAs
) -> None:
    store_rows("visits", VISITS)
    store_rows("visits", "service_area | planned_on | status\ndurham | 2026-03-05 | attended", submission=1)
    found = _found(warehouse, landed_as, "visits")
    assert _of(found, "visits", "minutes")[2] == ("durham", 1, 1, 1.0, "")


def test_what_is_published_holds_no_small_count(
    warehouse: Warehouse, store_rows: StoreRows, landed_as: LandedAs
) -> None:
    store_rows("visits", MANY)
    exact = _found(warehouse, landed_as, "visits", "targets")
    shown = controlled_completeness(exact, PRESETS["round5"])
    assert _of(exact, "visits", "minutes")[1] == ("cornwall", 30, 27, 0.9, "")
    assert _of(shown, "visits", "minutes")[1] == ("cornwall", None, None, None, "c")
    assert _of(shown, "visits", "kind")[1] == ("cornwall", 30, 20, 20 / 30, "")
    assert shown.filter(symbol="x").equals(exact.filter(symbol="x"))
    assert controlled_completeness(exact, EXACT).equals(exact)
