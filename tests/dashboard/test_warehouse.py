"""The one reader: which file it opens, when it lets go of it, and what it says of one it cannot use."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import duckdb
import pytest

from dashboard.errors import BrokenWarehouse, NoWarehouse, OtherVersion, WarehouseMoved
from dashboard.warehouse import Reader, Snapshot
from tests.dashboard.made_warehouse import AS_AT, Made, make_warehouse

TOTAL = "SELECT sum(value) AS total FROM warehouse.measure_value WHERE breakdown = 'none'"


def _total(snapshot: Snapshot) -> float:
    found: float = snapshot.frame(TOTAL).item()
    return found


def _file(folder: Path, name: str, generation: str = "000001") -> Path:
    return folder / "generations" / generation / f"{name}.duckdb"


def _spoil(path: Path) -> None:
    path.write_bytes(b"this is no warehouse" * 1000)


def _change(path: Path, sql: str) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute(sql)


def _opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are opened from now on."""
    names: list[str] = []

    def told(self: Snapshot, identity: object, remark: str = "") -> None:
        names.append(identity.path.name)  # type: ignore[attr-defined]
        open_it(self, identity, remark)  # type: ignore[arg-type]

    open_it = Snapshot.__init__
    monkeypatch.setattr(Snapshot, "__init__", told)
    return names


def test_exact_figures_are_shown_where_they_are_there(both: Path) -> None:
    snapshot = Reader().current(both)
    assert (snapshot.is_exact, snapshot.remark, snapshot.build["as_at"]) == (True, "", AS_AT)


def test_published_figures_are_shown_where_they_are_alone(published: Path) -> None:
    snapshot = Reader().current(published)
    assert (snapshot.is_exact, snapshot.remark) == (False, "")


def test_published_only_never_opens_the_exact_file(both: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = _opened(monkeypatch)
    assert not Reader().current(both, published_only=True).is_exact
    assert opened == ["published.duckdb"]


def test_published_only_works_where_the_exact_file_is_spoilt(warehouse: Path) -> None:
    _spoil(_file(warehouse, "records"))
    snapshot = Reader().current(warehouse, published_only=True)
    assert (snapshot.is_exact, snapshot.remark) == (False, "")


def test_one_file_serves_everybody(both: Path) -> None:
    reader = Reader()
    assert reader.current(both) is reader.current(both)


def test_exact_and_published_are_served_side_by_side(both: Path) -> None:
    reader = Reader()
    exact, published = reader.current(both), reader.current(both, published_only=True)
    assert (exact.is_exact, published.is_exact) == (True, False)
    assert _total(exact) != _total(published)


def test_a_newer_build_is_picked_up(warehouse: Path) -> None:
    reader = Reader()
    before = _total(reader.current(warehouse))
    make_warehouse(warehouse, Made(seed=21), generation="000002")
    assert _total(reader.current(warehouse)) != before


def test_the_earlier_file_is_let_go_of(warehouse: Path) -> None:
    reader = Reader()
    before = reader.current(warehouse)
    _total(before)
    make_warehouse(warehouse, Made(seed=21), generation="000002")
    reader.current(warehouse)
    with duckdb.connect(str(_file(warehouse, "records"))):
        """No other connection of this program holds the file: one that writes can be had."""
    with pytest.raises(WarehouseMoved):
        _total(before)


def test_an_answer_that_was_kept_is_not_given_after_the_move(warehouse: Path) -> None:
    reader = Reader()
    before = reader.current(warehouse)
    _total(before)
    make_warehouse(warehouse, Made(seed=21), generation="000002")
    reader.current(warehouse)
    with pytest.raises(WarehouseMoved):
        before.frame(TOTAL)


def test_an_earlier_generation_can_be_removed_while_it_is_read(warehouse: Path) -> None:
    reader = Reader()
    before = reader.current(warehouse)
    make_warehouse(warehouse, Made(seed=21), generation="000002")
    shutil.rmtree(warehouse / "generations" / "000001")
    assert _total(before) > 0
    assert _total(reader.current(warehouse)) > 0


def test_exact_figures_that_appear_are_picked_up(published: Path, both: Path, tmp_path: Path) -> None:
    folder = tmp_path / "warehouse"
    shutil.copytree(published, folder)
    reader = Reader()
    assert not reader.current(folder).is_exact
    shutil.copy(_file(both, "records"), _file(folder, "records"))
    assert reader.current(folder).is_exact


def test_published_figures_stand_in_for_damaged_exact_ones(warehouse: Path) -> None:
    _spoil(_file(warehouse, "records"))
    snapshot = Reader().current(warehouse)
    assert not snapshot.is_exact
    assert "published ones are shown" in snapshot.remark


def test_nothing_was_built_yet(tmp_path: Path) -> None:
    with pytest.raises(NoWarehouse, match="portage build"):
        Reader().current(tmp_path / "nowhere")


@pytest.mark.parametrize(
    "pointer", ["", "not json", "[]", "{}", '{"generation": 1}', '{"generation": ""}', '{"generation": "../up"}']
)
def test_a_pointer_that_makes_no_sense(warehouse: Path, pointer: str) -> None:
    (warehouse / "current.json").write_text(pointer)
    with pytest.raises(BrokenWarehouse, match=r"[Bb]uild"):
        Reader().current(warehouse)


def test_a_pointer_to_what_is_gone(warehouse: Path) -> None:
    (warehouse / "current.json").write_text(json.dumps({"generation": "000009"}))
    with pytest.raises(BrokenWarehouse, match="missing"):
        Reader().current(warehouse)


def test_both_files_are_damaged(warehouse: Path) -> None:
    for name in ("records", "published"):
        _spoil(_file(warehouse, name))
    with pytest.raises(BrokenWarehouse, match="cannot be opened"):
        Reader().current(warehouse)


def test_a_file_that_does_not_say_which_build_it_is(warehouse: Path) -> None:
    for name in ("records", "published"):
        _change(_file(warehouse, name), "DELETE FROM build")
    with pytest.raises(BrokenWarehouse, match="which build"):
        Reader().current(warehouse)


def test_a_table_is_missing(warehouse: Path) -> None:
    _change(_file(warehouse, "records"), "DROP TABLE measure_value")
    with pytest.raises(BrokenWarehouse, match="missing or damaged"):
        _total(Reader().current(warehouse))


@pytest.mark.parametrize("warehouse_format", [4, 6])
def test_a_warehouse_of_another_version(tmp_path: Path, warehouse_format: int) -> None:
    made = make_warehouse(tmp_path / "other", Made(warehouse_format=warehouse_format))
    with pytest.raises(OtherVersion):
        Reader().current(made)


def test_a_broken_build_that_is_replaced_is_forgotten(warehouse: Path) -> None:
    reader = Reader()
    for name in ("records", "published"):
        _spoil(_file(warehouse, name))
    with pytest.raises(BrokenWarehouse):
        reader.current(warehouse)
    make_warehouse(warehouse, generation="000002")
    assert reader.current(warehouse).is_exact


def test_a_quote_in_the_path_is_a_quote(both: Path, tmp_path: Path) -> None:
    folder = tmp_path / "the county's"
    shutil.copytree(both, folder)
    assert Reader().current(folder).is_exact


def test_a_warehouse_is_never_written_to(both: Path) -> None:
    with pytest.raises(BrokenWarehouse):
        Reader().current(both).frame("DELETE FROM warehouse.measure_value")


def test_no_other_file_can_be_read(both: Path) -> None:
    with pytest.raises(BrokenWarehouse):
        Reader().current(both).frame("SELECT * FROM read_text($path)", path=str(both / "current.json"))
