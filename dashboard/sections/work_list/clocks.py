"""The clocks that are overdue, and those that fall due soon, one by one."""

from __future__ import annotations

import polars as pl

from dashboard import sentences
from dashboard.measures import DUE_SOON, OVERDUE
from dashboard.sections.section import Section
from dashboard.sections.work_list import unlimited, wording
from dashboard.sections.work_list.cases import Cases
from dashboard.sections.work_list.listing import listing

HEADING = "Clocks overdue and due soon"

_RUN_OUT = "overdue"


def outstanding(cases: Cases) -> Section:
    """The list, by due day, for the chosen areas and filters."""
    rows = cases.kept(cases.clocks)
    return listing(HEADING, _sentence(cases, rows), _table(cases, rows), rows, measures=(OVERDUE, DUE_SOON))


def _table(cases: Cases, rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(
        pl.col("due_on").alias("Due"),
        pl.col("working_days_left").alias("Working days left"),
        wording.worded("status", wording.STATUSES).alias("Status"),
        pl.col("referral_id").alias("Referral"),
        wording.worded("standard", cases.figures.standards).alias("Standard"),
        wording.worker().alias("Worker"),
        wording.worded("priority", cases.priorities).alias("Priority"),
        pl.col("area").alias("Service area"),
        pl.col("starts_on").alias("Clock began"),
    )


def _sentence(cases: Cases, rows: pl.DataFrame) -> str:
    standards = cases.filters.standards
    without = unlimited.told(cases, standards)
    if unlimited.without_limits(cases, standards) == cases.areas:
        return without
    when = f"At the close of {sentences.day(cases.figures.as_at)}, in {cases.place}"
    among = " among the cases that the filters leave" if cases.is_narrowed else ""
    overdue = rows.filter(pl.col("status") == _RUN_OUT)
    soon = rows.height - overdue.height
    told = f"{_clocks(overdue.height)} overdue{_longest(overdue)}, and {_falling_due(cases, soon)}{among}."
    return f"{when}, {told} {without}".rstrip()


def _clocks(number: int) -> str:
    if number == 0:
        return "no clock is"
    return f"{sentences.plural_of(number, 'clock', 'clocks')} {'is' if number == 1 else 'are'}"


def _longest(overdue: pl.DataFrame) -> str:
    if overdue.is_empty():
        return ""
    return f", the longest since {sentences.day(overdue.get_column('due_on').to_list()[0])}"


def _falling_due(cases: Cases, number: int) -> str:
    within = f"within {cases.soon_days} working days"
    if number == 0:
        return f"none falls due {within}"
    return f"{sentences.number(number)} {'falls' if number == 1 else 'fall'} due {within}"
