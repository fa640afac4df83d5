"""How far the delivered rows reach."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from dashboard import deliveries, sentences
from dashboard.charts.matrix import matrix
from dashboard.context import Context
from dashboard.sections import tables
from dashboard.sections.quality import wording
from dashboard.sections.section import Chart, Section

_HEADING = "How fresh the rows are"
_NONE_YET = "no rows yet"


def freshness(context: Context) -> Section:
    """A grid of the extracts by the chosen areas: the latest day of each."""
    found = deliveries.freshness(context.warehouse, context.selection.areas)
    names = wording.names(context.warehouse)
    areas = [area for area in names if area in context.selection.areas]
    cells = pl.DataFrame([_cell(row, names) for area in areas for row in found.filter(service_area=area).to_dicts()])
    heard = "; ".join(cells.get_column("told").to_list())
    chart = Chart("", _sentence(found, names, context), matrix(cells.with_columns(share=None)), f"{_HEADING}: {heard}")
    return Section(
        heading=_HEADING,
        charts=(chart,),
        table=cells.select(
            pl.col("row").alias("Extract"), pl.col("column").alias("Service area"), pl.col("words").alias("Reaches to")
        ),
        download=found.drop("dated_by"),
        file_name=tables.file_name(_HEADING),
        lead=_lead(context),
    )


def _lead(context: Context) -> str:
    if context.warehouse.is_exact:
        return "The latest day on which any accepted row is dated, by the day of the figures."
    return (
        "The latest month with enough accepted rows to be told; later rows may be there, too few to be shown. "
        "Exact days stay with the service."
    )


def _cell(row: dict[str, Any], names: dict[str, str]) -> dict[str, object]:
    words = _words(row)
    return {
        "row": row["title"],
        "column": names[row["service_area"]],
        "words": words,
        "told": f"{row['title']}, {names[row['service_area']]}: {words}",
        "is_there": row["symbol"] == "",
    }


def _words(row: dict[str, Any]) -> str:
    if row["symbol"]:
        return sentences.reason(row["symbol"], _NONE_YET)
    return _short(row["latest_on"]) if row["precision"] == "day" else sentences.month(row["latest_on"])


def _short(on: date) -> str:
    return f"{on.day} {sentences.month(on)}"


def _sentence(found: pl.DataFrame, names: dict[str, str], context: Context) -> str:
    """The extract that reaches least far, against the day of the figures."""
    known = found.filter(symbol="").sort("latest_on")
    as_at = sentences.day(context.warehouse.build["as_at"])
    if known.is_empty():
        return f"Nothing can be told of how far the rows reach; the figures are those of {as_at}."
    oldest = known.row(0, named=True)
    missing = found.filter(symbol="x").get_column("title").unique(maintain_order=True).to_list()
    lacking = f" Not delivered for some or all of them: {sentences.listed(missing).lower()}." if missing else ""
    return (
        f"The figures are those of {as_at}. {oldest['title']} reach least far, to {_words(oldest)} "
        f"({names[oldest['service_area']]}).{lacking}"
    )
