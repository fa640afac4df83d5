"""Every delivered row was accepted, set aside or superseded, and is counted where it belongs."""

from __future__ import annotations

import polars as pl
import pytest

from expectations import EXTRACTS
from pipelines.disclosure import EXACT, PRESETS
from pipelines.quality.profile import profile
from pipelines.quality.received import DELIVERY_COUNT, FAULT_COUNT, controlled_rows, delivery_counts, fault_counts
from pipelines.quality.scope import delivery_scope
from pipelines.validate import CheckResult, Status
from pipelines.warehouse import Warehouse
from tests.pipelines.quality.conftest import LandedAs, StoreRows
from tests.pipelines.quality.test_freshness import AS_AT

HEADINGS = "service_area | planned_on | status"
ACCEPTED = "\n".join([HEADINGS, *["cornwall | 2026-01-05 | attended"] * 7, "durham | 2026-01-05 | attended"])
SET_ASIDE = "\n".join([HEADINGS, "cornwall | | attended", "cornwall | 2026-01-05 |", " | 2026-01-05 | attended"])
CODE = "visits.status.blank"


@pytest.fixture
def delivered(warehouse: Warehouse, store_rows: StoreRows) -> Warehouse:
    """Eight visits accepted, three set aside, one of no area, and one superseded."""
    store_rows("visits", ACCEPTED)
    for schema in ("set_aside", "landing"):
        store_rows("visits", SET_ASIDE, schema)
    store_rows("visits", f"{HEADINGS}\ncornwall | 2026-01-05 | attended", "superseded")
    warehouse.execute(f"INSERT INTO row_fault VALUES ('visits', 1, '{CODE}', 'set_aside')")
    warehouse.execute("INSERT INTO row_fault VALUES ('visits', 0, 'visits.planned_on.blank', 'set_aside')")
    warehouse.execute("INSERT INTO row_fault VALUES ('visits', 2, 'visits.service_area.blank', 'set_aside')")
    warehouse.execute("INSERT INTO delivery VALUES ('cornwall', 'visits'), ('durham', 'visits')")
    return warehouse


def _counts(delivered: Warehouse, landed_as: LandedAs) -> pl.DataFrame:
    return delivery_counts(delivered, profile(delivered, AS_AT).rows, landed_as("visits"))


def _faults(delivered: Warehouse, landed_as: LandedAs) -> pl.DataFrame:
    checks = [check for extract in EXTRACTS for check in extract.checks]
    results = [CheckResult(check, Status.FAILED if check.code == CODE else Status.PASSED, 0) for check in checks]
    return fault_counts(delivered, results, delivery_scope(delivered, landed_as("visits"), ("cornwall", "durham")))


def test_rows_are_counted_by_whose_they_are(delivered: Warehouse, landed_as: LandedAs) -> None:
    found = _counts(delivered, landed_as)
    visits = found.filter(extract="visits")
    counts = {(area, counted): rows for _, area, _, counted, rows, _ in visits.iter_rows()}
    assert found.schema == DELIVERY_COUNT
    assert [counts["cornwall", what] for what in ("read", "accepted", "set_aside", "superseded")] == [10, 7, 2, 1]
    assert [counts["durham", what] for what in ("read", "accepted", "set_aside", "superseded")] == [1, 1, 0, 0]
    assert [counts["unknown", what] for what in ("read", "accepted", "set_aside", "superseded")] == [1, 0, 1, 0]


def test_an_extract_that_a_submission_lacks_is_missing_and_not_empty(delivered: Warehouse, landed_as: LandedAs) -> None:
    lacking = _counts(delivered, landed_as).filter(pl.col("extract") != "visits")
    assert set(lacking.select("rows", "symbol").iter_rows()) == {(None, "x")}


def test_faults_are_counted_by_area_and_code(delivered: Warehouse, landed_as: LandedAs) -> None:
    found = _faults(delivered, landed_as)
    assert found.schema == FAULT_COUNT
    assert found.filter(code=CODE).select("service_area", "rows", "symbol").rows() == [
        ("all", 1, ""),
        ("cornwall", 1, ""),
        ("durham", 0, ""),
        ("unknown", 0, ""),
    ]
    assert found.filter(code="targets.set_on.blank").select("service_area", "rows", "symbol").rows() == [
        ("all", None, "x"),
        ("cornwall", None, "x"),
        ("durham", None, "x"),
        ("unknown", 0, ""),
    ]


def test_what_is_published_holds_no_small_count(delivered: Warehouse, landed_as: LandedAs) -> None:
    for exact in (_counts(delivered, landed_as), _faults(delivered, landed_as)):
        shown = controlled_rows(exact, PRESETS["round5"])
        assert exact.filter(pl.col("rows").is_between(1, 4)).height
        assert not shown.filter(pl.col("rows").is_between(1, 4)).height
        assert shown.filter(symbol="c").height == exact.filter(pl.col("rows").is_between(1, 4)).height
        assert shown.filter(symbol="x").height == exact.filter(symbol="x").height
        assert controlled_rows(exact, EXACT).equals(exact)
