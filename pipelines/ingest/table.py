"""A delivered table as it is read: headings and rows of text, whatever file it came in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl
from polars.exceptions import PanicException, PolarsError

from pipelines.ingest.spelling import alike

ROW_NUMBER = "row_number"
IS_TOO_LONG = "is_too_long"
_ROWS_LOOKED_AT = 40
HEADINGS_LIKELY_BY = _ROWS_LOOKED_AT
"""The row by which the headings have to have come; titles may stand above them."""
_HEADING_CHARACTERS = 80


READING_FAILED = (PolarsError, PanicException, OSError)
"""What reading a damaged or vanished file raises; their texts may hold cells and are never told."""


class Unreadable(Exception):
    """A file cannot be read as what its name says; the text says why, in words of ours."""


@dataclass(frozen=True)
class Table:
    """One table of one file.

    Attributes:
        file: the file's name, with the sheet's number where it has several.
        headings: the delivered headings by position, None where there is none.
        rows: ``row_number`` as a spreadsheet shows it, ``is_too_long`` (the row has a cell beyond the last heading of a
            text file), and the cells as text under ``cell(position)``: stripped, blank ones NULL, blank rows left out.
    """

    file: str
    headings: tuple[str | None, ...]
    rows: pl.LazyFrame


def cell(position: int) -> str:
    """The column of ``Table.rows`` that holds the cells under a heading."""
    return f"cell_{position}"


def heading_row(rows: Sequence[Sequence[str | None]], known: frozenset[str]) -> int | None:
    """Which of a table's first rows holds the headings, from 0; None where none looks like it.

    Args:
        rows: the cells of the first rows.
        known: the headings that the contract and the mapping know, as ``alike`` spells them.
    """
    counts = [sum(alike(text) in known for text in row if text) for row in rows]
    if any(counts):
        return counts.index(max(counts))
    widths = [_width_of_headings(row) for row in rows]
    return widths.index(max(widths)) if any(widths) else None


def _width_of_headings(row: Sequence[str | None]) -> int:
    filled = [text for text in row if text and text.strip()]
    return len(filled) if all(is_like_a_heading(text) for text in filled) else 0


def is_like_a_heading(text: str) -> bool:
    """Whether a text may be told as a heading: it starts with a letter, is short and has few digits."""
    plain = text.strip()
    return plain[:1].isalpha() and len(plain) <= _HEADING_CHARACTERS and sum(map(str.isdigit, plain)) * 2 < len(plain)


def clean(frame: pl.LazyFrame, cells: Sequence[str]) -> pl.LazyFrame:
    """The rows with cells stripped, blank ones NULL, and without the blank rows."""
    texts = [pl.col(name).str.strip_chars() for name in cells]
    stripped = [pl.when(text != "").then(text).alias(name) for name, text in zip(cells, texts, strict=True)]
    return frame.with_columns(stripped).filter(pl.any_horizontal(pl.col(name).is_not_null() for name in cells))
