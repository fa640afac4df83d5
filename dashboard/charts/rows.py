"""The rows that charts of areas and groups share: one row per area, under a heading per standard, group or measure."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from dashboard.charts import style

ROW = 2.0
"""The least height of a row, in lines of text; a label of several lines takes more."""
_AIR = 0.7
"""Between the labels of two rows, in lines of text."""


@dataclass(frozen=True)
class Rows:
    """Where each figure of a frame stands on a chart.

    Attributes:
        positions: of each row of the frame, downwards, in lines of text.
        ticks: the label at every position in use, headings included, by position.
        depth: how far down the rows reach, in lines of text.
    """

    positions: tuple[float, ...]
    ticks: dict[float, str]
    depth: float

    @property
    def axis(self) -> dict[str, object]:
        """The axis that names the rows."""
        return style.row_axis(list(self.ticks.values()), list(self.ticks), self.depth)

    @property
    def height(self) -> int:
        """How tall the chart must be, in pixels."""
        return style.rows_height(self.depth)


def rows_of(figures: pl.DataFrame) -> Rows:
    """Rows for figures with the columns ``what``, ``area`` and ``note``, in the frame's order.

    Where one area is shown, a row is a standard, group or measure; else each of these is a heading over its areas.
    """
    one_area = figures.get_column("area").n_unique() == 1
    positions: list[float] = []
    ticks: dict[float, str] = {}
    depth, heading = 0.0, None
    for what, area, note in figures.select("what", "area", "note").rows():
        if not one_area and what != heading:
            depth = _add(ticks, depth, f"<b>{style.wrapped(what)}</b>", least=1.0)
            heading = what
        depth = _add(ticks, depth, _label(what, area, note, one_area), least=ROW)
        positions.append(next(reversed(ticks)))
    return Rows(tuple(positions), ticks, depth)


def _add(ticks: dict[float, str], depth: float, label: str, least: float) -> float:
    """Put a label below what stands there already; gives how far down it reaches."""
    height = max(least, style.lines(label)) + _AIR
    ticks[depth + height / 2] = label
    return depth + height


def _label(what: str, area: str, note: str, one_area: bool) -> str:
    name = f"<b>{style.wrapped(what)}</b>" if one_area else style.wrapped(area)
    return f"{name}<br>{style.wrapped(note)}" if note else name
