"""A report of a check as a workbook: a sheet that sums up, and a sheet with a row for every fault."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
from xlsxwriter import Workbook
from xlsxwriter.exceptions import XlsxFileError

from dashboard.cells import AS_TEXT
from expectations.check import Consequence
from pipelines.summary import WORDS, Summary

MOST_ROWS = 2**20 - 1
"""The rows that a sheet has below its heading."""

_AS_WRITTEN = AS_TEXT | {"constant_memory": True}
"""Row after row, so that a long report needs no more memory than a short one."""
_FAULTS = (
    ("file", "File", 28),
    ("row_number", "Row", 9),
    ("extract", "Extract", 13),
    ("column", "Column", 22),
    ("code", "Code", 44),
    ("consequence", "Consequence", 13),
    ("sentence", "What is wrong", 90),
)
"""A report's column, its heading, and its width in characters."""
_FINDINGS = ("Code", "Extract", "Column", "Consequence", "Rows", "What is wrong", "How to mend it")
_SUMMARY_WIDTHS = (44, 13, 22, 13, 11, 90, 70)
_COUNTED = {
    "files": "Files",
    "read": "Read",
    "accepted": "Accepted",
    "set_aside": "Set aside",
    "superseded": "Superseded",
    "noted": "Noted",
}
_SAID = {consequence.value: words for consequence, words in WORDS.items()}

Line = Sequence[str | int | None]


def write_workbook(report: Path, summary: Summary, lines: Iterable[pl.DataFrame], most_rows: int = MOST_ROWS) -> None:
    """Write the workbook.

    Args:
        report: the file.
        summary: what stands on the first sheet.
        lines: rows of ``pipelines.inspection.REPORT``, in their order, some at a time.
        most_rows: how many of them the second sheet can hold; the summary says how many are left out.

    Raises:
        OSError: the file cannot be written.
    """
    try:
        with Workbook(str(report), _AS_WRITTEN) as workbook:
            # A workbook says when it was made; the same findings are to give the same bytes.
            workbook.set_properties({"created": datetime.fromtimestamp(0, UTC).replace(tzinfo=None)})
            first, second = (workbook.add_worksheet(name) for name in ("Summary", "Faults"))
            bold = workbook.add_format({"bold": True})
            rows = _write_faults(second, bold, lines, most_rows)
            _write_summary(first, bold, summary, rows - most_rows)
    except XlsxFileError as error:
        raise OSError(*error.args) from error


def _write_summary(sheet: Any, bold: Any, summary: Summary, left_out: int) -> None:
    for position, width in enumerate(_SUMMARY_WIDTHS):
        sheet.set_column(position, position, width)
    top = len(summary.checks)
    _write_line(sheet, 0, _FINDINGS, bold)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(top, 1), len(_FINDINGS) - 1)
    for row, line in enumerate([*_findings(summary), *_below(summary, left_out)], start=1):
        _write_line(sheet, row, line)


def _findings(summary: Summary) -> Iterator[Line]:
    for found, sentence, mend in zip(summary.checks, summary.sentences, summary.mends, strict=True):
        said = _SAID[Consequence(found.consequence)]
        yield found.code, found.extract, found.column, said, found.rows or None, sentence, mend
    if not summary.checks:
        yield ("Nothing to mend.",)


def _below(summary: Summary, left_out: int) -> Iterator[Line]:
    """What stands below the findings, an empty line before each part."""
    if left_out > 0:
        yield ()
        yield (f"The next sheet is full: {left_out:,} more are left out of it, and a report ending in .csv has all.",)
    delivered = {extract: counts for extract, counts in summary.extracts.items() if counts["files"]}
    if delivered:
        yield ()
        yield ("Extract", *_COUNTED.values())
    for extract, counts in delivered.items():
        yield extract, *(counts[counted] for counted in _COUNTED)
    yield ()
    yield from ((sentence,) for sentence in (summary.anonymity.sentences if summary.anonymity else ()))
    if summary.as_at:
        yield (f"As at {summary.as_at.day} {summary.as_at:%B %Y}.",)


def _write_faults(sheet: Any, bold: Any, lines: Iterable[pl.DataFrame], most_rows: int) -> int:
    """Write as many rows as there may be; gives how many there are."""
    for position, (_, _, width) in enumerate(_FAULTS):
        sheet.set_column(position, position, width)
    _write_line(sheet, 0, [heading for _, heading, _ in _FAULTS], bold)
    sheet.freeze_panes(1, 0)
    rows = 0
    for some in lines:
        said = some.head(max(0, most_rows - rows)).with_columns(pl.col("consequence").replace(_SAID))
        for row, line in enumerate(said.select([column for column, _, _ in _FAULTS]).iter_rows(), start=rows + 1):
            _write_line(sheet, row, line)
        rows += some.height
    sheet.autofilter(0, 0, max(min(rows, most_rows), 1), len(_FAULTS) - 1)
    return rows


def _write_line(sheet: Any, row: int, line: Line, form: Any = None) -> None:
    """Write cells as what they are: a text is never taken for a formula or a link."""
    for position, cell in enumerate(line):
        if isinstance(cell, int):
            sheet.write_number(row, position, cell, form)
        elif cell:
            sheet.write_string(row, position, cell, form)
