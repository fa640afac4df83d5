"""What ``portage check`` does: everything up to the checks, in a folder that is removed afterwards."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

import polars as pl

from pipelines.anonymity import anonymity
from pipelines.generations import RECORDS
from pipelines.inspection import Announce, inspect
from pipelines.summary import Summary, summarise
from pipelines.warehouse import Warehouse, refusing_full_disks

Report = Callable[[Summary, Iterable[pl.DataFrame]], None]
"""Told the outcome, and the rows of ``pipelines.inspection.REPORT`` some at a time: one per row and check it failed."""
_BATCH_ROWS = 100_000


def check(
    paths: Sequence[Path],
    as_at: date | None,
    service_areas: Path | None,
    announce: Announce,
    data_docs: Path | None = None,
    report: Report | None = None,
) -> Summary:
    """Read and check submissions; no warehouse changes.

    Args:
        paths: the submissions' folders.
        as_at: the day of the figures, if it is not to be the submissions' own.
        service_areas: the folder of service area files, if it is not to be the shipped one.
        announce: told each of ``INSPECTION_STEPS`` as it begins.
        data_docs: the folder into which Great Expectations is to write its own pages, if any.
        report: told what was found, while the rows are still there.

    Returns:
        The counts, the findings, and how many referrals stand alone.

    Raises:
        SubmissionRefused: a submission cannot be used.
    """
    with (
        tempfile.TemporaryDirectory(prefix="portage-") as folder,
        refusing_full_disks(f"The temporary folder {folder}"),
        Warehouse(Path(folder) / RECORDS) as records,
    ):
        found = inspect(paths, as_at, service_areas, records, announce, data_docs)
        told = summarise(
            found.as_at, found.counts, found.results, found.faults, published=False, anonymity=anonymity(records)
        )
        if report:
            found.store_faults(records)
            report(told, records.batches("SELECT * FROM fault", _BATCH_ROWS))
        return told
