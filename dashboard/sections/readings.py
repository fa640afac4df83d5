"""The same share read in two ways: against own and common limits, and with and without pauses."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dashboard import findings, sentences
from dashboard.charts.pairs import pairs
from dashboard.figures import Figures
from dashboard.measures import IGNORING_PAUSES, ON_TIME
from dashboard.relations import COMMON, OWN
from dashboard.sections import tables
from dashboard.sections.section import Chart, Section

_NO_FIGURE = "no figure"
"""What stands in the chart where neither reading has a number, and not for the same reason."""


def own_and_common(figures: Figures) -> Section:
    """Each standard's share on time against the area's own limit and against the common one."""
    return against_both(figures, ON_TIME)


def against_both(figures: Figures, measures: Sequence[str]) -> Section:
    """Shares over clocks against the area's own limit and against the common one, each limit beside its area."""
    period = figures.context.selection.headline
    own = figures.at(measures, (OWN,), period)
    common = figures.at(measures, (COMMON,), period)
    paired = _paired(own, common, "own", "common", common.get_column("note"))
    sentence = findings.widest(paired, "by own limits", "by common ones", "own and common limits give the same shares")
    return Section(
        heading="Own limits and common limits",
        charts=(
            Chart(
                title="",
                sentence=f"{sentences.capitalised(period.in_sentence)} {sentence}",
                figure=pairs(paired, "Own limit", "Common limit") if _has_any(paired) else None,
                alt=f"Share on time of each standard by own and by common limit, {period.title}.",
            ),
        ),
        table=tables.of(pl.concat([own, common]), figures),
        download=tables.download(pl.concat([own, common])),
        file_name=tables.file_name("Own limits and common limits"),
        measures=tuple(measures),
    )


def with_and_without_pauses(figures: Figures) -> Section:
    """Each standard's share on time with recorded pauses taken off, and with every day counted."""
    selection = figures.context.selection
    paused = figures.at(ON_TIME, (selection.yardstick,), selection.headline)
    ignoring = figures.at(IGNORING_PAUSES, (selection.yardstick,), selection.headline)
    paired = _paired(paused, ignoring, "with pauses", "without", None)
    sentence = findings.widest(
        paired, "with pauses taken off", "with every day counted", "pauses make no difference to these shares"
    )
    return Section(
        heading="With and without pauses",
        charts=(
            Chart(
                title="",
                sentence=f"{sentences.capitalised(selection.headline.in_sentence)} {sentence}",
                figure=pairs(paired, "Pauses taken off", "Every day counted") if _has_any(paired) else None,
                alt=f"Share on time of each standard with and without pauses, {selection.headline.title}.",
            ),
        ),
        table=tables.of(pl.concat([paused, ignoring]), figures),
        download=tables.download(pl.concat([paused, ignoring])),
        file_name=tables.file_name("With and without pauses"),
        measures=IGNORING_PAUSES,
    )


def _has_any(paired: pl.DataFrame) -> bool:
    return paired.get_column("value").count() + paired.get_column("other_value").count() > 0


def _paired(
    first: pl.DataFrame, second: pl.DataFrame, name: str, other_name: str, other_limits: pl.Series | None
) -> pl.DataFrame:
    """Two readings row by row, in the same order; the label says the limits and why a reading has no number.

    ``words`` say why neither has one; where the reasons differ, the label has both.
    """
    others = second.select(pl.col("value").alias("other_value"), pl.col("words").alias("other_words"))
    rows = pl.concat([first, others], how="horizontal")
    limits = first.get_column("note").to_list()
    told = rows.select("value", "words", "other_value", "other_words").rows()
    against = other_limits.to_list() if other_limits is not None else limits
    labels = [
        _label((limit, value, words, name), (other, other_value, other_words, other_name))
        for limit, other, (value, words, other_value, other_words) in zip(limits, against, told, strict=True)
    ]
    reasons = [words if words == other_words else _NO_FIGURE for _, words, _, other_words in told]
    return rows.with_columns(pl.Series("note", labels), pl.Series("words", reasons, dtype=pl.String))


Reading = tuple[str, float | None, str, str]


def _label(one: Reading, other: Reading) -> str:
    if one[1] is None and other[1] is None and one[2] == other[2]:
        return ""
    parts = [f"{name}: {words}" for _, value, words, name in (one, other) if value is None]
    if one[0] != other[0]:
        parts = [f"{name}: {limit if value is not None else words}" for limit, value, words, name in (one, other)]
    return "; ".join(parts) or one[0]
