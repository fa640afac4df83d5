"""A build that is stopped, at whatever moment, leaves the earlier pair whole and in use, and the next one succeeds."""

from __future__ import annotations

import multiprocessing
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pipelines.build import Request, build
from pipelines.generations import PUBLISHED, RECORDS, current_generation
from pipelines.warehouse import Warehouse, read_frame

_WRITING = {"open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "shutil.rmtree"}
_KILLS = 20

WriteSubmission = Callable[..., Path]
RequestFor = Callable[..., Request]


class Stopped(BaseException):
    """The process is gone: nothing after this may touch the folder any more."""


class Stopper:
    """Counts every operation on a folder's files, and stops the one whose number comes up and all after it."""

    def __init__(self) -> None:
        self.folder: str | None = None
        self.seen: list[str] = []
        self.stop_at: int | None = None

    def watch(self, folder: Path, stop_at: int | None) -> None:
        self.folder, self.seen, self.stop_at = str(folder), [], stop_at

    def hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.folder and event in _WRITING and str(arguments[0]).startswith(self.folder):
            self.step(event)

    def step(self, operation: str) -> None:
        self.seen.append(operation)
        if self.stop_at is not None and len(self.seen) >= self.stop_at:
            raise Stopped


_STOPPER = Stopper()
sys.addaudithook(_STOPPER.hook)


@pytest.fixture
def stopper(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stopper]:
    """The stopper, told of DuckDB's own files too: they are opened and closed where Python does not see it."""
    for name in ("_attach", "close"):
        monkeypatch.setattr(Warehouse, name, _stepping(getattr(Warehouse, name)))
    yield _STOPPER
    _STOPPER.folder = None


def _stepping(operation: Callable[[Warehouse], None]) -> Callable[[Warehouse], None]:
    def stepping(warehouse: Warehouse) -> None:
        _STOPPER.step(operation.__name__)
        operation(warehouse)
        _STOPPER.step(operation.__name__)

    return stepping


def _silent(_step: str) -> None:
    """Tell nobody."""


def _figures(warehouse: Path) -> list[pl.DataFrame]:
    """The figures of both files of the current pair, which can be read."""
    folder = current_generation(warehouse)
    return [read_frame(folder / name, "SELECT * FROM measure_value ORDER BY ALL") for name in (RECORDS, PUBLISHED)]


def _same(some: list[pl.DataFrame], others: list[pl.DataFrame]) -> bool:
    return all(one.equals(other) for one, other in zip(some, others, strict=True))


def test_a_build_stopped_before_any_file_operation_leaves_the_earlier_pair(
    stopper: Stopper, write_submission: WriteSubmission, request_for: RequestFor, tmp_path: Path
) -> None:
    submission = write_submission(targets=None, reviews=None)
    earlier, later = request_for(submission), request_for(submission, as_at=date(2026, 2, 28))
    operations, warehouse = _operations(stopper, earlier, tmp_path / "counted"), tmp_path / "warehouse"
    pointed = operations.index("os.rename") + 1
    assert len(operations) > 20, "the operations of a build are not seen"
    build(earlier, warehouse, _silent)
    old = _figures(warehouse)
    for number in range(1, len(operations) + 1):
        stopper.watch(warehouse, number)
        with pytest.raises(Stopped):
            build(later, warehouse, _silent)
        stopper.watch(warehouse, None)
        assert _same(_figures(warehouse), old) == (number <= pointed), f"stopped before operation {number}"
    build(later, warehouse, _silent)
    assert not _same(_figures(warehouse), old)
    assert [folder.name for folder in (warehouse / "generations").iterdir()] == [current_generation(warehouse).name]


def _operations(stopper: Stopper, request: Request, warehouse: Path) -> list[str]:
    """What a build that follows an earlier one does to the folder's files, in order."""
    build(request, warehouse, _silent)
    stopper.watch(warehouse, None)
    build(request, warehouse, _silent)
    return list(stopper.seen)


def test_a_killed_build_leaves_a_whole_pair(
    write_submission: WriteSubmission, request_for: RequestFor, tmp_path: Path
) -> None:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["pipelines.build", "great_expectations"])
    submission, warehouse = write_submission(targets=None, reviews=None), tmp_path / "warehouse"
    earlier, later = request_for(submission), request_for(submission, as_at=date(2026, 2, 28))
    _finish(context, later, tmp_path / "elsewhere")
    lasted = _finish(context, later, tmp_path / "elsewhere")
    new = _figures(tmp_path / "elsewhere")
    _finish(context, earlier, warehouse)
    old = _figures(warehouse)
    killed = [_kill(context, later, warehouse, lasted * (moment + 0.5) / _KILLS) for moment in range(_KILLS)]
    assert sum(killed) > _KILLS / 2, "most builds were over before they could be killed"
    assert _same(_figures(warehouse), old) or _same(_figures(warehouse), new)
    _finish(context, later, warehouse)
    assert _same(_figures(warehouse), new)


def _kill(context: Any, request: Request, warehouse: Path, after_seconds: float) -> bool:
    """Kill a build after so many seconds; the pair that is there then is whole. Says whether it was still alive."""
    before = _figures(warehouse)
    process = context.Process(target=build, args=(request, warehouse, _silent))
    process.start()
    process.join(after_seconds)
    was_alive = process.exitcode is None
    process.kill()
    process.join()
    assert _same(_figures(warehouse), before) or not was_alive or _is_whole(warehouse), after_seconds
    return was_alive


def _is_whole(warehouse: Path) -> bool:
    """A build killed after it had pointed to its pair has published all of it."""
    as_at = [
        read_frame(current_generation(warehouse) / name, "SELECT as_at FROM build") for name in (RECORDS, PUBLISHED)
    ]
    return as_at[0].equals(as_at[1]) and as_at[0].item() == date(2026, 2, 28)


def _finish(context: Any, request: Request, warehouse: Path) -> float:
    """Build in a process of its own, to the end; gives the seconds that took."""
    process = context.Process(target=build, args=(request, warehouse, _silent))
    began = time.monotonic()
    process.start()
    process.join()
    assert process.exitcode == 0
    return time.monotonic() - began
