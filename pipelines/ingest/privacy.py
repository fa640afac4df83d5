"""The privacy gate: columns of personal data, by their heading and by their cells' shape, as faults that refuse.

What is told is the column and the kind, never a cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from expectations.extract import ColumnType
from pipelines.errors import Fault
from pipelines.ingest import faults
from pipelines.ingest.headings import Claim
from pipelines.ingest.naming import column_said, named_or_placed
from pipelines.ingest.personal_headings import personal_heading
from pipelines.ingest.personal_words import PERSONAL
from pipelines.ingest.shapes import ANY_VALUE, CHECKED, has_shape, is_suspect, is_valid
from pipelines.ingest.table import Table, cell

_TEXT = frozenset({ColumnType.TEXT, ColumnType.AREA, ColumnType.CODE})
_SUSPECT = "suspect"
_TOLD_WITH = {**{kind: (kind,) for kind in (*ANY_VALUE, *CHECKED)}, "date_of_birth": ("date",)}
"""By the kind that a heading says, the kinds of cells that tell nothing more."""
_TAKEN_OUT = "take the column out and deliver again"
Counts = dict[str, int]
"""How many rows of a table have something; by a name of the caller's."""


def heading_privacy(table: Table, extract: str) -> Iterator[Fault]:
    """Columns whose heading says that they hold personal data."""
    for position, heading in enumerate(table.headings):
        kind = personal_heading(heading) if heading else None
        if kind:
            yield _fault(table, extract, position, kind, "its heading says it holds")


def screened(table: Table, claims: Sequence[Claim]) -> tuple[int, ...]:
    """The positions whose cells are text: those that nothing takes, and those that feed a text or a code."""
    fed = [
        (one.extract.column(name).type, at) for one in claims for name, source in one.sources.items() for at in source
    ]
    text, taken = {at for kind, at in fed if kind in _TEXT}, {at for _, at in fed}
    return tuple(at for at in range(len(table.headings)) if at in text or at not in taken)


def suspect_counts(positions: Sequence[int]) -> list[pl.Expr]:
    """Expressions that count, for each position, the cells that may have any of the shapes: of most columns, none."""
    return [is_suspect(pl.col(cell(position))).sum().alias(_name(position, _SUSPECT)) for position in positions]


def shape_counts(positions: Sequence[int], counts: Counts) -> list[pl.Expr]:
    """Expressions that count, for each position with suspect cells, those of each shape, and the valid numbers."""
    return [
        count
        for position in positions
        if counts[_name(position, _SUSPECT)]
        for kind in (*ANY_VALUE, *CHECKED)
        for count in _kind_counts(position, kind)
    ]


def _kind_counts(position: int, kind: str) -> Iterator[pl.Expr]:
    text = pl.col(cell(position))
    suspects, name = text.filter(is_suspect(text)), _name(position, kind)
    yield has_shape(kind, suspects).sum().alias(name)
    if kind in CHECKED:
        yield is_valid(kind, suspects).sum().alias(f"{name}:valid")


def shape_privacy(table: Table, extract: str, positions: Sequence[int], counts: Counts) -> Iterator[Fault]:
    """Columns whose cells are personal data.

    Args:
        table: the table.
        extract: the extract to tell it under.
        positions: the positions screened.
        counts: what ``suspect_counts`` and ``shape_counts`` counted.
    """
    for position in positions:
        told = _TOLD_WITH.get(personal_heading(table.headings[position] or "") or "", ())
        for kind in (kind for kind in ANY_VALUE if kind not in told and counts.get(_name(position, kind))):
            yield _fault(table, extract, position, kind, "some of its cells are")
        for kind in (kind for kind in CHECKED if kind not in told and _is_no_accident(counts, _name(position, kind))):
            yield _fault(table, extract, position, kind, "its cells pass the check of")


def _is_no_accident(counts: Counts, name: str) -> bool:
    valid = counts.get(f"{name}:valid", 0)
    return valid >= PERSONAL.least_values and valid >= PERSONAL.least_share * counts.get(name, 0)


def date_of_birth(table: Table, extract: str, position: int) -> Fault:
    """A month of birth that is given to the day."""
    return _fault(
        table, extract, position, "date_of_birth", "some of its cells are full dates, not months, which makes it"
    )


def _name(position: int, kind: str) -> str:
    return f"{cell(position)}:{kind}"


def _fault(table: Table, extract: str, position: int, kind: str, seen: str) -> Fault:
    column, at = named_or_placed(table.headings, position), column_said(table.headings, position)
    what, mend = faults.PERSONAL_DATA_KINDS[kind], faults.PERSONAL_DATA_MENDED.get(kind, _TAKEN_OUT)
    return faults.PERSONAL_DATA.fault(
        extract=extract, column=column, said=at, file=table.file, kind=kind, seen=seen, what=what, mend=mend
    )
