"""Figures over time, a line for each area."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go
import polars as pl

from dashboard import sentences
from dashboard.charts import control, style
from dashboard.charts.periods import legend_height, time_axis

_HEIGHT = 300
_HEADROOM = 1.15
_STEP_BELOW = 0.08
_LONE_BAND = 6
"""How wide the interval of a figure between two gaps is drawn, in pixels."""


def run(figures: pl.DataFrame, is_share: bool) -> go.Figure:
    """A line for each area through its figures; a mark below the axis where a period has no number.

    Args:
        figures: columns ``period`` (title), ``area``, ``series`` (position of the area), ``value``, ``lower``,
            ``upper`` and ``words``; by area, then in order of time. The interval is drawn where there is one area,
            and so is what ``control`` needs, where it is there.
        is_share: whether values are shares of one; else they are numbers from 0 upwards.
    """
    figure = go.Figure()
    areas = figures.partition_by("area", maintain_order=True)
    periods = figures.get_column("period").unique(maintain_order=True).to_list()
    is_judged = len(areas) == 1 and control.is_charted(figures)
    reach = pl.max_horizontal(pl.col("value").max(), *([pl.col("upper_limit").max()] if is_judged else []))
    top = 1.0 if is_share else _HEADROOM * float(figures.select(reach).item() or 1)
    for area in areas:
        _add_area(figure, area, is_share, is_alone=len(areas) == 1)
    if is_judged:
        control.add(figure, areas[0], periods)
    drawn = [area for area in areas if area.get_column("value").count()]
    _add_absences(figure, drawn, top)
    figure.update_xaxes(**time_axis(periods))
    figure.update_yaxes(**(style.share_axis(0, 1.05) if is_share else style.number_axis(top)))
    low = -_STEP_BELOW * top * (sum(_has_gaps(area) for area in drawn) + 0.5)
    figure.update_yaxes(range=[low, top * 1.05])
    return style.quiet(figure, _HEIGHT + legend_height(figure), has_legend=True)


def _add_area(figure: go.Figure, area: pl.DataFrame, is_share: bool, is_alone: bool) -> None:
    series = int(area.get_column("series")[0])
    shown = area.filter(pl.col("value").is_not_null())
    if is_share and is_alone:
        _add_bands(figure, area, series)
    if shown.height:
        figure.add_trace(_line(area, series, is_share))


def _add_bands(figure: go.Figure, area: pl.DataFrame, series: int) -> None:
    """A band for each stretch without a gap: where no figure is told, no interval is either."""
    numbered = area.with_columns(pl.col("value").is_null().cum_sum().alias("stretch"))
    stretches = numbered.filter(pl.col("value").is_not_null()).partition_by("stretch", maintain_order=True)
    for position, stretch in enumerate(stretches):
        figure.add_trace(_band(stretch, series, is_told=position > 0))


def _band(stretch: pl.DataFrame, series: int, is_told: bool) -> go.Scatter:
    edges = stretch.select("period", "lower", "upper")
    width = 0 if stretch.height > 1 else _LONE_BAND
    return go.Scatter(
        name="95 % interval",
        legendgroup="95 % interval",
        x=[*edges.get_column("period"), *edges.get_column("period").reverse()],
        y=[*edges.get_column("upper"), *edges.get_column("lower").reverse()],
        fill="toself",
        fillcolor=style.faint(series),
        line={"width": width, "color": style.faint(series)},
        hoverinfo="skip",
        mode="lines",
        showlegend=not is_told,
    )


def _line(area: pl.DataFrame, series: int, is_share: bool) -> go.Scatter:
    say = sentences.exact_share if is_share else sentences.number
    told = ["" if value is None else say(value) for value in area.get_column("value")]
    return go.Scatter(
        name=area.get_column("area")[0],
        x=area.get_column("period").to_list(),
        y=area.get_column("value").to_list(),
        mode="lines+markers",
        connectgaps=False,
        line={"color": style.colour(series), "dash": style.dash(series), "width": 2},
        marker={"color": style.colour(series), "symbol": style.mark(series), "size": 7},
        customdata=told,
        hovertemplate="%{x}: %{customdata}<extra>" + area.get_column("area")[0] + "</extra>",
    )


def _has_gaps(area: pl.DataFrame) -> bool:
    return area.get_column("value").null_count() > 0


def _add_absences(figure: go.Figure, areas: Sequence[pl.DataFrame], top: float) -> None:
    """Marks in a line of their own below the axis for each area with gaps, a shape for each reason."""
    told: set[str] = set()
    for below, area in enumerate([area for area in areas if _has_gaps(area)], start=1):
        gaps = area.filter(pl.col("value").is_null())
        for (words,), rows in gaps.group_by("words", maintain_order=True):
            figure.add_trace(_gap(rows, str(words), -_STEP_BELOW * top * below, is_told=words in told))
            told.add(str(words))


def _gap(rows: pl.DataFrame, words: str, height: float, is_told: bool) -> go.Scatter:
    return go.Scatter(
        name=words if words == sentences.NONE else f"no figure: {words}",
        legendgroup=words,
        x=rows.get_column("period").to_list(),
        y=[height] * rows.height,
        mode="markers",
        marker={"color": style.GREY, "symbol": style.ABSENCES[words], "size": 7, "line": {"width": 1.5}},
        hovertemplate="%{x}: " + words + "<extra>" + rows.get_column("area")[0] + "</extra>",
        showlegend=not is_told,
    )
