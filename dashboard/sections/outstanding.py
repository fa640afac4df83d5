"""What is overdue now, and what falls due soon."""

from __future__ import annotations

import polars as pl

from dashboard import findings, sentences
from dashboard.charts.counts import counts
from dashboard.choice import Period
from dashboard.figures import Figures
from dashboard.measures import DUE_SOON, OVERDUE
from dashboard.sections import tables
from dashboard.sections.section import Chart, Section


def overdue_and_due_soon(figures: Figures) -> Section:
    """The clocks that are overdue and that fall due soon at the day of the figures, by standard."""
    yardstick = figures.context.selection.yardstick
    day = Period("as_at", figures.as_at)
    by_standard = figures.by_standard((OVERDUE, DUE_SOON), yardstick)
    totals = figures.at((OVERDUE, DUE_SOON), (yardstick,), day)
    paired = _paired(by_standard)
    return Section(
        heading="Overdue now and due soon",
        charts=(
            Chart(
                title="",
                sentence=findings.outstanding(paired, _paired(totals), f"at the close of {day.title}"),
                figure=counts(paired, figures.titles[OVERDUE], figures.titles[DUE_SOON]) if _has_any(paired) else None,
                alt=f"Clocks overdue and due soon by standard, at the close of {sentences.day(figures.as_at)}.",
            ),
        ),
        table=tables.of(pl.concat([by_standard, totals]), figures),
        download=tables.download(pl.concat([by_standard, totals])),
        file_name=tables.file_name("Overdue now and due soon"),
        measures=(OVERDUE, DUE_SOON),
    )


def _paired(rows: pl.DataFrame) -> pl.DataFrame:
    """Overdue and due soon of one area and standard in one row."""
    soon = rows.filter(pl.col("measure") == DUE_SOON)
    others = soon.select(pl.col("value").alias("other_value"), pl.col("words").alias("other_words"))
    overdue = rows.filter(pl.col("measure") == OVERDUE)
    return pl.concat([overdue, others], how="horizontal").with_columns(pl.lit("").alias("note"))


def _has_any(paired: pl.DataFrame) -> bool:
    return paired.get_column("value").count() + paired.get_column("other_value").count() > 0
