"""Chance, made only of ``random.Random.random``: the one generator whose numbers Python promises never to change."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Draw:
    """A stream of draws; the same seed gives the same stream on every machine.

    Args:
        seed: any text; streams of different seeds are independent.
    """

    def __init__(self, seed: str) -> None:
        self._next = Random(seed).random

    def chance(self, probability: float) -> bool:
        """True with this probability."""
        return self._next() < probability

    def between(self, least: float, most: float) -> float:
        """A number, every one as likely as the next."""
        return least + self._next() * (most - least)

    def whole(self, least: int, most: int) -> int:
        """A whole number, both ends included, every one as likely as the next."""
        return least + int(self._next() * (most - least + 1))

    def wait(self, mean: float) -> float:
        """A duration around ``mean``, never negative, with the long tail that waits have (Erlang, two stages)."""
        return -mean / 2 * math.log((1 - self._next()) * (1 - self._next()))

    def pick(self, weights: Mapping[str, float]) -> str:
        """One of the keys, as likely as its share of all weights."""
        left = self._next() * sum(weights.values())
        for key, weight in weights.items():
            left -= weight
            if left < 0:
                return key
        return key

    def some(self, items: Sequence[T], number: int) -> list[T]:
        """``number`` different items, in the order in which they were given."""
        ranked = sorted((self._next(), position) for position in range(len(items)))
        return [items[position] for position in sorted(position for _, position in ranked[:number])]
