"""The report of a check as a file: a line per fault as CSV, or a workbook that begins with a summary.

It says where a fault stands and what it is, and never a cell's value. What it says may still come from outside, in
names of files and headings: none of it may be taken for a formula.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from dashboard.cells import csv_bytes
from pipelines.errors import WrongUsage
from pipelines.inspection import REPORT
from pipelines.summary import Summary

_CSV, _XLSX = ".csv", ".xlsx"


def check_ending(report: Path) -> None:
    """Say at once that a report cannot be written in the form that is asked for.

    Raises:
        WrongUsage: the file's ending is neither .csv nor .xlsx.
    """
    if report.suffix.lower() not in (_CSV, _XLSX):
        raise WrongUsage(f"The report {report} has to end in {_CSV} or {_XLSX}; that says how it is written.")


def write_report(report: Path, summary: Summary, lines: Iterable[pl.DataFrame]) -> None:
    """Write a report; the same findings give the same bytes.

    Args:
        report: the file, in the form that its ending says.
        summary: what stands on the first sheet of a workbook.
        lines: rows of ``pipelines.inspection.REPORT``, in their order, some at a time.

    Raises:
        WrongUsage: the ending is none of ours, or the file cannot be written.
    """
    check_ending(report)
    try:
        if report.suffix.lower() == _CSV:
            _write_csv(report, lines)
        else:
            from pipelines.workbook import write_workbook

            write_workbook(report, summary, lines)
    except OSError as error:
        raise WrongUsage(f"The report {report} cannot be written: {error.strerror or error}.") from error


def _write_csv(report: Path, lines: Iterable[pl.DataFrame]) -> None:
    with report.open("wb") as file:
        file.write(csv_bytes(pl.DataFrame(schema=REPORT)))
        for some in lines:
            file.write(csv_bytes(some, has_heading=False))
