"""A warehouse folder: pairs of files in generations, and one small file that says which pair is current.

The current pair is replaced by replacing that small file, in one step. Whatever stops a build, at whatever moment,
leaves the earlier pair whole and in use; what the stopped build left behind goes with the next one.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from pipelines.errors import NoWarehouse, WarehouseBusy

RECORDS = "records.duckdb"
PUBLISHED = "published.duckdb"

_POINTER = "current.json"
_GENERATIONS = "generations"
_LOCK = "build.lock"
_DIGITS = 6


def current_generation(warehouse: Path) -> Path:
    """The folder of the pair in use.

    Raises:
        NoWarehouse: nothing was built there yet, or the folder is none of ours.
    """
    with _refusing_the_unreadable(warehouse):
        folder = generation_in_use(warehouse)
    if folder is None:
        raise NoWarehouse(
            f"There is no warehouse in {warehouse} yet; "
            f"build one with: portage build SUBMISSION --warehouse {warehouse}"
        )
    return folder


def generation_in_use(warehouse: Path) -> Path | None:
    """The folder of the pair in use; None where there is none."""
    name = _current_name(warehouse)
    folder = warehouse / _GENERATIONS / (name or "")
    return folder if name and folder.is_dir() else None


@contextmanager
def new_generation(warehouse: Path, is_open: Callable[[Path], bool]) -> Iterator[Path]:
    """A new generation's folder, to write the pair into; it becomes the current one if the block ends well.

    Args:
        warehouse: the warehouse's folder; made where there is none.
        is_open: whether another process has a database file open; such a generation is not removed yet.

    Raises:
        WarehouseBusy: another build is at work there, or the folder cannot be written.
    """
    with _leaving_no_empty_folder(warehouse), _locked(warehouse):
        with _refusing_the_unwritable(warehouse):
            _sweep(warehouse, is_open)
            folder = _next_folder(warehouse)
            folder.mkdir(mode=0o700)
        try:
            yield folder
            with _refusing_the_unwritable(warehouse):
                _seal(folder)
                _point_to(warehouse, folder.name)
        except BaseException:
            if _current_name(warehouse) != folder.name:
                shutil.rmtree(folder, ignore_errors=True)
            raise
        _sweep(warehouse, is_open)


def left_over(warehouse: Path) -> bool:
    """Whether there is any generation beside the current one."""
    current = _current_name(warehouse)
    return any(folder.name != current for folder in (warehouse / _GENERATIONS).iterdir())


@contextmanager
def _refusing_the_unreadable(warehouse: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise NoWarehouse(f"The warehouse in {warehouse} cannot be read: {error.strerror or error}.") from error


@contextmanager
def _refusing_the_unwritable(warehouse: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WarehouseBusy(f"The warehouse in {warehouse} cannot be written: {error.strerror or error}.") from error


@contextmanager
def _locked(warehouse: Path) -> Iterator[None]:
    """One build at a time: a second one is refused at once, for it would only find its work undone."""
    with _refusing_the_unwritable(warehouse):
        (warehouse / _GENERATIONS).mkdir(parents=True, exist_ok=True)
        lock = FileLock(warehouse / _LOCK, timeout=0)
        try:
            lock.acquire()
        except Timeout as error:
            raise WarehouseBusy(
                f"The warehouse in {warehouse} is being built by another process; try again when it is done."
            ) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _leaving_no_empty_folder(warehouse: Path) -> Iterator[None]:
    """A first build that comes to nothing leaves no folder where there was none."""
    was_there = warehouse.exists()
    try:
        yield
    except BaseException:
        if not was_there:
            _remove_empty(warehouse)
        raise


def _remove_empty(warehouse: Path) -> None:
    """Remove a warehouse that nobody has built into since; one that is not empty stays."""
    with suppress(OSError), FileLock(warehouse / _LOCK, timeout=0):
        (warehouse / _GENERATIONS).rmdir()
        (warehouse / _LOCK).unlink()
        warehouse.rmdir()


def _current_name(warehouse: Path) -> str | None:
    try:
        found = json.loads((warehouse / _POINTER).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    name = found.get("generation") if isinstance(found, dict) else None
    return name if isinstance(name, str) and _is_number(name) else None


def _is_number(name: str) -> bool:
    return name.isascii() and name.isdigit()


def _next_folder(warehouse: Path) -> Path:
    numbers = [int(path.name) for path in (warehouse / _GENERATIONS).iterdir() if _is_number(path.name)]
    newest = max([int(_current_name(warehouse) or 0), *numbers])
    return warehouse / _GENERATIONS / f"{newest + 1:0{_DIGITS}}"


def _seal(folder: Path) -> None:
    """Everything on disk, the rows for the owner's eyes alone, before anyone is told that the pair is there."""
    for path in sorted(folder.iterdir()):
        path.chmod(0o600 if path.name == RECORDS else 0o644)
        _to_disk(path)
    folder.chmod(0o755)
    _to_disk(folder)
    _to_disk(folder.parent)


def _point_to(warehouse: Path, name: str) -> None:
    draft = warehouse / f"{_POINTER}.new"
    try:
        draft.write_text(json.dumps({"generation": name}) + "\n", encoding="utf-8")
        _to_disk(draft)
        draft.replace(warehouse / _POINTER)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    _to_disk(warehouse)


def _to_disk(path: Path) -> None:
    """Flush a file or folder to disk; a system that cannot flush a folder (Windows) does not need it."""
    if path.is_dir() and os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sweep(warehouse: Path, is_open: Callable[[Path], bool]) -> None:
    """Remove every generation but the current one that nobody has open; where none is current, none is safe to."""
    current = _current_name(warehouse)
    if (warehouse / _POINTER).exists() and not (current and (warehouse / _GENERATIONS / current).is_dir()):
        return
    for folder in sorted((warehouse / _GENERATIONS).iterdir()):
        if folder.name != current and not any(is_open(path) for path in sorted(folder.glob("*.duckdb"))):
            shutil.rmtree(folder, ignore_errors=True)
