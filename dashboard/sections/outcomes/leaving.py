"""Why children leave, where to, and how well the end of support was prepared."""

from __future__ import annotations

import polars as pl

from dashboard import sentences
from dashboard.charts.flow import flow
from dashboard.figures import Figures
from dashboard.measures import CLOSURES, ENDINGS
from dashboard.sections import tables
from dashboard.sections.course import course
from dashboard.sections.groups import by_group
from dashboard.sections.runs import runs
from dashboard.sections.section import Chart, Section

_REASON, _DESTINATION = "closure_reason", "destination"


def why_and_where_to(figures: Figures) -> Section:
    """The closures of the chosen period by reason and by destination, as a flow for each area."""
    heading = "Why children leave and where to"
    period = figures.context.selection.headline
    whole = figures.at((CLOSURES,), ("",), period)
    sides = [
        figures.by_category((CLOSURES,), "", period, side, list(figures.categories(side)))
        for side in (_REASON, _DESTINATION)
    ]
    names = [figures.names[area] for area in figures.context.selection.areas]
    return Section(
        heading=heading,
        charts=tuple(
            _chart("" if len(names) == 1 else name, *(rows.filter(pl.col("area") == name) for rows in (whole, *sides)))
            for name in names
        ),
        table=tables.together(*(tables.of(rows, figures) for rows in (whole, *sides))),
        download=tables.download(pl.concat([whole, *sides])),
        file_name=tables.file_name(heading),
        measures=(CLOSURES,),
        caution="A flow into one bar and out of it: which reason led to which destination is not counted.",
    )


def _chart(title: str, whole: pl.DataFrame, reasons: pl.DataFrame, destinations: pl.DataFrame) -> Chart:
    total = whole.row(0, named=True)
    told = str(total["words"]) or sentences.count(total["value"])
    has_any = reasons.get_column("value").count() + destinations.get_column("value").count() > 0
    label = f"{total['what']} {told}"
    lead = f"{total['area']}, {total['period']}: {sentences.uncapitalised(label)}."
    return Chart(
        title=title,
        sentence=f"{lead} Why: {_listed(reasons)}. Where to: {_listed(destinations)}.",
        figure=flow(reasons, label, destinations) if has_any else None,
        alt=f"{total['area']}: closures by reason and by destination, {total['period']}.",
    )


def _listed(groups: pl.DataFrame) -> str:
    """The groups in words, the largest first, and together those that are not told."""
    shown = groups.filter(pl.col("value") > 0).sort("value", descending=True, maintain_order=True)
    hidden = groups.filter(pl.col("value").is_null() & (pl.col("words") != sentences.NONE))
    parts = [f"{_name(what)} {sentences.count(value)}" for what, value in shown.select("what", "value").rows()]
    for words, names in hidden.group_by("words", maintain_order=True).agg(pl.col("what")).rows():
        parts.append(f"{words}: {sentences.listed([_name(name) for name in names])}")
    return "; ".join(parts) or sentences.NONE


def _name(what: str) -> str:
    return sentences.uncapitalised(what)


def closures_over_time(figures: Figures) -> Section:
    """How many children left, period by period."""
    return runs(figures, (CLOSURES,), "How many left")


def how_support_ends(figures: Figures) -> Section:
    """The shares of known destinations, shared transitions, EHC plan requests and non-attendance, with intervals."""
    return course(figures, ENDINGS, "How support ends")


def endings_by_group(figures: Figures) -> Section | None:
    """The same shares, by the groups of the chosen breakdown."""
    return by_group(figures, ENDINGS, about="How support ends")
