"""Text files of rows: CSV with a comma, a semicolon or a tab, in any encoding of the contract."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError

from pipelines.ingest.decoding import NotText, TextFile, text_file
from pipelines.ingest.pieces import frames
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
    no_rows,
)

_SEPARATORS = (",", ";", "\t")
_OTHERS = ("|", ":", "^", "~")
"""What some systems put between cells, and is not read."""
_WIDEST = 500
_BEYOND = 10
"""So many cells beyond the headings are looked at; a row with more makes the file unreadable, for none may get lost."""
_Row = tuple[str | None, ...]


def read_delimited(path: Path, known: frozenset[str]) -> tuple[Table, ...]:
    """The one table of a text file; nothing where the file is blank.

    Args:
        path: the file.
        known: the headings that are known, to find the row of headings and the separator by.

    Raises:
        Unreadable: it is no text, has no row of headings, or quotation marks out of place in its first rows.
    """
    try:
        text = text_file(path)
    except NotText as error:
        raise Unreadable(str(error)) from None
    separator, start = _separator(text, known)
    if not any(any(row) for row in start):
        return ()
    at = heading_row(start, known)
    return (_table(path, text, separator, start, at),)


def _names(width: int) -> list[str]:
    return [cell(position) for position in range(width)]


def _separator(text: TextFile, known: frozenset[str]) -> tuple[str, list[_Row]]:
    """The separator under which most headings are known, or else most cells are found; with the first rows."""
    tried = {separator: _start(text, separator) for separator in _SEPARATORS}
    read = {separator: rows for separator, rows in tried.items() if rows is not None}
    best = max(read, key=lambda separator: _fit(read[separator], known), default=None)
    if best is None or (len(read) < len(tried) and not _fit(read[best], known)[0]):
        raise Unreadable("a row has quotation marks out of place or far too many cells, or it is no table")
    _refuse_others(read[best], known)
    return best, read[best]


def _refuse_others(rows: list[_Row], known: frozenset[str]) -> None:
    """A row that is one cell, and has known headings in it with another separator between them."""
    alone = [row[0] for row in rows if row[0] and not any(row[1:])]
    for other in _OTHERS:
        if any(len(known & set(map(alike, text.split(other)))) > 1 for text in alone):
            raise Unreadable(f"its cells are parted by {other}; save it with commas, semicolons or tabs between them")


def _start(text: TextFile, separator: str) -> list[_Row] | None:
    try:
        found = [frame.drop(ROW_NUMBER) for frame in frames(text, separator, _names(_WIDEST), HEADINGS_LIKELY_BY)]
    except PolarsError:
        return None
    return [row for frame in found for row in frame.rows()]


def _fit(rows: list[_Row], known: frozenset[str]) -> tuple[int, int]:
    counts = [sum(alike(text) in known for text in row if text) for row in rows]
    widths = [sum(text is not None for text in row) for row in rows]
    return max(counts, default=0), max(widths, default=0)


def _table(path: Path, text: TextFile, separator: str, start: list[_Row], at: int | None) -> Table:
    if at is None:
        return Table(path.name, (), no_rows)
    headings = _without_trailing_blanks(start[at])
    width = max(max(_filled(row) for row in start), len(headings)) + _BEYOND

    def batches() -> Iterator[pl.LazyFrame]:
        for frame in frames(text, separator, _names(width)):
            yield _below(frame.lazy(), at, width, len(headings))

    return Table(path.name, headings, batches)


def _below(rows: pl.LazyFrame, at: int, width: int, headings: int) -> pl.LazyFrame:
    """The rows below the headings; those with a cell beyond the last heading are told as too long."""
    beyond = pl.any_horizontal(pl.col(name).is_not_null() for name in _names(width)[headings:])
    below = rows.filter(pl.col(ROW_NUMBER) > at + 1).with_columns(pl.col(ROW_NUMBER).cast(pl.Int64))
    return clean(below, _names(width)).with_columns(beyond.alias(IS_TOO_LONG))


def _without_trailing_blanks(row: _Row) -> _Row:
    return tuple(text.strip() or None if text else None for text in row[: _filled(row)])


def _filled(row: _Row) -> int:
    """How many cells the row has, up to its last one that is not blank."""
    return max((position + 1 for position, text in enumerate(row) if text and text.strip()), default=0)
