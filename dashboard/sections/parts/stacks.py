"""Sections that show parts of one whole: over time, beside each other for several areas, and by group."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from dashboard import findings
from dashboard.charts.parts import bars, columns
from dashboard.choice import Period
from dashboard.figures import Figures
from dashboard.sections import tables
from dashboard.sections.groups import groups_or_whole
from dashboard.sections.parts import told
from dashboard.sections.section import Chart, Section

_HEIGHT, _SMALL = 300, 250
"""Of columns over time, without their legend, in pixels."""


@dataclass(frozen=True)
class Whole:
    """Parts that add up to one.

    Attributes:
        measures: the share of each part, in the order they are stacked.
        title: what they are parts of, such as ``Planned visits``.
    """

    measures: tuple[str, ...]
    title: str

    @property
    def lead(self) -> str:
        """What a sentence says that the shares are of."""
        return f"of {self.title.lower()}"


def parts(figures: Figures, whole: Whole, heading: str) -> Section:
    """For one area a column for each period of the run; for several a bar for each in the headline period."""
    selection = figures.context.selection
    if len(selection.areas) == 1:
        rows = figures.over(whole.measures, ("",), selection.run)
        return _section(figures, whole, heading, rows, [_columns(rows, whole, selection.run, _HEIGHT)])
    rows = figures.at(whole.measures, ("",), selection.headline)
    return _section(figures, whole, heading, rows, [_beside(rows, whole, selection.headline)])


def parts_over_time(figures: Figures, whole: Whole, heading: str) -> Section | None:
    """Small columns over time for each of several areas; ``None`` for one area, whose columns are shown large."""
    selection = figures.context.selection
    if len(selection.areas) == 1:
        return None
    rows = figures.over(whole.measures, ("",), selection.run)
    of_each = rows.partition_by("area", maintain_order=True)
    charts = [_columns(of_one, whole, selection.run, _SMALL, of_one.get_column("area")[0]) for of_one in of_each]
    return _section(figures, whole, heading, rows, charts)


def parts_by_group(figures: Figures, whole: Whole, breakdown: str, heading: str) -> Section:
    """A bar for each group and area in the headline period."""
    when = figures.context.selection.headline
    rows = groups_or_whole(figures, whole.measures, breakdown, when)
    named = rows.with_columns(pl.col("measure").replace(figures.titles).alias("part"))
    has_any = rows.get_column("value").count() > 0
    of_none = findings.levels(rows, when.in_sentence, whole.lead)
    chart = Chart(
        title="",
        sentence=told.by_group(named, when.in_sentence) if has_any else of_none,
        figure=bars(named) if has_any else None,
        alt=f"{heading}, by what became of them, {when.title}.",
    )
    return _section(figures, whole, heading, rows, [chart])


def _columns(rows: pl.DataFrame, whole: Whole, run: tuple[Period, ...], height: int, title: str = "") -> Chart:
    """One area's parts over time."""
    area = rows.get_column("area")[0]
    return Chart(
        title=title,
        sentence=told.over_time(rows, run, whole.lead),
        figure=columns(_as_parts(rows), height) if rows.get_column("value").count() else None,
        alt=f"{whole.title} in {area} by what became of them, {run[0].title} to {run[-1].title}.",
    )


def _beside(rows: pl.DataFrame, whole: Whole, when: Period) -> Chart:
    """Several areas' parts in one period."""
    return Chart(
        title="",
        sentence=findings.levels(rows, when.in_sentence, whole.lead),
        figure=bars(_as_parts(rows, whole.title)) if rows.get_column("value").count() else None,
        alt=f"{whole.title} by what became of them, a bar for each area, {when.title}.",
    )


def _as_parts(rows: pl.DataFrame, title: str = "") -> pl.DataFrame:
    """Whole figures as parts: the measure's title names the part, and the whole has one of its own."""
    return rows.with_columns(pl.col("what").alias("part"), pl.lit(title).alias("what"))


def _section(figures: Figures, whole: Whole, heading: str, rows: pl.DataFrame, charts: Iterable[Chart]) -> Section:
    return Section(
        heading=heading,
        charts=tuple(charts),
        table=tables.of(rows, figures),
        download=tables.download(rows),
        file_name=tables.file_name(heading),
        measures=whole.measures,
        caution=told.caution(rows),
    )
