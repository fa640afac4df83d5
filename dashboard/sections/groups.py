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
    rows = groups_or_whole(figures, measures, breakdown, when, yardstick)
    kind = f"by {BREAKDOWNS[breakdown].lower()}"
    return Section(
        heading=heading,
        charts=group_charts(rows, figures, kind, period=when),
        table=tables.of(rows, figures),
        download=tables.download(rows),
        file_name=tables.file_name(heading),
        measures=tuple(measures),
    )


def groups_or_whole(
    figures: Figures, measures: Sequence[str], breakdown: str, when: Period, yardstick: str = ""
) -> pl.DataFrame:
    """The figures of each group; where there is no group at all the whole ones, whose words say why."""
    groups = figures.by_category(measures, yardstick, when, breakdown)
    return groups if groups.height else figures.at(measures, (yardstick,), when)


def group_charts(
    rows: pl.DataFrame, figures: Figures, by: str, heading: str = "", period: Period | None = None
) -> tuple[Chart, ...]:
    """A chart for each measure, with a dot and an interval for each of its groups.

    Args:
        rows: figures by group, of one period.
        figures: that they are of.
        by: what the groups are, such as ``by sex``.
        heading: what the section says already and a chart need not.
        period: of which period they are, if not of the chosen headline period.
    """
    when = period or figures.context.selection.headline
    of_each = rows.partition_by("measure", maintain_order=True) if rows.height else []
    return tuple(_group_chart(of_one, figures, by, heading, when) for of_one in of_each)


def _group_chart(rows: pl.DataFrame, figures: Figures, by: str, heading: str, when: Period) -> Chart:
    title = figures.titles[rows.get_column("measure")[0]]
    return level_chart(rows, when, f"{title} {by}, {when.title}.", title if title != heading else "")
