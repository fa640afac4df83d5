"""Some shares in one period and over time, beside each other."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dashboard.choice import Period
from dashboard.figures import Figures
from dashboard.sections import movement, tables
from dashboard.sections.levels import level_chart
from dashboard.sections.runs import run_chart
from dashboard.sections.section import Section
from dashboard.signals import judged


def course(
    figures: Figures, measures: Sequence[str], heading: str, period: Period | None = None, meaning: str = ""
) -> Section:
    """A dot and an interval for each share and chosen area, then a line for each area on a chart for each share.

    Args:
        figures: of the context.
        measures: shares behind which no clock is.
        heading: of the section.
        period: of the dots, if it is not the chosen headline period.
        meaning: Markdown that belongs beside the definitions, or blank.
    """
    when = period or figures.context.selection.headline
    now = figures.at(measures, ("",), when)
    asked = figures.over(measures, ("",), figures.context.selection.run)
    over_time = judged(asked, figures.context.warehouse)
    level = level_chart(now, when, f"{heading}, with 95 % intervals, {when.title}.", when.title)
    of_each = [over_time.filter(pl.col("measure") == measure) for measure in measures]
    rows = pl.concat([now, over_time], how="diagonal")
    return Section(
        heading=heading,
        charts=(level, *(run_chart(of_one, figures) for of_one in of_each)),
        table=movement.shown(tables.of(rows, figures), rows, figures),
        download=movement.downloaded(tables.download(rows), rows),
        file_name=tables.file_name(heading),
        measures=tuple(measures),
        meaning=meaning,
        lead=movement.hint(over_time, figures),
    )
