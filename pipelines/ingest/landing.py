"""Landing: all rows that were delivered, typed, in one table per extract; or a refusal that tells everything wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import polars as pl

from expectations import EXTRACTS
from expectations.check import Consequence
from expectations.extract import Extract, can_be_unreadable
from pipelines.errors import Fault, SubmissionRefused
from pipelines.ingest import faults
from pipelines.ingest.decoding import digest
from pipelines.ingest.examination import examine
from pipelines.ingest.part import Part
from pipelines.ingest.submission import Submission
from pipelines.ingest.table import READING_FAILED, Unreadable
from pipelines.ingest.typed import STORED_AS
from pipelines.warehouse import Warehouse

_SQL_TYPES = {
    pl.String(): "VARCHAR",
    pl.Date(): "DATE",
    pl.Int64(): "BIGINT",
    pl.Float64(): "DOUBLE",
    pl.Boolean(): "BOOLEAN",
}
_SEVERITY = {Consequence.REFUSE: 0, Consequence.SET_ASIDE: 1, Consequence.NOTE: 2}


@dataclass(frozen=True)
class DeliveredFile:
    """A file, or a sheet of one, that was read as an extract.

    Attributes:
        submission: the submission's position.
        extract: the extract's name.
        number: its place among those of the extract in the submission, from 1.
        file: its name, with the sheet's number where it has several.
        sha256: the digest of the file.
        rows: how many rows it has, blank ones left out.
        columns: the extract's columns that it gives.
    """

    submission: int
    extract: str
    number: int
    file: str
    sha256: str
    rows: int
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Landing:
    """What was landed, and what was found on the way that does not refuse it."""

    files: tuple[DeliveredFile, ...]
    faults: tuple[Fault, ...]


def land(submissions: Sequence[Submission], area_codes: frozenset[str], warehouse: Warehouse) -> Landing:
    """Read, type and store every extract of the submissions, in ``landing.<extract>``.

    Args:
        submissions: what is delivered together.
        area_codes: the service areas there are.
        warehouse: where the tables are made; those of extracts that were not delivered are empty.

    Raises:
        SubmissionRefused: a submission cannot be used; nothing of any was stored.
    """
    examined = [examine(at, one, area_codes) for at, one in enumerate(submissions)]
    found = tuple(sorted((fault for one in examined for fault in one.faults), key=_by_severity))
    if any(fault.consequence is Consequence.REFUSE for fault in found):
        raise SubmissionRefused(found)
    _make_tables(warehouse)
    parts = [part for one in examined for part in one.parts]
    with warehouse.loading():
        stored = tuple(_stored(parts, warehouse))
    _check_unchanged(parts)
    return Landing(stored, found)


def _by_severity(fault: Fault) -> int:
    return _SEVERITY[fault.consequence]


def _make_tables(warehouse: Warehouse) -> None:
    warehouse.execute("CREATE SCHEMA IF NOT EXISTS landing")
    for extract in EXTRACTS:
        warehouse.execute(f"CREATE OR REPLACE TABLE landing.{extract.name} ({', '.join(_definitions(extract))})")


def _definitions(extract: Extract) -> Iterator[str]:
    yield from ("row_id BIGINT", "submission INTEGER", "delivered_on DATE", "file VARCHAR", "row_number BIGINT")
    yield from (f"{column.name} {_SQL_TYPES[STORED_AS[column.type]]}" for column in extract.columns)
    flagged = [column.name for column in extract.columns if can_be_unreadable(column)]
    yield from (f"is_unreadable_{name} BOOLEAN NOT NULL" for name in flagged)


def _stored(parts: Sequence[Part], warehouse: Warehouse) -> Iterator[DeliveredFile]:
    landed: Counter[str] = Counter()
    for part in parts:
        claim, extract = part.claim, part.claim.extract.name
        try:
            rows = _append(part, landed[extract], warehouse)
        except (Unreadable, *READING_FAILED):
            raise _changed(part) from None
        landed[extract] += rows
        yield DeliveredFile(part.submission, extract, part.number, claim.table.file, part.sha256, rows, claim.given)


def _check_unchanged(parts: Sequence[Part]) -> None:
    """What was screened has to be what was stored: a file that is another one by now was written to meanwhile."""
    for file in {part.path: part for part in parts}.values():
        try:
            is_same = digest(file.path) == file.sha256
        except OSError:
            is_same = False
        if not is_same:
            raise _changed(file)


def _changed(part: Part) -> SubmissionRefused:
    extract, file = part.claim.extract.name, part.claim.table.file
    return SubmissionRefused((faults.FILE_CHANGED.fault(extract=extract, file=file),))


def _append(part: Part, first_row_id: int, warehouse: Warehouse) -> int:
    rows = 0
    for batch in _ahead(part.rows()):
        numbers = pl.int_range(first_row_id + rows, first_row_id + rows + batch.height, dtype=pl.Int64)
        warehouse.append(f"landing.{part.claim.extract.name}", batch.with_columns(numbers.alias("row_id")))
        rows += batch.height
    return rows


def _ahead(batches: Iterator[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """The batches, the next of which is read and typed while the one before is stored."""
    with ThreadPoolExecutor(1) as reader:
        coming = reader.submit(next, batches, None)
        while (batch := coming.result()) is not None:
            coming = reader.submit(next, batches, None)
            yield batch
