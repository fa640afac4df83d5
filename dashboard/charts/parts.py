"""Parts of one whole: stacked columns over time, or a stacked bar for each area and group."""

from __future__ import annotations

import plotly.graph_objects as go
import polars as pl

from dashboard import sentences
from dashboard.charts import style
from dashboard.charts.periods import legend_height, time_axis
from dashboard.charts.rows import ROW, Rows, rows_of
from dashboard.charts.shares import absent

_BAR = 0.62 * ROW
_ABOVE, _BESIDE = 1.02, 1.07
"""A little room above all of the whole; beside it, enough for the label of the axis."""
_LEGEND_AT = 1.02
"""Above the stacks: below, a share of a small drawing's height would not clear the names of its periods."""
_NOT_WHOLE = "cross-thin-open"
"""The mark of a column of which some parts are told; one without any has the mark of its reason."""
_BELOW = 0.06
"""How far below none the marks of what is not told stand."""


def columns(figures: pl.DataFrame, height: int) -> go.Figure:
    """A column for each period, its parts on top of each other; nothing is drawn for a part without a number.

    Args:
        figures: columns ``period`` (title), ``part``, ``value`` (a share of one) and ``words``; of one whole,
            by part in the order they are stacked, then in order of time.
        height: of the drawing without its legend, in pixels.
    """
    figure = go.Figure()
    periods = figures.get_column("period").unique(maintain_order=True).to_list()
    for index, part in enumerate(figures.partition_by("part", maintain_order=True)):
        figure.add_trace(_bars(part, part.get_column("period").to_list(), index, is_upright=True))
    _mark_gaps(figure, figures)
    has_gaps = figures.get_column("value").null_count() > 0
    figure.update_xaxes(**time_axis(periods))
    figure.update_yaxes(**style.share_axis(-2 * _BELOW if has_gaps else 0, _ABOVE * _most(figures, ["period"])))
    style.quiet(figure, height + legend_height(figure), has_legend=True)
    return style.legend_above(figure.update_layout(barmode="stack", bargap=0.25), _LEGEND_AT)


def bars(figures: pl.DataFrame) -> go.Figure:
    """A bar for each area and group, its parts beside each other; words where it has none of them.

    Args:
        figures: columns ``what`` (the group, or the whole), ``area``, ``part``, ``value`` (a share of one) and
            ``words``; by part in the order they are stacked, then by bar, downwards.
    """
    stacks = _stacks(figures)
    rows = rows_of(stacks)
    figure = go.Figure()
    for index, part in enumerate(figures.partition_by("part", maintain_order=True)):
        figure.add_trace(_bars(part, list(rows.positions), index, is_upright=False))
    _tell_empty(figure, stacks, rows)
    figure.update_xaxes(**style.share_axis(0, _BESIDE * _most(figures, ["what", "area"])))
    figure.update_yaxes(**rows.axis)
    style.quiet(figure, rows.height + legend_height(figure), has_legend=True)
    return style.legend_above(figure.update_layout(barmode="stack"), _LEGEND_AT)


def _bars(part: pl.DataFrame, places: list[object], index: int, is_upright: bool) -> go.Bar:
    values = part.get_column("value").to_list()
    return go.Bar(
        name=part.get_column("part")[0],
        orientation="v" if is_upright else "h",
        x=places if is_upright else values,
        y=values if is_upright else places,
        width=None if is_upright else _BAR,
        text=[sentences.share(value) if value and not is_upright and index == 0 else "" for value in values],
        textposition="inside",
        insidetextanchor="start",
        textangle=0,
        marker=style.filling(index),
        customdata=_told(part, is_upright),
        hovertemplate="%{customdata}<extra></extra>",
    )


def _told(part: pl.DataFrame, is_upright: bool) -> list[str]:
    """What is said where the pointer rests: of which column or bar, which part, and its share."""
    places = part.get_column("period") if is_upright else part.select(pl.format("{}, {}", "area", "what")).to_series()
    shares = zip(places, part.get_column("part"), part.get_column("value"), strict=True)
    return [f"{p}: {name.lower()} {sentences.exact_share(v)}" if v is not None else "" for p, name, v in shares]


def _most(figures: pl.DataFrame, whole: list[str]) -> float:
    """How far the longest stack goes, all at least: rounded parts may come to more than all."""
    sums = figures.group_by(whole).agg(pl.col("value").sum()).get_column("value")
    return max(1.0, *(float(total) for total in sums))


def _mark_gaps(figure: go.Figure, figures: pl.DataFrame) -> None:
    """A mark below each period in which a part has no number, in a shape for each reason."""
    is_empty = pl.col("value").is_null().all().over("period").alias("is_empty")
    gaps = figures.with_columns(is_empty).filter(pl.col("value").is_null())
    by_period = gaps.group_by("words", "is_empty", "period", maintain_order=True).agg(pl.col("part"))
    for (words, empty), rows in by_period.group_by("words", "is_empty", maintain_order=True):
        figure.add_trace(_gap(rows, str(words), is_empty=bool(empty)))


def _gap(rows: pl.DataFrame, words: str, is_empty: bool) -> go.Scatter:
    parts = [sentences.listed([name.lower() for name in parts]) for parts in rows.get_column("part")]
    symbol = style.ABSENCES[words] if is_empty else _NOT_WHOLE
    return go.Scatter(
        name=f"no figure: {words}" if is_empty else f"not all parts shown: {words}",
        x=rows.get_column("period").to_list(),
        y=[-_BELOW] * rows.height,
        mode="markers",
        marker={"color": style.GREY, "symbol": symbol, "size": 7, "line": {"width": 1.5}},
        customdata=parts,
        hovertemplate="%{x}: %{customdata}: " + words + "<extra></extra>",
    )


def _stacks(figures: pl.DataFrame) -> pl.DataFrame:
    """A row for each bar; its note says which of its parts are not there, and why."""
    missing = pl.format("{}: {}", pl.col("part").str.to_lowercase(), "words").filter(pl.col("value").is_null())
    stacks = figures.group_by("what", "area", maintain_order=True).agg(
        pl.col("value").count().alias("known"), pl.col("words").first(), missing.str.join("; ").alias("missing")
    )
    note = pl.when(pl.col("known") > 0).then(pl.col("missing")).otherwise(pl.lit(""))
    return stacks.with_columns(note.alias("note"))


def _tell_empty(figure: go.Figure, stacks: pl.DataFrame, rows: Rows) -> None:
    for position, stack in zip(rows.positions, stacks.iter_rows(named=True), strict=True):
        if not stack["known"]:
            figure.add_trace(absent(stack["words"], position))
