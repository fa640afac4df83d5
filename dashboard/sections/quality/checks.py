"""Every check with its sentence, and what came of it in the chosen areas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
_STATUS = {
    "passed": PASSED,
    "failed": "Found something",
    "hidden": "Suppressed: cannot be told",
    "not_run": "Not run: not delivered",
}
_FIRST = ("failed", "hidden")
"""What came of the checks that stand before all others."""
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
    table = [
        {
            "Extract": row["title"],
            "Outcome": _STATUS[status],
            "Rows": _rows(status, parts, names),
            "What it finds": wording.in_words(row["sentence"], titles),
            "What follows": _FOLLOWS[row["consequence"]],
        }
        for row, status, parts in sorted(_told(warehouse, areas), key=_place)
    ]
    return pl.DataFrame(table)


def _told(warehouse: Snapshot, areas: Sequence[str]) -> Iterator[tuple[Row, str, list[Row]]]:
    """Every check, what came of it, and its counts by which that is told."""
    if ALL_AREAS in areas:
        yield from ((row, row["status"], [row]) for row in deliveries.checks(warehouse).to_dicts())
        return
    counts, hides_none = _counts(warehouse, areas), deliveries.hides_none(warehouse)
    for row in deliveries.checks(warehouse).to_dicts():
        parts = counts.get((row["extract"], row["code"]), [row])
        yield row, _status(row["status"], parts, hides_none), parts


def _place(told: tuple[Row, str, list[Row]]) -> int:
    return _FIRST.index(told[1]) if told[1] in _FIRST else len(_FIRST)


def _counts(warehouse: Snapshot, areas: Sequence[str]) -> dict[tuple[str, str], list[Row]]:
    """By extract and code, how many rows of each of the areas failed the check, and of those that name none."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in deliveries.fault_counts(warehouse, wording.with_unknown(tuple(areas))).to_dicts():
        found.setdefault((row["extract"], row["code"]), []).append(row)
    return found


def _status(of_all: str, parts: list[Row], hides_none: bool) -> str:
    """What came of a check in some areas; that nothing came without an area says nothing of the areas.

    Args:
        of_all: what came of it in all areas together.
        parts: its counts in each of the areas, and without an area.
        hides_none: whether a suppressed count may be none.
    """
    is_hidden = of_all == "failed" and any(part["symbol"] == "c" for part in parts)
    if any(part["rows"] for part in parts) or (is_hidden and not hides_none):
        return "failed"
    if is_hidden:
        return "hidden"
    own = [part for part in parts if part.get("service_area") != wording.UNKNOWN]
    return "not_run" if of_all == "not_run" or all(part["symbol"] == "x" for part in own) else "passed"


def _rows(status: str, parts: list[Row], names: dict[str, str]) -> str:
    """How many rows failed a check; of several holders, whose they are."""
    if status not in _FIRST:
        return sentences.NOT_DELIVERED if status == "not_run" else sentences.count(0)
    told = [part for part in parts if part["symbol"] == "c" or part["rows"]]
    return "; ".join(
        wording.rows(part) + (f" ({names[part['service_area']]})" if "service_area" in part else "") for part in told
    )


def _checked(outcome: pl.Series, is_of_all: bool) -> str:
    numbers = {status: int((outcome == words).sum()) for status, words in _STATUS.items()}
    not_run = numbers["not_run"]
    unasked = f" {not_run} were not run, for their extract was not delivered." if not_run else ""
    unknown = f" Of {numbers['hidden']} it is suppressed whether they did." if numbers["hidden"] else ""
    something = f"{numbers['failed']} found something" if numbers["failed"] else "none found anything"
    whose = "" if is_of_all else " of the chosen areas, and every one that names none"
    return (
        f"Each row was put to the checks of its extract, {outcome.len()} in all. {numbers['passed']} passed for every "
        f"row{whose}; {something}.{unknown}{unasked} What each one asks stands in the table."
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
