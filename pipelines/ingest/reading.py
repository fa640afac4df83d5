"""A delivered file becomes tables of text, whatever its format."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import fastexcel
import polars as pl

from pipelines.ingest.columnar import read_parquet
from pipelines.ingest.delimited import read_delimited
from pipelines.ingest.table import (
    HEADINGS_LIKELY_BY,
    IS_TOO_LONG,
    ROW_NUMBER,
    Table,
    Unreadable,
    cell,
    clean,
    heading_row,
    no_rows,
)

READ = (".csv", ".xlsx", ".parquet")
"""The endings of the files that are read, in small letters."""
NOT_READ = (".xls", ".xlsm", ".xlsb", ".ods", ".tsv", ".txt", ".json", ".zip", ".gz")
"""The endings of files that may hold an extract and cannot be read."""
_BATCH_ROWS = 100_000
"""So many rows are made text of at a time."""
_TIME_ALONE = r"^18[0-9]{2}-12-3[01] "
"""The day that a workbook's time of day without a date is given; it is none of the delivered ones."""


def read_tables(path: Path, known: frozenset[str]) -> tuple[Table, ...]:
    """The tables of a file: one, or one per sheet that is not blank; none where the file is blank.

    Args:
        path: a CSV, XLSX or Parquet file.
        known: the headings that the contract and the mapping know, as ``alike`` spells them.

    Raises:
        Unreadable: the file is not what its name says, is damaged, or cannot be opened.
    """
    reader = {".csv": read_delimited, ".xlsx": _read_workbook, ".parquet": read_parquet}.get(path.suffix.lower())
    if reader is None:
        raise Unreadable("it is no CSV, XLSX or Parquet file; save it as one of them")
    try:
        return reader(path, known) if path.stat().st_size else ()
    except OSError:
        raise Unreadable("it cannot be opened; see that it is there and that you may read it") from None


def _read_workbook(path: Path, known: frozenset[str]) -> tuple[Table, ...]:
    try:
        book = fastexcel.read_excel(path)
        sheets = [book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string") for name in book.sheet_names]
        frames = [sheet.to_polars() for sheet in sheets]
    except fastexcel.FastExcelError:
        raise Unreadable("it is no XLSX workbook, is damaged, or is protected by a password") from None
    filled = [(number, frame) for number, frame in enumerate(frames, start=1) if frame.width and frame.height]
    names = {number: f"{path.name}, sheet {number}" if len(filled) > 1 else path.name for number, _ in filled}
    return tuple(_sheet(names[number], frame, known) for number, frame in filled)


def _sheet(file: str, frame: pl.DataFrame, known: frozenset[str]) -> Table:
    frame = frame.rename({name: cell(position) for position, name in enumerate(frame.columns)})
    start = frame.head(HEADINGS_LIKELY_BY).rows()
    at = heading_row(start, known)
    if at is None:
        return Table(file, (), no_rows)
    headings = tuple(text.strip() or None if text else None for text in start[at])
    numbered = frame.with_row_index(ROW_NUMBER, offset=1).slice(at + 1)

    def batches() -> Iterator[pl.LazyFrame]:
        for rows in numbered.iter_slices(_BATCH_ROWS):
            timed = rows.lazy().with_columns(pl.col(frame.columns).str.replace(_TIME_ALONE, ""))
            yield _finished(timed, frame.columns)

    return Table(file, headings, batches)


def _finished(rows: pl.LazyFrame, cells: list[str]) -> pl.LazyFrame:
    numbered = rows.with_columns(pl.col(ROW_NUMBER).cast(pl.Int64), pl.lit(False).alias(IS_TOO_LONG))
    return clean(numbered, cells)
