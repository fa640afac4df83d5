"""The story of one referral on one picture: a lane for each kind of event, days from left to right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import plotly.graph_objects as go
import polars as pl

from dashboard.charts import style

_HEADING, _ROW, _THIN = 1.5, 1.25, 0.75
"""The heights of a lane's heading, of a row with a label, and of one without, in lines of text."""
_BAR = 0.8
_AT_LEAST_SHOWN = timedelta(days=1)
_MS = 86_400_000
_SPARE = 0.04
_LEGEND = 90
_GREY_BAR = "pause"
_SPANS = {
    "met": (0, ""),
    "missed": (2, "x"),
    "overdue": (3, "/"),
    "running": (1, "."),
    "void": (4, "-"),
    _GREY_BAR: (5, "\\"),
}
"""The colour and the pattern of a bar by what became of it: they differ together."""
_POINTS = {
    "attended": (0, "circle"),
    "not_brought": (2, "x"),
    "cancelled_by_family": (3, "triangle-left-open"),
    "cancelled_by_service": (5, "square-open"),
    "planned": (1, "circle-open"),
    "achieved": (0, "star"),
    "partly_achieved": (1, "diamond"),
    "not_achieved": (2, "x"),
    "withdrawn": (5, "asterisk-open"),
    "not_reviewed": (4, "circle-open"),
}
_PLAIN_POINT = (4, "diamond")


@dataclass(frozen=True)
class Reach:
    """The days that a picture shows.

    Attributes:
        first: the first of them.
        last: the last of them; what goes on after it is cut off.
        as_at: the day of the figures, which is marked.
    """

    first: date
    last: date
    as_at: date

    @property
    def margin(self) -> timedelta:
        """Room at either end, so that no mark is cut in half."""
        return max(_AT_LEAST_SHOWN, (self.last - self.first) * _SPARE)


def timeline(events: pl.DataFrame, reach: Reach) -> go.Figure:
    """Bars for clocks and pauses, marks for days, and a thin line from a target's setting to its review.

    Args:
        events: columns ``lane`` (code), ``heading`` (of the lane), ``row`` (what shares a row has the same), ``label``
            (of the row, or blank), ``begins_on``, ``shown_until`` (the last day of a span), ``due_on`` (or none),
            ``status`` (code), ``status_title`` and ``told`` (what hovering tells); in the order of lanes and rows.
        reach: the days to show.
    """
    placed, ticks, depth = _placed(events)
    figure = go.Figure()
    figure.add_trace(_day_of_the_figures(reach, depth))
    for lane in placed.partition_by("lane", maintain_order=True):
        _DRAWN.get(lane.get_column("lane")[0], _add_points)(figure, lane, reach)
    _add_due_days(figure, placed, reach)
    figure.update_xaxes(type="date", range=[reach.first - reach.margin, reach.last + reach.margin], nticks=6)
    figure.update_xaxes(tickformat="%b<br>%Y", showgrid=True, side="bottom", tickangle=0)
    figure.update_yaxes(**style.row_axis(list(ticks.values()), list(ticks), depth))
    style.quiet(figure, style.rows_height(depth) + _LEGEND, has_legend=True)
    return style.legend_above(figure.update_layout(barmode="overlay"), 1.0)


def _placed(events: pl.DataFrame) -> tuple[pl.DataFrame, dict[float, str], float]:
    """The events with the ``place`` of their rows, the labels by place, and how far down the rows reach."""
    ticks: dict[float, str] = {}
    places: dict[tuple[str, str], float] = {}
    depth, lane_before = 0.0, ""
    for lane, heading, row, label in events.select("lane", "heading", "row", "label").rows():
        if lane != lane_before:
            ticks[depth + _HEADING / 2] = f"<b>{heading}</b>"
            depth, lane_before = depth + _HEADING, lane
        if (lane, row) not in places:
            height = _ROW if label else _THIN
            places[lane, row] = depth + height / 2
            ticks |= {depth + height / 2: label} if label else {}
            depth += height
    place = [places[key] for key in events.select("lane", "row").rows()]
    return events.with_columns(pl.Series("place", place, dtype=pl.Float64)), ticks, depth


def _day_of_the_figures(reach: Reach, depth: float) -> go.Scatter:
    return go.Scatter(
        name="Day of the figures",
        x=[reach.as_at, reach.as_at],
        y=[0, depth],
        mode="lines",
        line={"color": style.GREY, "width": 1.5, "dash": "dot"},
        hoverinfo="skip",
    )


def _add_bars(figure: go.Figure, lane: pl.DataFrame, reach: Reach) -> None:
    """A bar for each span, cut off where the picture ends; a legend's entry for each thing that became of one."""
    is_pause = lane.get_column("lane")[0] == _GREY_BAR
    for group in lane.partition_by("status", maintain_order=True):
        series, pattern = _SPANS[_GREY_BAR if is_pause else group.get_column("status")[0]]
        begins = [min(day, reach.last) for day in group.get_column("begins_on")]
        ends = [min(day, reach.last) for day in group.get_column("shown_until")]
        lengths = [max(end - begin, _AT_LEAST_SHOWN).days * _MS for begin, end in zip(begins, ends, strict=True)]
        figure.add_trace(
            go.Bar(
                name="Paused" if is_pause else f"Clock {group.get_column('status_title')[0]}",
                orientation="h",
                base=begins,
                x=lengths,
                y=group.get_column("place").to_list(),
                width=_BAR,
                marker={
                    "color": style.colour(series),
                    "line": {"color": style.colour(series), "width": 1.5},
                    "pattern": {"shape": pattern, "fillmode": "replace", "size": 5},
                },
                **_hover(group),
            )
        )


def _add_targets(figure: go.Figure, lane: pl.DataFrame, reach: Reach) -> None:
    """A line from the day a target was set to its review, or to the day of the figures."""
    xs, ys = [], []
    for begins_on, until, place in lane.select("begins_on", "shown_until", "place").rows():
        xs += [begins_on, until, None]
        ys += [place, place, None]
    figure.add_trace(
        go.Scatter(
            x=xs, y=ys, mode="lines", line={"color": style.GREY, "width": 1.5}, hoverinfo="skip", showlegend=False
        )
    )
    _add_points(figure, lane.with_columns(pl.col("shown_until").alias("begins_on")), reach)


def _add_points(figure: go.Figure, lane: pl.DataFrame, _: Reach) -> None:
    for group in lane.partition_by("status", maintain_order=True):
        series, symbol = _POINTS.get(group.get_column("status")[0], _PLAIN_POINT)
        figure.add_trace(
            go.Scatter(
                x=group.get_column("begins_on").to_list(),
                y=group.get_column("place").to_list(),
                mode="markers",
                marker={
                    "color": style.colour(series),
                    "symbol": symbol,
                    "size": 8,
                    "line": {"width": 1.5, "color": style.colour(series)},
                },
                showlegend=False,
                **_hover(group),
            )
        )


def _add_due_days(figure: go.Figure, placed: pl.DataFrame, reach: Reach) -> None:
    """A stroke at each clock's due day that the picture reaches."""
    due = placed.filter((pl.col("lane") == "clock") & pl.col("due_on").is_between(reach.first, reach.last))
    if due.is_empty():
        return
    figure.add_trace(
        go.Scatter(
            name="Due day of a clock",
            x=due.get_column("due_on").to_list(),
            y=due.get_column("place").to_list(),
            mode="markers",
            marker={"symbol": "line-ns-open", "size": 16, "color": style.GREY, "line": {"width": 3}},
            hoverinfo="skip",
        )
    )


def _hover(group: pl.DataFrame) -> dict[str, object]:
    return {"customdata": group.get_column("told").to_list(), "hovertemplate": "%{customdata}<extra></extra>"}


_DRAWN = {"clock": _add_bars, _GREY_BAR: _add_bars, "target": _add_targets}
