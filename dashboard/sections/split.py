"""Shares in one period: whole, and by groups that are always shown."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dashboard.breakdowns import group_of
from dashboard.figures import Figures
from dashboard.sections import tables
from dashboard.sections.groups import group_charts
from dashboard.sections.levels import level_chart
from dashboard.sections.section import Section


def split(figures: Figures, measures: Sequence[str], breakdown: str, heading: str) -> Section:
    """A dot and an interval for each share, and a chart of its groups for each that has any.

    Args:
        figures: of the context.
        measures: shares over no clock.
        breakdown: the groups.
        heading: of the section.
    """
    when = figures.context.selection.headline
    whole = figures.at(measures, ("",), when)
    groups = figures.by_category(measures, "", when, breakdown)
    alt = f"{heading}, with 95 % intervals, {when.title}."
    return Section(
        heading=heading,
        charts=(level_chart(whole, when, alt), *group_charts(groups, figures, f"by {group_of(breakdown).lower()}")),
        table=tables.with_groups(whole, groups, figures),
        download=tables.download(pl.concat([whole, groups])),
        file_name=tables.file_name(heading),
        measures=tuple(measures),
    )
