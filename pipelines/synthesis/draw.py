"""Chance, made only of a bit generator's raw numbers: of those alone does NumPy promise that they never change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

Whole = npt.NDArray[np.int64]
"""Whole numbers: counts, positions, or days counted from NumPy's day 0."""
Share = npt.NDArray[np.float64]
Flag = npt.NDArray[np.bool_]

_BITS_TOO_MANY = np.uint64(11)
_OF_A_FRACTION = 2.0**-53
"""A raw number has 64 bits, and a fraction 53."""


class Draw:
    """A stream of draws, many at a time; the same seed gives the same stream on every machine.

    Args:
        seed: any text; streams of different seeds are independent.
    """

    def __init__(self, seed: str) -> None:
        self._raw = np.random.PCG64(np.random.SeedSequence(list(seed.encode()))).random_raw

    def shares(self, number: int) -> Share:
        """Numbers from 0 to just below 1, every one as likely as the next."""
        raw: npt.NDArray[np.uint64] = self._raw(number)
        return (raw >> _BITS_TOO_MANY).astype(np.float64) * _OF_A_FRACTION

    def chance(self, probability: float | Share, number: int) -> Flag:
        """True with this probability, or each with its own."""
        return self.shares(number) < probability

    def between(self, least: float, most: float, number: int) -> Share:
        """Numbers, every one as likely as the next."""
        return least + self.shares(number) * (most - least)

    def whole(self, least: int, most: int, number: int) -> Whole:
        """Whole numbers, both ends included, every one as likely as the next."""
        return least + (self.shares(number) * (most - least + 1)).astype(np.int64)

    def wait(self, mean: float | Share, number: int) -> Share:
        """Durations around ``mean``, never negative, with the long tail that waits have (Erlang, two stages)."""
        first, second = self.shares(number), self.shares(number)
        return np.asarray(mean) / -2 * np.log((1 - first) * (1 - second))

    def pick(self, weights: Mapping[str, float], codes: Sequence[str], number: int) -> Whole:
        """Positions in ``codes``, each as likely as its code's share of all weights."""
        positions = np.array([codes.index(code) for code in weights], dtype=np.int64)
        return positions[self._drawn(weights, number)]

    def pick_number(self, weights: Mapping[str, float], number: int) -> Whole:
        """Some of the keys, which are whole numbers, each as likely as its share of all weights."""
        return np.array([int(key) for key in weights], dtype=np.int64)[self._drawn(weights, number)]

    def some(self, items: int, numbers: Whole) -> Flag:
        """For each of ``numbers`` a row of ``items`` flags of which so many are true, all choices being as likely."""
        drawn = self.shares(len(numbers) * items).reshape(len(numbers), items)
        ranks = drawn.argsort(axis=1).argsort(axis=1)
        return ranks < numbers[:, None]

    def _drawn(self, weights: Mapping[str, float], number: int) -> Whole:
        reached = np.cumsum(list(weights.values()))
        drawn = np.searchsorted(reached, self.shares(number) * reached[-1], side="right")
        return np.asarray(np.minimum(drawn, len(reached) - 1), dtype=np.int64)
