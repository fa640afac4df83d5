"""Two readings of the same share beside each other, a row for each pair."""

from __future__ import annotations

import plotly.graph_objects as go
import polars as pl

from dashboard import sentences
from dashboard.charts import style
from dashboard.charts.rows import Rows, rows_of
from dashboard.charts.shares import absent

_LEFT, _RIGHT = -0.22, 1.22
_MARKS = ("circle", "diamond-open")


def pairs(figures: pl.DataFrame, first: str, second: str) -> go.Figure:
    """A filled and an open mark for each pair, joined by a line; words where neither reading has a number.

    Args:
        figures: columns ``what``, ``area``, ``note`` (which says too why one reading of a pair has no
            number), ``value`` and ``other_value``, and ``words``; a row on the chart for each.
        first: what the filled mark stands for.
        second: what the open mark stands for.
    """
    rows = rows_of(figures)
    figure = go.Figure()
    _join(figure, figures, rows)
    for index, (name, column, other) in enumerate(((first, "value", "other_value"), (second, "other_value", "value"))):
        figure.add_trace(_marks(figures, rows, name, column, other, index))
    for position, row in zip(rows.positions, figures.iter_rows(named=True), strict=True):
        if row["value"] is None and row["other_value"] is None:
            figure.add_trace(absent(row["words"], position))
    figure.update_xaxes(**style.share_axis(_LEFT, _RIGHT))
    figure.update_yaxes(**rows.axis)
    style.quiet(figure, rows.height, has_legend=True)
    return style.legend_above(figure, 1.01)


def _join(figure: go.Figure, figures: pl.DataFrame, rows: Rows) -> None:
    for position, row in zip(rows.positions, figures.iter_rows(named=True), strict=True):
        if row["value"] is not None and row["other_value"] is not None:
            figure.add_trace(
                go.Scatter(
                    x=[row["value"], row["other_value"]],
                    y=[position, position],
                    mode="lines",
                    line={"color": style.GREY, "width": 2},
                    hoverinfo="skip",
                    showlegend=False,
                )
            )


def _marks(figures: pl.DataFrame, rows: Rows, name: str, column: str, other: str, index: int) -> go.Scatter:
    points = [
        (position, row[column], row[other], row["area"])
        for position, row in zip(rows.positions, figures.iter_rows(named=True), strict=True)
        if row[column] is not None
    ]
    return go.Scatter(
        name=name,
        x=[value for _, value, _, _ in points],
        y=[position for position, _, _, _ in points],
        mode="markers+text",
        text=[_label(value, against, index) for _, value, against, _ in points],
        textposition=[_side(value, against, index) for _, value, against, _ in points],
        marker={"color": style.colour(index), "symbol": _MARKS[index], "size": 11, "line": {"width": 2}},
        customdata=[[area, sentences.exact_share(value)] for _, value, _, area in points],
        hovertemplate="%{customdata[0]}: %{customdata[1]}<extra>" + name + "</extra>",
    )


def _label(value: float, other: float | None, index: int) -> str:
    """The share beside its mark; a pair of equal shares is labelled once."""
    is_told_by_the_first = index > 0 and other is not None and sentences.share(value) == sentences.share(other)
    return "" if is_told_by_the_first else f" {sentences.share(value)} "


def _side(value: float, other: float | None, index: int) -> str:
    """The outer side of the pair, so that labels never meet."""
    is_left = other is not None and (value < other if value != other else index > 0)
    return "middle left" if is_left else "middle right"
