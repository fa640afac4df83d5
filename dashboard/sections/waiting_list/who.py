"""Who waits how long at the day of the figures: by days waited and by priority, and who may become too old."""

from __future__ import annotations

import polars as pl

from dashboard import findings, sentences
from dashboard.breakdowns import group_of
from dashboard.charts.bars import bars
from dashboard.choice import Period
from dashboard.figures import Figures
from dashboard.measures import AGEING_OUT, WAITING
from dashboard.sections import tables
from dashboard.sections.section import Chart, Section
from dashboard.sections.waiting_list import rules_behind

_GROUPS = ("band", "priority")
_STAGE = "stage"


def who_waits_how_long(figures: Figures) -> Section:
    """The children waiting by band of days and by priority, a pair of charts for each area."""
    heading = "Who waits how long"
    frames = [_groups(figures, WAITING, breakdown) for breakdown in _GROUPS]
    names = [figures.names[area] for area in figures.context.selection.areas]
    return Section(
        heading=heading,
        charts=tuple(
            _chart(rows.filter(pl.col("area") == name), figures, "" if len(names) == 1 else f"{name}: ")
            for name in names
            for rows in frames
        ),
        table=tables.together(*(tables.of(rows, figures) for rows in frames)),
        download=tables.download(pl.concat(frames)),
        file_name=tables.file_name(heading),
        measures=(WAITING,),
    )


def becoming_too_old(figures: Figures) -> Section:
    """The children who are or soon will be too old for support that has not started, whole and by stage."""
    heading = "Children who may become too old before they start"
    stages = _groups(figures, AGEING_OUT, _STAGE)
    whole = figures.at_close((AGEING_OUT,))
    told = whole.filter(pl.col("value").is_not_null())
    drawn = stages.filter(pl.col("area").is_in(told.get_column("area").implode()) & (pl.col("words") != sentences.NONE))
    return Section(
        heading=heading,
        charts=(
            Chart(
                title="",
                sentence=findings.each_area(f"on {sentences.day(figures.as_at)}", _children(whole)),
                figure=bars(drawn, sentences.count) if drawn.get_column("value").count() else None,
                alt=f"Children who may become too old before they start, by stage, {sentences.day(figures.as_at)}.",
            ),
        ),
        table=tables.with_groups(whole, stages, figures),
        download=tables.download(pl.concat([whole, stages])),
        file_name=tables.file_name(heading),
        measures=(AGEING_OUT,),
        meaning=rules_behind.leaving(figures),
    )


def _groups(figures: Figures, measure: str, breakdown: str) -> pl.DataFrame:
    day = Period("as_at", figures.as_at)
    return figures.by_category((measure,), "", day, breakdown, list(figures.categories(breakdown)))


def _chart(rows: pl.DataFrame, figures: Figures, lead: str) -> Chart:
    kind = group_of(rows.get_column("breakdown")[0]).lower()
    day = sentences.day(figures.as_at)
    return Chart(
        title=f"{lead}by {kind}" if lead else f"By {kind}",
        sentence=_most(rows, kind),
        figure=bars(rows, sentences.count) if rows.get_column("value").count() else None,
        alt=f"{rows.get_column('area')[0]}: children waiting by {kind}, {day}.",
    )


def _most(rows: pl.DataFrame, kind: str) -> str:
    """The largest group, or all that are as large, and the groups that are withheld."""
    largest = rows.filter((pl.col("value") > 0) & (pl.col("value") == pl.col("value").max()))
    hidden = rows.filter(pl.col("words") == sentences.SUPPRESSED).get_column("what").to_list()
    parts = []
    if largest.height:
        names, most = _listed(largest.get_column("what").to_list()), sentences.count(largest["value"][0])
        is_one = largest.height == 1
        parts.append(f"The largest group{'' if is_one else 's'} by {kind}: {names}, {most}{'' if is_one else ' each'}.")
    if hidden:
        parts.append(f"Suppressed: {_listed(hidden)}.")
    return " ".join(parts) or "Nobody is waiting."


def _listed(groups: list[str]) -> str:
    return sentences.listed([sentences.uncapitalised(group) for group in groups])


def _children(whole: pl.DataFrame) -> list[tuple[findings.Row, str]]:
    return [(row, _count(row)) for row in whole.iter_rows(named=True)]


def _count(row: dict[str, object]) -> str:
    return str(row["words"]) or sentences.quantity(float(str(row["value"])), "children")
