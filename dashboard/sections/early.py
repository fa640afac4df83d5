"""Reviews held before the window that an area sets itself."""

from __future__ import annotations

import polars as pl

from dashboard import findings
from dashboard.charts.run import run
from dashboard.figures import HELD_EARLY, Figures
from dashboard.relations import OWN
from dashboard.sections import tables
from dashboard.sections.section import Chart, Section


def reviews_held_early(figures: Figures) -> Section:
    """The share of reviews held early, over time; only areas whose limit names an earliest day have it."""
    rows = figures.over((HELD_EARLY,), (OWN,), figures.context.selection.run)
    told = rows.filter(pl.col("value").is_not_null().any().over("area"))
    return Section(
        heading=figures.titles[HELD_EARLY],
        charts=(
            Chart(
                title="",
                sentence=findings.latest(rows, "share"),
                figure=run(told, is_share=True) if told.height else None,
                alt="Share of reviews held before the window that the area sets itself, over time.",
            ),
        ),
        table=tables.shares(rows, figures.titles),
        download=tables.download(rows),
        file_name="reviews_held_early",
        measures=(HELD_EARLY,),
    )
