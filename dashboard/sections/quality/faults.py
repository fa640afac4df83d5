"""What the checks found: rows set aside, rows accepted with a note, and every check with its sentence."""

from __future__ import annotations

from typing import Any

import polars as pl

from dashboard import deliveries, sentences
from dashboard.context import Context
from dashboard.sections import tables
from dashboard.sections.quality import wording
from dashboard.sections.section import Section
from dashboard.sentences import literal

_MOST = 8
"""As many findings stand on the page; the table has all of them."""
PASSED = "Passed"
_STATUS = {"passed": PASSED, "failed": "Found something", "not_run": "Not run: not delivered"}
_FOLLOWS = {"set_aside": "Row is set aside", "note": "Row is accepted with a note", "refuse": "Submission is refused"}


def set_aside(context: Context) -> Section:
    """Why rows were set aside, most rows first."""
    return _found(context, "set_aside", "Set aside, and why", "No row of the chosen areas was set aside.")


def noted(context: Context) -> Section:
    """What was remarkable about accepted rows, most rows first."""
    return _found(context, "note", "Accepted with a note", "Nothing was noted about the chosen areas' rows.")


def _found(context: Context, consequence: str, heading: str, none: str) -> Section:
    warehouse = context.warehouse
    names, titles = wording.names(warehouse), deliveries.column_titles(warehouse)
    found = deliveries.faults(warehouse, wording.with_unknown(context.selection.areas), consequence)
    lines = [_line(row, names, titles) for row in found.head(_MOST).iter_rows(named=True)]
    more = found.height - len(lines)
    rest = f"\n\nAnd {more} more in the table." if more else ""
    twice = "\n\nA row that fails two checks is told under both." if lines else ""
    return Section(
        heading=heading,
        charts=(),
        table=_table(found, names, titles),
        download=found.drop("title"),
        file_name=tables.file_name(heading),
        lead=("\n".join(lines) + rest + twice) if lines else none,
    )


def _line(row: dict[str, Any], names: dict[str, str], titles: dict[str, str]) -> str:
    sentence = literal(wording.in_words(row["sentence"], titles))
    mend = literal(wording.in_words(row["mend"], titles))
    return f"- **{wording.rows_of(row)}**, {names[row['service_area']]}: {sentence} *{mend}*"


def _table(found: pl.DataFrame, names: dict[str, str], titles: dict[str, str]) -> pl.DataFrame:
    columns = ("Extract", "Service area", "Rows", "What is wrong", "How to mend it")
    rows = [
        (
            row["title"],
            names[row["service_area"]],
            wording.rows(row),
            wording.in_words(row["sentence"], titles),
            wording.in_words(row["mend"], titles),
        )
        for row in found.iter_rows(named=True)
    ]
    return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")


def checks(context: Context) -> Section:
    """Every check: what it asks, what follows, and what came of it, for all areas together."""
    titles = deliveries.column_titles(context.warehouse)
    found = deliveries.checks(context.warehouse)
    heading = "Checks"
    table = [
        {
            "Extract": row["title"],
            "Outcome": _STATUS[row["status"]],
            "Rows": wording.rows(row) if row["status"] != "not_run" else sentences.NOT_DELIVERED,
            "What it finds": wording.in_words(row["sentence"], titles),
            "What follows": _FOLLOWS[row["consequence"]],
        }
        for row in found.iter_rows(named=True)
    ]
    return Section(
        heading=heading,
        charts=(),
        table=pl.DataFrame(table),
        download=found.drop("title"),
        file_name=tables.file_name(heading),
        lead=_checked(found) + _of_files(context),
    )


def _checked(found: pl.DataFrame) -> str:
    numbers = {status: found.filter(status=status).height for status in _STATUS}
    not_run = numbers["not_run"]
    unasked = f" {not_run} were not run, for their extract was not delivered." if not_run else ""
    something = f"{numbers['failed']} found something" if numbers["failed"] else "none found anything"
    return (
        f"Each row was put to the checks of its extract, {found.height} in all. {numbers['passed']} passed for every "
        f"row; {something}.{unasked} What each one asks stands in the table."
    )


def _of_files(context: Context) -> str:
    """What was found in files as a whole; the published figures do not name the files."""
    titles = deliveries.extracts(context.warehouse)
    found = deliveries.file_faults(context.warehouse)
    lines = [
        f"- {titles.get(row['extract'], 'Submission')}: {literal(row['sentence'] or row['mend'])}"
        for row in found.iter_rows(named=True)
    ]
    return "\n\nOf files as a whole:\n" + "\n".join(dict.fromkeys(lines)) if lines else ""
