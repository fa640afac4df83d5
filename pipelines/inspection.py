"""Everything up to the checks: what ``portage check`` does, and the first half of a build."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Thread

import polars as pl

from pipelines.delivery import extract_counts, offer_delivered, store_delivery
from pipelines.derive import load_rules
from pipelines.errors import Fault
from pipelines.identifiers import guessable_identifiers
from pipelines.ingest.landing import Landing, land
from pipelines.ingest.submission import Submission, read_submissions
from pipelines.rules.loading import load_service_areas
from pipelines.rules.service_area import ServiceAreas
from pipelines.shipped import shipped
from pipelines.validate import CheckResult, prepare, validate
from pipelines.warehouse import Warehouse

Announce = Callable[[str], None]
"""Told, in a few words, what is being done next."""

REPORT = pl.Schema(
    {
        "file": pl.String(),
        "row_number": pl.Int64(),
        "extract": pl.String(),
        "column": pl.String(),
        "code": pl.String(),
        "consequence": pl.String(),
        "sentence": pl.String(),
    }
)
"""A report's columns: one row per file, row, column and code, without any cell's value."""

INSPECTION_STEPS = ("Reading the extracts", "Checking the rows")

_ROW_FAULTS = """
    INSERT INTO fault
    WITH checked AS (
        SELECT row_id, submission, file, row_number FROM accepted.{extract}
        UNION ALL
        SELECT row_id, submission, file, row_number FROM set_aside.{extract}
    )
    SELECT
        checked.file, checked.row_number, row_fault.extract, named."column", row_fault.code, row_fault.consequence,
        named.sentence
    FROM row_fault
    INNER JOIN checked ON row_fault.row_id = checked.row_id
    INNER JOIN named_check AS named ON row_fault.code = named.code
    WHERE row_fault.extract = '{extract}'
    ORDER BY checked.submission, checked.file, checked.row_number, row_fault.code
"""


@dataclass(frozen=True)
class Inspection:
    """What was delivered and what the checks found.

    Attributes:
        counts: one row per extract and thing counted.
        results: one per check of the contract.
        guessable: what is to be told of identifiers that can be guessed.
    """

    submissions: tuple[Submission, ...]
    areas: ServiceAreas
    landing: Landing
    counts: pl.DataFrame
    results: tuple[CheckResult, ...]
    guessable: tuple[Fault, ...]

    @property
    def as_at(self) -> date:
        """The day whose close is "now"."""
        return self.submissions[0].as_at

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What was found in files as a whole, and does not refuse them."""
        return (*self.landing.faults, *self.guessable)

    def store_faults(self, warehouse: Warehouse) -> None:
        """Make ``fault`` of all that was found; see the function of that name."""
        checks = [(r.check.code, r.check.extract, r.check.column, r.check.sentence) for r in self.results]
        schema = dict.fromkeys(("code", "extract", "column", "sentence"), pl.String)
        store_faults(warehouse, report_lines(self.faults), pl.DataFrame(checks, schema=schema, orient="row"))


def inspect(
    paths: Sequence[Path],
    as_at: date | None,
    service_areas: Path | None,
    warehouse: Warehouse,
    announce: Announce,
    data_docs: Path | None = None,
) -> Inspection:
    """Read, type and check submissions.

    Args:
        paths: the submissions' folders.
        as_at: the day of the figures, if it is not to be the submissions' own.
        service_areas: the folder of service area files, if it is not to be the shipped one.
        warehouse: an empty file to land the rows in.
        announce: told each of ``INSPECTION_STEPS`` as it begins.
        data_docs: the folder into which Great Expectations is to write its own pages, if any.

    Raises:
        SubmissionRefused: a submission cannot be used.
        RulesWrong: a service area file is wrong.
    """
    # Great Expectations takes seconds to import; that can be done while files are read.
    preparing = Thread(target=prepare, daemon=True)
    preparing.start()
    submissions = read_submissions(paths, as_at)
    areas = load_service_areas(service_areas or shipped("service_areas"))
    announce(INSPECTION_STEPS[0])
    load_rules(warehouse, areas, submissions[0].as_at)
    landing = land(submissions, areas.codes, warehouse)
    offer_delivered(warehouse)
    announce(INSPECTION_STEPS[1])
    preparing.join()
    results = validate(warehouse, frozenset(found.extract for found in landing.files), data_docs)
    store_delivery(warehouse, landing)
    counts, guessable = extract_counts(warehouse, landing), guessable_identifiers(warehouse)
    return Inspection(submissions, areas, landing, counts, results, guessable)


def store_faults(warehouse: Warehouse, of_files: pl.DataFrame, checks: pl.DataFrame) -> None:
    """Make ``fault``, of ``REPORT``'s columns: one row per fault of a file, then one per row and check that it failed.

    No row passes through Python: every row of a file larger than memory may be at fault.

    Args:
        warehouse: holds ``row_fault``, and the rows accepted and set aside.
        of_files: rows of ``REPORT``, of faults of files as a whole.
        checks: code, extract, column and sentence of every check.
    """
    warehouse.store("fault", of_files)
    warehouse.store("named_check", checks)
    for extract in sorted(set(checks["extract"])):
        warehouse.execute(_ROW_FAULTS.format(extract=extract))
    warehouse.execute("DROP TABLE named_check")


def report_lines(faults: Sequence[Fault]) -> pl.DataFrame:
    """One row per fault of a file as a whole, which stands in no row."""
    rows = [(f.file, None, f.extract, f.column, f.code, f.consequence.value, f.sentence) for f in faults]
    return pl.DataFrame(rows, schema=REPORT, orient="row")
