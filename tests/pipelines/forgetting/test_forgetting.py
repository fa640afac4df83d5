"""What is forgotten is in no file any more, what stays is whole, and what was counted is as it was."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import duckdb
import polars as pl
import pytest

from expectations import EXTRACTS
from pipelines.errors import NoWarehouse, WarehouseBusy, WrongUsage
from pipelines.forgetting.forgetting import Found, forget, look
from pipelines.forgetting.wanted import KEPT_ROWS, Wanted
from pipelines.generations import PUBLISHED, RECORDS, current_generation
from pipelines.warehouse import read_frame
from tests.pipelines import stopping
from tests.pipelines.forgetting.conftest import BEFORE, OTHERS, REFERRALS, VISITS

ENDED = Wanted(date.fromisoformat(BEFORE))
NAMED = Wanted(None, (("cornwall", "GONEclosed"),))
DELIVERED = re.compile(r"\b(?:GONE|STAY)\w+")
TABLES = "SELECT schema_name || '.' || table_name FROM duckdb_tables() WHERE database_name <> 'temp' ORDER BY 1"


def silent(_step: str) -> None:
    """Tell nobody."""


def marked(*texts: str) -> set[str]:
    return {marker for text in texts for marker in DELIVERED.findall(text)}


ALL = marked(REFERRALS, VISITS, *OTHERS.values())
GONE = {marker for marker in ALL if marker.startswith("GONE")}


def on_disk(warehouse: Path) -> set[str]:
    """The identifiers whose bytes are in any file of the folder, whatever file that is."""
    contents = [path.read_bytes() for path in warehouse.rglob("*") if path.is_file()]
    return {marker for marker in ALL if any(marker.encode() in content for content in contents)}


def relations(warehouse: Path) -> Iterator[tuple[str, pl.DataFrame]]:
    """Every relation of the current file that holds rows, with them."""
    with duckdb.connect(current_generation(warehouse) / RECORDS, read_only=True) as records:
        for (table,) in records.execute(TABLES).fetchall():
            yield table, records.execute(f"SELECT * FROM {table}").pl()


def in_cells(warehouse: Path) -> set[str]:
    return {
        cell
        for _, rows in relations(warehouse)
        for column in rows.select(pl.col(pl.String)).iter_columns()
        for cell in column.unique()
        if cell in ALL
    }


def test_the_rows_are_there_before(built: Path) -> None:
    """What these tests look for can be found: in the bytes, in the cells, and in every schema that has rows."""
    assert on_disk(built) == in_cells(built) == ALL
    with_rows = {table.split(".")[0] for table, rows in relations(built) if rows.height}
    assert with_rows == {"main", *KEPT_ROWS}


def test_what_ended_before_the_day_is_in_no_byte_of_any_file(warehouse: Path) -> None:
    """Not those that ended that day, nor those that a child still needs, nor those to end after the day of figures."""
    left = warehouse / "generations" / "000009"
    (left / f"{RECORDS}.tmp").mkdir(parents=True)
    shutil.copyfile(current_generation(warehouse) / RECORDS, left / RECORDS)
    (left / f"{RECORDS}.tmp" / "spilt").write_text("GONEclosed", encoding="utf-8")
    found = forget(ENDED, warehouse, silent)
    assert on_disk(warehouse) == in_cells(warehouse) == ALL - GONE
    assert (found.referrals, found.kept_for_child) == (3, 1)
    assert len(list((warehouse / "generations").iterdir())) == 1


def test_a_named_referral_goes_with_all_that_hangs_on_it_and_nothing_else_does(warehouse: Path) -> None:
    gone = marked(*(line for text in (REFERRALS, VISITS, *OTHERS.values()) for line in text.splitlines() if _its(line)))
    forget(NAMED, warehouse, silent)
    assert gone and on_disk(warehouse) == in_cells(warehouse) == ALL - gone | {"GONEworker"}
    assert "GONEworker" in gone, "the worker has a visit to another family"


def _its(line: str) -> bool:
    return "GONEclosed" in line


def test_an_identifier_of_another_area_is_another_referral(warehouse: Path) -> None:
    forget(Wanted(None, (("durham", "STAYelsewhere"),)), warehouse, silent)
    left = dict(relations(warehouse))["accepted.referrals"].filter(pl.col("referral_id") == "STAYelsewhere")
    assert left["service_area"].to_list() == ["cornwall"]


def test_a_view_stays_a_view_of_what_stays(warehouse: Path) -> None:
    def shown() -> tuple[list[str], set[str]]:
        with duckdb.connect(current_generation(warehouse) / RECORDS, read_only=True) as records:
            views = records.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()
            events = records.execute("SELECT DISTINCT referral_id FROM event").fetchall()
        return [view for (view,) in views], {referral for (referral,) in events}

    views, referrals = shown()
    forget(ENDED, warehouse, silent)
    assert views == ["event"] == shown()[0]
    assert shown()[1] == referrals - GONE < referrals


def test_every_relation_that_names_a_row_has_none_of_the_forgotten(warehouse: Path) -> None:
    """A new relation that rests on rows is covered by the names of its columns, or by this test."""
    before = dict(relations(warehouse))
    forget(ENDED, warehouse, silent)
    after = dict(relations(warehouse))
    assert before.keys() == after.keys()
    for table, rows in before.items():
        is_about_rows = any(column.endswith("_id") for column in rows.columns) or table in ("main.fault",)
        if not is_about_rows and table != "main.forgotten":
            assert after[table].equals(rows), table
        for column, kind in rows.schema.items():
            assert after[table].schema[column] == kind


def test_the_rows_that_stay_are_as_they_were(warehouse: Path) -> None:
    before = dict(relations(warehouse))
    forget(ENDED, warehouse, silent)
    for table, rows in relations(warehouse):
        if table.startswith(KEPT_ROWS) and rows.height:
            marked_so = pl.any_horizontal(pl.col(pl.String).str.starts_with("GONE").fill_null(False))
            assert rows.equals(before[table].filter(~marked_so)), table


def test_faults_are_told_of_the_rows_that_stay_and_of_no_other(warehouse: Path) -> None:
    forget(ENDED, warehouse, silent)
    after = dict(relations(warehouse))
    rows = {(file, number) for schema in KEPT_ROWS for file, number in _places(after, schema)}
    told = {(file, number) for file, number in after["main.fault"].select("file", "row_number").rows() if number}
    assert told and told <= rows
    assert after["main.row_fault"].height == after["main.fault"].filter(pl.col("row_number").is_not_null()).height


def _places(tables: dict[str, pl.DataFrame], schema: str) -> Iterator[tuple[str, int]]:
    for extract in EXTRACTS:
        yield from tables[f"{schema}.{extract.name}"].select("file", "row_number").rows()


def test_figures_stay_as_they_were_published(warehouse: Path) -> None:
    published = (current_generation(warehouse) / PUBLISHED).read_bytes()
    figures = dict(relations(warehouse))["main.measure_value"]
    forget(ENDED, warehouse, silent)
    assert (current_generation(warehouse) / PUBLISHED).read_bytes() == published
    assert dict(relations(warehouse))["main.measure_value"].equals(figures)


def test_the_records_say_how_many_rows_were_forgotten_and_not_of_whom(warehouse: Path) -> None:
    forget(NAMED, warehouse, silent)
    forget(ENDED, warehouse, silent)
    told = dict(relations(warehouse))["main.forgotten"].rows()
    assert told[:2] == [(None, "assessments", 1), (None, "pauses", 1)]
    assert (ENDED.before, "referrals", 3) in told and (ENDED.before, "visits", 1) in told


def test_what_is_told_before_is_what_is_then_done(warehouse: Path) -> None:
    bytes_before = {path: path.read_bytes() for path in warehouse.rglob("*") if path.is_file()}
    found = look(ENDED, warehouse, silent)
    assert {path: path.read_bytes() for path in warehouse.rglob("*") if path.is_file()} == bytes_before
    assert forget(ENDED, warehouse, silent) == found
    assert look(ENDED, warehouse, silent) == Found(0, 1, {}, ())


def test_the_delivered_files_that_have_the_rows_are_told(warehouse: Path) -> None:
    files = {(one.submission, one.file): one.rows for one in look(ENDED, warehouse, silent).files}
    assert files == {
        ("autumn", "referrals.csv"): 1,
        ("autumn", "visits.csv"): 1,
        ("spring", "referrals.csv"): 4,
        ("spring", "visits.csv"): 3,
        **{("spring", f"{name}.csv"): 1 for name in OTHERS if name != "term_dates"},
    }


@pytest.mark.parametrize("named", [("cornwall", "GONEtypo"), ("durham", "GONEclosed"), ("elsewhere", "GONEclosed")])
def test_a_referral_that_is_on_no_row_is_told_by_its_place_and_changes_nothing(
    warehouse: Path, named: tuple[str, str]
) -> None:
    with pytest.raises(WrongUsage, match="number 2 is on no row") as error:
        forget(Wanted(None, (("cornwall", "GONEclosed"), named)), warehouse, silent)
    assert named[1] not in str(error.value) and on_disk(warehouse) == ALL


def test_where_there_are_no_rows_it_says_so(warehouse: Path, tmp_path: Path) -> None:
    with pytest.raises(NoWarehouse, match="There is no warehouse"):
        forget(ENDED, tmp_path / "nowhere", silent)
    assert not (tmp_path / "nowhere").exists()
    (current_generation(warehouse) / RECORDS).unlink()
    with pytest.raises(NoWarehouse, match="controlled figures alone"):
        forget(ENDED, warehouse, silent)


def test_an_earlier_pair_that_cannot_be_removed_is_told(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where another program has a file open on Windows."""
    monkeypatch.setattr(shutil, "rmtree", lambda *_arguments, **_options: None)
    with pytest.raises(WarehouseBusy, match="still has them"):
        forget(ENDED, warehouse, silent)
    assert in_cells(warehouse) == ALL - GONE


def test_one_stopped_before_any_file_operation_leaves_a_whole_pair(warehouse: Path, tmp_path: Path) -> None:
    """Up to the moment at which the pointer is replaced all rows are there, from then on those that stay."""
    work = partial(forget, ENDED)
    whole = Path(shutil.copytree(warehouse, tmp_path / "whole"))
    operations = stopping.moments(work, whole, tmp_path / "stopped")
    pointed = operations.index("os.rename") + 1
    for number in (len(operations) // 3, pointed, pointed + 1):
        stopped = tmp_path / "stopped" / str(number)
        assert in_cells(stopped) == (ALL if number <= pointed else ALL - GONE), f"before operation {number}"
        assert read_frame(current_generation(stopped) / PUBLISHED, "SELECT count(*) FROM measure_value").item()
    forget(ENDED, stopped, silent)
    assert on_disk(stopped) == ALL - GONE
