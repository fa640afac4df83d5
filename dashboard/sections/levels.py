"""The level of some shares in one period, with their intervals."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dashboard import findings, sentences
from dashboard.charts.shares import shares
from dashboard.choice import Period
from dashboard.figures import Figures
from dashboard.sections import tables
from dashboard.sections.section import Chart, Section


def levels(
    figures: Figures,
    measures: Sequence[str],
    heading: str,
    yardstick: str = "",
    period: Period | None = None,
    lead: str = "",
    caution: str = "",
) -> Section:
    """A dot and an interval for each share and chosen area.

    Args:
        figures: of the context.
        measures: shares or probabilities.
        heading: of the section.
        yardstick: what their clocks are judged by, if any are behind them.
        period: of which period, if it is not the chosen headline period.
        lead: what the shares are of, where the rows' titles do not say it.
        caution: a sentence that must not be missed, or blank.
    """
    when = period or figures.context.selection.headline
    rows = figures.at(measures, (yardstick,), when)
    return Section(
        heading=heading,
        charts=(level_chart(rows, when, f"{heading}, with 95 % intervals, {when.title}.", lead=lead),),
        table=tables.of(rows, figures),
        download=tables.download(rows),
        file_name=tables.file_name(heading),
        measures=tuple(measures),
        caution=caution,
    )


def level_chart(rows: pl.DataFrame, when: Period, alt: str, title: str = "", lead: str = "") -> Chart:
    """The chart of shares in one period, under a sentence that tells them."""
    return Chart(
        title=title,
        sentence=findings.levels(rows, when.in_sentence, lead),
        figure=shares(rows) if rows.get_column("value").count() else None,
        alt=sentences.capitalised(alt),
    )
