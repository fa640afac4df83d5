"""How long those on the list have waited, and how likely it is to start in time."""

from __future__ import annotations

import polars as pl

from dashboard import findings, sentences
from dashboard.charts.bars import bars
from dashboard.figures import Figures
from dashboard.measures import CHANCES, WAIT_OF_STARTED, WAITING_LONG, WAITS_SO_FAR
from dashboard.sections import tables
from dashboard.sections.course import course
from dashboard.sections.groups import by_group
from dashboard.sections.levels import levels
from dashboard.sections.runs import run_chart
from dashboard.sections.section import Chart, Section

_DAYS = "days"


def waits_so_far(figures: Figures) -> Section:
    """The typical, the 92nd percentile and the longest wait: at the day of the figures and over time."""
    heading = "How long they have waited"
    now = figures.at_close(WAITS_SO_FAR)
    over_time = figures.over((*WAITS_SO_FAR, WAIT_OF_STARTED), ("",), figures.context.selection.run)
    of_each = over_time.partition_by("measure", maintain_order=True)
    rows = pl.concat([now, over_time])
    return Section(
        heading=heading,
        charts=(_level(now, figures), *(run_chart(of_one, figures) for of_one in of_each)),
        table=tables.of(rows, figures),
        download=tables.download(rows),
        file_name=tables.file_name(heading),
        measures=(*WAITS_SO_FAR, WAIT_OF_STARTED),
    )


def _level(now: pl.DataFrame, figures: Figures) -> Chart:
    day = sentences.day(figures.as_at)
    areas = now.partition_by("area", maintain_order=True)
    told = [(area.row(0, named=True), ", ".join(map(_told, area.to_dicts()))) for area in areas]
    return Chart(
        title=day,
        sentence=findings.each_area(f"on {day}", told),
        figure=bars(now, _days) if now.get_column("value").count() else None,
        alt=f"Typical, 92nd percentile and longest wait so far, {day}.",
    )


def _told(row: dict[str, object]) -> str:
    value = row["value"]
    return f"{sentences.uncapitalised(str(row['what']))} {row['words'] if value is None else _days(float(str(value)))}"


def _days(value: float) -> str:
    return sentences.quantity(value, _DAYS)


def waiting_long(figures: Figures) -> Section:
    """The shares that have waited over 12 and over 18 weeks, at the day of the figures and over time."""
    return course(figures, WAITING_LONG, "Waiting over 12 and over 18 weeks")


def chance_of_starting(figures: Figures) -> Section:
    """How likely a referral is to start within 12, 18 and 26 weeks, with intervals."""
    return levels(figures, CHANCES, "Chance of starting in time")


def waits_by_group(figures: Figures) -> Section | None:
    """Who has waited long, by the groups of the chosen breakdown."""
    return by_group(figures, WAITING_LONG, about="Waiting")


def chances_by_group(figures: Figures) -> Section | None:
    """How likely a start in time is, by the groups of the chosen breakdown."""
    return by_group(figures, CHANCES, about="Chance of starting")
