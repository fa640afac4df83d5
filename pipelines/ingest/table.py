"""A delivered table as it is read: headings and rows of text, whatever file it came in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import polars as pl
from polars.exceptions import PanicException, PolarsError

from pipelines.ingest.shapes import is_dated
from pipelines.ingest.spelling import alike

ROW_NUMBER = "row_number"
IS_TOO_LONG = "is_too_long"
_ROWS_LOOKED_AT = 40
HEADINGS_LIKELY_BY = _ROWS_LOOKED_AT
"""The row by which the headings have to have come; titles may stand above them."""
_HEADING_CHARACTERS = 80


READING_FAILED = (PolarsError, PanicException, OSError, UnicodeError)
"""What reading a damaged or vanished file raises; their texts may hold cells and are never told."""


class Unreadable(Exception):
    """A file cannot be read as what its name says; the text says why, in words of ours."""


Batches = Callable[[], Iterator[pl.LazyFrame]]


def no_rows() -> Iterator[pl.LazyFrame]:
    """The batches of a table without rows: none."""
    yield from ()


@dataclass(frozen=True)
class Table:
    """One table of one file.

    Attributes:
        file: the file's name, with the sheet's number where it has several.
        headings: the delivered headings by position, None where there is none.
        batches: begins to read the rows anew, some at a time, in their order: ``row_number`` as a spreadsheet shows it,
            ``is_too_long`` (the row has a cell beyond the last heading of a text file), and the cells as text under
            ``cell(position)``: stripped, blank ones NULL, blank rows left out. Raises ``Unreadable`` or one of
            ``READING_FAILED`` while it is read.
        sheet: the name of the workbook's sheet that it is; None where the file is no workbook. It is never told.
    """

    file: str
    headings: tuple[str | None, ...]
    batches: Batches
    sheet: str | None = None


def cell(position: int) -> str:
    """The column of a batch that holds the cells under a heading."""
    return f"cell_{position}"


def heading_row(rows: Sequence[Sequence[str | None]], known: frozenset[str]) -> int | None:
    """Which of a table's first rows holds the headings, from 0; None where none looks like it.

    Args:
        rows: the cells of the first rows.
        known: the headings that the contract and the mapping know, as ``alike`` spells them.
    """
    undated = [() if _has_a_date(row) else row for row in rows]
    counts = [sum(alike(text) in known for text in row if text) for row in undated]
    if any(counts):
        return counts.index(max(counts))
    widths = [_width_of_headings(row) for row in undated]
    return widths.index(max(widths)) if any(widths) else None


def _has_a_date(row: Sequence[str | None]) -> bool:
    """Whether a row is one of cells, or has rows of cells run into it because line ends were lost."""
    return any(is_dated(line.strip()) for text in row if text for line in text.splitlines())


def _width_of_headings(row: Sequence[str | None]) -> int:
    filled = [text for text in row if text and text.strip()]
    return len(filled) if all(is_like_a_heading(text) for text in filled) else 0


def is_like_a_heading(text: str) -> bool:
    """Whether a text may be told as a heading: short, of printed characters, few digits, a letter first."""
    plain = " ".join(text.split())
    return (
        plain[:1].isalpha()
        and plain.isprintable()
        and len(plain) <= _HEADING_CHARACTERS
        and sum(map(str.isdigit, plain)) * 2 < len(plain)
    )


def clean(frame: pl.LazyFrame, cells: Sequence[str]) -> pl.LazyFrame:
    """The rows with cells stripped, blank ones NULL, and without the blank rows."""
    texts = [pl.col(name).str.strip_chars() for name in cells]
    stripped = [pl.when(text != "").then(text).alias(name) for name, text in zip(cells, texts, strict=True)]
    return frame.with_columns(stripped).filter(pl.any_horizontal(pl.col(name).is_not_null() for name in cells))
