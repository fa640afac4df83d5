"""A grid of words: a row for each thing, a column for each area, and a bar behind the words where they are a share."""

from __future__ import annotations

import plotly.graph_objects as go
import polars as pl

from dashboard.charts import style

_ROW = 30
"""How tall a row is, in pixels."""
_ABOVE = 70
"""Room for the columns' names, in pixels."""
_LETTER = 7
"""The width of a letter, in pixels, for the room that names need when they stand upright."""
_MANY = 3
"""With more columns than these, their names stand upright, so that they fit on a narrow page."""
_BAR, _GROUND = "59", "14"
"""How see-through a cell's bar and its ground are, as the last two digits of a colour."""
_NO_COLOUR = "rgba(0,0,0,0)"
_TALL = 0.84
"""How tall a cell's bar is, as a share of its row."""
_AIR = 0.06
"""Between two cells, as a share of their width."""


def matrix(cells: pl.DataFrame) -> go.Figure:
    """Words in a grid.

    Args:
        cells: columns ``row`` and ``column`` (names, in the order in which they are met), ``words``, ``told`` (what is
            said of the cell where the pointer rests), ``share`` (of one; null where the words are no share) and
            ``is_there`` (whether there is anything to tell; a cell without has an edge and no ground).
    """
    rows = cells.get_column("row").unique(maintain_order=True).to_list()
    columns = cells.get_column("column").unique(maintain_order=True).to_list()
    placed = cells.with_columns(
        x=pl.col("column").replace_strict(columns, range(len(columns)), return_dtype=pl.Int64),
        y=pl.col("row").replace_strict(rows, range(len(rows)), return_dtype=pl.Int64),
    )
    there, missing = placed.filter("is_there"), placed.filter(~pl.col("is_there"))
    ground = _bars(there, pl.lit(1.0), {"color": f"{style.colour(0)}{_GROUND}", "line": {"width": 0}})
    bars = _bars(there, pl.col("share").fill_null(0), {"color": f"{style.colour(0)}{_BAR}", "line": {"width": 0}})
    edges = _bars(missing, pl.lit(1.0), {"color": _NO_COLOUR, "line": {"color": style.GREY, "width": 1}})
    figure = go.Figure([ground, bars, edges, _words(placed)])
    figure.update_layout(barmode="overlay")
    is_upright = len(columns) > _MANY
    above = _LETTER * max(map(len, columns)) if is_upright else 0
    figure.update_xaxes(
        **_axis(columns), side="top", tickangle=-90 if is_upright else 0, range=[-0.5, len(columns) - 0.5]
    )
    figure.update_yaxes(**_axis([style.wrapped(row) for row in rows]), range=[len(rows) - 0.5, -0.5])
    return style.quiet(figure, _ROW * len(rows) + _ABOVE + above, has_legend=False)


def _axis(names: list[str]) -> dict[str, object]:
    return {"tickmode": "array", "tickvals": list(range(len(names))), "ticktext": names, "showgrid": False}


def _bars(cells: pl.DataFrame, share: pl.Expr, marker: dict[str, object]) -> go.Bar:
    """A bar in each cell, of so much of its width."""
    width = 1 - 2 * _AIR
    placed = cells.select(left=pl.col("x") - width / 2, long=share * width, y="y")
    return go.Bar(
        x=placed.get_column("long").to_list(),
        base=placed.get_column("left").to_list(),
        y=placed.get_column("y").to_list(),
        width=_TALL,
        orientation="h",
        marker=marker,
        hoverinfo="skip",
        showlegend=False,
    )


def _words(cells: pl.DataFrame) -> go.Scatter:
    return go.Scatter(
        x=cells.get_column("x").to_list(),
        y=cells.get_column("y").to_list(),
        text=[words.replace(" delivered", "<br>delivered") for words in cells.get_column("words")],
        mode="text",
        textfont={"size": 12},
        hovertext=cells.get_column("told").to_list(),
        hoverinfo="text",
        showlegend=False,
    )
