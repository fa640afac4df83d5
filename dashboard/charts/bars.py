"""Numbers as bars, a row for each."""

from __future__ import annotations

from collections.abc import Callable

import plotly.graph_objects as go
import polars as pl

from dashboard.charts import style
from dashboard.charts.rows import ROW, rows_of

_ROOM_FOR_LABELS = 1.35
_BAR = 0.55 * ROW
_FEW = 10
"""Up to so many, every whole number has its tick; Plotly would put some between them."""


def bars(figures: pl.DataFrame, say: Callable[[float], str]) -> go.Figure:
    """A bar for each number, with the number in words; words in its place where there is none.

    Args:
        figures: columns ``what``, ``area``, ``note``, ``series`` (position of the area), ``value`` (from 0
            upwards) and ``words``; a row on the chart for each, in this order.
        say: a value in words.
    """
    rows = rows_of(figures)
    pairs = figures.select("value", "words").rows()
    figure = go.Figure(
        go.Bar(
            orientation="h",
            x=[value or 0 for value, _ in pairs],
            y=list(rows.positions),
            width=_BAR,
            text=[f"<i>{why}</i>" if value is None else say(value) for value, why in pairs],
            textposition="outside",
            textangle=0,
            cliponaxis=False,
            marker={"color": [style.colour(series) for series in figures.get_column("series")]},
            hoverinfo="skip",
        )
    )
    reach = _ROOM_FOR_LABELS * max(1.0, *(float(value or 0) for value, _ in pairs))
    figure.update_xaxes(range=[0, reach], tickformat=",d", dtick=1 if reach < _FEW else None)
    figure.update_yaxes(**rows.axis)
    return style.quiet(figure, rows.height, has_legend=False)
