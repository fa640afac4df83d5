"""What is wrong with the cells of a table as a whole, counted in one or two passes over its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from expectations.extract import Column, ColumnType
from pipelines.errors import Fault
from pipelines.ingest import faults
from pipelines.ingest.nearest import hint, mapping_hint, nearest, nearest_meaning, quoted
from pipelines.ingest.part import Part
from pipelines.ingest.personal_words import PERSONAL
from pipelines.ingest.privacy import Counts, date_of_birth, screened, shape_counts, shape_privacy, suspect_counts
from pipelines.ingest.shapes import ANY_VALUE, CHECKED, has_shape
from pipelines.ingest.shared_values import shared_values
from pipelines.ingest.table import IS_TOO_LONG, Table, cell

_ROWS = "rows"
_NAMED_AT_MOST = 20
_NAMED_CHARACTERS = 60
_CODED = (ColumnType.CODE, ColumnType.BOOLEAN)


@dataclass(frozen=True)
class Screened:
    """What the passes over a table found: how many rows it has, and what is wrong with them."""

    rows: int
    faults: tuple[Fault, ...]


def screen(parts: Sequence[Part]) -> Screened:
    """Look through all rows of one table for all the extracts that it serves.

    Args:
        parts: the table as each of its extracts takes it; at least one.

    Raises:
        polars.exceptions.PolarsError: the rows cannot be read.
        OSError: the file is gone.
    """
    counts = _counted(parts)
    table, first = parts[0].claim.table, parts[0].claim.extract.name
    positions = screened(table, [part.claim for part in parts])
    found = [*shape_privacy(table, first, positions, counts), *_blank_headings(parts, counts)]
    if counts[IS_TOO_LONG]:
        found.extend(_too_long(part, counts[IS_TOO_LONG]) for part in parts)
    for part in parts:
        found.extend(_part_faults(part, counts))
    return Screened(counts[_ROWS], tuple(found))


def _counted(parts: Sequence[Part]) -> Counts:
    table = parts[0].claim.table
    positions = screened(table, [part.claim for part in parts])
    unnamed = [at for at, heading in enumerate(table.headings) if heading is None]
    asked = [
        pl.len().alias(_ROWS),
        pl.col(IS_TOO_LONG).sum(),
        *suspect_counts(positions),
        *(pl.col(cell(at)).count().alias(f"{cell(at)}:filled") for at in unnamed),
        *(count for part in parts for count in _part_counts(part)),
    ]
    counts = _collected(table, asked)
    counts.update(_collected(table, shape_counts(positions, counts)))
    return counts


def _collected(table: Table, asked: Sequence[pl.Expr]) -> Counts:
    """The counts over all rows: each is added up over the batches."""
    totals: Counter[str] = Counter()
    for batch in table.batches() if asked else ():
        totals.update(
            {name: int(count or 0) for name, count in batch.select(asked).collect().row(0, named=True).items()}
        )
    return totals


def _name(part: Part, column: Column) -> str:
    return f"{part.claim.extract.name}:{column.name}"


def _part_counts(part: Part) -> Iterator[pl.Expr]:
    for column in _delivered(part):
        if column.type in _CODED:
            yield part.is_unreadable(column).sum().alias(_name(part, column))
        elif column.type is ColumnType.AREA:
            yield part.is_unknown_area(column).sum().alias(_name(part, column))
        elif column.type is ColumnType.MONTH:
            yield _is_full_date(part, column).sum().alias(_name(part, column))


def _delivered(part: Part) -> list[Column]:
    """The columns that the table or a constant fills."""
    given = {*part.claim.sources, *part.claim.said.constants}
    return [column for column in part.claim.extract.columns if column.name in given]


def _is_full_date(part: Part, column: Column) -> pl.Expr:
    return has_shape("date", part.text(column)) & part.value(column).is_null()


def _blank_headings(parts: Sequence[Part], counts: Counts) -> Iterator[Fault]:
    table, extract = parts[0].claim.table, parts[0].claim.extract.name
    for at in (at for at, heading in enumerate(table.headings) if heading is None):
        if counts[f"{cell(at)}:filled"]:
            yield faults.HEADING_BLANK.fault(extract=extract, file=table.file, place=f"column {at + 1}")


def _too_long(part: Part, rows: int) -> Fault:
    return faults.ROW_TOO_LONG.fault(extract=part.claim.extract.name, file=part.claim.table.file, rows=rows)


def _part_faults(part: Part, counts: Counts) -> Iterator[Fault]:
    for column in (column for column in _delivered(part) if counts.get(_name(part, column))):
        if column.type is ColumnType.MONTH:
            yield date_of_birth(part.claim.table, part.claim.extract.name, part.claim.sources[column.name][0])
        elif column.type is ColumnType.AREA:
            yield from _unknown_areas(part, column)
        elif column.name in part.claim.sources:
            yield from _unknown_values(part, column)


def _unknown_areas(part: Part, column: Column) -> Iterator[Fault]:
    extract, file = part.claim.extract.name, part.claim.table.file
    code = part.value(column)
    for said, times in shared_values(part.claim.table, code, part.is_unknown_area(column), 1, _NAMED_AT_MOST):
        is_named = _may_be_named(said)
        yield faults.AREA_UNKNOWN.fault(
            extract=extract,
            column=column.name,
            file=file,
            rows=times,
            named=quoted(said) if is_named else "that is no code",
            hint=_area_hint(part, column, said) if is_named else "",
        )


def _area_hint(part: Part, column: Column, said: str) -> str:
    near, extract = nearest(said, part.area_codes), part.claim.extract.name
    if column.name in part.claim.sources:
        return mapping_hint(
            near, f"{extract}.values.{column.name}", said, f'"one of {", ".join(sorted(part.area_codes))}"'
        )
    return f"{hint(near)} Correct {column.name} in mapping.toml under [{extract}.constants]."


def _unknown_values(part: Part, column: Column) -> Iterator[Fault]:
    extract, file = part.claim.extract.name, part.claim.table.file
    wanted = part.is_unreadable(column) & ~pl.col(IS_TOO_LONG)
    allowed = dict(column.codes) or {"yes": "true", "no": "false"}
    least = PERSONAL.least_rows_of_a_code
    for said, times in shared_values(part.claim.table, part.text(column), wanted, least, _NAMED_AT_MOST):
        near = nearest_meaning(said, allowed)
        line = mapping_hint(near, f"{extract}.values.{column.name}", said, f'"one of {", ".join(allowed)}"')
        if _may_be_named(said):
            yield faults.VALUE_UNKNOWN.fault(
                extract=extract, column=column.name, file=file, rows=times, named=quoted(said), hint=line
            )


def _may_be_named(said: str) -> bool:
    """Whether a value is short and has no shape of personal data."""
    text = pl.lit(said.replace("_", " "))
    shapes = [has_shape(kind, text) for kind in (*ANY_VALUE, *CHECKED)]
    return len(said) <= _NAMED_CHARACTERS and not pl.select(pl.any_horizontal(shapes)).item()
