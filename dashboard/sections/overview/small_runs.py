"""The small run behind every figure of the overview's table, as a picture in its cell."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence

import polars as pl

from dashboard import relations, sentences
from dashboard.charts.small_run import small_run
from dashboard.choice import Period
from dashboard.figures import Figures
from dashboard.measures import LAST_YEAR, NOW, ON_TIME, PLAN_KEPT

Cell = tuple[str, str]
"""A measure and a service area."""


def small_runs(figures: Figures) -> dict[Cell, str]:
    """A picture as Markdown for each measure and area of the table; blank where no period has a figure."""
    selection = figures.context.selection
    asked = (
        (ON_TIME, selection.yardstick, selection.run),
        ((*NOW, *LAST_YEAR), "", selection.run),
        ((PLAN_KEPT,), "", _terms(figures)),
    )
    return {
        (str(measure), str(area)): _picture(rows, figures)
        for measures, yardstick, run in asked
        if run
        for (measure, area), rows in figures.over(measures, (yardstick,), run).group_by(
            "measure", "service_area", maintain_order=True
        )
    }


def _terms(figures: Figures) -> Sequence[Period]:
    """The terms that begin within the chosen run, whatever the run's own kind."""
    run = figures.context.selection.run
    starts = relations.periods(figures.context.warehouse, (PLAN_KEPT,)).get("term", [])
    return [Period("term", start) for start in starts if run[0].start <= start < run[-1].until]


def _picture(rows: pl.DataFrame, figures: Figures) -> str:
    is_share = figures.unit(rows.get_column("measure")[0]) in sentences.SHARE_UNITS
    most = 1.0 if is_share else float(rows.select(pl.col("value").max()).item() or 1)
    drawn = small_run(rows.get_column("value").to_list(), most)
    if not drawn:
        return ""
    source = b64encode(drawn.encode()).decode()
    return f"![{sentences.literal(_alt(rows, is_share))}](data:image/svg+xml;base64,{source})"


def _alt(rows: pl.DataFrame, is_share: bool) -> str:
    """Where the run begins and ends, and how many of its periods have no figure."""
    told = sentences.share if is_share else sentences.number
    ends = rows.drop_nulls("value").select("period", "value").rows()
    first, last = (f"{told(value)} in {period}" for period, value in (ends[0], ends[-1]))
    gaps = rows.get_column("value").null_count()
    return f"run: {first}" + (f", {last}" if last != first else "") + (f", {gaps} without a figure" if gaps else "")
