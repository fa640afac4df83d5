"""Which headings a message may name: those that no cell can have come into.

Where a line end was lost, or a quotation mark never closed, the cells of a row run into the row of headings: the last
heading then has an identifier at its end, and cells stand after it as if they were headings. So a heading with a digit
is told by its place, and so is every unknown one beside anything that looks like a cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from expectations import EXTRACTS
from pipelines.ingest.shapes import is_dated
from pipelines.ingest.spelling import alike
from pipelines.ingest.table import is_like_a_heading

_CONTRACT = frozenset(column.name for extract in EXTRACTS for column in extract.columns)
_COUNTED = re.compile(r"(?<=[^\W\d_]{3}[\s_-])[0-9](?![^\s_-])")
"""One digit that is a word of its own after another word, as in ``Attended day 1``."""
_UNITS = r"(?:st|nd|rd|th|s|hrs?|wks?|yrs?|mths?)\b"
_LIKE_A_CELL = re.compile(
    rf"""["@\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]|[0-9]{{5}}|[0-9](?!{_UNITS})[^\W\d_]|^[\W_]*[0-9][\W\d_]*$""",
    re.IGNORECASE,
)
"""A control character, an address' sign, a long number, a number that runs into letters, or nothing but numbers."""


def may_be_named(headings: Sequence[str | None], position: int) -> bool:
    """Whether a heading may be told: the contract knows it, or nothing about its row lets a cell be in it.

    Args:
        headings: the delivered headings.
        position: which of them.
    """
    heading = headings[position] or ""
    if alike(heading) in _CONTRACT:
        return True
    is_plain = is_like_a_heading(heading) and not any(map(str.isdigit, _COUNTED.sub("", heading)))
    return is_plain and not any(is_like_a_cell(other) for other in headings if other)


def is_like_a_cell(heading: str) -> bool:
    """Whether a text among the headings looks like a cell, or has one at its end."""
    return bool(_LIKE_A_CELL.search(heading)) or any(is_dated(line.strip()) for line in heading.splitlines())


def named_or_placed(headings: Sequence[str | None], position: int) -> str:
    """A heading as a report says it: by its name, or else by its place."""
    return (may_be_named(headings, position) and headings[position]) or f"column {position + 1}"


def heading_said(headings: Sequence[str | None], position: int) -> str:
    """What follows "the heading" in a sentence: its name in quotation marks, or where it is."""
    told = named_or_placed(headings, position)
    return f"'{told}'" if may_be_named(headings, position) else f"in {told}"


def column_said(headings: Sequence[str | None], position: int) -> str:
    """A column as a sentence says it: by its heading in quotation marks, or by its place."""
    told = named_or_placed(headings, position)
    return f"the column '{told}'" if may_be_named(headings, position) else told
