"""Figures of the groups that the reader has chosen to break them down by."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dashboard.breakdowns import BREAKDOWNS
from dashboard.choice import WHOLE
from dashboard.figures import Figures
from dashboard.sections import tables
from dashboard.sections.levels import level_chart
from dashboard.sections.section import Section


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
    of_each = [(figures.titles[measure], rows.filter(pl.col("measure") == measure)) for measure in measures]
    return Section(
        heading=heading,
        charts=tuple(
            level_chart(of_one, selection.headline, f"{title} {heading.lower()}, {selection.headline.title}.", title)
            for title, of_one in of_each
        ),
        table=tables.of(rows, figures),
        download=tables.download(rows),
        file_name=tables.file_name(heading),
        measures=tuple(measures),
    )
