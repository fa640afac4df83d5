"""How large the list was, by stage, and what it gained and lost."""

from __future__ import annotations

import polars as pl

from dashboard import sentences
from dashboard.charts.balance import balance
from dashboard.figures import Figures
from dashboard.measures import MOVES, WAITING
from dashboard.sections import tables
from dashboard.sections.section import Chart, Section

HEADING = "Size of the list"
_STAGE = "stage"
_RECEIVED = MOVES[0]


def size_of_the_list(figures: Figures) -> Section:
    """The list at the end of each period by stage, and the referrals that joined and left it, a chart for each area."""
    run = figures.context.selection.run
    stages = figures.over_by_category((WAITING,), "", run, _STAGE, list(figures.categories(_STAGE)))
    whole = figures.over((WAITING, *MOVES), ("",), run)
    is_alone = len(figures.context.selection.areas) == 1
    areas = whole.get_column("area").unique(maintain_order=True).to_list()
    return Section(
        heading=HEADING,
        charts=tuple(
            _chart(
                stages.filter(pl.col("area") == area), whole.filter(pl.col("area") == area), "" if is_alone else area
            )
            for area in areas
        ),
        table=tables.with_groups(whole, stages, figures),
        download=tables.download(pl.concat([whole, stages])),
        file_name=tables.file_name(HEADING),
        measures=(WAITING, *MOVES),
    )


def _chart(stages: pl.DataFrame, whole: pl.DataFrame, title: str) -> Chart:
    totals = whole.filter(pl.col("measure") == WAITING)
    moves = whole.filter(pl.col("measure") != WAITING).with_columns(is_gain=pl.col("measure") == _RECEIVED)
    first, last = totals.get_column("period")[0], totals.get_column("period")[-1]
    has_any = stages.get_column("value").count() + whole.get_column("value").count() > 0
    return Chart(
        title=title,
        sentence=_sentence(*(rows.filter(pl.col("period") == last) for rows in (stages, totals, moves))),
        figure=balance(stages, totals, moves) if has_any else None,
        alt=f"{whole.get_column('area')[0]}: children waiting by stage, and referrals received, started and ended, "
        f"{first} to {last}.",
    )


def _sentence(stages: pl.DataFrame, totals: pl.DataFrame, moves: pl.DataFrame) -> str:
    """The last period in words: the list, its stages, and what came and went."""
    (total,) = (_told(row) for row in totals.iter_rows(named=True))
    parts = sentences.listed([_told(row) for row in stages.iter_rows(named=True)])
    came_and_went = sentences.listed([_told(row) for row in moves.iter_rows(named=True)])
    period = totals.get_column("period")[0]
    return f"{totals.get_column('area')[0]}, at the end of {period}: {total} ({parts}). In {period}: {came_and_went}."


def _told(row: dict[str, object]) -> str:
    number = row["value"]
    what = sentences.uncapitalised(str(row["what"]))
    return f"{what} {row['words'] if number is None else sentences.count(float(str(number)))}"
