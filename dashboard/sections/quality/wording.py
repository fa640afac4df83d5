"""Words that the sections on data quality share."""

from __future__ import annotations

import re
from typing import Any

from dashboard import relations, sentences
from dashboard.warehouse import Snapshot

NO_ROWS = "no rows"
SOME_ROWS = "a suppressed number of rows"
UNKNOWN = "unknown"
NO_AREA = "no service area given"
COUNTED = {"read": "Read", "accepted": "Accepted", "set_aside": "Set aside", "superseded": "Replaced later"}
"""What was counted of delivered rows, in the order in which it is shown."""


def names(warehouse: Snapshot) -> dict[str, str]:
    """The name of every area by its code, and what rows go by that name none."""
    return {**relations.areas(warehouse), UNKNOWN: NO_AREA}


def with_unknown(areas: tuple[str, ...]) -> tuple[str, ...]:
    """The areas, and the rows that name none, which may be of any."""
    return (*areas, UNKNOWN)


def each_area(warehouse: Snapshot, areas: tuple[str, ...]) -> list[str]:
    """The single areas that are meant: every one where all together are."""
    known = [area for area in relations.areas(warehouse) if area != relations.ALL_AREAS]
    return known if relations.ALL_AREAS in areas else [area for area in known if area in areas]


def rows(cell: dict[str, Any]) -> str:
    """A number of rows in words; why there is none, where there is none."""
    return sentences.reason(cell["symbol"], NO_ROWS) or sentences.count(cell["rows"])


def digest(file: dict[str, Any]) -> str:
    """The SHA-256 of a delivered file, or why there is none."""
    return file["sha256"] or "kept back, as its rows may be few enough to guess"


def rows_of(cell: dict[str, Any]) -> str:
    """So many rows of an extract, such as ``1 row of visits``; why a number is suppressed no symbol says."""
    if cell["symbol"]:
        return f"{sentences.capitalised(SOME_ROWS)} of {cell['title'].lower()}"
    noun = "row" if cell["rows"] == 1 else "rows"
    return f"{sentences.count(cell['rows'])} {noun} of {cell['title'].lower()}"


def in_words(sentence: str, titles: dict[str, str]) -> str:
    """A check's sentence with the titles of columns in the place of their names."""
    named = re.compile(rf"\b({'|'.join(sorted(titles, key=len, reverse=True))})\b")
    told = named.sub(lambda found: _title(found[0], titles), sentence)
    return sentences.capitalised(told)


def _title(name: str, titles: dict[str, str]) -> str:
    """A name of several words is a column's; one of a single word is a word unless it begins the sentence."""
    return f"“{titles[name]}”" if "_" in name else name
