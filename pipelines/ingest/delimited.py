"""Text files of rows: CSV with a comma, a semicolon or a tab, in any encoding of the contract."""

from __future__ import annotations

from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError

from pipelines.ingest.decoding import NotText, as_utf8
from pipelines.ingest.spelling import alike
from pipelines.ingest.table import (
    HEADINGS_LIKELY_BY,
    IS_TOO_LONG,
    ROW_NUMBER,
    Table,
    Unreadable,
    cell,
    clean,
    heading_row,
)

_SEPARATORS = (",", ";", "\t")
_WIDEST = 500
_BEYOND = 10
"""So many cells beyond the headings are looked at; a row with more makes the file unreadable, for none may get lost."""
_Row = tuple[str | None, ...]


def read_delimited(path: Path, known: frozenset[str], scratch: Path) -> tuple[Table, ...]:
    """The one table of a text file; nothing where the file is blank.

    Args:
        path: the file.
        known: the headings that are known, to find the row of headings and the separator by.
        scratch: a folder for a copy in UTF-8, where one is needed.

    Raises:
        Unreadable: it is no text, has no row of headings, or quotation marks out of place in its first rows.
    """
    try:
        text = as_utf8(path, scratch)
    except NotText as error:
        raise Unreadable(str(error)) from None
    separator, start = _separator(text, known)
    if not any(any(row) for row in start):
        return ()
    at = heading_row(start, known)
    return (_table(path, text, separator, start, at),)


def _scan(text: Path, separator: str, width: int, rows: int | None = None) -> pl.LazyFrame:
    return pl.scan_csv(
        text,
        has_header=False,
        separator=separator,
        schema={cell(position): pl.String() for position in range(width)},
        missing_columns="insert",
        row_index_name=ROW_NUMBER,
        row_index_offset=1,
        n_rows=rows,
        raise_if_empty=False,
        glob=False,
    )


def _separator(text: Path, known: frozenset[str]) -> tuple[str, list[_Row]]:
    """The separator under which most headings are known, or else most cells are found; with the first rows."""
    tried = {separator: _start(text, separator) for separator in _SEPARATORS}
    read = {separator: rows for separator, rows in tried.items() if rows is not None}
    best = max(read, key=lambda separator: _fit(read[separator], known), default=None)
    if best is None or (len(read) < len(tried) and not _fit(read[best], known)[0]):
        raise Unreadable("a row has quotation marks out of place or far too many cells, or it is no table")
    return best, read[best]


def _start(text: Path, separator: str) -> list[_Row] | None:
    try:
        frame = _scan(text, separator, _WIDEST, HEADINGS_LIKELY_BY).drop(ROW_NUMBER).collect()
    except PolarsError:
        return None
    return frame.rows()


def _fit(rows: list[_Row], known: frozenset[str]) -> tuple[int, int]:
    counts = [sum(alike(text) in known for text in row if text) for row in rows]
    widths = [sum(text is not None for text in row) for row in rows]
    return max(counts, default=0), max(widths, default=0)


def _table(path: Path, text: Path, separator: str, start: list[_Row], at: int | None) -> Table:
    if at is None:
        return Table(path.name, (), pl.LazyFrame())
    headings = _without_trailing_blanks(start[at])
    width = max(max(_filled(row) for row in start), len(headings)) + _BEYOND
    beyond = [pl.col(cell(position)) for position in range(len(headings), width)]
    rows = clean(_scan(text, separator, width), [cell(position) for position in range(width)])
    kept = rows.filter(pl.col(ROW_NUMBER) > at + 1).with_columns(
        pl.any_horizontal(extra.is_not_null() for extra in beyond).alias(IS_TOO_LONG)
    )
    return Table(path.name, headings, kept.with_columns(pl.col(ROW_NUMBER).cast(pl.Int64)))


def _without_trailing_blanks(row: _Row) -> _Row:
    return tuple(text.strip() or None if text else None for text in row[: _filled(row)])


def _filled(row: _Row) -> int:
    """How many cells the row has, up to its last one that is not blank."""
    return max((position + 1 for position, text in enumerate(row) if text and text.strip()), default=0)
