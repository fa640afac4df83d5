"""How days are counted: words, bank holidays, the days on which areas are closed, and the numbers that were chosen."""

from __future__ import annotations

import polars as pl

from dashboard import relations, rules, sentences
from dashboard.context import Context
from dashboard.sections import tables
from dashboard.sections.definitions import wording
from dashboard.sections.definitions.words import definitions_of
from dashboard.sections.section import Section

BANK_HOLIDAYS = "Bank holidays"
_COUNTED = "How days are counted"
_UNITS = {"working_days": "working days", "days": "days", "months": "months", "years": "years", "minutes": "minutes"}


def counting(context: Context) -> Section:
    """What a working day, a pause and a term week are."""
    return definitions_of(context, _COUNTED)


def bank_holidays(context: Context) -> Section:
    """The bank holidays around the day of the figures."""
    found = rules.bank_holidays(context.warehouse, context.warehouse.build["as_at"])
    return Section(
        heading=BANK_HOLIDAYS,
        charts=(),
        table=in_words(found),
        download=found,
        file_name=tables.file_name(BANK_HOLIDAYS),
        lead=f"{found.height} days of England and Wales within a year of the day of the figures are no working days "
        "anywhere; they stand in the table.",
    )


def in_words(holidays: pl.DataFrame) -> pl.DataFrame:
    """Bank holidays, as ``rules.bank_holidays`` gives them, with their days in words."""
    rows = [(sentences.day(on), name) for on, name in holidays.rows()]
    return pl.DataFrame(rows, schema=dict.fromkeys(("Day", "Bank holiday"), pl.String), orient="row")


def closures(context: Context) -> Section:
    """The days on which a service is closed beside the bank holidays."""
    names = wording.holders(context)
    found = rules.of_areas(context.warehouse, "closure", list(names))
    heading = "Closed days of service areas"
    rows = [
        (names[area], sentences.day(first), sentences.day(last))
        for area, first, last in found.select("service_area", "from_on", "to_on").rows()
    ]
    columns = dict.fromkeys(("Service area", "First day", "Last day"), pl.String)
    return Section(
        heading=heading,
        charts=(),
        table=pl.DataFrame(rows, schema=columns, orient="row"),
        download=found,
        file_name=tables.file_name(heading),
        lead=_closed(context, names, found),
    )


def _closed(context: Context, names: dict[str, str], found: pl.DataFrame) -> str:
    """Which areas say when they are closed, and which go by made-up school terms."""
    scope = relations.area_scope(context.warehouse)
    without = scope.filter(~pl.col("has_term_dates")).get_column("service_area")
    made_up = [name for code, name in names.items() if code in set(without)]
    told = [f"{found.height} spans of closed days are no working days; they stand in the table."]
    if found.is_empty():
        told = ["None of these areas says that it is closed on further days."]
    if made_up:
        told.append(f"No term dates were delivered for {sentences.listed(made_up)}; illustrative ones, made up, serve.")
    return sentences.literal(" ".join(told))


def thresholds(context: Context) -> Section:
    """The numbers that no service area sets for itself, with where each is from."""
    found = rules.thresholds(context.warehouse)
    heading = "Numbers that were chosen"
    rows = [
        (row["meaning"], f"{sentences.number(row['value'])} {_UNITS.get(row['unit'], row['unit'])}", row["source"])
        for row in found.iter_rows(named=True)
    ]
    table = pl.DataFrame(rows, schema=["What it is for", "Number", "Source"], orient="row")
    return Section(
        heading=heading,
        charts=(),
        table=table,
        download=found,
        file_name=tables.file_name(heading),
        summary=table.select("What it is for", "Number"),
    )
