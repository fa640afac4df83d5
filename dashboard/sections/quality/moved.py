"""What moved since the build before: figures of periods that were closed by then, and why."""

from __future__ import annotations

from typing import Any

import polars as pl

from dashboard import deliveries, sentences
from dashboard.choice import Period
from dashboard.context import Context
from dashboard.figures import Figures
from dashboard.sections import tables
from dashboard.sections.quality import wording
from dashboard.sections.section import Section
from dashboard.sentences import literal

HEADING = "What moved since the build before"
_COLUMNS = ("Figure", "Service area", "Period", "Limits", "Group", "Then", "Now", "Why", "In detail")
_KEPT = "Which they are is told beside exact figures only: two rounded numbers can give away the exact ones."
_LIMITS = {"own": "Own", "common": "Common", "": sentences.NONE}

Row = dict[str, Any]


def moved(context: Context) -> Section:
    """The figures of the chosen areas that moved though their period was closed, those beyond late data first."""
    found = deliveries.changes(context.warehouse, context.selection.areas)
    figures, names = Figures(context), wording.names(context.warehouse)
    rows = [_cells(row, figures, names) for row in found.iter_rows(named=True)]
    return Section(
        heading=HEADING,
        charts=(),
        table=pl.DataFrame(rows, schema=dict.fromkeys(_COLUMNS, pl.String), orient="row"),
        download=found.drop("title", "is_late"),
        file_name=tables.file_name(HEADING),
        lead=_lead(context, found),
    )


def _cells(row: Row, figures: Figures, names: dict[str, str]) -> tuple[str, ...]:
    group = figures.categories(row["breakdown"]).get(row["category"], row["category"])
    return (
        figures.titles[row["measure"]],
        names[row["service_area"]],
        sentences.capitalised(Period(row["period_kind"], row["period_start"]).typed),
        _LIMITS[row["yardstick"]],
        group or "All",
        _said(row, "was_", figures),
        _said(row, "", figures),
        sentences.capitalised(row["title"]),
        row["detail"].replace("_", " ") or sentences.NONE,
    )


def _said(row: Row, side: str, figures: Figures) -> str:
    """A value with its unit and what it is of; or why there is none."""
    value, part, whole = (row[f"{side}{name}"] for name in ("value", "numerator", "denominator"))
    if value is None:
        return sentences.reason(row[f"{side}symbol"] or "z", sentences.NOTHING_TO_COUNT)
    told = sentences.quantity(value, figures.unit(row["measure"]))
    if whole is None:
        return told
    return f"{told} ({'' if part is None else f'{sentences.count(part)} '}of {sentences.count(whole)})"


def _lead(context: Context, found: pl.DataFrame) -> str:
    before = deliveries.earlier_build(context.warehouse).to_dicts()
    if not before:
        return "There was no build before this one, so there is nothing to compare."
    (build,) = before
    if build["remark"]:
        return literal(build["remark"])
    since = (
        f"The build before was as at {sentences.day(build['as_at'])}, by version {literal(build['program_version'])}."
    )
    hidden = "" if context.warehouse.is_exact or not build["moved"] else f" {_KEPT}"
    return f"{since} {_numbers(build)}{hidden}{_reasons(found)}"


def _numbers(build: Row) -> str:
    closed = f"periods that were closed by {sentences.day(build['closed_by'])}"
    if not build["moved"]:
        return f"Of {sentences.count(build['compared'])} figures of {closed}, none moved."
    return (
        f"Of {sentences.count(build['compared'])} figures of {closed}, {sentences.count(build['moved'])} moved, "
        f"{sentences.count(build['moved_beyond_late'])} of them beyond late data."
    )


def _reasons(found: pl.DataFrame) -> str:
    """How many figures of the chosen areas moved for each reason; a figure may have several."""
    counts = found.group_by("title", maintain_order=True).len().rows()
    lines = [f"- {sentences.count(number)} by {literal(title)}" for title, number in counts]
    return "\n\nOf the chosen areas:\n\n" + "\n".join(lines) if lines else ""
