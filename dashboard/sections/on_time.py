"""The share of each standard that was kept: in one period, and over time."""

from __future__ import annotations

import polars as pl

from dashboard import findings
from dashboard.charts.run import run
from dashboard.charts.shares import shares
from dashboard.figures import ON_TIME, Figures
from dashboard.relations import OWN
from dashboard.sections import tables
from dashboard.sections.section import Chart, Section

NOT_COMPARABLE = (
    "These areas set themselves different limits, or none: shares against own limits do not compare them. "
    "Choose “Common limits” under “Measured against” to compare."
)


def share_on_time(figures: Figures) -> Section:
    """The share on time of each standard, with its interval and its limit, in the chosen period."""
    selection = figures.context.selection
    rows = figures.at(ON_TIME, (selection.yardstick,), selection.headline)
    told = rows.get_column("value").count()
    return Section(
        heading="Share on time",
        charts=(
            Chart(
                title="",
                sentence=findings.levels(rows, selection.headline.in_sentence),
                figure=shares(rows) if told else None,
                alt=f"Share on time of each standard with its 95 % interval, {selection.headline.title}.",
            ),
        ),
        table=tables.shares(rows, figures.titles),
        download=tables.download(rows),
        file_name="share_on_time",
        measures=ON_TIME,
        caution=_caution(figures),
    )


def over_time(figures: Figures) -> Section:
    """The share on time of each standard, period by period."""
    selection = figures.context.selection
    rows = figures.over(ON_TIME, (selection.yardstick,), selection.run)
    return Section(
        heading="Over time",
        charts=tuple(_run_of(rows.filter(pl.col("measure") == measure), figures) for measure in ON_TIME),
        table=tables.shares(rows, figures.titles),
        download=tables.download(rows),
        file_name="on_time_over_time",
        measures=ON_TIME,
        caution=_caution(figures),
    )


def _run_of(rows: pl.DataFrame, figures: Figures) -> Chart:
    title = figures.titles[rows.get_column("measure")[0]]
    first, last = figures.context.selection.run[0].title, figures.context.selection.run[-1].title
    return Chart(
        title=title,
        sentence=findings.latest(rows, "share"),
        figure=run(rows, is_share=True) if rows.get_column("value").count() else None,
        alt=f"{title}: share on time over time, {first} to {last}.",
    )


def _caution(figures: Figures) -> str:
    selection = figures.context.selection
    differ = figures.limits.differ(selection.areas, list(figures.standards), figures.as_at)
    return NOT_COMPARABLE if selection.yardstick == OWN and differ else ""
