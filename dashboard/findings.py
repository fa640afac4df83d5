"""What charts show, in a sentence each: pure functions from figures to plain British English."""

from __future__ import annotations

from collections.abc import Sequence
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
    return f"{lead} in {area_name(shown.row(0, named=True))}: {sentences.listed(parts)}.".strip()


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
        return f"{low} in {sentences.listed([area_name(row) for row in ordered])}"
    return f"{low} in {area_name(least)} to {high} in {area_name(most)}"


def _absences(figures: pl.DataFrame) -> str:
    """Who has no figure and why, a sentence per area and reason."""
    missing = figures.filter(pl.col("value").is_null())
    named = {"what": [_what(row) for row in missing.to_dicts()], "area": [area_name(row) for row in missing.to_dicts()]}
    told = missing.with_columns(pl.Series(name, words, dtype=pl.String) for name, words in named.items())
    groups = told.group_by("area", "words", maintain_order=True).agg(pl.col("what"))
    return " ".join(_absence(area, words, titles) for area, words, titles in groups.rows())


def _absence(area: str, words: str, titles: list[str]) -> str:
    what = sentences.listed(titles)
    if words == sentences.NO_LIMIT:
        return f"{area} publishes no limit for {what}."
    return f"{sentences.capitalised(words)} in {area}: {what}."


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
        same: what is said when no two readings differ, without its full stop.
    """
    both = pairs.filter(pl.col("value").is_not_null() & pl.col("other_value").is_not_null())
    if both.is_empty():
        return "no share can be read both ways here."
    single = both.filter(pl.col("service_area") != ALL_AREAS)
    asked = both if single.is_empty() else single
    apart = (pl.col("value") - pl.col("other_value")).abs()
    row = asked.sort(apart, descending=True, maintain_order=True).row(0, named=True)
    if row["value"] == row["other_value"]:
        return f"{same}{_but_together(both, first, second)}."
    return f"the two readings lie furthest apart for {_what(row)} in {area_name(row)}: {_read(row, first, second)}."


def _but_together(both: pl.DataFrame, first: str, second: str) -> str:
    """That areas which are read one way alone part the readings of all areas together."""
    apart = both.filter(pl.col("value") != pl.col("other_value"))
    told = [f"{_what(row)} {_read(row, first, second)}" for row in apart.iter_rows(named=True)]
    return f" in each area, but not in all together: {sentences.listed(told)}" if told else ""


def _read(row: Row, first: str, second: str) -> str:
    return f"{sentences.share(row['value'])} {first}, {sentences.share(row['other_value'])} {second}"


def outstanding(counts: pl.DataFrame, totals: pl.DataFrame, when: str) -> str:
    """How many clocks are overdue and fall due soon, for each area, and by standard for one area alone.

    Args:
        counts: the counts by standard, ``value`` overdue and ``other_value`` due soon.
        totals: the same over all standards, one row per area.
        when: the day as a sentence says it.
    """
    told = [(row, _outstanding(row)) for row in totals.iter_rows(named=True)]
    return f"{each_area(when, told)}{_most_of_one_kind(counts)}"


def _most_of_one_kind(counts: pl.DataFrame) -> str:
    """The largest count of one standard and area; all areas together would only repeat it."""
    single = counts.filter(pl.col("service_area") != ALL_AREAS)
    asked = counts if single.is_empty() else single
    most = asked.filter(pl.col("value") > 0).sort("value", descending=True, maintain_order=True)
    if most.height <= 1:
        return ""
    row = most.row(0, named=True)
    return f" Most of one kind: {_what(row)} in {area_name(row)}, {sentences.count(row['value'])}."


def _outstanding(row: Row) -> str:
    if row["value"] is None and row["other_value"] is None:
        return str(row["words"])
    overdue = _told(row["value"], row["words"], "overdue")
    return f"{overdue}, {_told(row['other_value'], row['other_words'], 'due soon')}"


def _told(value: float | None, words: str, state: str) -> str:
    return f"{state} {words}" if value is None else f"{sentences.count(value)} {state}"


def _what(row: Row) -> str:
    """What a figure is of, inside a sentence."""
    return in_sentence(row["what"], row["breakdown"])


def each_area(when: str, told: Sequence[tuple[Row, str]]) -> str:
    """What is told of each area, by its row, in one sentence, such as ``On 31 March 2026, in Avon: none.``."""
    named = [(area_name(row), words) for row, words in told]
    if len(named) == 1:
        return f"{sentences.capitalised(when)}, in {named[0][0]}: {named[0][1]}."
    return f"{sentences.capitalised(when)}: {'; '.join(' '.join(one) for one in named)}."


def area_name(row: Row) -> str:
    """An area's name inside a sentence."""
    return "all areas" if row["service_area"] == ALL_AREAS else str(row["area"])
