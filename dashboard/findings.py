"""What charts show, in a sentence each: pure functions from figures to plain British English."""

from __future__ import annotations

from typing import Any

import polars as pl

from dashboard import sentences
from dashboard.breakdowns import in_sentence
from dashboard.relations import ALL_AREAS

Row = dict[str, Any]


def levels(figures: pl.DataFrame, when: str, lead: str = "") -> str:
    """The shares of one period, and who has none and why.

    Args:
        figures: one row per area and ``what``, with the columns of ``Figures``.
        when: the period as a sentence says it.
        lead: what the shares are of, such as ``on time``, where the rows' titles do not say it.
    """
    shown = figures.filter(pl.col("value").is_not_null())
    if shown.is_empty():
        what = f"share {lead}".strip()
        return sentences.capitalised(f"{when} there is no {what} to show. {_absences(figures)}".strip())
    one_area = figures.get_column("area").n_unique() == 1
    told = _of_one_area(shown, lead) if one_area else _of_each(shown, lead)
    return f"{sentences.capitalised(when)}, {told} {_absences(figures)}".strip()


def _of_one_area(shown: pl.DataFrame, lead: str) -> str:
    parts = [f"{_what(row)} {share_of(row)}" for row in shown.iter_rows(named=True)]
    return f"{lead} in {_area(shown.row(0, named=True))}: {sentences.listed(parts)}.".strip()


def _of_each(shown: pl.DataFrame, lead: str) -> str:
    parts = []
    for rows in shown.partition_by("what", maintain_order=True):
        ordered = _single(rows).sort("value", maintain_order=True).to_dicts()
        parts.append(f"{_what(ordered[0])} {_range(ordered)}")
    told = "; ".join(parts)
    return f"{lead}: {told}." if lead else f"{told}."


def _single(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows of single areas, which all areas together lie between; all of them where there are not several."""
    single = rows.filter(pl.col("service_area") != ALL_AREAS)
    return single if single.height > 1 else rows


def _range(ordered: list[Row]) -> str:
    """From the least to the most; where they read the same, who has them is named, since others may have none."""
    least, most = ordered[0], ordered[-1]
    low, high = sentences.share(least["value"]), sentences.share(most["value"])
    if low == high:
        return f"{low} in {sentences.listed([_area(row) for row in ordered])}"
    return f"{low} in {_area(least)} to {high} in {_area(most)}"


def _absences(figures: pl.DataFrame) -> str:
    """Who has no figure and why, a sentence per area and reason."""
    missing = figures.filter(pl.col("value").is_null())
    told = missing.with_columns(pl.Series("what", [_what(row) for row in missing.to_dicts()], dtype=pl.String))
    groups = told.group_by("area", "words", maintain_order=True).agg(pl.col("what"))
    return " ".join(_absence(area, words, titles) for area, words, titles in groups.rows())


def _absence(area: str, words: str, titles: list[str]) -> str:
    what = sentences.listed(titles)
    if words == sentences.NO_LIMIT:
        return f"{area} publishes no limit for {what}."
    return f"{area}: {what}: {words}."


def latest(figures: pl.DataFrame, unit: str, at: str = "in") -> str:
    """The last figure of a run for each area and which way it goes, and for one area alone the first as well.

    Args:
        figures: one measure's run, by area and period; ``direction`` in words, where it can be told.
        unit: what the values are, as ``Figures.unit`` says it.
        at: how a sentence puts a figure into its period, such as ``at the end of``.
    """
    runs = figures.partition_by("area", maintain_order=True)
    told = [_course(run, unit, at) for run in runs] if len(runs) == 1 else [_last(run, unit, at) for run in runs]
    return " ".join(told)


def _course(run: pl.DataFrame, unit: str, at: str) -> str:
    shown = run.filter(pl.col("value").is_not_null())
    if shown.height < len(("first", "last")):
        return _last(run, unit, at)
    first = shown.row(0, named=True)
    return f"{_last(run, unit, at).removesuffix('.')}; {value(first, unit)} {at} {first['period']}."


def _last(run: pl.DataFrame, unit: str, at: str) -> str:
    shown = run.filter(pl.col("value").is_not_null())
    if shown.is_empty():
        return _nothing(run)
    last, end = shown.row(-1, named=True), run.row(-1, named=True)
    direction = f", {last['direction']}" if last.get("direction") else ""
    told = f"{value(last, unit)} {at} {last['period']}{direction}."
    return f"{last['area']}: {told}" if end == last else f"{_none(end, at)}; before that {told}"


def _none(row: Row, at: str) -> str:
    """That there is no figure where a run ends, and why, so that an older one is not taken for the latest."""
    return f"{row['area']}: {row['words']} {at} {row['period']}"


def _nothing(run: pl.DataFrame) -> str:
    reasons = run.get_column("words").unique(maintain_order=True).to_list()
    return f"{run.get_column('area')[0]}: {sentences.listed(reasons)}."


def value(row: Row, unit: str) -> str:
    """A figure with its unit and, for a share, the counts behind it."""
    return share_of(row) if unit == "share" else sentences.quantity(row["value"], unit)


def share_of(row: Row) -> str:
    """A share and, where they are told, the counts behind it."""
    share = sentences.share(row["value"])
    if row["numerator"] is None:
        return share
    return f"{share} ({sentences.number(row['numerator'])} of {sentences.number(row['denominator'])})"


def widest(pairs: pl.DataFrame, first: str, second: str, same: str) -> str:
    """The pair of readings that lie furthest apart, as the rest of a sentence that begins with its period.

    All areas together are asked last: an area without an own limit is in one of their readings alone.

    Args:
        pairs: columns ``service_area``, ``area``, ``what``, ``value`` and ``other_value``.
        first: how the first reading was taken, such as ``by own limits``.
        second: how the second was.
        same: what is said when no two readings differ.
    """
    both = pairs.filter(pl.col("value").is_not_null() & pl.col("other_value").is_not_null())
    if both.is_empty():
        return "no share can be read both ways here."
    single = both.filter(pl.col("service_area") != ALL_AREAS)
    asked = both if single.is_empty() else single
    apart = (pl.col("value") - pl.col("other_value")).abs()
    row = asked.sort(apart, descending=True, maintain_order=True).row(0, named=True)
    if row["value"] == row["other_value"]:
        return same
    return (
        f"the two readings lie furthest apart for {_what(row)} in {_area(row)}: "
        f"{sentences.share(row['value'])} {first}, {sentences.share(row['other_value'])} {second}."
    )


def outstanding(counts: pl.DataFrame, totals: pl.DataFrame, when: str) -> str:
    """How many clocks are overdue and fall due soon, for each area, and by standard for one area alone.

    Args:
        counts: the counts by standard, ``value`` overdue and ``other_value`` due soon.
        totals: the same over all standards, one row per area.
        when: the day as a sentence says it.
    """
    told = "; ".join(_outstanding(row) for row in totals.iter_rows(named=True))
    return f"{sentences.capitalised(when)}: {told}.{_most_of_one_kind(counts)}"


def _most_of_one_kind(counts: pl.DataFrame) -> str:
    """The largest count of one standard and area; all areas together would only repeat it."""
    single = counts.filter(pl.col("service_area") != ALL_AREAS)
    asked = counts if single.is_empty() else single
    most = asked.filter(pl.col("value") > 0).sort("value", descending=True, maintain_order=True)
    if most.height <= 1:
        return ""
    row = most.row(0, named=True)
    return f" Most of one kind: {_what(row)} in {_area(row)}, {sentences.count(row['value'])}."


def _outstanding(row: Row) -> str:
    if row["value"] is None and row["other_value"] is None:
        return f"{row['area']}: {row['words']}"
    overdue = _told(row["value"], row["words"], "overdue")
    return f"{row['area']}: {overdue}, {_told(row['other_value'], row['other_words'], 'due soon')}"


def _told(value: float | None, words: str, state: str) -> str:
    return f"{state} {words}" if value is None else f"{sentences.count(value)} {state}"


def _what(row: Row) -> str:
    """What a figure is of, inside a sentence."""
    return in_sentence(row["what"], row["breakdown"])


def _area(row: Row) -> str:
    """An area's name inside a sentence."""
    return "all areas" if row["service_area"] == ALL_AREAS else str(row["area"])
