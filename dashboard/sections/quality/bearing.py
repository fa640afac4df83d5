"""On which figures a missing extract or a row set aside bears."""

from __future__ import annotations

from typing import Any

import polars as pl

from dashboard import deliveries, sentences
from dashboard.context import Context
from dashboard.sections import tables
from dashboard.sections.quality import wording
from dashboard.sections.section import Section
from dashboard.warehouse import Snapshot

Row = dict[str, Any]

_HEADING = "On which figures it bears"
NOTHING = "nothing found"
"""What is said of an extract that was delivered, with no row set aside."""


def bearing(context: Context) -> Section:
    """Every measure, the extracts it rests on, and what is wrong with them in the chosen areas."""
    needs = deliveries.needs(context.warehouse)
    troubles = _troubles(context)
    table = [
        {
            "Figure": row["measure_title"],
            "Theme": row["theme"],
            "Rests on": row["title"],
            "Without it": "no figure" if row["is_required"] else "told from what is there",
            "In the chosen areas": "; ".join(troubles.get(row["extract"], ())) or NOTHING,
        }
        for row in needs.iter_rows(named=True)
    ]
    lines = [_line(needs.filter(extract=extract), told) for extract, told in troubles.items()]
    return Section(
        heading=_HEADING,
        charts=(),
        table=pl.DataFrame(table),
        download=needs.with_columns(found=pl.Series([row["In the chosen areas"] for row in table], dtype=pl.String)),
        file_name=tables.file_name(_HEADING),
        lead="\n".join(lines)
        or "Every extract was delivered for the chosen areas and no row was set aside: no figure lacks anything.",
    )


def _troubles(context: Context) -> dict[str, list[str]]:
    """By extract, what is wrong with it in the chosen areas, in words."""
    warehouse = context.warehouse
    names = wording.names(warehouse)
    areas = wording.each_area(warehouse, context.selection.areas)
    missing = deliveries.freshness(warehouse, areas).filter(symbol="x")
    aside = _set_aside(warehouse, areas)
    suppressed = f"{wording.SOME_ROWS}, perhaps none," if deliveries.hides_none(warehouse) else wording.SOME_ROWS
    found: dict[str, list[str]] = {}
    for extract in deliveries.extracts(warehouse):
        without = set(missing.filter(extract=extract)["service_area"])
        lacking = [names[area] for area in areas if area in without]
        told = [f"not delivered for {sentences.listed(lacking)}"] if lacking else []
        rows = aside.filter(extract=extract).to_dicts()
        told += [f"{_number(row) or suppressed} set aside ({names[row['service_area']]})" for row in rows]
        if told:
            found[extract] = told
    return found


def _set_aside(warehouse: Snapshot, areas: list[str]) -> pl.DataFrame:
    """The counts of rows set aside; a suppressed one that may be none only where some row of the extract was."""
    is_some = pl.lit(True)
    if deliveries.hides_none(warehouse):
        is_some = pl.col("extract").is_in(deliveries.failing(warehouse, "set_aside"))
    is_there = (pl.col("rows") > 0) | ((pl.col("symbol") == "c") & is_some)
    counts = deliveries.deliveries(warehouse, [*areas, wording.UNKNOWN])
    return counts.filter((pl.col("counted") == "set_aside") & is_there)


def _number(row: Row) -> str:
    """So many rows, such as ``1 row``; blank where the number is suppressed."""
    return "" if row["symbol"] else sentences.plural_of(row["rows"], "row", "rows")


def _line(needs: pl.DataFrame, told: list[str]) -> str:
    """What is wrong with an extract, and how many figures of which themes it bears on."""
    if needs.is_empty():
        return ""
    themes = needs.group_by("theme", maintain_order=True).len().iter_rows()
    parts = [f"{theme.lower()} ({number})" for theme, number in themes]
    title = needs.get_column("title")[0]
    what = sentences.capitalised("; ".join(told))
    figures = "figure" if needs.height == 1 else "figures"
    return f"- **{title}.** {what}. This bears on {needs.height} {figures}: {sentences.listed(parts)}."
