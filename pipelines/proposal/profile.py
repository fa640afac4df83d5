"""What the cells of a column look like, counted; and whether a column of the contract could hold them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property

import polars as pl

from expectations.extract import Column, ColumnType
from pipelines.ingest.personal_words import PERSONAL
from pipelines.ingest.shapes import ANY_VALUE, CHECKED, has_shape, is_valid
from pipelines.ingest.typed import typed
from pipelines.proposal.vocabulary import vocabulary

_CODES_AT_MOST = 60
"""A column with more different values is none of codes."""
_BOOLEAN = Column("answer", ColumnType.BOOLEAN, "")
_DAY = Column("day", ColumnType.DATE, "")
_HALF = 0.5


class Fit(IntEnum):
    """How well cells go with a column, from not at all to entirely; blank ones say nothing against it."""

    AGAINST = 0
    DOUBTFUL = 1
    BLANK = 2
    FITTING = 3


@dataclass(frozen=True)
class Profile:
    """What a column's cells look like; what is asked of them for many columns is counted once.

    Attributes:
        cells: the cells that are filled, as text.
        rows: how many rows there are.
        different: how many different values there are.
        days: the share of the filled cells that have the shape of a date, readable or not.
        answers: the share that are yes or no, in any spelling of the contract.
    """

    cells: pl.Series
    rows: int
    different: int
    days: float
    answers: float
    _shares: dict[Column, float] = field(default_factory=dict, repr=False, compare=False)

    @property
    def is_unique(self) -> bool:
        """Whether every row has a value of its own."""
        return bool(self.rows) and self.different == self.rows

    def share(self, column: Column) -> float:
        """The share of the filled cells that the column can hold as they are."""
        if column not in self._shares:
            self._shares[column] = _share(self.cells, typed(column, pl.col(self.cells.name)).is_not_null())
        return self._shares[column]

    @cached_property
    def numbers(self) -> float:
        """The share of the filled cells that are numbers."""
        return _share(self.cells, pl.col(self.cells.name).cast(pl.Float64, strict=False).is_not_null())

    @cached_property
    def is_prose(self) -> bool:
        """Whether the cells are texts of several words, as no pseudonym is."""
        return _share(self.cells, pl.col(self.cells.name).str.contains(r"\S\s+\S+\s+\S")) >= _HALF

    @cached_property
    def personal_shapes(self) -> tuple[str, ...]:
        """The kinds of personal data that cells have the shape of; numbers count if their check digits are right."""
        text = pl.col(self.cells.name)
        any_value = {kind: has_shape(kind, text).any() for kind in ANY_VALUE}
        checked = {kind: is_valid(kind, text).sum() >= PERSONAL.least_values for kind in CHECKED}
        asked = [is_so.fill_null(False).alias(kind) for kind, is_so in (any_value | checked).items()]
        found = self.cells.to_frame().select(asked).row(0, named=True) if len(self.cells) else {}
        return tuple(kind for kind, is_so in found.items() if is_so)


def profile(cells: pl.Series) -> Profile:
    """Count what a column's cells look like.

    Args:
        cells: text, blank ones NULL.
    """
    filled = cells.drop_nulls()
    text = pl.col(filled.name)
    days = _share(filled, has_shape("date", text) | typed(_DAY, text).is_not_null())
    answers = _share(filled, typed(_BOOLEAN, text).is_not_null())
    return Profile(filled, len(cells), filled.n_unique(), days, answers)


def _share(cells: pl.Series, is_so: pl.Expr) -> float:
    found = cells.to_frame().select(is_so.fill_null(False).mean()).item() if len(cells) else None
    return float(found or 0)


def fit(seen: Profile, column: Column, is_own_key: bool) -> Fit:
    """How well the cells go with a column.

    Args:
        seen: the cells.
        column: the column.
        is_own_key: whether the column names the row, so that no two rows may share a value.
    """
    if not len(seen.cells):
        return Fit.BLANK
    if column.type is ColumnType.TEXT:
        return _text_fit(seen, is_own_key)
    if column.type is ColumnType.DATE:
        return _grade(seen.days, seen.share(column))
    if column.type in (ColumnType.CODE, ColumnType.AREA):
        return _code_fit(seen, column)
    if column.type is ColumnType.BOOLEAN:
        return Fit.FITTING if _is_enough(seen.answers) else _code_fit(seen, column)
    return _grade(seen.days if column.type is ColumnType.MONTH else seen.numbers, seen.share(column))


def _is_enough(share: float) -> bool:
    return share >= vocabulary().thresholds.fitting


def _grade(shaped: float, readable: float) -> Fit:
    """Cells that are readable fit; those that only have the shape may be of the column and badly written."""
    if _is_enough(readable):
        return Fit.FITTING
    return Fit.DOUBTFUL if max(shaped, readable) >= _HALF else Fit.AGAINST


def _text_fit(seen: Profile, is_own_key: bool) -> Fit:
    if seen.days >= _HALF or (is_own_key and seen.different < len(seen.cells) * _HALF):
        return Fit.AGAINST
    if is_own_key and not _is_enough(seen.different / len(seen.cells)):
        return Fit.DOUBTFUL
    return Fit.DOUBTFUL if seen.is_prose else Fit.FITTING


def _code_fit(seen: Profile, column: Column) -> Fit:
    readable = seen.share(column)
    if column.type is not ColumnType.AREA and _is_enough(readable):
        return Fit.FITTING
    if seen.days >= _HALF or seen.different > min(_CODES_AT_MOST, max(1, len(seen.cells))):
        return Fit.AGAINST
    is_mistaken = _is_enough(seen.answers) and not readable
    return Fit.DOUBTFUL if is_mistaken else Fit.FITTING
