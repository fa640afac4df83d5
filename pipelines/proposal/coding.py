"""Which code a delivered value stands for, how surely, and why. Only values that enough rows share are looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl
from rapidfuzz import fuzz

from expectations.extract import Column, ColumnType
from pipelines.ingest.personal_words import PERSONAL
from pipelines.ingest.shapes import ANY_VALUE, CHECKED, has_shape
from pipelines.ingest.spelling import alike, words_of
from pipelines.ingest.typed import typed
from pipelines.proposal.placing import Confidence
from pipelines.proposal.profile import Profile
from pipelines.proposal.vocabulary import vocabulary

_LONGEST = 60
"""A longer value is a text and no code."""
_PER_CENT = 100
_ANSWERS = (("true", "Yes"), ("false", "No"))
_CODED = (ColumnType.CODE, ColumnType.BOOLEAN, ColumnType.AREA)
_LETTER = 1


@dataclass(frozen=True)
class Meaning:
    """What a value stands for; ``code`` is blank for a blank cell, and None where nothing is proposed."""

    value: str
    code: str | None
    confidence: Confidence
    why: str


def meanings(
    column: Column, cells: Iterable[Profile], areas: Mapping[str, str], flags: Mapping[str, str]
) -> list[Meaning]:
    """What the values of a column that are not its codes stand for, most common first.

    Args:
        column: the contract's column.
        cells: the cells of the headings that stand for it.
        areas: the service areas' names by code.
        flags: what yes and no stand for, where the heading is one of yes or no; blank elsewhere.
    """
    if column.type not in _CODED:
        return []
    counted = _unknown(column, cells, areas)
    common = [value for value, rows in counted.most_common() if rows >= PERSONAL.least_rows_of_a_code]
    ranked = sorted(filter(_may_be_named, common), key=lambda value: (-counted[value], value))
    return [_meaning(column, value, areas, flags) for value in ranked]


def _unknown(column: Column, cells: Iterable[Profile], areas: Mapping[str, str]) -> Counter[str]:
    """How many rows have each value that is none of the column's; spellings that count as the same are counted once."""
    found: Counter[str] = Counter()
    first: dict[str, str] = {}
    for seen in cells:
        text = typed(column, pl.col(seen.cells.name))
        is_known = text.is_in(list(areas)) if column.type is ColumnType.AREA else text.is_not_null()
        values = seen.cells.to_frame().filter(~is_known.fill_null(False)).to_series()
        for value, rows in values.value_counts().sort(values.name).iter_rows():
            found[first.setdefault(alike(value), value)] += rows
    return found


def _may_be_named(value: str) -> bool:
    """Whether a value is short and has no shape of personal data; alone it may be a code, for enough rows share it."""
    shapes = [has_shape(kind, pl.lit(value)) for kind in (*ANY_VALUE, *CHECKED)]
    return len(value) <= _LONGEST and value.isprintable() and not pl.select(pl.any_horizontal(shapes)).item()


def _meaning(column: Column, value: str, areas: Mapping[str, str], flags: Mapping[str, str]) -> Meaning:
    said = _plain(value)
    answer = next((code for code, known in vocabulary().sure_values["boolean"].items() if said in known), None)
    if flags and answer:
        return Meaning(value, flags[answer], Confidence.LIKELY, "the heading is one of yes or no")
    if column.type is not ColumnType.AREA and said in vocabulary().unknown and not column.is_required:
        return Meaning(value, "", Confidence.SURE, "nothing is known")
    for confidence, known, why in (
        (Confidence.SURE, _known(column, areas, is_sure=True), "a known value"),
        (Confidence.LIKELY, _known(column, areas, is_sure=False), "a value that usually means it"),
    ):
        if said in known:
            return Meaning(value, known[said], confidence, why)
    return _similar(value, said, {**_known(column, areas, is_sure=False), **_known(column, areas, is_sure=True)})


def _plain(value: str) -> str:
    words = words_of(value.lower())
    is_counted = len(words) > 1 and len(words[0]) == _LETTER and ")" in value
    return " ".join(words[1:] if is_counted else words)


def _known(column: Column, areas: Mapping[str, str], is_sure: bool) -> dict[str, str]:
    """The code of each known value, as ``_plain`` spells it."""
    if column.type is ColumnType.AREA:
        return {_plain(spelled): code for code, name in areas.items() for spelled in (code, name) if is_sure}
    listed = vocabulary().sure_values if is_sure else vocabulary().likely_values
    name = "boolean" if column.type is ColumnType.BOOLEAN else column.name
    codes = _ANSWERS if column.type is ColumnType.BOOLEAN else column.codes
    own = {_plain(spelled): code for code, title in codes for spelled in (code, title) if is_sure}
    return own | {_plain(value): code for code, values in listed.get(name, {}).items() for value in values}


def _similar(value: str, said: str, known: Mapping[str, str]) -> Meaning:
    """The code of the most similar known value, unless another code's is about as near."""
    limits = vocabulary().thresholds
    best: dict[str, float] = {}
    for other, code in known.items():
        best[code] = max(best.get(code, 0.0), _likeness(said, other))
    ranked = sorted(best, key=lambda code: (-best[code], code))
    near = [code for code in ranked if best[code] >= max(limits.value_guess, best[ranked[0]] - limits.margin)]
    if len(near) != 1:
        told = f"nearest are {', '.join(near)}" if near else "nothing known is like it"
        return Meaning(value, None, Confidence.GUESS, told)
    confidence = Confidence.LIKELY if best[near[0]] >= limits.value_likely else Confidence.GUESS
    return Meaning(value, near[0], confidence, "like a known value")


def _likeness(one: str, other: str) -> float:
    opposite = vocabulary().negation
    if (set(one.split()) & opposite) != (set(other.split()) & opposite):
        return 0.0
    return max(fuzz.token_sort_ratio(one, other), _within(one, other)) / _PER_CENT


def _within(one: str, other: str) -> float:
    """As good as a guess where one says all that the other does and more, in words of some length."""
    words, others = set(one.split()), set(other.split())
    is_within = others <= words and max(map(len, others), default=0) > _LETTER
    return vocabulary().thresholds.value_guess * _PER_CENT if is_within else 0.0
