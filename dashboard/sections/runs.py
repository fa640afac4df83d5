"""Figures over time, a chart for each measure."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dashboard import over_time, sentences
from dashboard.charts.run import run
from dashboard.choice import Period
from dashboard.figures import Figures
from dashboard.sections import movement, tables
from dashboard.sections.section import Chart, Section
from dashboard.signals import judged


def runs(
    figures: Figures,
    measures: Sequence[str],
    heading: str,
    yardstick: str = "",
    periods: Sequence[Period] | None = None,
    caution: str = "",
) -> Section:
    """A line for each chosen area, on a chart for each measure, and which way it goes.

    Args:
        figures: of the context.
        measures: of any kind; each has a chart of its own.
        heading: of the section.
        yardstick: what their clocks are judged by, if any are behind them.
        periods: over which periods of one kind, if not over the chosen run.
        caution: a sentence that must not be missed, or blank.
    """
    asked = figures.over(measures, (yardstick,), periods or figures.context.selection.run)
    rows = judged(asked, figures.context.warehouse)
    told = tables.together(*(tables.of(one, figures) for one in rows.partition_by("measure", maintain_order=True)))
    return Section(
        heading=heading,
        charts=tuple(
            run_chart(rows.filter(pl.col("measure") == measure), figures, is_titled=figures.titles[measure] != heading)
            for measure in measures
        ),
        table=movement.shown(told, rows, figures),
        download=movement.downloaded(tables.download(rows), rows),
        file_name=tables.file_name(heading),
        measures=tuple(measures),
        caution=caution,
        lead=movement.hint(rows, figures),
    )


def run_chart(rows: pl.DataFrame, figures: Figures, is_titled: bool = True) -> Chart:
    """The run of one measure; areas of which nothing can be told are named in the sentence alone.

    Args:
        rows: one measure's figures as ``judged`` gives them, by area and period.
        figures: that they are of.
        is_titled: whether the measure's title stands above the chart; a section of one chart may say it already.
    """
    measure = rows.get_column("measure")[0]
    unit = figures.unit(measure)
    title = figures.titles[measure]
    told = rows.filter(pl.col("value").is_not_null().any().over("area"))
    first, last = rows.get_column("period")[0], rows.get_column("period")[-1]
    return Chart(
        title=title if is_titled else "",
        sentence=over_time.latest(rows, unit, figures.moment(measure)),
        figure=run(told, is_share=unit in sentences.SHARE_UNITS) if told.height else None,
        alt=f"{title} over time, {first} to {last}.",
    )
