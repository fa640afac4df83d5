"""How far groups lie from everybody else, a row for each."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
import polars as pl

from dashboard.charts import style
from dashboard.charts.rows import rows_of
from dashboard.differences import points

_JUDGED = ("above", "below")
_STEPS = (0.05, 0.1, 0.25, 0.5)
"""How far the ticks lie apart, the closest first that reaches all gaps."""


def gaps(groups: pl.DataFrame, reach: float) -> go.Figure:
    """A mark and an interval for each group, a line where there is no gap, and words where it cannot be told.

    Args:
        groups: of one area; columns ``what``, ``area``, ``note``, ``series``, ``verdict``, ``difference``, ``lower``,
            ``upper`` (from -1 to 1) and ``words``; a row on the chart for each, in this order.
        reach: how far the axis must reach to either side; the same on charts that are compared.
    """
    rows = rows_of(groups)
    figure = go.Figure()
    figure.add_vline(x=0, line={"color": style.GREY, "width": 1.5, "dash": "dash"})
    for position, row in zip(rows.positions, groups.iter_rows(named=True), strict=True):
        if row["difference"] is not None:
            figure.add_trace(_mark(row, position))
    figure.update_xaxes(**_axis(reach))
    figure.update_yaxes(**rows.axis)
    return style.quiet(figure, rows.height, has_legend=False)


def _mark(row: dict[str, Any], position: float) -> go.Scatter:
    """A filled mark for a group that differs, an open one for the others."""
    series, gap = int(row["series"]), row["difference"]
    return go.Scatter(
        x=[gap],
        y=[position],
        mode="markers",
        marker={
            "color": style.colour(series),
            "symbol": "diamond" if row["verdict"] in _JUDGED else "circle-open",
            "size": 11,
            "line": {"width": 2},
        },
        error_x={
            "type": "data",
            "symmetric": False,
            "array": [row["upper"] - gap],
            "arrayminus": [gap - row["lower"]],
            "color": style.colour(series),
            "thickness": 2,
            "width": 4,
        },
        hovertemplate=f"{row['what']}: {points(gap)}, interval {points(row['lower'])} to "
        f"{points(row['upper'])}<extra></extra>",
        showlegend=False,
    )


def _axis(reach: float) -> dict[str, object]:
    """An axis of gaps with no gap in its middle, in points."""
    step = next((step for step in _STEPS if reach <= 2 * step), _STEPS[-1])
    ticks = [step * place for place in (-2, -1, 0, 1, 2)]
    return {
        "range": [-reach * 1.05, reach * 1.05],
        "tickmode": "array",
        "tickvals": ticks,
        "ticktext": [points(tick).split()[0].removesuffix(".0") for tick in ticks],
        "showgrid": True,
        "title": "Percentage points from everybody else",
    }
