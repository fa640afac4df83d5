"""How large a list was, in parts, and beneath it what it gained and lost, period by period."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go
import polars as pl

from dashboard import sentences
from dashboard.charts import style
from dashboard.charts.periods import legend_height, time_axis

_HEIGHT = 430
_UPPER, _LOWER = (0.54, 0.95), (0.0, 0.4)
"""The parts of the drawing that the two panels take, from its foot."""
_HEADROOM = 1.1
_STEP_BELOW = 0.12
_STEPS = 5
"""Into how many steps an axis is parted, about."""
_ROUND = (1, 2, 5)


def balance(stock: pl.DataFrame, totals: pl.DataFrame, moves: pl.DataFrame) -> go.Figure:
    """Stacked columns of what there was, above columns upwards of what came and downwards of what went.

    A period of which something has no number has a mark below its column that says what and why.

    Args:
        stock: columns ``period`` (title), ``what`` (the part), ``value`` and ``words``; by part, then in order of time.
        totals: the same of all parts together, a row for each period.
        moves: the same of what came, and then of what went; ``is_gain`` says which.
    """
    figure = go.Figure()
    parts = stock.partition_by("what", maintain_order=True)
    for index, part in enumerate(parts):
        figure.add_trace(_columns(part, index, "y", 1))
    figure.add_trace(_totals(totals))
    for index, move in enumerate(moves.partition_by("what", maintain_order=True), start=len(parts)):
        figure.add_trace(_columns(move, index, "y2", 1 if move.get_column("is_gain")[0] else -1))
    _panel(figure, "y", _UPPER, pl.concat([stock, totals], how="diagonal"), 0, _most(stock, totals))
    gains, losses = moves.filter("is_gain"), moves.filter(~pl.col("is_gain"))
    _panel(figure, "y2", _LOWER, moves, _most(losses), _most(gains))
    figure.update_xaxes(**time_axis(totals.get_column("period").to_list()), anchor="y2")
    _name_panels(figure)
    style.quiet(figure, _HEIGHT + legend_height(figure), has_legend=True)
    return figure.update_layout(barmode="relative", bargap=0.25, legend={"traceorder": "normal", "y": -0.14})


def _columns(part: pl.DataFrame, index: int, axis: str, sign: int) -> go.Bar:
    name = part.get_column("what")[0]
    numbers = part.get_column("value").to_list()
    return go.Bar(
        name=name,
        x=part.get_column("period").to_list(),
        y=[None if number is None else sign * number for number in numbers],
        yaxis=axis,
        marker=style.filling(index),
        customdata=["" if number is None else sentences.count(number) for number in numbers],
        hovertemplate="%{x}: %{customdata}<extra>" + name + "</extra>",
    )


def _totals(totals: pl.DataFrame) -> go.Scatter:
    name = totals.get_column("what")[0]
    shown = totals.filter(pl.col("value").is_not_null())
    return go.Scatter(
        name=name,
        x=shown.get_column("period").to_list(),
        y=shown.get_column("value").to_list(),
        mode="markers",
        marker={"color": style.GREY, "symbol": "diamond-open", "size": 7, "line": {"width": 1.5}},
        customdata=[sentences.count(number) for number in shown.get_column("value")],
        hovertemplate="%{x}: %{customdata}<extra>" + name + "</extra>",
    )


def _most(*frames: pl.DataFrame) -> float:
    """The height of the highest column, and one where there is none."""
    columns = [frame.group_by("period").agg(pl.col("value").sum()).get_column("value") for frame in frames]
    return max([1.0, *(float(height) for height in pl.concat(columns))])


def _panel(
    figure: go.Figure, axis: str, domain: Sequence[float], rows: pl.DataFrame, down: float, upwards: float
) -> None:
    """An axis from so far down to so far upwards, and under it the marks of what has no number."""
    step_below = _STEP_BELOW * (upwards + down)
    missing = rows.filter(pl.col("value").is_null() & (pl.col("words") != sentences.NONE))
    by_period = missing.group_by("words", "period", maintain_order=True).agg(pl.col("what"))
    reasons = by_period.partition_by("words", maintain_order=True)
    for below, gaps in enumerate(reasons, start=1):
        is_told = gaps.get_column("words")[0] in {trace.legendgroup for trace in figure.data}
        figure.add_trace(_gaps(gaps, axis, -down - below * step_below, is_told))
    low = -down - step_below * (len(reasons) + 0.6 if reasons else 0.2)
    ticks = _ticks(down, upwards)
    figure.layout[axis.replace("y", "yaxis")] = {
        "domain": list(domain),
        "range": [low, upwards * _HEADROOM],
        "tickvals": ticks,
        "ticktext": [sentences.count(abs(tick)) for tick in ticks],
    }


def _gaps(gaps: pl.DataFrame, axis: str, height: float, is_told: bool) -> go.Scatter:
    words = gaps.get_column("words")[0]
    return go.Scatter(
        name=f"not shown: {words}",
        legendgroup=words,
        showlegend=not is_told,
        x=gaps.get_column("period").to_list(),
        y=[height] * gaps.height,
        yaxis=axis,
        mode="markers",
        marker={"color": style.GREY, "symbol": style.ABSENCES[words], "size": 7, "line": {"width": 1.5}},
        customdata=[sentences.listed([sentences.uncapitalised(what) for what in all_]) for all_ in gaps["what"]],
        hovertemplate="%{x}: %{customdata}<extra>" + words + "</extra>",
    )


def _ticks(down: float, upwards: float) -> list[int]:
    """Round whole numbers on both sides of none, equally far apart."""
    rough = max(1.0, (down + upwards) / _STEPS)
    power = 10 ** (len(str(int(rough))) - 1)
    step = next((size * power for size in _ROUND if size * power >= rough), 10 * power)
    return list(range(-int(down // step) * step, int(upwards) + 1, step))


def _name_panels(figure: go.Figure) -> None:
    for text, (_, top) in (("<b>On the list</b>", _UPPER), ("<b>Joined and left the list</b>", _LOWER)):
        figure.add_annotation(
            text=text, x=0, xref="paper", xanchor="left", y=top, yref="paper", yanchor="bottom", showarrow=False
        )
