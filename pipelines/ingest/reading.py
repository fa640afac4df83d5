"""A delivered file becomes tables of text, whatever its format."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import BadZipFile, ZipFile

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

WORKBOOK = ".xlsx"
READ = (".csv", WORKBOOK, ".parquet")
"""The endings of the files that are read, in small letters."""
NOT_READ = (".xls", ".xlsm", ".xlsb", ".ods", ".tsv", ".txt", ".json", ".zip", ".gz")
"""The endings of files that may hold an extract and cannot be read."""
LARGEST_WORKBOOK = 1 << 30
"""A workbook of more bytes than this, unpacked, is not read; it is some millions of cells."""
_NO_ZIP = (BadZipFile, ValueError, NotImplementedError, EOFError, OverflowError, struct.error)
"""What a damaged archive raises."""
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
    reader = {".csv": read_delimited, WORKBOOK: _read_workbook, ".parquet": read_parquet}.get(path.suffix.lower())
    if reader is None:
        raise Unreadable("it is no CSV, XLSX or Parquet file; save it as one of them")
    try:
        return reader(path, known) if path.stat().st_size else ()
    except OSError:
        raise Unreadable("it cannot be opened; see that it is there and that you may read it") from None


def _read_workbook(path: Path, known: frozenset[str]) -> tuple[Table, ...]:
    with _telling_damage():
        book = _opened(path)
        frames = {name: _cells(book, name) for name in book.sheet_names}
    named = enumerate(frames.items(), start=1)
    filled = [(number, name, frame) for number, (name, frame) in named if frame.width and frame.height]
    is_alone = len(filled) == 1
    return tuple(
        _sheet(path.name if is_alone else f"{path.name}, sheet {number}", name, frame, known)
        for number, name, frame in filled
    )


def _opened(path: Path) -> fastexcel.ExcelReader:
    """A workbook, unless it is larger than memory may be: it is unpacked whole."""
    if _unpacked_bytes(path) > LARGEST_WORKBOOK:
        raise Unreadable(
            f"it is a workbook of more than {LARGEST_WORKBOOK >> 20} MiB when unpacked, which would be held in memory; "
            "save it as CSV or Parquet, or in several files"
        )
    return fastexcel.read_excel(path)


def _unpacked_bytes(path: Path) -> int:
    """What its parts say they are unpacked; none of a damaged one, which the reader tells."""
    try:
        with ZipFile(path) as packed:
            return sum(part.file_size for part in packed.infolist())
    except _NO_ZIP:
        return 0


@contextmanager
def _telling_damage() -> Iterator[None]:
    try:
        yield
    except fastexcel.FastExcelError:
        raise Unreadable("it is no XLSX workbook, is damaged, or is protected by a password") from None


def _cells(book: fastexcel.ExcelReader, sheet: str) -> pl.DataFrame:
    """All cells of a sheet, as text: the library reads a sheet whole, and a sheet has about a million rows at most."""
    return book.load_sheet(sheet, header_row=None, skip_rows=0, dtypes="string").to_polars()


def sheet_names(path: Path) -> tuple[str, ...]:
    """The names of a workbook's sheets; none where it is no workbook that can be read."""
    try:
        with _telling_damage():
            return tuple(_opened(path).sheet_names)
    except (Unreadable, OSError):
        return ()


def _sheet(file: str, sheet: str, frame: pl.DataFrame, known: frozenset[str]) -> Table:
    frame = frame.rename({name: cell(position) for position, name in enumerate(frame.columns)})
    start = frame.head(HEADINGS_LIKELY_BY).rows()
    at = heading_row(start, known)
    if at is None:
        return Table(file, (), no_rows, sheet)
    headings = tuple(text.strip() or None if text else None for text in start[at])
    numbered = frame.with_row_index(ROW_NUMBER, offset=1).slice(at + 1)

    def batches() -> Iterator[pl.LazyFrame]:
        for rows in numbered.iter_slices(_BATCH_ROWS):
            timed = rows.lazy().with_columns(pl.col(frame.columns).str.replace(_TIME_ALONE, ""))
            yield _finished(timed, frame.columns)

    return Table(file, headings, batches, sheet)


def _finished(rows: pl.LazyFrame, cells: list[str]) -> pl.LazyFrame:
    numbered = rows.with_columns(pl.col(ROW_NUMBER).cast(pl.Int64), pl.lit(False).alias(IS_TOO_LONG))
    return clean(numbered, cells)
