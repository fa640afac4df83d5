"""How complete the columns of an extract are, area by area."""

from __future__ import annotations

from typing import Any

import polars as pl

from dashboard import deliveries, sentences
from dashboard.charts.matrix import matrix
from dashboard.context import Context
from dashboard.sections import tables
from dashboard.sections.quality import wording
from dashboard.sections.section import Chart, Section

HEADING = "Completeness by column and area"


def completeness(context: Context, extract: str, title: str) -> Section:
    """A grid of the columns of one extract, by the chosen areas.

    Args:
        context: the page's.
        extract: the extract's name.
        title: what it is called.
    """
    found = deliveries.completeness(context.warehouse, context.selection.areas, extract)
    names = wording.names(context.warehouse)
    cells = _cells(found, [area for area in names if area in context.selection.areas], names)
    return Section(
        heading=HEADING,
        charts=(Chart("", _sentence(found, title, names), matrix(cells), f"{title}: {_heard(cells)}"),),
        table=_table(cells),
        download=found.drop("is_required"),
        file_name=tables.file_name(f"completeness {extract}"),
        lead="Of the accepted rows, how many have the column filled. A blank can be right: a referral that is still "
        "open has no day of closure. Columns that every row needs are always full: rows without them are set aside.",
    )


def _cells(found: pl.DataFrame, areas: list[str], names: dict[str, str]) -> pl.DataFrame:
    """One row per column and area: the grid's cells, with what is said of each."""
    order = {area: place for place, area in enumerate(areas)}
    rows = sorted(found.iter_rows(named=True), key=lambda row: order[row["service_area"]])
    cells = [
        {
            "row": row["title"],
            "column": names[row["service_area"]],
            "words": _words(row),
            "told": f"{row['title']}, {names[row['service_area']]}: {_told(row)}",
            "share": row["share"],
            "is_there": row["symbol"] == "",
            "meaning": row["meaning"],
            "filled": _count(row, "filled"),
            "of": _count(row, "rows"),
        }
        for row in rows
    ]
    return pl.DataFrame(cells, schema_overrides={"share": pl.Float64})


def _words(row: dict[str, Any]) -> str:
    return sentences.reason(row["symbol"], wording.NO_ROWS) or sentences.share(row["share"])


def _told(row: dict[str, Any]) -> str:
    if row["symbol"]:
        return _words(row)
    return f"{sentences.exact_share(row['share'])}, {_count(row, 'filled')} of {_count(row, 'rows')} rows"


def _count(row: dict[str, Any], column: str) -> str:
    return sentences.reason(row["symbol"], wording.NO_ROWS) or sentences.count(row[column])


def _table(cells: pl.DataFrame) -> pl.DataFrame:
    shown = {"row": "Column", "column": "Service area", "words": "Filled", "filled": "Rows filled", "of": "Of rows"}
    return cells.select(*(pl.col(name).alias(title) for name, title in shown.items()), What=pl.col("meaning"))


def _sentence(found: pl.DataFrame, title: str, names: dict[str, str]) -> str:
    """Which column is emptiest, and where the extract or some of its columns are missing."""
    known = found.filter((pl.col("symbol") == "") & ~pl.col("is_required") & (pl.col("share") < 1)).sort("share")
    least = known.row(0, named=True) if known.height else None
    told = [f"{title}: “{least['title']}” is filled least, {_place(least, names)}."] if least else []
    return " ".join([*told, *_missing(found, title, names)]) or f"{title}: every column is always filled."


def _place(row: dict[str, Any], names: dict[str, str]) -> str:
    return f"in {sentences.share(row['share'])} of the rows ({names[row['service_area']]})"


def _missing(found: pl.DataFrame, title: str, names: dict[str, str]) -> list[str]:
    lacking = found.filter(symbol="x")
    without = [
        names[area] for area in names if found.filter(service_area=area, symbol="x").height == _size(found, area)
    ]
    partly = lacking.filter(~pl.col("service_area").is_in([code for code, name in names.items() if name in without]))
    told = [f"{title} were not delivered for {sentences.listed(without)}."] if without else []
    columns = [f"“{name}”" for name in partly.get_column("title").unique(maintain_order=True)]
    return [*told, *([f"Not delivered as columns: {sentences.listed(columns)}."] if columns else [])]


def _size(found: pl.DataFrame, area: str) -> int:
    """How many rows an area has; -1 for one that is not shown, which lacks nothing."""
    return found.filter(service_area=area).height or -1


def _heard(cells: pl.DataFrame) -> str:
    return "; ".join(cells.get_column("told").to_list())
