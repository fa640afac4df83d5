"""Demand against capacity, and what it would take to hold the list."""

from __future__ import annotations

from typing import Any

import polars as pl

from dashboard import capacity, rules, sentences
from dashboard.charts.bars import bars
from dashboard.figures import Figures
from dashboard.findings import area_name
from dashboard.measures import MOVES, WAITING
from dashboard.sections import tables
from dashboard.sections.section import Chart, Section
from dashboard.sentences import literal

_RATES = ("referrals_per_week", "starts_per_week", "ended_per_week", "starts_needed_per_week")
_STOCKS = ("waiting", "target_queue")
_GROWING = "is_growing"
_YES_OR_NO = {0.0: "no", 1.0: "yes"}
_GROWTH = {0.0: "the list is not growing", 1.0: "the list is growing"}
_DOWNLOADED = ("area", "service_area", "quantity", "what", "unit", "value", "symbol", "words")

Row = dict[str, Any]


def demand_and_capacity(figures: Figures) -> Section:
    """The list as it is against one that keeps its wait, then referrals in against starts out and the starts needed."""
    heading = "Demand and capacity"
    rows, day = _worded(figures), sentences.day(figures.as_at)
    return Section(
        heading=heading,
        charts=(
            _chart(rows, _STOCKS, "Children on the list", day, _each_area(rows, (_GROWING, *_STOCKS))),
            _chart(rows, _RATES, "Children a week", day, _each_area(rows, _RATES)),
        ),
        table=pl.DataFrame([_cells(row) for row in rows.iter_rows(named=True)]),
        download=rows.select(_DOWNLOADED).rename(
            {"area": "service_area_name", "what": "title", "words": "why_no_number"}
        ),
        file_name=tables.file_name(heading),
        measures=(WAITING, *MOVES),
        meaning=_meaning(figures),
    )


def _worded(figures: Figures) -> pl.DataFrame:
    """The quantities of each chosen area, with the columns that charts of rows want."""
    areas = list(figures.names)
    found = capacity.demand(figures.context.warehouse, figures.context.selection.areas)
    codes = found.get_column("service_area").to_list()
    symbols = found.get_column("symbol").to_list()
    return found.rename({"title": "what"}).with_columns(
        pl.Series("area", [figures.names[code] for code in codes], dtype=pl.String),
        pl.Series("series", [areas.index(code) for code in codes], dtype=pl.Int64),
        pl.Series("words", [sentences.reason(s, sentences.NOTHING_TO_COUNT) for s in symbols], dtype=pl.String),
        pl.lit("").alias("note"),
    )


def _chart(rows: pl.DataFrame, quantities: tuple[str, ...], title: str, day: str, sentence: str) -> Chart:
    drawn = pl.concat([rows.filter(pl.col("quantity") == quantity) for quantity in quantities])
    return Chart(
        title=title,
        sentence=sentence,
        figure=bars(drawn, sentences.number) if drawn.get_column("value").count() else None,
        alt=f"{title}: {sentences.listed(drawn.get_column('what').unique(maintain_order=True).to_list())}, {day}.",
    )


def _each_area(rows: pl.DataFrame, quantities: tuple[str, ...]) -> str:
    """The quantities of each area, by their titles."""
    parts = []
    for area in rows.partition_by("area", maintain_order=True):
        told = {row["quantity"]: row for row in area.iter_rows(named=True)}
        listed = "; ".join(_told(told[quantity]) for quantity in quantities)
        parts.append(f"In {area_name(area.row(0, named=True))}: {listed}.")
    return " ".join(parts)


def _told(row: Row) -> str:
    if row["quantity"] == _GROWING:
        return _GROWTH.get(row["value"]) or f"whether the list is growing: {row['words']}"
    return f"{sentences.uncapitalised(row['what'])} {_value(row)}"


def _value(row: Row) -> str:
    if row["value"] is None:
        return str(row["words"])
    return _YES_OR_NO[row["value"]] if row["quantity"] == _GROWING else sentences.number(row["value"])


def _cells(row: Row) -> dict[str, str]:
    unit = "" if row["quantity"] == _GROWING else row["unit"]
    return {"Service area": row["area"], "Quantity": row["what"], "Value": " ".join((_value(row), unit)).strip()}


def _meaning(figures: Figures) -> str:
    """Title, meaning and source of every quantity, as Markdown."""
    rows = rules.demand_quantities(figures.context.warehouse).iter_rows(named=True)
    told = [f"- **{literal(r['title'])}**: {literal(r['meaning'])} Source: {literal(r['source'])}" for r in rows]
    return "\n".join(told)
