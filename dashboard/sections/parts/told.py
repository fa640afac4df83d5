"""What stacked parts show, in words: pure functions from figures to plain British English."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dashboard import findings, sentences
from dashboard.choice import Period

LEFT_OUT = (
    "A part that is suppressed is left out, and nothing is made up for it: the other parts are then not the whole, "
    "and what is missing cannot be read off."
)
ROUNDED = (
    "Counts are rounded before shares are taken, so all parts together may come to a little less or more than 100 %."
)
_EXACT = 1e-9
"""How far floating-point sums of shares may lie from one."""


def over_time(rows: pl.DataFrame, run: Sequence[Period], lead: str) -> str:
    """The parts in the latest period that has any, the first part at first, and in how many periods one is missing.

    Args:
        rows: one area's parts, with the columns of ``Figures``, by part and period.
        run: the periods.
        lead: what the parts are of, such as ``of planned visits``.
    """
    known = set(rows.filter(pl.col("value").is_not_null()).get_column("period"))
    latest = next((period for period in reversed(run) if period.title in known), run[-1])
    told = findings.levels(rows.filter(pl.col("period") == latest.title), latest.in_sentence, lead)
    return " ".join(filter(None, (told, _at_first(rows, latest), _gaps(rows) if known else "")))


def _at_first(rows: pl.DataFrame, latest: Period) -> str:
    shown = rows.filter(pl.col("value").is_not_null(), pl.col("measure") == pl.col("measure").first())
    if shown.is_empty() or shown.get_column("period")[0] == latest.title:
        return ""
    first = shown.row(0, named=True)
    return f"{first['what']} in {first['period']}: {findings.share_of(first)}."


def _gaps(rows: pl.DataFrame) -> str:
    """In how many periods some part, or every part, has no number, a sentence for each reason."""
    periods = rows.group_by("period", maintain_order=True).agg(
        pl.col("value").count().alias("known"), pl.col("words").filter(pl.col("value").is_null()).first()
    )
    missing = periods.filter(pl.col("words").is_not_null()).with_columns(pl.col("known") == 0)
    counted = missing.group_by("words", "known", maintain_order=True).len()
    return " ".join(_gap(words, empty, found, periods.height) for words, empty, found in counted.rows())


def _gap(words: str, is_empty: bool, found: int, of: int) -> str:
    where = f"In {sentences.count(found)} of {sentences.count(of)} periods"
    return f"{where} {'no part' if is_empty else 'not every part'} is shown: {words}."


def by_group(rows: pl.DataFrame, when: str) -> str:
    """The first part of each group, and which others are missing where it is there.

    Args:
        rows: parts by group and area, with the columns of ``Figures`` and ``part``, by part.
        when: the period as a sentence says it.
    """
    first = rows.get_column("part")[0]
    told = findings.levels(rows.filter(pl.col("part") == first), when, first.lower())
    return f"{told} {_others(rows)}".strip()


def _others(rows: pl.DataFrame) -> str:
    has_any = pl.col("value").is_not_null().any().over("area", "what")
    is_other = pl.col("part") != pl.col("part").first()
    missing = rows.filter(has_any, is_other, pl.col("value").is_null())
    groups = missing.group_by("area", "part", "words", maintain_order=True).agg(pl.col("what").str.to_lowercase())
    return " ".join(f"{a}: {p.lower()}: {w} for {sentences.listed(groups)}." for a, p, w, groups in groups.rows())


def caution(rows: pl.DataFrame) -> str:
    """What must not be missed about parts: that some are left out, or that they need not add up; else blank.

    Args:
        rows: parts, a row for each of every whole.
    """
    wholes = rows.group_by("area", "period", "breakdown", "category").agg(
        pl.col("value").sum().alias("sum"),
        pl.col("value").count().alias("known"),
        (pl.col("words") == sentences.SUPPRESSED).any().alias("is_suppressed"),
    )
    is_short = wholes.filter(pl.col("known") > 0, "is_suppressed").height > 0
    is_whole = pl.col("known") == rows.get_column("measure").n_unique()
    is_rounded = wholes.filter(is_whole, (pl.col("sum") - 1).abs() > _EXACT).height > 0
    return " ".join(sentence for sentence, holds in ((LEFT_OUT, is_short), (ROUNDED, is_rounded)) if holds)
