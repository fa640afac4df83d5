"""A grid of words: a row for each thing, a column for each area, and a bar behind the words where they are a share."""

from __future__ import annotations

import plotly.graph_objects as go
import polars as pl

from dashboard.charts import style

_ROW = 32
"""How tall a row is, in pixels."""
_BROKEN_ROW = 36
"""How tall a row of broken words is, in pixels."""
_ABOVE = 56
"""Room for the columns' names, in pixels."""
_LETTER = 7
"""The width of a letter, in pixels, for the room that names need when they stand upright."""
_LETTERS = 16
"""How many letters of a column's name stand on one line."""
_MANY = 3
"""With more columns than these, their names stand upright and long words are broken, so that a narrow page has room."""
_BROKEN = {"suppressed": "sup-<br>pressed", "not delivered": "not de-<br>livered", "no rows yet": "no rows<br>yet"}
_BAR, _GROUND = "33", "12"
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
    figure = go.Figure([ground, bars, edges, _words(placed, len(columns) > _MANY)])
    return _laid_out(figure, rows, columns)


def _laid_out(figure: go.Figure, rows: list[str], columns: list[str]) -> go.Figure:
    """Rows downwards, columns named above; their names stand clear of the button that saves the picture."""
    names = [style.wrapped(name, _LETTERS) for name in columns]
    is_upright = len(columns) > _MANY
    longest = max(len(line) for name in names for line in name.split("<br>"))
    above = _ABOVE + (_LETTER * longest if is_upright else 0)
    style.quiet(figure, (_BROKEN_ROW if is_upright else _ROW) * len(rows) + above, has_legend=False)
    across = [-0.5, len(columns) - 0.5]
    angle = -90 if is_upright else 0
    figure.update_xaxes(**_axis(names), side="top", tickangle=angle, range=across, automargin=False)
    figure.update_yaxes(**_axis([style.wrapped(row) for row in rows]), range=[len(rows) - 0.5, -0.5])
    return figure.update_layout(barmode="overlay", margin={"t": above})


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


def _words(cells: pl.DataFrame, is_narrow: bool) -> go.Scatter:
    words = cells.get_column("words").to_list()
    return go.Scatter(
        x=cells.get_column("x").to_list(),
        y=cells.get_column("y").to_list(),
        text=[_BROKEN.get(word, word) for word in words] if is_narrow else words,
        mode="text",
        textfont={"size": 11 if is_narrow else 12, "color": style.colour(0)},
        hovertext=cells.get_column("told").to_list(),
        hoverinfo="text",
        showlegend=False,
    )
