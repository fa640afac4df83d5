"""Figures of the groups that the reader has chosen to break them down by."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dashboard.breakdowns import BREAKDOWNS
from dashboard.choice import WHOLE
from dashboard.figures import Figures
from dashboard.sections import tables
from dashboard.sections.levels import level_chart
from dashboard.sections.section import Chart, Section


def by_group(figures: Figures, measures: Sequence[str], yardstick: str = "") -> Section | None:
    """A dot and an interval for each group, on a chart for each share; ``None`` where nothing is broken down.

    Args:
        figures: of the context.
        measures: shares; each has a chart of its own.
        yardstick: what their clocks are judged by, if any are behind them.
    """
    selection = figures.context.selection
    if selection.breakdown == WHOLE:
        return None
    rows = figures.by_category(measures, yardstick, selection.headline, selection.breakdown)
    heading = f"By {BREAKDOWNS[selection.breakdown].lower()}"
    return Section(
        heading=heading,
        charts=group_charts(rows, figures, heading.lower()),
        table=tables.of(rows, figures),
        download=tables.download(rows),
        file_name=tables.file_name(heading),
        measures=tuple(measures),
    )


def group_charts(rows: pl.DataFrame, figures: Figures, by: str, heading: str = "") -> tuple[Chart, ...]:
    """A chart for each measure, with a dot and an interval for each of its groups.

    Args:
        rows: figures by group, of one period.
        figures: that they are of.
        by: what the groups are, such as ``by sex``.
        heading: what the section says already and a chart need not.
    """
    of_each = rows.partition_by("measure", maintain_order=True) if rows.height else []
    return tuple(_group_chart(of_one, figures, by, heading) for of_one in of_each)


def _group_chart(rows: pl.DataFrame, figures: Figures, by: str, heading: str) -> Chart:
    when = figures.context.selection.headline
    title = figures.titles[rows.get_column("measure")[0]]
    return level_chart(rows, when, f"{title} {by}, {when.title}.", title if title != heading else "")
