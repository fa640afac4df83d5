"""What no heading says: required columns of which only one heading can be meant, and codes told by their cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import polars as pl

from expectations.extract import Column, ColumnType, Extract
from pipelines.ingest.personal_headings import personal_heading
from pipelines.ingest.typed import typed
from pipelines.proposal.delivered import Delivered
from pipelines.proposal.placing import Confidence, Place
from pipelines.proposal.profile import Fit, Profile, fit
from pipelines.proposal.vocabulary import vocabulary
from pipelines.proposal.wording import words_that_count

_REFERRAL = "referral_id"
_ONLY_ONE = "the only heading left that can be it"


def fill_places(delivered: Delivered, extract: Extract, placed: Sequence[Place]) -> list[Place]:
    """The places, and guesses for what is still missing."""
    found = list(placed)
    for column in _missing(extract, found):
        if column.type in (ColumnType.TEXT, ColumnType.DATE):
            found.extend(_only_one(delivered, extract, found, column))
    for position, seen in _left(delivered, found):
        found.extend(_by_cells(extract, found, position, seen))
    return found


def _missing(extract: Extract, placed: Sequence[Place]) -> list[Column]:
    given = {place.column.name for place in placed}
    return [column for column in extract.columns if column.is_required and column.name not in given]


def _left(delivered: Delivered, placed: Sequence[Place]) -> Iterator[tuple[int, Profile]]:
    """The columns that have cells and stand for nothing yet."""
    taken = {place.position for place in placed}
    for position, heading in delivered.headings.items():
        if position not in taken and len(delivered.profiles[position].cells) and not personal_heading(heading):
            yield position, delivered.profiles[position]


def _only_one(delivered: Delivered, extract: Extract, placed: Sequence[Place], column: Column) -> Iterator[Place]:
    """The one heading left whose cells can be a required date, or the identifier that names the row."""
    fitting = [at for at, seen in _left(delivered, placed) if _can_be(delivered, extract, column, at, seen)]
    if len(fitting) == 1:
        yield Place(fitting[0], column, Confidence.GUESS, _ONLY_ONE, 0.0)


def _can_be(delivered: Delivered, extract: Extract, column: Column, position: int, seen: Profile) -> bool:
    if column.type is ColumnType.DATE:
        return fit(seen, column, is_own_key=False) is Fit.FITTING
    is_named_so = "id" in words_that_count(delivered.headings[position])
    is_key = column.name in extract.key[1:] and column.name == extract.key[-1]
    return is_named_so and is_key and seen.is_unique and fit(seen, column, is_own_key=True) is Fit.FITTING


def _by_cells(extract: Extract, placed: Sequence[Place], position: int, seen: Profile) -> Iterator[Place]:
    """The one column that is missing whose codes the cells are; two different ones at least."""
    given = {place.column.name for place in placed}
    codes = [column for column in extract.columns if column.type is ColumnType.CODE and column.name not in given]
    fitting = [column for column in codes if _agrees(seen, column)]
    if len(fitting) == 1:
        yield Place(position, fitting[0], Confidence.GUESS, "its cells are this column's codes", 0.0)


def _agrees(seen: Profile, column: Column) -> bool:
    code = typed(column, pl.col(seen.cells.name))
    different = seen.cells.to_frame().select(code.drop_nulls().n_unique()).item()
    return different > 1 and seen.share(column) >= vocabulary().thresholds.agreeing


def share_referral(placed: Sequence[Place], referrals: Sequence[Place], columns: Extract) -> list[Place]:
    """The places, with the referral's identifier taken from where the same table as referrals has it."""
    is_given = any(place.column.name == _REFERRAL for place in placed)
    own = next((place for place in referrals if place.column.name == _REFERRAL), None)
    if is_given or own is None or not any(column.name == _REFERRAL for column in columns.columns):
        return list(placed)
    why = "the same file serves as referrals and has it there"
    return [*placed, replace(own, column=columns.column(_REFERRAL), confidence=Confidence.GUESS, why=why)]
