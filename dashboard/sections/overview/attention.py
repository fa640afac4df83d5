"""What needs attention first: what is overdue, who may become too old, and what is really getting worse."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from dashboard import sentences, signals
from dashboard.choice import Period
from dashboard.figures import Figures
from dashboard.measures import AGEING_OUT, ON_TIME, OVERDUE, WATCHED
from dashboard.relations import ALL_AREAS
from dashboard.sections import tables
from dashboard.sections.section import Section
from dashboard.signals import Row

HEADING = "What needs attention first"
_TOO_OLD = (
    "child on the waiting list who is or may soon be too old to start",
    "children on the waiting list who are or may soon be too old to start",
)
_OVERDUE = ("clock overdue", "clocks overdue")
"""What is counted: one of it, and any other number."""
_NOTHING = "Nothing is overdue, nobody may become too old, and nothing is really getting worse."


def attention(figures: Figures) -> Section:
    """The counts that are not none, and the runs whose last point is worse by more than chance, area by area."""
    yardstick = figures.context.selection.yardstick
    overdue, ageing = figures.at_close((OVERDUE,), (yardstick,)), figures.at_close((AGEING_OUT,))
    worse = _worse(figures, yardstick)
    told = [*_counted(ageing, _TOO_OLD), *_counted(overdue, _OVERDUE), *(_said(row, figures) for row in worse)]
    rows = [ageing, overdue, *(_figure(row, figures) for row in worse)]
    return Section(
        heading=HEADING,
        charts=(),
        lead="\n".join(f"- {sentences.literal(line)}" for line in told) or _NOTHING,
        table=tables.together(*(tables.of(of_one, figures) for of_one in rows)),
        download=tables.download(pl.concat(rows)),
        file_name=tables.file_name(HEADING),
        measures=(AGEING_OUT, OVERDUE, *ON_TIME, *WATCHED),
    )


def _counted(rows: pl.DataFrame, what: tuple[str, str]) -> Iterator[str]:
    """A line for each area with a count, the largest first, and for each whose count is suppressed.

    All areas together would only repeat them.
    """
    each = rows.filter(pl.col("service_area") != ALL_AREAS).sort("value", descending=True, nulls_last=True)
    for row in each.iter_rows(named=True):
        if row["value"]:
            yield f"{row['area']}: {sentences.plural_of(row['value'], *what)}."
        elif row["words"] == sentences.SUPPRESSED:
            yield f"{row['area']}: {what[1]}, number {sentences.SUPPRESSED}."


def _worse(figures: Figures, yardstick: str) -> list[Row]:
    """The signal of each series whose figure of the latest period stands out as worse."""
    areas = [area for area in figures.context.selection.areas if area != ALL_AREAS]
    found = signals.signals(figures.context.warehouse, [*ON_TIME, *WATCHED], areas)
    mine = found.filter(pl.col("yardstick").is_in(["", yardstick]))
    latest = mine.filter(pl.col("period_start") == pl.col("period_start").max().over("period_kind"))
    worse = latest.filter(pl.col("point_type") == signals.CONCERN).sort("service_area", "measure")
    return [row for row in worse.to_dicts() if signals.direction(row).startswith(signals.WORSE)]


def _said(row: Row, figures: Figures) -> str:
    value = sentences.quantity(row["value"], figures.unit(row["measure"]))
    when = sentences.period_in_sentence(row["period_kind"], row["period_start"])
    what = sentences.uncapitalised(figures.titles[row["measure"]])
    return f"{figures.names[row['service_area']]}: {what} {value} {when}, {signals.direction(row)}."


def _figure(row: Row, figures: Figures) -> pl.DataFrame:
    """The figure that a signal is of, with the counts behind it."""
    period = Period(row["period_kind"], row["period_start"])
    rows = figures.at((row["measure"],), (row["yardstick"],), period)
    return rows.filter(pl.col("service_area") == row["service_area"])
