"""Shares with their intervals, a row for each."""

from __future__ import annotations

import plotly.graph_objects as go
import polars as pl

from dashboard import sentences
from dashboard.charts import style
from dashboard.charts.rows import rows_of

_GAP = "\N{NO-BREAK SPACE}" * 3
"""Keeps a label clear of its mark, which may stand on the interval's end."""
_ROOM_FOR_LABELS = 1.2


def shares(figures: pl.DataFrame) -> go.Figure:
    """A dot for each share, a line for its 95 % interval, and words where there is no number.

    Args:
        figures: columns ``what``, ``area``, ``note``, ``series`` (position of the area), ``value``,
            ``lower``, ``upper`` (shares of one) and ``words``; a row on the chart for each, in this order.
    """
    rows = rows_of(figures)
    figure = go.Figure()
    for position, row in zip(rows.positions, figures.iter_rows(named=True), strict=True):
        figure.add_trace(_dot(row, position) if row["value"] is not None else absent(row["words"], position))
    figure.update_xaxes(**style.share_axis(-0.03, _ROOM_FOR_LABELS))
    figure.update_yaxes(**rows.axis)
    return style.quiet(figure, rows.height, has_legend=False)


def absent(words: str, position: float) -> go.Scatter:
    """Words in the place of a number that is not there."""
    return go.Scatter(
        x=[0],
        y=[position],
        mode="text",
        text=[f"\N{NO-BREAK SPACE}<i>{words}</i>"],
        textposition="middle right",
        hoverinfo="skip",
        showlegend=False,
    )


def _dot(row: dict[str, float], position: float) -> go.Scatter:
    """A dot with its interval; a chance of none or of all has none."""
    value, series = row["value"], int(row["series"])
    upper = value if row["upper"] is None else row["upper"]
    lower = value if row["lower"] is None else row["lower"]
    return go.Scatter(
        x=[value, upper],
        y=[position, position],
        mode="markers+text",
        text=["", f"{_GAP}{sentences.share(value)}"],
        textposition="middle right",
        marker={"color": style.colour(series), "symbol": style.mark(series), "size": [11, 0], "opacity": 1},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": [upper - value, 0],
            "arrayminus": [value - lower, 0],
            "color": style.colour(series),
            "thickness": 2,
            "width": 4,
        },
        hovertemplate=f"{row['area']}: {sentences.exact_share(value)}, interval {_interval(row)}<extra></extra>",
        showlegend=False,
    )


def _interval(row: dict[str, float]) -> str:
    return sentences.NOT_GIVEN if row["lower"] is None else sentences.interval(row["lower"], row["upper"])
