"""What stands behind the figures of a pack, as tables in words: rules, words, data quality and provenance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import polars as pl

from dashboard import about, deliveries, relations, rules
from dashboard.context import Context
from dashboard.sections.definitions import days, rules_of_areas, words
from dashboard.sections.definitions.standards import standards
from dashboard.sections.quality import checks, delivered, faults, wording
from dashboard.sections.quality.completeness import HEADING as COMPLETENESS
from dashboard.sections.quality.completeness import completeness
from dashboard.sections.quality.freshness import freshness
from dashboard.sections.section import Section

_RULES = (standards, rules_of_areas.eligibility, rules_of_areas.visits, rules_of_areas.leaving)
_READING = (rules_of_areas.statements, days.closures, days.thresholds)
_QUALITY = (delivered.rows_received, faults.set_aside, faults.noted)
_ANYBODYS = "Rows that name no service area may be of any: they are told whichever areas a pack is of."
_HOLIDAYS = (
    "Days of England and Wales that are no working days anywhere: from a year before the first quarter of the pack, "
    "for clocks that began before it, to a year after the day of the figures, for clocks that still run."
)
_HASH = "SHA-256"


@dataclass(frozen=True)
class Listing:
    """A table in words.

    Attributes:
        heading: what it is of.
        table: every cell in words.
        none: what is said where it has no rows.
        note: what is said above it, or blank.
    """

    heading: str
    table: pl.DataFrame
    none: str = "None."
    note: str = ""


@dataclass(frozen=True)
class Part:
    """Tables that belong together.

    Attributes:
        name: its place in the page.
        heading: what they are about.
        listings: the tables.
    """

    name: str
    heading: str
    listings: tuple[Listing, ...]


def background(context: Context, since: date) -> tuple[Part, ...]:
    """All that stands behind the figures of the chosen areas.

    Args:
        context: with the areas.
        since: the first day of the first quarter that the figures are of.
    """
    dated = [_listing(make(context)) for make in (*_RULES, *_READING)]
    topics = [_listing(words.definitions_of(context, topic)) for topic in words.topics(context)]
    return (
        Part("rules", "Standards and rules", (*dated, _bank_holidays(context, since))),
        Part("quality", "Data quality", tuple(_quality(context))),
        Part("provenance", "Provenance", tuple(_provenance(context))),
        Part("words", "Words and symbols", (_listing(words.symbols(context)), *topics)),
    )


def _bank_holidays(context: Context, since: date) -> Listing:
    found = rules.bank_holidays(context.warehouse, since)
    return Listing(days.BANK_HOLIDAYS, days.in_words(found), note=_HOLIDAYS)


def _listing(made: Section, note: str = "") -> Listing:
    return Listing(made.heading, made.table, note=note)


def _quality(context: Context) -> Iterator[Listing]:
    yield from (_listing(make(context), _ANYBODYS) for make in _QUALITY)
    yield Listing(freshness(context).heading, _by_area(freshness(context).table, "Extract", "Reaches to"))
    for extract, title in deliveries.extracts(context.warehouse).items():
        table = completeness(context, extract, title).table
        yield Listing(f"{COMPLETENESS}: {title.lower()}", _by_area(table, "Column", "Filled"))
    yield _listing(checks.checks(context), _ANYBODYS)


def _by_area(table: pl.DataFrame, rows: str, cells: str) -> pl.DataFrame:
    """A table with a column for each area."""
    return table.pivot("Service area", index=rows, values=cells)


def _provenance(context: Context) -> Iterator[Listing]:
    warehouse = context.warehouse
    told = warehouse.build
    build = {
        "Day of the figures": told["as_at"].isoformat(),
        "Version of Portage Insight": told["program_version"],
        "Figures": "exact" if warehouse.is_exact else "published",
        "Disclosure control": told["disclosure"] or "none",
        "Shape of the warehouse": str(told["warehouse_format"]),
    }
    if stands := deliveries.standing(warehouse):
        build["Earlier figures"] = stands
    yield Listing("Build", pl.DataFrame({"What": list(build), "Is": list(build.values())}))
    yield Listing("Delivered files", delivered_files(context))
    yield Listing("Files of rules and definitions", about.rules(warehouse))


def delivered_files(context: Context) -> pl.DataFrame:
    """The delivered files by number and hash; a pack has no name that somebody may have typed."""
    titles = deliveries.extracts(context.warehouse)
    rows = [
        {
            "Submission": str(row["submission"] + 1),
            "Extract": titles[row["extract"]],
            "File": str(row["number"]),
            "Rows": wording.rows(row),
            _HASH: wording.digest(row),
        }
        for row in relations.submission_files(context.warehouse).iter_rows(named=True)
    ]
    columns = ("Submission", "Extract", "File", "Rows", _HASH)
    return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String))
