"""The rows that charts of areas and standards share: one row per area, under a heading per standard."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from dashboard.charts import style


@dataclass(frozen=True)
class Rows:
    """Where each figure of a frame stands on a chart.

    Attributes:
        positions: of each row of the frame, downwards.
        ticks: the label at every position in use, headings included, by position.
    """

    positions: tuple[float, ...]
    ticks: dict[float, str]

    @property
    def axis(self) -> dict[str, object]:
        """The axis that names the rows."""
        return style.row_axis(list(self.ticks.values()), list(self.ticks))

    @property
    def height(self) -> int:
        """How tall the chart must be, in pixels."""
        return style.rows_height(list(self.ticks.values()))


def rows_of(figures: pl.DataFrame) -> Rows:
    """Rows for figures with the columns ``what``, ``area`` and ``note``, in the frame's order.

    Where one area is shown, a row is a standard; else each standard is a heading over its areas.
    """
    one_area = figures.get_column("area").n_unique() == 1
    positions: list[float] = []
    ticks: dict[float, str] = {}
    heading = None
    for title, area, limit in figures.select("what", "area", "note").rows():
        if not one_area and title != heading:
            ticks[float(len(ticks))] = f"<b>{style.wrapped(title)}</b>"
            heading = title
        positions.append(float(len(ticks)))
        ticks[positions[-1]] = _label(title, area, limit, one_area)
    return Rows(tuple(positions), ticks)


def _label(title: str, area: str, limit: str, one_area: bool) -> str:
    name = f"<b>{style.wrapped(title)}</b>" if one_area else style.wrapped(area)
    return f"{name}<br>{style.wrapped(limit)}" if limit else name
