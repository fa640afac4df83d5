"""Which file of a submission belongs to which extract: by the start of its name, by the mapping, or sheet by sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from expectations import EXTRACTS
from expectations.extract import Extract
from pipelines.errors import Fault
from pipelines.ingest import faults
from pipelines.ingest.mapping import Mapping
from pipelines.ingest.nearest import hint, nearest, quoted
from pipelines.ingest.reading import NOT_READ, READ, WORKBOOK, sheet_names
from pipelines.ingest.spelling import alike
from pipelines.ingest.table import Table


@dataclass(frozen=True)
class Served:
    """What a file serves.

    Attributes:
        extracts: in the contract's order; none where it serves none.
        by_sheet: those of them that a workbook's sheets are named for, and the workbook is not: no other sheet is
            looked at for them.
    """

    extracts: tuple[Extract, ...]
    by_sheet: tuple[Extract, ...] = ()

    @property
    def is_by_sheet(self) -> bool:
        """Whether the file serves nothing but what its sheets are named for."""
        return self.extracts == self.by_sheet

    def tables(self, extract: Extract, tables: Sequence[Table]) -> list[Table]:
        """Those of a file's tables that may serve an extract."""
        return [table for table in tables if extract not in self.by_sheet or named_for(table.sheet or "") is extract]


def served(path: Path, mapping: Mapping) -> Served:
    """The extracts that a file serves: by the mapping and by its name, or else by the names of a workbook's sheets."""
    if path.suffix.lower() not in (*READ, *NOT_READ):
        return Served(())
    named = named_for(path.stem)
    whole = [extract for extract in EXTRACTS if extract is named or _is_mapped(path, mapping, extract)]
    of_sheets = {named_for(sheet) for sheet in _sheets(path)} if named is None else set()
    by_sheet = tuple(extract for extract in EXTRACTS if extract in of_sheets and extract not in whole)
    return Served(tuple(extract for extract in EXTRACTS if extract in (*whole, *by_sheet)), by_sheet)


def _sheets(path: Path) -> tuple[str, ...]:
    return sheet_names(path) if path.suffix.lower() == WORKBOOK else ()


def named_for(name: str) -> Extract | None:
    """The extract with the longest name that a file's or a sheet's name starts with."""
    fitting = [extract for extract in EXTRACTS if alike(name).startswith(extract.name)]
    return max(fitting, key=lambda extract: len(extract.name), default=None)


def _is_mapped(path: Path, mapping: Mapping, extract: Extract) -> bool:
    return path.name.casefold() in {name.casefold() for name in mapping.of(extract.name).files.names}


def file_faults(folder: Path, serving: dict[Path, Served]) -> Iterator[Fault]:
    """Required extracts that have no file, and files that have no extract.

    Args:
        folder: the submission's.
        serving: its files, each with what it serves.
    """
    found = {extract.name for one in serving.values() for extract in one.extracts}
    for extract in (extract for extract in EXTRACTS if extract.is_required and extract.name not in found):
        yield faults.EXTRACT_MISSING.fault(extract=extract.name, folder=str(folder))
    for path in (path for path, one in serving.items() if not one.extracts):
        yield _not_served(path)


def _not_served(path: Path) -> Fault:
    if path.suffix.lower() not in (*READ, *NOT_READ):
        return faults.FILE_UNUSED.fault(file=path.name)
    near = nearest(alike(path.stem), [extract.name for extract in EXTRACTS])
    return faults.FILE_UNNAMED.fault(
        extract=near or "extract", file=path.name, hint=hint(near), toml_file=quoted(path.name)
    )
