"""Who may be referred, how often families are visited, when children leave, and how the wording is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import polars as pl

from dashboard import relations, rules, sentences
from dashboard.context import Context
from dashboard.sections import tables
from dashboard.sections.definitions import wording
from dashboard.sections.section import Section

Row = dict[str, Any]
_READING = "reading"


def eligibility(context: Context) -> Section:
    """Who may be referred to each area's service."""
    names = _areas(context)
    found = rules.of_areas(context.warehouse, "eligibility", list(names))
    grouped = found.group_by("service_area", "from_on", maintain_order=True)
    told = [(part.row(0, named=True), wording.criteria(part.to_dicts())) for _, part in grouped]
    return _section(context, "Who may be referred", "Criteria", told, found)


def visits(context: Context) -> Section:
    """How often and how long each area visits families."""
    return _of_each(context, "How often families are visited", "Visits", "visit_rule", wording.visits)


def leaving(context: Context) -> Section:
    """When a child is too old for each area's service."""
    return _of_each(context, "When children leave", "The leaving date", "leaving_rule", wording.leaving)


def statements(context: Context) -> Section:
    """What each area publishes in words, and how open wording is read."""
    names = wording.holders(context)
    found = rules.statements(context.warehouse, list(names))
    heading = "What is published in words, and how it is read"
    readings = found.filter(pl.col("topic") == _READING)
    lines = [
        f"- **{sentences.literal(names[row['service_area']])}.** {sentences.literal(row['text'])}"
        for row in readings.iter_rows(named=True)
    ]
    lead = "Where the wording is open, it is read as follows:\n\n" + "\n".join(lines)
    return Section(
        heading=heading,
        charts=(),
        table=_statements(found, names),
        download=found,
        file_name=tables.file_name(heading),
        lead=(lead if lines else "") + "\n\nEverything that is published without a number stands in the table.",
    )


def _statements(found: pl.DataFrame, names: dict[str, str]) -> pl.DataFrame:
    columns = ("Service area", "Topic", "What is said", "Source")
    rows = [
        (names[row["service_area"]], sentences.capitalised(row["topic"]), row["text"], row["source"])
        for row in found.iter_rows(named=True)
    ]
    return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")


def _areas(context: Context) -> dict[str, str]:
    return {code: name for code, name in wording.holders(context).items() if code != relations.COMMON}


def _of_each(context: Context, heading: str, what: str, relation: str, words: Callable[[Row], str]) -> Section:
    found = rules.of_areas(context.warehouse, relation, list(wording.holders(context)))
    return _section(context, heading, what, [(row, words(row)) for row in found.iter_rows(named=True)], found)


def _section(
    context: Context, heading: str, what: str, told: Iterable[tuple[Row, str]], found: pl.DataFrame
) -> Section:
    """What is in force for each area, on the page; in the table every rule that ever was, with dates and source."""
    names = wording.holders(context)
    columns = ("Service area", what, "In force", "Source")
    rows = [
        (names[row["service_area"]], words, wording.in_force(row["from_on"], row["until_on"]), row["source"])
        for row, words in told
    ]
    table = pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")
    without = [name for name in _areas(context).values() if name not in set(table["Service area"])]
    lead = (
        f"{sentences.listed(without)} {'publishes' if len(without) == 1 else 'publish'} no such rule."
        if without
        else ""
    )
    return Section(
        heading=heading,
        charts=(),
        table=table,
        download=found,
        file_name=tables.file_name(heading),
        summary=table.select("Service area", what) if rows else None,
        lead=sentences.literal(lead),
    )
