"""What a control chart adds to the run of one area: the mean, the limits, and which points stand out."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go
import polars as pl

from dashboard.charts import style
from dashboard.signals import CONCERN, IMPROVEMENT, MEANINGS

_MARKS = dict(zip(MEANINGS, ("star", "x", "triangle-up", "triangle-down"), strict=True))
_COLOURS = {IMPROVEMENT: 1, CONCERN: 3}
_PLAIN = 4
_TRIAL = " (trial: fewer than 12 points)"


def is_charted(figures: pl.DataFrame) -> bool:
    """Whether a control chart is known of any of the figures."""
    return "mean" in figures.columns and figures.get_column("mean").count() > 0


def add(figure: go.Figure, area: pl.DataFrame, periods: Sequence[str]) -> None:
    """Draw the mean dashed and the limits dotted, and put a mark of its own shape on each point that stands out.

    Args:
        figure: the run of one area.
        area: its figures with ``mean``, ``lower_limit``, ``upper_limit``, ``is_trial`` and ``point_type``.
        periods: the titles of the run's periods, in their order.
    """
    chart = area.filter(pl.col("mean").is_not_null()).row(0, named=True)
    trial = _TRIAL if chart["is_trial"] else ""
    ends = [periods[0], periods[-1]]
    figure.add_trace(_level(ends, chart["mean"], f"mean{trial}", "dash", is_named=True))
    figure.add_trace(_level(ends, chart["upper_limit"], f"limits of ordinary movement{trial}", "dot", is_named=True))
    if chart["lower_limit"] >= 0:
        figure.add_trace(_level(ends, chart["lower_limit"], "limits of ordinary movement", "dot", is_named=False))
    for point_type, meaning in MEANINGS.items():
        points = area.filter(pl.col("point_type") == point_type)
        if points.height:
            figure.add_trace(_standing_out(points, point_type, meaning))


def _level(ends: Sequence[str], height: float, name: str, dash: str, is_named: bool) -> go.Scatter:
    return go.Scatter(
        name=name,
        legendgroup=dash,
        x=list(ends),
        y=[height] * len(ends),
        mode="lines",
        line={"color": style.GREY, "dash": dash, "width": 1.5},
        hoverinfo="skip",
        showlegend=is_named,
    )


def _standing_out(points: pl.DataFrame, point_type: str, meaning: str) -> go.Scatter:
    return go.Scatter(
        name=f"stands out: {meaning}",
        x=points.get_column("period").to_list(),
        y=points.get_column("value").to_list(),
        mode="markers",
        marker={
            "color": style.colour(_COLOURS.get(point_type, _PLAIN)),
            "symbol": _MARKS[point_type],
            "size": 12,
            "line": {"width": 0},
        },
        customdata=points.get_column("direction").to_list(),
        hovertemplate="%{x}: %{customdata}<extra></extra>",
    )
