"""What the checks found: rows set aside, and rows accepted with a note."""

from __future__ import annotations

from typing import Any

import polars as pl

from dashboard import deliveries
from dashboard.context import Context
from dashboard.sections import tables
from dashboard.sections.quality import wording
from dashboard.sections.section import Section
from dashboard.sentences import literal

_MOST = 8
"""As many findings stand on the page; the table has all of them."""
_PERHAPS_NONE = " A suppressed number of rows of one area may be none: the check may have found them in another."


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
    is_hidden = found.get_column("symbol").eq("c").any() and deliveries.hides_none(warehouse)
    twice = "\n\nA row that fails two checks is told under both." + _PERHAPS_NONE * is_hidden
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
