"""What stands behind the figures of a pack is that of its own areas, in its report as in its tables."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pytest

from dashboard.choice import Period, Selection
from dashboard.context import Context
from dashboard.pack import tidy
from dashboard.pack.background import Listing, background
from dashboard.pack.scope import Scope
from dashboard.warehouse import Reader, Snapshot

_SINCE = date(2024, 7, 1)
_REPEATED = "visits.visit_id.repeated"
_FAULTS = (("durham", _REPEATED, 20), ("unknown", "visits.service_area.blank", 15), ("all", _REPEATED, 20))


@pytest.fixture(scope="module")
def faulty(shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The shipped build as if 20 visits of Durham came twice, 15 were nobody's, and Lancashire gave no workshops.

    Few rows came of workshops, and their file's hash is kept back.
    """
    folder = tmp_path_factory.mktemp("faulty") / "warehouse"
    shutil.copytree(shipped, folder)
    (file,) = folder.rglob("published.duckdb")
    with duckdb.connect(str(file)) as connection:
        connection.execute("DELETE FROM fault_count WHERE service_area = 'unknown'")
        connection.execute("INSERT INTO fault_count SELECT 'unknown', extract, code, 0, '' FROM check_result")
        for area, code, rows in _FAULTS:
            given = {"area": area, "code": code, "rows": rows}
            connection.execute("UPDATE fault_count SET rows = $rows WHERE service_area = $area AND code = $code", given)
        connection.execute(
            "UPDATE fault_count SET rows = NULL, symbol = 'x'"
            " WHERE service_area = 'lancashire' AND extract = 'workshops'"
        )
        connection.execute(
            "UPDATE submission_file SET rows = NULL, symbol = 'c', sha256 = NULL WHERE extract = 'workshops'"
        )
        connection.execute(
            "UPDATE check_result SET status = 'failed', rows = 20 WHERE code = 'visits.visit_id.repeated'"
        )
        connection.execute(
            "INSERT INTO delivery_count BY NAME SELECT DISTINCT * REPLACE ('unknown' AS service_area, 15 AS rows)"
            " FROM delivery_count WHERE service_area = 'durham'"
        )
    return Reader().current(folder, published_only=True)


def _listings(warehouse: Snapshot, *areas: str) -> dict[str, Listing]:
    context = Context(warehouse, Selection(areas, "own", Period("as_at", warehouse.build["as_at"]), ()))
    return {one.heading: one for part in background(context, _SINCE) for one in part.listings}


def _csv(warehouse: Snapshot, name: str, *areas: str, first: date | None = None) -> pl.DataFrame:
    (table,) = (table for table in tidy.tables() if table.name == name)
    return tidy.rows(warehouse, table, Scope(areas, first))


def test_a_file_of_few_rows_has_no_hash_and_says_why(faulty: Snapshot) -> None:
    files = _listings(faulty, "durham")["Delivered files"].table
    kept_back = files.filter(pl.col("SHA-256").str.starts_with("kept back"))
    assert kept_back["Extract"].to_list() == ["Workshops"] and kept_back["Rows"].to_list() == ["suppressed"]
    assert files.filter(pl.col("SHA-256").str.contains("^[0-9a-f]{64}$")).height == files.height - 1
    assert _csv(faulty, "submission_file", "durham").filter(extract="workshops")["sha256"].to_list() == [None]


def test_the_checks_of_a_pack_are_of_its_areas_and_of_rows_that_name_none(faulty: Snapshot) -> None:
    found = {areas: _listings(faulty, *areas)["Checks"].table for areas in (("cornwall",), ("durham",), ("all",))}
    rows = {areas: table.filter(pl.col("Outcome") == "Found something")["Rows"] for areas, table in found.items()}
    assert rows["cornwall",].to_list() == ["15 (no service area given)"]
    assert sorted(rows["durham",]) == ["15 (no service area given)", "20 (Durham)"]
    assert rows["all",].to_list() == ["20"]


def test_checks_that_could_not_be_asked_of_an_area_are_said_so(faulty: Snapshot) -> None:
    table = _listings(faulty, "lancashire")["Checks"].table
    unasked = table.filter(pl.col("Outcome") == "Not run: not delivered")
    assert set(unasked["Extract"]) == {"Workshops"} and set(unasked["Rows"]) == {"not delivered"}


def test_the_table_of_checks_tells_nothing_of_other_areas(faulty: Snapshot) -> None:
    assert not {"status", "rows", "symbol"} & set(_csv(faulty, "check_result", "cornwall").columns)
    assert set(_csv(faulty, "fault_count", "cornwall").filter(pl.col("rows") > 0)["service_area"]) == {"unknown"}


@pytest.mark.parametrize("areas, is_there", [(("cornwall",), False), (("all", "cornwall"), True)])
def test_counts_of_all_areas_go_with_packs_of_all_alone(
    faulty: Snapshot, areas: tuple[str, ...], is_there: bool
) -> None:
    assert ("csv/extract_count.csv" in tidy.files(faulty, Scope(areas))) == is_there


def test_rows_that_name_no_area_are_in_the_report_and_in_the_table_with_the_reason(faulty: Snapshot) -> None:
    received = _listings(faulty, "cornwall")["Rows read, accepted and set aside"]
    assert received.note == "Rows that name no service area may be of any: they are told whichever areas a pack is of."
    assert set(received.table["Service area"]) == {"Cornwall", "no service area given"}
    assert set(_csv(faulty, "delivery_count", "cornwall")["service_area"]) == {"cornwall", "unknown"}
    assert _listings(faulty, "cornwall")["Set aside, and why"].table["Rows"].to_list() == ["15"]


def test_bank_holidays_reach_from_a_year_before_the_first_quarter_to_a_year_after_the_figures(
    faulty: Snapshot,
) -> None:
    table = _csv(faulty, "bank_holiday", "cornwall", first=_SINCE)
    assert [str(table["holiday_on"].min()), str(table["holiday_on"].max())] == ["2023-08-28", "2027-03-29"]
    told = _listings(faulty, "cornwall")["Bank holidays"]
    assert told.table["Day"].to_list() == [f"{day.day} {day:%B %Y}" for day in table["holiday_on"]]
    assert "from a year before the first quarter of the pack" in told.note


def test_without_a_first_quarter_bank_holidays_reach_from_the_first_that_has_figures(faulty: Snapshot) -> None:
    assert str(_csv(faulty, "bank_holiday", "cornwall")["holiday_on"].min()) == "2022-04-15"
