"""Figures of groups: of a given breakdown, or of the one that the reader has chosen."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dashboard.breakdowns import BREAKDOWNS
from dashboard.choice import WHOLE, Period
from dashboard.figures import Figures
from dashboard.sections import tables
from dashboard.sections.levels import level_chart
from dashboard.sections.section import Chart, Section


def by_group(
    figures: Figures, measures: Sequence[str], yardstick: str = "", period: Period | None = None, about: str = ""
) -> Section | None:
    """The groups of the chosen breakdown; ``None`` where nothing is broken down.

    Args:
        figures: of the context.
        measures: shares; each has a chart of its own.
        yardstick: what their clocks are judged by, if any are behind them.
        period: of which period, if it is not the chosen headline period.
        about: what the section is about, where a page has several of this kind.
    """
    breakdown = figures.context.selection.breakdown
    if breakdown == WHOLE:
        return None
    heading = f"By {BREAKDOWNS[breakdown].lower()}"
    return in_groups(
        figures, measures, breakdown, f"{about}: {heading.lower()}" if about else heading, yardstick, period
    )


def in_groups(
    figures: Figures,
    measures: Sequence[str],
    breakdown: str,
    heading: str,
    yardstick: str = "",
    period: Period | None = None,
) -> Section:
    """A dot and an interval for each group of a breakdown, on a chart for each share.

    Args:
        figures: of the context.
        measures: shares; each has a chart of its own.
        breakdown: the groups.
        heading: of the section.
        yardstick: what their clocks are judged by, if any are behind them.
        period: of which period, if it is not the chosen headline period.
    """
    when = period or figures.context.selection.headline
    rows = figures.by_category(measures, yardstick, when, breakdown)
    kind = f"by {BREAKDOWNS[breakdown].lower()}"
    return Section(
        heading=heading,
        charts=group_charts(rows, figures, kind, when),
        table=tables.of(rows, figures),
        download=tables.download(rows),
        file_name=tables.file_name(heading),
        measures=tuple(measures),
    )


def group_charts(rows: pl.DataFrame, figures: Figures, by: str, period: Period | None = None) -> tuple[Chart, ...]:
    """A chart for each measure, with a dot and an interval for each of its groups.

    Args:
        rows: figures by group, of one period.
        figures: that they are of.
        by: what the groups are, such as ``by sex``.
        period: of which period they are, if not of the chosen headline period.
    """
    when = period or figures.context.selection.headline
    of_each = [(figures.titles[of_one.row(0, named=True)["measure"]], of_one) for of_one in _by_measure(rows)]
    return tuple(level_chart(of_one, when, f"{title} {by}, {when.title}.", title) for title, of_one in of_each)


def _by_measure(rows: pl.DataFrame) -> list[pl.DataFrame]:
    return rows.partition_by("measure", maintain_order=True) if rows.height else []
