"""The tables of a pack's workbook: figures as numbers, or a symbol in brackets; all else in words."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from dashboard import sentences
from dashboard.pack.background import Listing
from dashboard.pack.course import Course
from dashboard.pack.pictures import YARDSTICKS

_ENDS = {"lower": "Lower end of the 95 % interval", "upper": "Upper end of the 95 % interval"}
_COLUMNS = {
    "share": {"value": "Share", **_ENDS, "numerator": "Counted as such", "denominator": "Out of"},
    "probability": {"value": "Chance", **_ENDS, "denominator": "Referrals it rests on"},
}
"""The numbers of a figure by its unit; of others, the value and on how many it rests."""
_OF_ONE = ("value", "lower", "upper")
_SHARE, _DECIMALS = "0.0%", 2
"""The format of a share, and how many decimals other numbers have at most."""
_OF_EACH = "that of each standard"
"""The limit of a count of clocks of every standard."""
_NARROWEST, _SHORT, _WIDE, _WIDEST, _FEW, _ROOM, _ACROSS = 13, 16, 34, 60, 6, 1.2, 180
"""The widths of columns, in characters, as a text that stays on one line is long; the widest where there are few of
them; how much room a text needs; and how wide all of them may be to be read on a printed page."""


@dataclass(frozen=True)
class Sheet:
    """One table of a workbook.

    Attributes:
        title: of the table.
        table: its cells, texts and numbers.
        scope: what it is about.
        source: where it is from.
        measure: the measure that its figures are of, or blank.
        note: what to be careful about, or blank.
        formats: how columns of numbers look.
    """

    title: str
    table: pl.DataFrame
    scope: str
    source: str
    measure: str = ""
    note: str = ""
    formats: list[dict[str, Any]] = field(default_factory=list)

    @property
    def is_of_figures(self) -> bool:
        """Whether its cells may hold a symbol in the place of a number."""
        return bool(self.measure)

    @property
    def widths(self) -> list[int]:
        """How wide each column is, in characters: texts have as many lines as it takes to fit them on a page."""
        longest = [max(map(_length, column.to_list()), default=0) for column in self.table.get_columns()]
        least = [max(_NARROWEST, _least(column)) for column in self.table.get_columns()]
        widest = _WIDEST if self.table.width <= _FEW else _WIDE
        for lines in itertools.count(1):
            wanted = [min(round(length * _ROOM / lines) + 2, widest) for length in longest]
            widths = [max(pair) for pair in zip(wanted, least, strict=True)]
            if sum(widths) <= _ACROSS or widths == least:
                break
        return widths


def _length(cell: object) -> int:
    """How long a cell is as it is shown; no number is longer than the narrowest column."""
    return len(cell) if isinstance(cell, str) else 0


def _least(column: pl.Series) -> int:
    """How wide a column has to be for its words, its short texts, and half of its name."""
    texts = [cell for cell in column.to_list() if isinstance(cell, str)]
    short = [round(len(text) * _ROOM) for text in texts if len(text) <= _SHORT]
    return max(len(column.name) // 2, *short, *(len(word) for text in texts for word in text.split()), 0) + 2


def of_figures(course: Course) -> Sheet:
    """The figures of a measure, a row for each area, yardstick and period."""
    card = course.figures.cards[course.measure]
    columns = _numbers(course)
    rows = course.rows.sort(pl.col("series"), maintain_order=True).to_dicts()
    is_judged = rows[0]["yardstick"] != ""
    cells = [_row(row, columns, is_judged) for row in rows]
    shares = [title for name, title in columns.items() if name in _OF_ONE and course.unit in sentences.SHARE_UNITS]
    others = [title for title in columns.values() if title not in shares]
    formats = {title: number_format([row[title] for row in cells]) for title in others}
    return Sheet(
        title=card["title"],
        table=_objects(cells),
        scope=f"{card['theme']}: {card['question']}",
        source=f"Definition {course.measure}, version {card['version']}, in the table of definitions",
        measure=course.measure,
        note=card["caution"],
        formats=[
            *({"columns": [title], "format": {"num_format": _SHARE}, "include_names": False} for title in shares),
            *({"columns": [title], "format": form, "include_names": False} for title, form in formats.items()),
            {"columns": ["Remark"], "format": {"indent": 1}, "include_names": True},
        ],
    )


def number_format(cells: Sequence[object]) -> dict[str, str]:
    """As many decimals for all numbers of a column as any of them needs: a place left open would show as ``10.``."""
    numbers = [cell for cell in cells if isinstance(cell, float)]
    decimals = range(_DECIMALS)
    needed = next((n for n in decimals if all(round(one, n) == round(one, _DECIMALS) for one in numbers)), _DECIMALS)
    return {"num_format": f"#,##0.{'0' * needed}".removesuffix(".")}


def _objects(cells: list[dict[str, Any]]) -> pl.DataFrame:
    """Rows whose columns hold numbers and texts beside each other."""
    return pl.DataFrame({name: pl.Series([row[name] for row in cells], dtype=pl.Object) for name in cells[0]})


def _numbers(course: Course) -> dict[str, str]:
    if course.figures.cards[course.measure]["kind"] == "count":
        return {"value": sentences.capitalised(course.unit)}
    rest = {"value": sentences.capitalised(course.unit), "denominator": "Rests on"}
    return _COLUMNS.get(course.unit, rest)


def _row(row: dict[str, Any], columns: dict[str, str], is_judged: bool) -> dict[str, Any]:
    """A row's cells: whose figure, of when, by which limit, and its numbers."""
    limit = {"Limits": YARDSTICKS[row["yardstick"]], "Limit": row["note"] or _OF_EACH} if is_judged else {}
    numbers = {title: _number(row, name) for name, title in columns.items()}
    return {"Service area": row["area"], "Period": row["period"], **limit, **numbers, "Remark": row["words"] or "none"}


def _number(row: dict[str, Any], name: str) -> float | str:
    """A number; where there is none, its symbol in brackets: ``z`` where none is given beside a figure that is."""
    found = row[name]
    return f"[{row['symbol'] or 'z'}]" if found is None else float(found)


def of_words(listing: Listing, about: str) -> Sheet:
    """What stands behind the figures, as it is told in the report."""
    table = listing.table.with_columns(pl.all().cast(pl.String).fill_null("none").replace("", "none"))
    scope = f"{about}. {listing.note}" if listing.note else about
    return Sheet(listing.heading, table, scope=scope, source="Portage Insight")
