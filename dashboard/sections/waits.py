"""How many working days families typically waited."""

from __future__ import annotations

import polars as pl

from dashboard import findings
from dashboard.charts.run import run
from dashboard.figures import WORKING_DAYS, Figures
from dashboard.relations import COMMON
from dashboard.sections import tables
from dashboard.sections.section import Chart, Section


def working_days(figures: Figures) -> Section:
    """The median working days to first contact and to the initial meeting, over time."""
    rows = figures.over(WORKING_DAYS, (COMMON,), figures.context.selection.run)
    return Section(
        heading="How many working days it took",
        charts=tuple(_run_of(rows.filter(pl.col("measure") == measure), figures) for measure in WORKING_DAYS),
        table=tables.numbers(rows, figures.titles, "Median working days"),
        download=tables.download(rows),
        file_name="working_days",
        measures=WORKING_DAYS,
    )


def _run_of(rows: pl.DataFrame, figures: Figures) -> Chart:
    title = figures.titles[rows.get_column("measure")[0]]
    return Chart(
        title=title,
        sentence=findings.latest(rows, "days"),
        figure=run(rows, is_share=False) if rows.get_column("value").count() else None,
        alt=f"{title}: median working days over time.",
    )
