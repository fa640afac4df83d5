"""Which heading feeds which column: the contract's own names, and those that the mapping gives a meaning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from expectations.extract import Extract
from pipelines.errors import Fault
from pipelines.ingest import faults
from pipelines.ingest.fault_kind import FaultKind
from pipelines.ingest.mapping import ExtractMapping
from pipelines.ingest.naming import heading_said, may_be_named, named_or_placed
from pipelines.ingest.nearest import hint, mapping_hint, nearest, quoted
from pipelines.ingest.personal_headings import personal_heading
from pipelines.ingest.spelling import alike
from pipelines.ingest.table import Table


@dataclass(frozen=True)
class Claim:
    """What one extract takes of a table.

    Attributes:
        extract: the extract.
        said: how it is mapped.
        table: the table.
        sources: by column, the positions of the headings that feed it; one each unless the table is at fault.
    """

    extract: Extract
    said: ExtractMapping
    table: Table
    sources: dict[str, tuple[int, ...]]

    @property
    def positions(self) -> frozenset[int]:
        """The positions that feed any column."""
        return frozenset(position for positions in self.sources.values() for position in positions)

    @property
    def given(self) -> tuple[str, ...]:
        """The columns that a heading or a constant fills."""
        filled = {*self.sources, *self.said.constants}
        return tuple(column.name for column in self.extract.columns if column.name in filled)

    @property
    def lacks(self) -> tuple[str, ...]:
        """The required columns that neither a heading nor a constant fills."""
        return tuple(c.name for c in self.extract.columns if c.is_required and c.name not in self.given)


def known_headings(extract: Extract, said: ExtractMapping) -> frozenset[str]:
    """Every heading that means something for an extract, as ``alike`` spells them."""
    return frozenset(map(alike, (*(column.name for column in extract.columns), *said.columns)))


def claim(extract: Extract, said: ExtractMapping, table: Table) -> Claim:
    """What the extract takes of the table."""
    sources: dict[str, tuple[int, ...]] = {}
    names = {column.name for column in extract.columns}
    for position, heading in enumerate(table.headings):
        for column in _fed(names, said, heading):
            sources[column] = (*sources.get(column, ()), position)
    return Claim(extract, said, table, sources)


def _fed(names: set[str], said: ExtractMapping, heading: str | None) -> tuple[str, ...]:
    if heading is None:
        return ()
    mapped = said.fed_by(heading)
    if mapped is not None:
        return tuple(dict.fromkeys(mapped))
    return (alike(heading),) if alike(heading) in names else ()


def claim_faults(taken: Claim, spare: Sequence[str]) -> Iterator[Fault]:
    """What is wrong with what an extract takes of a table.

    Args:
        taken: what it takes.
        spare: the table's headings that nothing takes and that may be named, for the nearest to a missing column.
    """
    extract, file = taken.extract.name, taken.table.file
    for column in taken.lacks:
        mended = _missing_hint(extract, column, spare)
        yield faults.COLUMN_MISSING.fault(extract=extract, column=column, file=file, hint=mended)
    for column, positions in taken.sources.items():
        if len({alike(taken.table.headings[position] or "") for position in positions}) > 1:
            yield faults.COLUMN_FED_TWICE.fault(extract=extract, column=column, file=file)
        if column in taken.said.constants:
            yield faults.CONSTANT_UNUSED.fault(extract=extract, column=column, file=file)


def _missing_hint(extract: str, column: str, spare: Sequence[str]) -> str:
    near = nearest(column, spare)
    if near is None:
        return f" Add it, or say in mapping.toml under [{extract}.columns] which heading it is."
    line = f"add to mapping.toml under [{extract}.columns]: {quoted(near)} = {quoted(column)}"
    return f" The nearest heading is {quoted(near)}: if it is meant, {line}."


def heading_faults(table: Table, claims: Sequence[Claim]) -> Iterator[Fault]:
    """What is wrong with a table's headings, told once under the first of the extracts that it serves."""
    extract = claims[0].extract.name
    times = Counter(alike(heading) for heading in table.headings if heading)
    seen: set[str] = set()
    taken = frozenset[int]().union(*(one.positions for one in claims))
    for position, heading in enumerate(table.headings):
        if heading and times[alike(heading)] > 1 and alike(heading) not in seen:
            seen.add(alike(heading))
            yield _of_heading(faults.HEADING_REPEATED, extract, table, position)
        elif heading and position not in taken and not personal_heading(heading):
            yield _unknown(extract, position, table, claims)


def _of_heading(kind: FaultKind, extract: str, table: Table, position: int, hint: str = "") -> Fault:
    named, said = named_or_placed(table.headings, position), heading_said(table.headings, position)
    return kind.fault(extract=extract, column=named, file=table.file, said=said, hint=hint)


def _unknown(extract: str, position: int, table: Table, claims: Sequence[Claim]) -> Fault:
    columns = {column.name: one.extract.name for one in claims for column in one.extract.columns}
    heading = table.headings[position] or ""
    near = nearest(alike(heading), columns)
    if not may_be_named(table.headings, position):
        mended = f"{hint(near)} It is told by its place, for a cell may have run into it."
    else:
        mended = mapping_hint(near, f"{columns[near]}.columns", heading, "") if near else ""
    return _of_heading(faults.HEADING_UNKNOWN, extract, table, position, mended)
