"""Every check with its sentence, and what came of it in the chosen areas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from dashboard import deliveries, sentences
from dashboard.context import Context
from dashboard.relations import ALL_AREAS
from dashboard.sections import tables
from dashboard.sections.quality import wording
from dashboard.sections.section import Section
from dashboard.sentences import literal
from dashboard.warehouse import Snapshot

PASSED = "Passed"
_STATUS = {"passed": PASSED, "failed": "Found something", "not_run": "Not run: not delivered"}
_FOLLOWS = {"set_aside": "Row is set aside", "note": "Row is accepted with a note", "refuse": "Submission is refused"}
_HEADING = "Checks"
_OF_ALL = ("title", "status", "rows", "symbol")

Row = dict[str, Any]


def checks(context: Context) -> Section:
    """Every check: what it asks, what follows, and what came of it in the chosen areas and rows that name none."""
    warehouse, areas = context.warehouse, context.selection.areas
    found = deliveries.checks(warehouse)
    download = found.drop("title")
    if ALL_AREAS not in areas:
        counts = deliveries.fault_counts(warehouse, wording.with_unknown(areas))
        download = found.drop(_OF_ALL).join(counts, on=["extract", "code"], maintain_order="left_right")
    table = outcomes(warehouse, areas)
    return Section(
        heading=_HEADING,
        charts=(),
        table=table,
        download=download,
        file_name=tables.file_name(_HEADING),
        lead=_checked(table.get_column("Outcome"), ALL_AREAS in areas) + _of_files(warehouse),
    )


def outcomes(warehouse: Snapshot, areas: Sequence[str]) -> pl.DataFrame:
    """Every check in words, those that found something first.

    Args:
        warehouse: the figures'.
        areas: whose rows; for all areas together all rows, else those that name no area besides, and whose each are.
    """
    titles, names = deliveries.column_titles(warehouse), wording.names(warehouse)
    counts = {} if ALL_AREAS in areas else _counts(warehouse, areas)
    rows = [(row, counts.get((row["extract"], row["code"]), [row])) for row in deliveries.checks(warehouse).to_dicts()]
    table = [
        {
            "Extract": row["title"],
            "Outcome": _STATUS[_status(parts)],
            "Rows": _rows(parts, names),
            "What it finds": wording.in_words(row["sentence"], titles),
            "What follows": _FOLLOWS[row["consequence"]],
        }
        for row, parts in sorted(rows, key=lambda found: _status(found[1]) != "failed")
    ]
    return pl.DataFrame(table)


def _counts(warehouse: Snapshot, areas: Sequence[str]) -> dict[tuple[str, str], list[Row]]:
    """By extract and code, how many rows of each of the areas failed the check, and of those that name none."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in deliveries.fault_counts(warehouse, wording.with_unknown(tuple(areas))).to_dicts():
        found.setdefault((row["extract"], row["code"]), []).append(row)
    return found


def _status(parts: list[Row]) -> str:
    """What came of a check by its counts; that nothing came without an area says nothing of the areas."""
    if any(_has_any(part) for part in parts):
        return "failed"
    own = [part for part in parts if part.get("service_area") != wording.UNKNOWN]
    return "not_run" if all(_is_missing(part) for part in own) else "passed"


def _is_missing(part: Row) -> bool:
    return part["symbol"] == "x" or part.get("status") == "not_run"


def _has_any(part: Row) -> bool:
    return part["symbol"] == "c" or bool(part["rows"])


def _rows(parts: list[Row], names: dict[str, str]) -> str:
    """How many rows failed a check; of several holders, whose they are."""
    if _status(parts) != "failed":
        return sentences.NOT_DELIVERED if _status(parts) == "not_run" else wording.rows(parts[0])
    told = [part for part in parts if _has_any(part)]
    return "; ".join(
        wording.rows(part) + (f" ({names[part['service_area']]})" if "service_area" in part else "") for part in told
    )


def _checked(outcome: pl.Series, is_of_all: bool) -> str:
    numbers = {status: int((outcome == words).sum()) for status, words in _STATUS.items()}
    not_run = numbers["not_run"]
    unasked = f" {not_run} were not run, for their extract was not delivered." if not_run else ""
    something = f"{numbers['failed']} found something" if numbers["failed"] else "none found anything"
    whose = "" if is_of_all else " of the chosen areas, and every one that names none"
    return (
        f"Each row was put to the checks of its extract, {outcome.len()} in all. {numbers['passed']} passed for every "
        f"row{whose}; {something}.{unasked} What each one asks stands in the table."
    )


def _of_files(warehouse: Snapshot) -> str:
    """What was found in files as a whole; the published figures do not name the files."""
    titles = deliveries.extracts(warehouse)
    found = deliveries.file_faults(warehouse)
    lines = [
        f"- {titles.get(row['extract'], 'Submission')}: {literal(row['sentence'] or row['mend'])}"
        for row in found.iter_rows(named=True)
    ]
    return "\n\nOf files as a whole:\n" + "\n".join(dict.fromkeys(lines)) if lines else ""
