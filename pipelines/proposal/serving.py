"""Which extracts a table serves: by its file's name, by its headings, and for want of a better one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from expectations import EXTRACTS
from expectations.extract import ColumnType, Extract
from pipelines.ingest.spelling import words_of
from pipelines.proposal.delivered import Delivered
from pipelines.proposal.filling import fill_places, share_referral
from pipelines.proposal.placing import Confidence, Place, place_headings
from pipelines.proposal.vocabulary import vocabulary

_LEAST_COVERAGE = 0.5
"""A table that has less of the columns that every row needs serves no extract by its headings."""


@dataclass(frozen=True)
class Serving:
    """A table that serves an extract.

    Attributes:
        delivered: the table.
        extract: the extract.
        confidence: how surely; ``CONTRACT`` where its file is named for it.
        why: a few words.
        places: its headings that stand for columns.
    """

    delivered: Delivered
    extract: Extract
    confidence: Confidence
    why: str
    places: tuple[Place, ...]


def servings(tables: Sequence[Delivered]) -> list[Serving]:
    """Every table with what it serves, in the contract's order of extracts; some serve two, some none."""
    found = [serving for table in tables if (serving := _best(table, _alone(table, tables)))]
    served = {serving.extract.name for serving in found}
    for extract in EXTRACTS:
        if extract.is_required and extract.name not in served:
            found.extend(_for_want_of_a_better(extract, tables))
    order = [extract.name for extract in EXTRACTS]
    filled = [_filled(one, found) for one in found]
    return sorted(filled, key=lambda one: (order.index(one.extract.name), one.delivered.table.file))


def _alone(table: Delivered, tables: Sequence[Delivered]) -> bool:
    return sum(other.path == table.path for other in tables) == 1


def _best(table: Delivered, is_alone: bool) -> Serving | None:
    """The extract that a table is of; a file of one table is believed its name."""
    if table.named_for and is_alone:
        return _named(table, table.named_for)
    tried = [_by_headings(table, extract) for extract in EXTRACTS]
    best = max(tried, key=lambda one: (_coverage(one), _named_so(one), _strength(one)))
    if _coverage(best) < _LEAST_COVERAGE:
        return None
    if table.named_for is best.extract:
        return _named(table, best.extract)
    return best if best.places else None


def _named(table: Delivered, extract: Extract) -> Serving:
    places = tuple(place_headings(table, extract))
    return Serving(table, extract, Confidence.CONTRACT, "its file is named for it", places)


def _by_headings(table: Delivered, extract: Extract) -> Serving:
    serving = Serving(table, extract, Confidence.LIKELY, "", tuple(place_headings(table, extract)))
    has, needs = _required(serving)
    confidence = Confidence.LIKELY if has == needs or _named_so(serving) else Confidence.GUESS
    by_name = "its name, and " if _named_so(serving) else ""
    return replace(serving, confidence=confidence, why=f"{by_name}{has} of the {needs} columns that every row needs")


def _required(serving: Serving) -> tuple[int, int]:
    """How many of the columns that every row needs there are, and how many are needed; a constant may be the area."""
    needed = {c.name for c in serving.extract.columns if c.is_required and c.type is not ColumnType.AREA}
    return len(needed & {place.column.name for place in serving.places}), len(needed)


def _coverage(serving: Serving) -> float:
    has, needs = _required(serving)
    return has / needs


def _strength(serving: Serving) -> int:
    return sum(place.confidence for place in serving.places)


def _named_so(serving: Serving) -> bool:
    expand = vocabulary().expand
    words = {expand.get(word, word) for word in words_of(serving.delivered.path.stem)}
    return bool(words & set(vocabulary().files[serving.extract.name]))


def _for_want_of_a_better(extract: Extract, tables: Sequence[Delivered]) -> list[Serving]:
    """The table that has all that a required extract needs, if it is guessed at; the one with most of it."""
    tried = [_filled(_by_headings(table, extract), ()) for table in tables]
    whole = sorted((one for one in tried if _coverage(one) >= 1), key=lambda one: -_strength(one))
    why = f"no other file has what {extract.name} needs"
    return [replace(one, confidence=Confidence.GUESS, why=why) for one in whole[:1]]


def _filled(serving: Serving, others: Sequence[Serving]) -> Serving:
    """With guesses for what is missing; and for the identifier of the referral, from the same table as referrals."""
    table, extract = serving.delivered, serving.extract
    same = [one for one in others if one.delivered is table and one.extract is EXTRACTS[0] and one is not serving]
    places = fill_places(table, extract, share_referral(serving.places, same[0].places if same else (), extract))
    return replace(serving, places=tuple(places))
