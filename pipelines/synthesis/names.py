"""How what is drawn as numbers is written in an extract: codes, pseudonyms, days, and cells left blank."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from pipelines.synthesis.draw import Flag, Whole

POSITION = "position"
"""The column that says to which of a batch's referrals a row belongs, until it is given their identifiers."""
_NUMBER_DIGITS = 7
_WORKER_DIGITS = 4


def names_of(titled: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """The codes of a list of the contract, without their titles."""
    return tuple(code for code, _ in titled)


def coded(titled: Sequence[tuple[str, str]], positions: Whole) -> pl.Series:
    """Positions in a list of the contract as its codes."""
    return pl.Series(names_of(titled), dtype=pl.String).gather(positions)


def pseudonyms(prefix: str, letter: str, numbers: Whole) -> pl.Series:
    """Numbers as identifiers, in whose order they stand as long as they have no more than seven digits."""
    return _pseudonyms(prefix, letter, numbers, _NUMBER_DIGITS)


def workers(prefix: str, numbers: Whole) -> pl.Series:
    """Workers' numbers as identifiers."""
    return _pseudonyms(prefix, "W", numbers, _WORKER_DIGITS)


def days(numbers: Whole) -> pl.Series:
    """Numbers of days as dates."""
    return pl.Series(numbers.astype(np.int32)).cast(pl.Date)


def where(is_known: Flag, cells: pl.Series) -> pl.Series:
    """The cells, blank where they are not known."""
    return pl.select(pl.when(pl.Series(is_known, dtype=pl.Boolean)).then(cells)).to_series()


def _pseudonyms(prefix: str, letter: str, numbers: Whole, digits: int) -> pl.Series:
    padded = pl.Series(numbers, dtype=pl.Int64).cast(pl.String).str.zfill(digits)
    return pl.select(pl.format(f"{prefix}-{letter}-{{}}", padded)).to_series()
