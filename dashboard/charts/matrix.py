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
_AIR = 0.06
"""Between two cells, as a share of their width."""


def matrix(cells: pl.DataFrame) -> go.Figure:
    """Words in a grid.

    Args:
        cells: columns ``row`` and ``column`` (names, in the order in which they are met), ``words``, ``told`` (what is
            said of the cell where the pointer rests), ``share`` (of one; null where the words are no share) and
            ``is_there`` (whether there is anything to tell; a cell without has a dashed edge and no ground).
    """
    rows = cells.get_column("row").unique(maintain_order=True).to_list()
    columns = cells.get_column("column").unique(maintain_order=True).to_list()
    figure = go.Figure(_words(cells, rows, columns))
    for cell in cells.iter_rows(named=True):
        x, y = columns.index(cell["column"]), rows.index(cell["row"])
        for shape in _shapes(x, y, cell["share"], cell["is_there"]):
            figure.add_shape(shape)
    is_upright = len(columns) > _MANY
    above = _LETTER * max(map(len, columns)) if is_upright else 0
    figure.update_xaxes(
        **_axis(columns), side="top", tickangle=-90 if is_upright else 0, range=[-0.5, len(columns) - 0.5]
    )
    figure.update_yaxes(**_axis([style.wrapped(row) for row in rows]), range=[len(rows) - 0.5, -0.5])
    return style.quiet(figure, _ROW * len(rows) + _ABOVE + above, has_legend=False)


def _axis(names: list[str]) -> dict[str, object]:
    return {"tickmode": "array", "tickvals": list(range(len(names))), "ticktext": names, "showgrid": False}


def _words(cells: pl.DataFrame, rows: list[str], columns: list[str]) -> go.Scatter:
    return go.Scatter(
        x=[columns.index(name) for name in cells.get_column("column")],
        y=[rows.index(name) for name in cells.get_column("row")],
        text=[words.replace(" delivered", "<br>delivered") for words in cells.get_column("words")],
        mode="text",
        textfont={"size": 12},
        hovertext=cells.get_column("told").to_list(),
        hoverinfo="text",
        showlegend=False,
    )


def _shapes(x: int, y: int, share: float | None, is_there: bool) -> list[dict[str, object]]:
    left, width = x - 0.5 + _AIR, 1 - 2 * _AIR
    box = {"type": "rect", "layer": "below", "x0": left, "y0": y - 0.42, "y1": y + 0.42}
    if not is_there:
        return [{**box, "x1": left + width, "line": {"color": style.GREY, "width": 1, "dash": "dot"}}]
    colour = style.colour(0)
    ground = {**box, "x1": left + width, "fillcolor": f"{colour}{_GROUND}", "line": {"width": 0}}
    if share is None:
        return [ground]
    return [ground, {**box, "x1": left + width * share, "fillcolor": f"{colour}{_BAR}", "line": {"width": 0}}]
