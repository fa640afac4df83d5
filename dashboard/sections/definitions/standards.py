"""The limits that service areas set themselves, side by side, with their dates and sources."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from dashboard import relations, rules, sentences
from dashboard.context import Context
from dashboard.sections import tables
from dashboard.sections.definitions import wording
from dashboard.sections.section import Section

_COLUMNS = ("Standard", "Service area", "Limit", "In force", "Source")
_HEADING = "Standards side by side"


def standards(context: Context) -> Section:
    """Each area's limit in force for each standard; in the table every limit that ever was, with its source."""
    names = wording.holders(context)
    titles = relations.titles(context.warehouse, "standard")
    found = rules.of_areas(context.warehouse, "standard", list(names))
    as_at = context.warehouse.build["as_at"]
    summary = [
        {"Service area": name, **{title: _now(found, area, code, as_at) for code, title in titles.items()}}
        for area, name in names.items()
    ]
    return Section(
        heading=_HEADING,
        charts=(),
        table=_history(found, names, titles),
        download=found,
        file_name=tables.file_name(_HEADING),
        summary=pl.DataFrame(summary),
        lead=f"In force on {sentences.day(as_at)}. Where limits differ, shares on time by own limits cannot be "
        "compared; the common limits are there for that. Dates and sources, and earlier limits, stand in the table.",
    )


def _now(found: pl.DataFrame, area: str, standard: str, as_at: date) -> str:
    """The limit in force, with the day since when; or that there is none."""
    rows = found.filter(service_area=area, standard=standard).filter(pl.col("from_on") <= as_at)
    return sentences.capitalised(_limit(rows.row(-1, named=True))) if rows.height else "None published"


def _limit(row: dict[str, Any]) -> str:
    return sentences.limit(row["within"], row["unit"], row["within_visits"], row["not_before"])


def _history(found: pl.DataFrame, names: dict[str, str], titles: dict[str, str]) -> pl.DataFrame:
    rows = [
        {
            "Standard": titles[row["standard"]],
            "Service area": names[row["service_area"]],
            "Limit": sentences.capitalised(_limit(row)),
            "In force": wording.in_force(row["from_on"], row["until_on"]),
            "Source": row["source"],
        }
        for standard in titles
        for row in found.filter(standard=standard).iter_rows(named=True)
    ]
    return pl.DataFrame(rows, schema=dict.fromkeys(_COLUMNS, pl.String))
