"""A delivered file becomes tables of text, whatever its format."""

from __future__ import annotations

from pathlib import Path

import fastexcel
import polars as pl

from pipelines.ingest.delimited import read_delimited
from pipelines.ingest.table import (
    HEADINGS_LIKELY_BY,
    IS_TOO_LONG,
    READING_FAILED,
    ROW_NUMBER,
    Table,
    Unreadable,
    cell,
    clean,
    heading_row,
)

READ = (".csv", ".xlsx", ".parquet")
"""The endings of the files that are read, in small letters."""
NOT_READ = (".xls", ".xlsm", ".xlsb", ".ods", ".tsv", ".txt", ".json", ".zip", ".gz")
"""The endings of files that may hold an extract and cannot be read."""
_EXACT_BELOW = float(2**53)
"""Whole numbers below this are what they say; greater ones are rounded and told so, as 1.5E+16."""


_TIME_ALONE = r"^18[0-9]{2}-12-3[01] "
"""The day that a workbook's time of day without a date is given; it is none of the delivered ones."""


def read_tables(path: Path, known: frozenset[str], scratch: Path) -> tuple[Table, ...]:
    """The tables of a file: one, or one per sheet that is not blank; none where the file is blank.

    Args:
        path: a CSV, XLSX or Parquet file.
        known: the headings that the contract and the mapping know, as ``alike`` spells them.
        scratch: a folder of the caller's that outlives the tables.

    Raises:
        Unreadable: the file is not what its name says, is damaged, or cannot be opened.
    """
    reader = {".csv": read_delimited, ".xlsx": _read_workbook, ".parquet": _read_parquet}.get(path.suffix.lower())
    if reader is None:
        raise Unreadable("it is no CSV, XLSX or Parquet file; save it as one of them")
    try:
        return reader(path, known, scratch) if path.stat().st_size else ()
    except OSError:
        raise Unreadable("it cannot be opened") from None


def _read_workbook(path: Path, known: frozenset[str], scratch: Path) -> tuple[Table, ...]:
    del scratch
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
        return Table(file, (), pl.LazyFrame())
    headings = tuple(text.strip() or None if text else None for text in start[at])
    rows = frame.with_row_index(ROW_NUMBER, offset=1).slice(at + 1).lazy()
    timed = rows.with_columns(pl.col(frame.columns).str.replace(_TIME_ALONE, ""))
    return Table(file, headings, _finished(timed, frame.columns))


def _finished(rows: pl.LazyFrame, cells: list[str]) -> pl.LazyFrame:
    numbered = rows.with_columns(pl.col(ROW_NUMBER).cast(pl.Int64), pl.lit(False).alias(IS_TOO_LONG))
    return clean(numbered, cells)


def _read_parquet(path: Path, known: frozenset[str], scratch: Path) -> tuple[Table, ...]:
    del known, scratch
    try:
        delivered = pl.scan_parquet(path, glob=False)
        schema = delivered.collect_schema()
    except READING_FAILED:
        raise Unreadable("it is no Parquet file, or is damaged") from None
    cells = [_text(name, kind).alias(cell(position)) for position, (name, kind) in enumerate(schema.items())]
    rows = delivered.select(cells).with_row_index(ROW_NUMBER, offset=2)
    names = [cell(position) for position in range(len(cells))]
    return (Table(path.name, tuple(name.strip() or None for name in schema), _finished(rows, names)),)


def _text(name: str, kind: pl.DataType) -> pl.Expr:
    """A column of any type as the text that a spreadsheet would show."""
    column = pl.col(name)
    if isinstance(kind, pl.Datetime):
        return column.dt.to_string("%Y-%m-%d %H:%M:%S")
    if isinstance(kind, pl.Float32 | pl.Float64):
        return _number_text(column)
    if isinstance(kind, pl.Decimal):
        return column.cast(pl.String).str.replace(r"\.0+$", "")
    if isinstance(kind, pl.Binary):
        return column.cast(pl.String, strict=False)
    if kind.is_nested() or isinstance(kind, pl.Object):
        raise Unreadable("it has a column of lists or records; give every cell one value")
    return column.cast(pl.String)


def _number_text(number: pl.Expr) -> pl.Expr:
    is_whole = (number == number.floor()) & (number.abs() < _EXACT_BELOW)
    whole = pl.when(is_whole).then(number).cast(pl.Int64, strict=False).cast(pl.String)
    shown = pl.when(number.is_finite()).then(number).cast(pl.String).str.replace("e", "E", literal=True)
    return pl.coalesce(whole, shown)
