"""Figures of a pack that are not those of a warehouse, in words; what the warehouse does not know stands in quotes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from dashboard import breakdowns, relations, sentences
from dashboard.choice import Period
from dashboard.warehouse import Snapshot

NOW = "_now"
"""What the names of columns end with that tell what the warehouse has."""
_LONGEST = 40
_LARGEST = 10.0**12
"""No figure is nearly as large."""
_LIMITS = {"own": "own limits", "common": "common limits"}


@dataclass(frozen=True)
class Words:
    """What the codes of figures are called in a warehouse.

    Attributes:
        measures: title and unit of each measure.
        areas: the name of each service area.
        categories: the title of each category of each breakdown.
        symbols: what each symbol in the place of a figure is called.
    """

    measures: dict[str, tuple[str, str]]
    areas: dict[str, str]
    categories: dict[tuple[str, str], str]
    symbols: dict[str, str]


def words_of(warehouse: Snapshot) -> Words:
    """What the codes of figures are called."""
    categories = warehouse.frame("SELECT breakdown, category, title FROM warehouse.category").rows()
    return Words(
        {one: (title, unit) for one, title, unit in relations.measures(warehouse)["measure", "title", "unit"].rows()},
        relations.areas(warehouse),
        {(breakdown, category): title for breakdown, category, title in categories},
        dict(warehouse.frame("SELECT symbol, lower(title) FROM warehouse.symbol").rows()),
    )


def lines(differing: pl.DataFrame, words: Words, most: int) -> Iterator[str]:
    """How many figures differ, and a line for each of the first of them: whole ones first, then those of groups.

    Args:
        differing: what ``disagreements`` found; no line if nothing.
        words: what codes are called.
        most: of how many a line is given.
    """
    if not differing.height:
        return
    one = differing.height == 1
    first = f"; the first {most}, whole ones before those of groups" if differing.height > most else ""
    yield f"{differing.height:,} {'figure is' if one else 'figures are'} not the same{first}:"
    key = differing.columns[: differing.columns.index("numerator")]
    ordered = differing.sort(pl.col("category") != "", *key)
    for row in ordered.head(most).iter_rows(named=True):
        yield f"  {_name(row, words)}: {_change(row, words)}"


def _name(row: dict[str, Any], words: Words) -> str:
    """Of what a figure is, such as ``Targets achieved, Cornwall, Jan to Mar 2026, Sex: female``."""
    title, _ = words.measures.get(row["measure"], (_quoted(row["measure"]), ""))
    area = words.areas.get(row["service_area"]) or _quoted(row["service_area"])
    parts = [title, area, _LIMITS.get(row["yardstick"], ""), _period(row["period_kind"], row["period_start"])]
    if row["category"]:
        group = (row["breakdown"], row["category"])
        is_known = group in words.categories
        parts.append(
            f"{breakdowns.group_of(group[0])}: {words.categories[group]}"
            if is_known
            else ": ".join(_quoted(part) for part in group)
        )
    return ", ".join(part for part in parts if part)


def _period(kind: str, start: str) -> str:
    with suppress(ValueError, KeyError):
        return Period(kind, date.fromisoformat(start)).typed
    return f"{_quoted(kind)} {_quoted(start)}"


def _change(row: dict[str, Any], words: Words) -> str:
    """Both figures in as many digits as tell them apart."""
    _, unit = words.measures.get(row["measure"], ("", ""))
    for tell in (_told, _told_with_interval, _written):
        was, became = (tell(row, ending, unit, words) for ending in ("", NOW))
        if was != became:
            break
    return f"{was} in the pack, {became} in the warehouse"


def _told(row: dict[str, Any], ending: str, unit: str, words: Words) -> str:
    symbol = row[f"symbol{ending}"]
    if symbol is None:
        return "no such figure"
    if symbol:
        return f"[{symbol}] {words.symbols[symbol]}" if symbol in words.symbols else _quoted(symbol)
    value, part, whole = (_number(row[f"{name}{ending}"]) for name in ("value", "numerator", "denominator"))
    if value is None:
        return _quoted(row[f"value{ending}"])
    counts = [sentences.number(count) for count in (part, whole) if count is not None]
    if unit in sentences.SHARE_UNITS:
        return f"{sentences.exact_share(value)} ({' of '.join(counts)})" if counts else sentences.exact_share(value)
    return sentences.quantity(value, unit) if unit else sentences.number(value)


def _told_with_interval(row: dict[str, Any], ending: str, unit: str, words: Words) -> str:
    lower, upper = (_number(row[f"{name}{ending}"]) for name in ("lower", "upper"))
    told = _told(row, ending, unit, words)
    return told if lower is None or upper is None else f"{told}, {sentences.interval(lower, upper)}"


def _written(row: dict[str, Any], ending: str, *_: object) -> str:
    """A figure as it stands in the file, with all of its digits."""
    names = ("numerator", "denominator", "value", "lower", "upper", "symbol")
    return " ".join(f"{name} {_quoted(row[name + ending])}" for name in names if row[name + ending])


def _number(written: str | None) -> float | None:
    with suppress(ValueError, TypeError):
        number = float(written or "")
        return number if abs(number) < _LARGEST else None
    return None


def _quoted(written: str | None) -> str:
    """A text that may be anybody's, on one line and not too long."""
    text = written or ""
    return repr(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")
