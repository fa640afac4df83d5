"""A file of relations, open for writing: what goes in comes out, and a second connection sees the same."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pytest

from pipelines.errors import WarehouseBusy
from pipelines.warehouse import Warehouse, is_open_elsewhere, read_frame, refusing_full_disks

ROWS = pl.DataFrame(
    {"name": ["b", None, "a"], "day_on": [date(2024, 2, 29), None, date(2026, 3, 31)], "is_so": [True, False, None]}
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "it's.duckdb"


def test_rows_come_out_as_they_went_in(path: Path) -> None:
    with Warehouse(path) as warehouse:
        warehouse.store("thing", ROWS)
        assert warehouse.frame("SELECT * FROM thing").equals(ROWS)
    assert read_frame(path, "SELECT * FROM thing").equals(ROWS)


def test_an_empty_frame_keeps_its_types(path: Path) -> None:
    with Warehouse(path) as warehouse:
        warehouse.store("thing", ROWS.clear())
    assert read_frame(path, "SELECT * FROM thing").schema == ROWS.schema


def test_a_lazy_frame_is_stored_too() -> None:
    with Warehouse() as warehouse:
        warehouse.store("thing", ROWS.lazy().filter(pl.col("name") == "a"))
        assert warehouse.frame("SELECT name FROM thing").rows() == [("a",)]


def test_what_is_there_already_is_replaced() -> None:
    with Warehouse() as warehouse:
        warehouse.store("thing", ROWS)
        warehouse.store("thing", pl.DataFrame({"other": [1]}))
        assert warehouse.frame("SELECT * FROM thing").rows() == [(1,)]


def test_what_is_stored_together_is_there_whole_or_not_at_all(path: Path) -> None:
    one, other = pl.DataFrame({"number": [1]}), pl.DataFrame({"number": [2]})
    with Warehouse(path) as warehouse, warehouse.transaction():
        warehouse.store("kept", one)
    with pytest.raises(RuntimeError, match="stop"), Warehouse(path) as warehouse, warehouse.transaction():
        warehouse.store("kept", other)
        raise RuntimeError("stop")
    assert read_frame(path, "SELECT number FROM kept").item() == 1


def test_rows_are_added_by_name() -> None:
    with Warehouse() as warehouse:
        warehouse.store("thing", ROWS)
        warehouse.append("thing", ROWS.select("is_so", "name").head(1))
        assert warehouse.frame("SELECT * FROM thing").rows()[-1] == ("b", None, True)


def test_a_value_is_passed_beside_the_query() -> None:
    with Warehouse() as warehouse:
        warehouse.store("thing", ROWS)
        assert warehouse.frame("SELECT name FROM thing WHERE name = $name", {"name": "a"}).rows() == [("a",)]
        assert warehouse.frame("SELECT name FROM thing WHERE name = $name", {"name": "a' OR TRUE --"}).is_empty()


@pytest.mark.parametrize("in_memory", [True, False])
def test_another_connection_sees_what_was_written_and_is_seen(path: Path, in_memory: bool) -> None:
    with Warehouse(None if in_memory else path) as warehouse:
        warehouse.store("thing", ROWS)
        other = warehouse.another_connection()
        assert other.execute("SELECT count(*) FROM thing").fetchall() == [(3,)]
        other.execute("CREATE TABLE another AS SELECT 1 AS one")
        other.close()
        assert warehouse.frame("SELECT * FROM another").rows() == [(1,)]


def test_nothing_is_left_beside_the_file(path: Path) -> None:
    with Warehouse(path) as warehouse:
        warehouse.store("thing", ROWS)
    assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_reading_a_finished_file_leaves_it_as_it_is(path: Path) -> None:
    with Warehouse(path) as warehouse:
        warehouse.store("thing", ROWS)
    before = path.read_bytes()
    with pytest.raises(duckdb.Error):
        read_frame(path, "CREATE TABLE another AS SELECT 1 AS one")
    assert path.read_bytes() == before


def test_a_file_that_nobody_has_open(path: Path) -> None:
    Warehouse(path).close()
    assert not is_open_elsewhere(path)


@pytest.mark.parametrize("written", [b"", b"half", b"x" * 20_000])
def test_a_half_written_file_is_open_nowhere(path: Path, written: bytes) -> None:
    path.write_bytes(written)
    assert not is_open_elsewhere(path)


def test_a_file_that_broke_off_is_open_nowhere(path: Path) -> None:
    with Warehouse(path) as warehouse:
        warehouse.store("thing", ROWS)
    path.write_bytes(path.read_bytes()[:8192])
    assert not is_open_elsewhere(path)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on a file's size")
def test_a_file_that_cannot_be_written_whole_is_told_and_not_left_to_a_second_file(path: Path) -> None:
    """DuckDB's closing would say nothing, and leave what is missing in a file beside it, for everyone to read."""
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    rows = pl.DataFrame({"number": range(20_000)}).select(pl.col("number").hash())
    full = pytest.raises(WarehouseBusy, match=r"^The warehouse there cannot be written: the disk or the memory is full")
    try:
        with full, refusing_full_disks("The warehouse there"), Warehouse(path) as warehouse:
            warehouse.store("thing", rows)
            resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, most))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
