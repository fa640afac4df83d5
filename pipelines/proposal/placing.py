"""Which heading of a table stands for which column of an extract, how surely, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from expectations.extract import Column, ColumnType, Extract
from pipelines.ingest.personal_headings import personal_heading
from pipelines.ingest.spelling import alike
from pipelines.proposal.delivered import Delivered
from pipelines.proposal.profile import Fit, fit
from pipelines.proposal.vocabulary import vocabulary
from pipelines.proposal.wording import is_same, likeness, words_that_count

_OF_YES_OR_NO = "a known heading of yes or no"
_DATED = (ColumnType.DATE, ColumnType.MONTH)


class Confidence(IntEnum):
    """How surely a line is right."""

    GUESS = 1
    LIKELY = 2
    SURE = 3
    CONTRACT = 4
    """The contract's own name, which needs no line."""


@dataclass(frozen=True)
class Place:
    """A heading that stands for a column.

    Attributes:
        position: the heading's, in its table.
        column: the contract's column.
        confidence: how surely.
        why: a few words.
        likeness: how alike the heading is to what is known of the column; orders places of one confidence.
    """

    position: int
    column: Column
    confidence: Confidence
    why: str
    likeness: float = 1.0


_Found = tuple[Confidence, str, float]
"""How surely a heading means a column, why, and how alike they are."""


def candidates(delivered: Delivered, extract: Extract) -> list[Place]:
    """All headings with the columns that they may stand for, best first."""
    found = [
        place
        for position, heading in delivered.headings.items()
        if not personal_heading(heading)
        for column in extract.columns
        if (place := _candidate(delivered, extract, position, heading, column))
    ]
    return sorted(found, key=lambda place: (-place.confidence, -place.likeness, place.position))


def place_headings(delivered: Delivered, extract: Extract) -> list[Place]:
    """The best column for each heading and the best heading for each column; at most one of each."""
    found = candidates(delivered, extract)
    placed: list[Place] = []
    for place in found:
        taken = {one.column.name for one in placed}
        if place.column.name in taken or any(one.position == place.position for one in placed):
            continue
        rivals = [one for one in found if one.column.name not in taken and _rivals(one, place)]
        if place.confidence is not Confidence.GUESS or not rivals:
            placed.append(_unless_contested(place, rivals))
    return placed


def _rivals(one: Place, other: Place) -> bool:
    """Whether the two claim the same heading or column, about as well."""
    is_same_claim = (one.position == other.position) != (one.column.name == other.column.name)
    is_close = one.likeness >= other.likeness - vocabulary().thresholds.margin
    return is_same_claim and is_close and one.confidence >= min(other.confidence, Confidence.LIKELY)


def _unless_contested(place: Place, rivals: list[Place]) -> Place:
    if not rivals or place.confidence is Confidence.CONTRACT:
        return place
    lower = Confidence(place.confidence - 1)
    return Place(place.position, place.column, lower, f"{place.why}, but another is about as near", place.likeness)


def _candidate(delivered: Delivered, extract: Extract, position: int, heading: str, column: Column) -> Place | None:
    if alike(heading) == column.name:
        return Place(position, column, Confidence.CONTRACT, "the contract's own name")
    fitting = fit(delivered.profiles[position], column, column.name in extract.key[1:])
    found = next(_known(extract, heading, column), None) or _similar(extract, heading, column)
    if found is None or fitting is Fit.AGAINST:
        return None
    return _weighed(position, column, found, fitting)


def _weighed(position: int, column: Column, found: _Found, fitting: Fit) -> Place | None:
    """The place as its cells bear it out or speak against it."""
    confidence, why, alikeness = found
    if fitting is Fit.DOUBTFUL and why != _OF_YES_OR_NO:
        if confidence is Confidence.GUESS:
            return None
        confidence, why = Confidence(confidence - 1), f"{why}, but many cells are not what the column holds"
    elif fitting is Fit.FITTING:
        why = f"{why}, and the cells are such"
    return Place(position, column, confidence, why, alikeness)


def _known(extract: Extract, heading: str, column: Column) -> Iterator[_Found]:
    words, subject = words_that_count(heading), vocabulary().subjects[extract.name]
    for confidence, headings, why in (
        (Confidence.SURE, _sure(extract, column), "a known heading"),
        (Confidence.LIKELY, _listed(extract, column, is_sure=False), "a heading that usually means it"),
        (Confidence.LIKELY, _flags(extract, column), _OF_YES_OR_NO),
    ):
        if any(is_same(words, words_that_count(known), subject) for known in headings):
            yield confidence, why, 1.0


def _sure(extract: Extract, column: Column) -> list[str]:
    """The column's own name counts unless another spelling of its words is known to be doubtful."""
    doubtful = map(words_that_count, _listed(extract, column, is_sure=False))
    own = [] if words_that_count(column.name) in doubtful else [column.name]
    return [*own, *_listed(extract, column, is_sure=True)]


def _listed(extract: Extract, column: Column, is_sure: bool) -> list[str]:
    listed = vocabulary().sure if is_sure else vocabulary().likely
    return listed[extract.name].get(column.name, [])


def _flags(extract: Extract, column: Column) -> list[str]:
    flags = [flag for flag in vocabulary().flags if (flag.extract, flag.column) == (extract.name, column.name)]
    return [heading for flag in flags for heading in flag.headings]


def _similar(extract: Extract, heading: str, column: Column) -> _Found | None:
    words, subject, limits = words_that_count(heading), vocabulary().subjects[extract.name], vocabulary().thresholds
    known = [column.name, *_listed(extract, column, is_sure=True), *_listed(extract, column, is_sure=False)]
    apart = [found for one in known if not _is_of_another_kind(words, found := words_that_count(one), column)]
    best = max((likeness(words, one, subject) for one in apart), default=0.0)
    if best < limits.guess:
        return None
    confidence = Confidence.LIKELY if best >= limits.likely else Confidence.GUESS
    return confidence, "like a known heading", best


def _is_of_another_kind(words: frozenset[str], known: frozenset[str], column: Column) -> bool:
    """Whether the heading says that it is a date, a month or an identifier where the column is none."""
    said = words - known
    return bool(
        ("date" in said and column.type not in _DATED)
        or ("month" in said and column.type is not ColumnType.MONTH)
        or ("id" in said and column.type is not ColumnType.TEXT)
    )
