"""The delivered tables as a proposal looks at them: their first rows, read by the same reader as a build's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import polars as pl

from expectations import EXTRACTS
from expectations.extract import Extract
from pipelines.errors import Fault
from pipelines.ingest import faults
from pipelines.ingest.files import named_for
from pipelines.ingest.naming import is_like_a_cell
from pipelines.ingest.reading import READ, read_tables
from pipelines.ingest.spelling import alike
from pipelines.ingest.table import READING_FAILED, Table, Unreadable, cell, is_like_a_heading
from pipelines.proposal.profile import Profile, profile
from pipelines.proposal.vocabulary import vocabulary

ROWS_LOOKED_AT = 100_000
"""So many rows of a table are looked at; a proposal needs no more, and a check looks at all."""
_ORDINAL = re.compile(r"^\s*[0-9](?:st|nd|rd|th)\s+")
"""What some headings begin with, as in ``1st contact``; no cell of an identifier, a date or a number does."""
_DAMAGED = "it is damaged, or has quotation marks out of place"


@dataclass(frozen=True)
class Delivered:
    """One table.

    Attributes:
        path: its file.
        table: its headings, and where it stands in its file.
        cells: its first rows, as text.
        named_for: the extract whose name its file's name, or else its sheet's, starts with, if any.
    """

    path: Path
    table: Table
    cells: pl.DataFrame
    named_for: Extract | None

    @property
    def headings(self) -> dict[int, str]:
        """The headings that may be told, by position: one that looks like a cell is none."""
        given = {at: heading for at, heading in enumerate(self.table.headings) if heading}
        return {
            at: heading
            for at, heading in given.items()
            if is_like_a_heading(_ORDINAL.sub("", heading)) and not is_like_a_cell(heading)
        }

    @cached_property
    def profiles(self) -> dict[int, Profile]:
        """What the cells below each heading look like."""
        return {at: profile(self.cells[cell(at)]) for at in self.headings}


def read_delivered(files: Sequence[Path]) -> tuple[list[Delivered], list[Fault]]:
    """The tables of the files that can be read, and what is wrong with the others.

    Args:
        files: the submission's files; those of other kinds than are read are left alone.
    """
    tables: list[Delivered] = []
    wrong: list[Fault] = []
    for path in (path for path in files if path.suffix.lower() in READ):
        try:
            found = list(_tables(path))
            if not found:
                wrong.append(faults.HEADING_ROW_MISSING.fault(extract="the extract", file=path.name))
            tables.extend(found)
        except (Unreadable, *READING_FAILED) as error:
            reason = str(error) if isinstance(error, Unreadable) else _DAMAGED
            wrong.append(faults.FILE_UNREADABLE.fault(extract="submission", file=path.name, reason=reason))
    return tables, wrong


def _tables(path: Path) -> Iterator[Delivered]:
    named = named_for(path.stem)
    for table in read_tables(path, _known_headings()):
        if table.headings:
            yield Delivered(path, table, _first_rows(table), named or named_for(table.sheet or ""))


def _first_rows(table: Table) -> pl.DataFrame:
    """The cells of the first rows; one column of text per heading."""
    columns = [cell(at) for at in range(len(table.headings))]
    found = pl.DataFrame(schema=dict.fromkeys(columns, pl.String()))
    for batch in table.batches():
        found = pl.concat([found, batch.select(columns).head(ROWS_LOOKED_AT - found.height).collect()])
        if found.height >= ROWS_LOOKED_AT:
            break
    return found


def _known_headings() -> frozenset[str]:
    """The headings by which their row is told from others; other systems' only if of several words and no value."""
    contract = {column.name for extract in EXTRACTS for column in extract.columns}
    by_extract = (*vocabulary().sure.values(), *vocabulary().likely.values())
    said = [heading for columns in by_extract for headings in columns.values() for heading in headings]
    other = {alike(heading) for heading in said if " " in heading}
    return frozenset(contract | (other - _values()))


def _values() -> set[str]:
    """Every value that is known of a code, as ``alike`` spells it."""
    coded = [code for extract in EXTRACTS for column in extract.columns for code in column.codes]
    by_code = (*vocabulary().sure_values.values(), *vocabulary().likely_values.values())
    said = [value for codes in by_code for values in codes.values() for value in values]
    return {alike(value) for value in (*said, *(spelled for code in coded for spelled in code))}
