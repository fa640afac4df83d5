"""One submission, examined from its files to its cells, before any of it is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from expectations.extract import Extract
from pipelines.errors import Fault
from pipelines.ingest import faults
from pipelines.ingest.decoding import digest
from pipelines.ingest.files import Served, file_faults, served
from pipelines.ingest.headings import Claim, claim, claim_faults, heading_faults, known_headings
from pipelines.ingest.mapping import SETTINGS, ExtractMapping, Mapping, read_mapping
from pipelines.ingest.mapping_faults import mapping_faults
from pipelines.ingest.naming import may_be_named
from pipelines.ingest.nearest import hint, nearest, quoted
from pipelines.ingest.part import Part
from pipelines.ingest.privacy import heading_privacy
from pipelines.ingest.reading import read_tables
from pipelines.ingest.screening import screen
from pipelines.ingest.spelling import alike
from pipelines.ingest.submission import Submission
from pipelines.ingest.table import READING_FAILED, Table, Unreadable

_ROWS_UNREADABLE = (
    "a row has quotation marks out of place or far more cells than there are headings, or the file is damaged"
)
_GONE = "it cannot be opened: it was taken away, or you may not read it"


@dataclass
class Examination:
    """What a submission gives to the extracts, and what is wrong with it."""

    position: int
    submission: Submission
    area_codes: frozenset[str]
    mapping: Mapping
    parts: list[Part] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    numbers: Counter[str] = field(default_factory=Counter)


def examine(position: int, submission: Submission, area_codes: frozenset[str]) -> Examination:
    """Look at everything in a submission.

    Args:
        position: its place among the submissions, from 0.
        submission: the submission.
        area_codes: the service areas there are.
    """
    mapping, wrong = read_mapping(submission.folder)
    wrong = wrong or mapping_faults(mapping, [path.name for path in submission.files])
    found = Examination(position, submission, area_codes, mapping)
    serving = {} if wrong else {path: served(path, mapping) for path in submission.files}
    found.faults.extend(wrong or file_faults(submission.folder, serving))
    for path, one in serving.items():
        if one.extracts:
            _examine_file(found, path, one)
    found.faults.extend(_absent_headings(found))
    return found


def _examine_file(found: Examination, path: Path, serving: Served) -> None:
    known = frozenset[str]().union(*(known_headings(one, found.mapping.of(one.name)) for one in serving.extracts))
    try:
        sha256, tables = digest(path), read_tables(path, known)
        for table, claims in _claimed(found, tables, serving, path):
            _examine_table(found, table, claims, (path, sha256))
    except (Unreadable, *READING_FAILED) as error:
        reason = (
            str(error) if isinstance(error, Unreadable) else _GONE if isinstance(error, OSError) else _ROWS_UNREADABLE
        )
        found.faults.extend(
            faults.FILE_UNREADABLE.fault(extract=one.name, file=path.name, reason=reason) for one in serving.extracts
        )


def _claimed(
    found: Examination, tables: Sequence[Table], serving: Served, path: Path
) -> Iterator[tuple[Table, list[Claim]]]:
    """The tables that are read, each with the extracts that it serves; the others are told."""
    with_headings = [table for table in tables if table.headings]
    if not with_headings:
        kind = faults.HEADING_ROW_MISSING if tables else faults.FILE_EMPTY
        found.faults.extend(kind.fault(extract=one.name, file=path.name) for one in serving.extracts)
    claims = [
        one
        for extract in serving.extracts
        for one in _of_extract(extract, found.mapping.of(extract.name), serving.tables(extract, with_headings))
    ]
    for table in tables:
        taking = [one for one in claims if one.table is table]
        if taking:
            yield table, taking
        elif with_headings:
            found.faults.append(_unused(table, serving, path))


def _unused(table: Table, serving: Served, path: Path) -> Fault:
    if serving.is_by_sheet:
        return faults.SHEET_UNNAMED.fault(file=path.name, place=table.file)
    return faults.SHEET_UNUSED.fault(extract=serving.extracts[0].name, file=path.name, place=table.file)


def _of_extract(extract: Extract, said: ExtractMapping, tables: Sequence[Table]) -> list[Claim]:
    """The tables that have all that the extract needs; if none has, the one that has most of it."""
    claims = [claim(extract, said, table) for table in tables]
    whole = [one for one in claims if not one.lacks]
    return whole or sorted(claims, key=lambda one: -len(one.sources))[:1]


def _examine_table(found: Examination, table: Table, claims: Sequence[Claim], file: tuple[Path, str]) -> None:
    first = claims[0].extract.name
    taken = frozenset[int]().union(*(one.positions for one in claims))
    spare = [
        heading
        for at, heading in enumerate(table.headings)
        if heading and at not in taken and may_be_named(table.headings, at)
    ]
    found.faults.extend(heading_privacy(table, first))
    found.faults.extend(heading_faults(table, claims))
    found.faults.extend(fault for one in claims for fault in claim_faults(one, spare))
    parts = [_part(found, one, *file) for one in claims]
    found.faults.extend(screen(parts).faults)
    found.parts.extend(parts)


def _part(found: Examination, taken: Claim, path: Path, sha256: str) -> Part:
    name = taken.extract.name
    found.numbers[name] += 1
    day = found.submission.delivered_on
    return Part(found.position, day, found.numbers[name], path, sha256, taken, found.area_codes)


def _absent_headings(found: Examination) -> Iterator[Fault]:
    """Headings that the mapping names and that no file of the extract has."""
    for extract, said in found.mapping.root.items():
        tables = [part.claim.table for part in found.parts if part.claim.extract.name == extract]
        there = {alike(heading): heading for table in tables for heading in table.headings if heading}
        for heading in (heading for heading in said.columns if tables and alike(heading) not in there):
            near = nearest(heading, there.values())
            yield faults.MAPPING_HEADING_ABSENT.fault(
                extract=extract,
                file=SETTINGS,
                key=quoted(heading),
                place=f"{extract}.columns",
                hint=hint(quoted(near)) if near else "",
            )
