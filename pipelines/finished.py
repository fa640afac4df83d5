"""Finished files: which one is asked for, and whether this version can read it."""

from __future__ import annotations

from pathlib import Path

from pipelines.asking import Ask
from pipelines.errors import NoWarehouse
from pipelines.generations import PUBLISHED, RECORDS, current_generation
from pipelines.provenance import WAREHOUSE_FORMAT

_FILES = {"records": RECORDS, "published": PUBLISHED}


def finished_file(warehouse: Path, contents: str) -> Path:
    """The current file of a warehouse, or of a folder that holds one pair, with ``records`` or what is ``published``.

    Raises:
        NoWarehouse: nothing was built there yet, or there is no such file.
    """
    is_pair = any((warehouse / name).is_file() for name in _FILES.values())
    path = file_in(warehouse if is_pair else current_generation(warehouse), contents)
    if not path.is_file():
        raise NoWarehouse(f"The warehouse in {warehouse} has no {path.name}; it holds controlled figures only.")
    return path


def file_in(generation: Path, contents: str) -> Path:
    """Where the folder of a pair has its file of ``records`` or of what is ``published``."""
    return generation / _FILES[contents]


def must_be_of_this_format(ask: Ask, where: Path) -> None:
    """Say of a file of another shape that it cannot be read.

    Raises:
        NoWarehouse: a build wrote it in another shape.
    """
    found = ask("SELECT warehouse_format FROM build").item()
    if found != WAREHOUSE_FORMAT:
        raise NoWarehouse(
            f"{where} was built in format {found}, and this version reads format {WAREHOUSE_FORMAT}; "
            "build it again to compare or explain its figures."
        )
