"""Pairs of files in generations: one is current, whole and in use, whatever becomes of a build."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from pipelines.errors import NoWarehouse, WarehouseBusy
from pipelines.generations import PUBLISHED, RECORDS, current_generation, new_generation
from pipelines.warehouse import is_open_elsewhere

posix_only = pytest.mark.skipif(os.name == "nt", reason="Windows has no permission bits")

HOLD_LOCK = "from filelock import FileLock; kept = FileLock(path); kept.acquire()"
HOLD_FILE = "import duckdb; kept = duckdb.connect(path, read_only=True)"
UNTIL_TOLD = "import sys; path = sys.argv[1]; {hold}; print('held', flush=True); input()"


class Stopped(Exception):
    """What stops a build in these tests."""


def nobody(_: Path) -> bool:
    """No file is open in another process."""
    return False


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    return tmp_path / "warehouse"


def built(warehouse: Path, words: str) -> Path:
    """A finished pair, whose files hold a few words."""
    with new_generation(warehouse, nobody) as folder:
        for name in (RECORDS, PUBLISHED):
            (folder / name).write_text(words, encoding="utf-8")
    return folder


def stopped(warehouse: Path) -> None:
    """A build that ends badly after it wrote its first file."""
    with pytest.raises(Stopped), new_generation(warehouse, nobody) as folder:
        (folder / RECORDS).write_text("half", encoding="utf-8")
        raise Stopped


def generations(warehouse: Path) -> list[str]:
    return sorted(path.name for path in (warehouse / "generations").iterdir())


@contextmanager
def elsewhere(hold: str, path: Path) -> Iterator[None]:
    """While the block runs, another process holds the path."""
    command = [sys.executable, "-c", UNTIL_TOLD.format(hold=hold), str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        try:
            assert holder.stdout is not None and holder.stdout.readline() == "held\n"
            yield
        finally:
            holder.communicate("\n")


def test_a_finished_pair_is_current(warehouse: Path) -> None:
    folder = built(warehouse, "first")
    assert current_generation(warehouse) == folder == warehouse / "generations" / "000001"
    assert json.loads((warehouse / "current.json").read_text(encoding="utf-8")) == {"generation": "000001"}
    assert (folder / RECORDS).read_text(encoding="utf-8") == "first"


def test_the_next_pair_takes_its_place(warehouse: Path) -> None:
    built(warehouse, "first")
    second = built(warehouse, "second")
    assert current_generation(warehouse) == second
    assert generations(warehouse) == ["000002"]


def test_the_earlier_pair_is_current_while_the_next_is_written(warehouse: Path) -> None:
    first = built(warehouse, "first")
    with new_generation(warehouse, nobody):
        assert current_generation(warehouse) == first
        assert (first / PUBLISHED).read_text(encoding="utf-8") == "first"


def test_a_build_that_ends_badly_leaves_the_earlier_pair(warehouse: Path) -> None:
    first = built(warehouse, "first")
    stopped(warehouse)
    assert current_generation(warehouse) == first
    assert (first / RECORDS).read_text(encoding="utf-8") == "first"
    assert generations(warehouse) == ["000001"]


def test_a_first_build_that_ends_badly_leaves_no_warehouse(warehouse: Path) -> None:
    stopped(warehouse)
    assert not warehouse.exists()
    with pytest.raises(NoWarehouse):
        current_generation(warehouse)


@pytest.mark.parametrize("error", [OSError("the disk is full"), KeyboardInterrupt()])
def test_what_stops_a_build_after_the_pointer_was_replaced_leaves_a_whole_pair(
    warehouse: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    built(warehouse, "first")

    def stop(path: Path, target: Path) -> Path:
        path.rename(target)
        raise error

    with monkeypatch.context() as patch, pytest.raises((WarehouseBusy, KeyboardInterrupt)):
        patch.setattr(Path, "replace", stop)
        built(warehouse, "second")
    current = current_generation(warehouse)
    assert (current / RECORDS).read_text(encoding="utf-8") == (current / PUBLISHED).read_text(encoding="utf-8")


def test_a_first_build_that_cannot_say_which_pair_is_current_leaves_nothing(
    warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path, _target: Path) -> Path:
        raise OSError("the disk is full")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(WarehouseBusy, match="the disk is full"):
        built(warehouse, "first")
    assert not warehouse.exists()


def test_what_a_killed_build_left_behind_goes_with_the_next(warehouse: Path) -> None:
    built(warehouse, "first")
    left = warehouse / "generations" / "000002"
    left.mkdir()
    (left / RECORDS).write_text("half", encoding="utf-8")
    (warehouse / "current.json.new").write_text('{"gener', encoding="utf-8")
    third = built(warehouse, "third")
    assert current_generation(warehouse) == third
    assert generations(warehouse) == [third.name]
    assert sorted(path.name for path in warehouse.iterdir()) == ["build.lock", "current.json", "generations"]


def test_a_generation_that_is_open_elsewhere_stays_until_it_is_let_go(warehouse: Path) -> None:
    with new_generation(warehouse, is_open_elsewhere) as folder:
        for name in (RECORDS, PUBLISHED):
            duckdb.connect(folder / name).close()
    with elsewhere(HOLD_FILE, folder / PUBLISHED):
        with new_generation(warehouse, is_open_elsewhere) as second:
            duckdb.connect(second / PUBLISHED).close()
        assert generations(warehouse) == [folder.name, second.name]
        assert (folder / RECORDS).is_file()
        assert current_generation(warehouse) == second
    with new_generation(warehouse, is_open_elsewhere) as third:
        duckdb.connect(third / PUBLISHED).close()
    assert generations(warehouse) == [third.name]


@pytest.mark.parametrize("written", [b"", b"half a file"])
def test_a_half_written_file_is_nobodys_and_goes(warehouse: Path, written: bytes) -> None:
    left = warehouse / "generations" / "000001"
    left.mkdir(parents=True)
    (left / RECORDS).write_bytes(written)
    with new_generation(warehouse, is_open_elsewhere) as folder:
        duckdb.connect(folder / RECORDS).close()
    assert generations(warehouse) == [folder.name]


def test_a_number_is_not_given_twice_while_an_older_generation_stays(warehouse: Path) -> None:
    built(warehouse, "first")
    with new_generation(warehouse, lambda _: True) as second:
        (second / RECORDS).touch()
    with new_generation(warehouse, lambda _: True) as third:
        (third / RECORDS).touch()
    assert generations(warehouse) == ["000001", "000002", "000003"]


def test_two_builds_at_once_are_one_too_many(warehouse: Path) -> None:
    first = built(warehouse, "first")
    with (
        elsewhere(HOLD_LOCK, warehouse / "build.lock"),
        pytest.raises(WarehouseBusy, match="being built by another process") as busy,
        new_generation(warehouse, nobody),
    ):
        pytest.fail("two builds are at work in one warehouse")
    assert busy.value.exit_code == 7
    assert current_generation(warehouse) == first


def test_the_lock_is_let_go(warehouse: Path) -> None:
    stopped(warehouse)
    assert built(warehouse, "first").is_dir()


@pytest.mark.parametrize("in_the_way", ["warehouse", "warehouse/generations", "warehouse/build.lock/kept"])
def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path, in_the_way: str) -> None:
    path = tmp_path / in_the_way
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("a file", encoding="utf-8")
    with pytest.raises(WarehouseBusy, match="cannot be written"), new_generation(tmp_path / "warehouse", nobody):
        pytest.fail("a build began in a folder that cannot be written")


@posix_only
def test_records_are_for_their_owner_alone(warehouse: Path) -> None:
    with new_generation(warehouse, nobody) as folder:
        assert folder.stat().st_mode & 0o777 == 0o700
        for name in (RECORDS, PUBLISHED):
            (folder / name).touch(mode=0o666)
    assert (folder / RECORDS).stat().st_mode & 0o777 == 0o600
    assert (folder / PUBLISHED).stat().st_mode & 0o777 == 0o644


@posix_only
def test_records_are_for_their_owner_alone_when_built_by_duckdb(warehouse: Path) -> None:
    with new_generation(warehouse, nobody) as folder:
        duckdb.connect(folder / RECORDS).close()
    assert (folder / RECORDS).stat().st_mode & 0o777 == 0o600


def test_where_nothing_was_built_there_is_no_warehouse(warehouse: Path) -> None:
    with pytest.raises(NoWarehouse, match="portage build") as none:
        current_generation(warehouse)
    assert none.value.exit_code == 6


GARBAGE = ["", "{", "{}", "[]", '"000001"', '{"generation": 1}', '{"generation": "../000001"}', '{"generation": "²"}']


@pytest.mark.parametrize("pointer", [*(text.encode() for text in GARBAGE), b"\xff\xfe\x00"])
def test_a_pointer_that_makes_no_sense_is_no_warehouse(warehouse: Path, pointer: bytes) -> None:
    built(warehouse, "first")
    (warehouse / "current.json").write_bytes(pointer)
    with pytest.raises(NoWarehouse):
        current_generation(warehouse)
    assert current_generation_after_a_build(warehouse).is_dir()


def current_generation_after_a_build(warehouse: Path) -> Path:
    built(warehouse, "next")
    return current_generation(warehouse)


def test_a_pointer_to_nothing_is_no_warehouse(warehouse: Path) -> None:
    built(warehouse, "first")
    (warehouse / "current.json").write_text('{"generation": "000009"}', encoding="utf-8")
    with pytest.raises(NoWarehouse):
        current_generation(warehouse)


@pytest.mark.parametrize("pointer", ["", "{}", '{"generation": "000009"}'])
def test_a_damaged_pointer_costs_no_pair_while_there_is_no_new_one(warehouse: Path, pointer: str) -> None:
    first = built(warehouse, "first")
    (warehouse / "current.json").write_text(pointer, encoding="utf-8")
    stopped(warehouse)
    assert (first / RECORDS).is_file()


def test_what_goes_wrong_with_a_submission_is_not_blamed_on_the_warehouse(warehouse: Path) -> None:
    with pytest.raises(FileNotFoundError), new_generation(warehouse, nobody):
        raise FileNotFoundError("an extract was taken away while it was read")


def test_a_folder_that_was_there_stays(warehouse: Path) -> None:
    warehouse.mkdir()
    stopped(warehouse)
    assert warehouse.is_dir()
