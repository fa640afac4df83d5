"""Counts of clocks that are overdue and that fall due soon, a row for each area and standard."""

from __future__ import annotations

import plotly.graph_objects as go
import polars as pl

from dashboard import sentences
from dashboard.charts import style
from dashboard.charts.rows import ROW, Rows, rows_of

_ROOM_FOR_LABELS = 1.25
_BAR = 0.36 * ROW
_FEW = 10
"""Up to so many, every whole number has its tick; Plotly would put some between them."""


def counts(figures: pl.DataFrame, first: str, second: str) -> go.Figure:
    """A plain and a hatched bar for each row, each with its count or with words where there is none.

    Args:
        figures: columns ``what``, ``area``, ``note``, ``value`` and ``words`` of the first count,
            ``other_value`` and ``other_words`` of the second; a row on the chart for each.
        first: what the plain bar stands for.
        second: what the hatched bar stands for.
    """
    rows = rows_of(figures)
    figure = go.Figure()
    for index, (name, value, words) in enumerate(((first, "value", "words"), (second, "other_value", "other_words"))):
        figure.add_trace(_bars(figures, rows, name, value, words, index))
    most = figures.select(pl.max_horizontal(pl.col("value").max(), pl.col("other_value").max())).item()
    reach = _ROOM_FOR_LABELS * max(float(most or 0), 1)
    step = 1 if reach < _FEW else None
    figure.update_xaxes(range=[0, reach], tickformat=",d", rangemode="tozero", dtick=step)
    figure.update_yaxes(**rows.axis)
    style.quiet(figure, rows.height, has_legend=True)
    return style.legend_above(figure.update_layout(barmode="overlay"), 1.01)


def _bars(figures: pl.DataFrame, rows: Rows, name: str, value: str, words: str, index: int) -> go.Bar:
    pairs = figures.select(value, words).rows()
    shift = _BAR * (index - 0.5)
    return go.Bar(
        name=name,
        orientation="h",
        x=[number or 0 for number, _ in pairs],
        y=[position + shift for position in rows.positions],
        width=_BAR,
        text=[f"<i>{why}</i>" if number is None else sentences.count(number) for number, why in pairs],
        textposition="outside",
        textangle=0,
        cliponaxis=False,
        marker=style.filling(index),
        hoverinfo="skip",
    )
