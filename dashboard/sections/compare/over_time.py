"""The run of each area beside those of the others, all on one scale."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from dashboard.figures import Figures
from dashboard.sections import movement, tables
from dashboard.sections.compare.beside import caution, yardstick
from dashboard.sections.runs import run_chart
from dashboard.sections.section import Chart, Section
from dashboard.signals import judged


def each_area_over_time(figures: Figures) -> Section:
    """A chart for each area, with its mean and limits and the points that stand out where these are known."""
    selection = figures.context.selection
    asked = figures.over((selection.measure,), (yardstick(figures),), selection.run)
    rows = judged(asked, figures.context.warehouse)
    return Section(
        heading="Each area over time",
        charts=tuple(_chart(area, figures) for area in rows.partition_by("area", maintain_order=True)),
        table=movement.shown(tables.of(rows, figures), rows, figures),
        download=movement.downloaded(tables.download(rows), rows),
        file_name="each_area_over_time",
        measures=(selection.measure,),
        caution=caution(figures),
        lead=movement.hint(rows, figures),
    )


def _chart(rows: pl.DataFrame, figures: Figures) -> Chart:
    area = rows.get_column("area")[0]
    chart = run_chart(rows, figures)
    return replace(chart, title=area, alt=f"{area}: {chart.alt}")
