"""How far the counts of a block can be from the true ones, by all equations and bounds together."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csc_array, hstack

from pipelines.protection.bounds import Flags, Floats, System, Whole
from pipelines.protection.freedom import Broken
from pipelines.protection.programme import cheapest

_REACH = 8.0
"""So far other worlds are looked for: programmes whose ends are near are solved sooner."""
_STEP, _SOME = 1 - 1e-6, 1e-4
_SHARE, _FEW = 0.1, 300
"""This share of the counts left is asked for at once, and no fewer than these: more get into each other's way."""
_IN_VAIN = 2
"""After so many programmes that found nothing the counts left are asked for one by one."""


class Distance:
    """Worlds in which counts differ from the true ones by one or more; fractions are numbers in them.

    A count that no such world differs in by one has no other whole number: whoever solves a linear programme for it
    knows it. That one does differ by one is no proof that a world of whole numbers does.
    """

    def __init__(self, system: System, true: Floats) -> None:
        """The equations as ``pipelines.protection.bounds`` has them, and a whole number for every count."""
        shape = (system.first.size - 1, true.size)
        self._sums = csc_array((system.sign.astype(np.float64), (system.equation, system.cell)), shape=shape)
        self._true = true
        self._chance = np.random.default_rng(0)
        self._least, self._most = np.zeros(true.size), np.zeros(true.size)

    def widen(self, lower: Floats, upper: Floats) -> None:
        """Take these bounds, none of them narrower than those before; an upper one may be ``inf``."""
        self._least = np.maximum(np.ceil(lower) - self._true, -_REACH)
        self._most = np.minimum(np.floor(upper) - self._true, _REACH)

    def told(self, among: Flags) -> Flags:
        """Those of some counts that differ by one in no world: first many are asked for at once, then each."""
        left, in_vain = among.copy(), 0
        while left.any() and in_vain < _IN_VAIN:
            before = left.sum()
            left &= np.abs(self._far(self._some(left))) < _STEP
            in_vain = in_vain + 1 if left.sum() == before else 0
        asked = left.copy()
        for cell in np.flatnonzero(left):
            for sign in (1.0, -1.0):
                if asked[cell]:
                    asked &= np.abs(self._far(np.array([cell]), np.array([sign]))) < _STEP
        return asked

    def broken(self, told: Flags, shown: Broken, reward: float) -> Whole:
        """The counts whose bounds are to be given up so that as many others as possible differ by one.

        Args:
            told: the counts that should differ.
            shown: the counts that may be given up.
            reward: what it is worth that one of ``told`` differs by one, where ``shown.price`` is that of one beyond.

        Returns:
            Some of ``shown.cell``, none if each is dearer than what it brings.
        """
        low = self._true[shown.cell] + self._least[shown.cell]
        falls = np.clip(low - shown.floor, 0, _REACH)
        # Of figures that would do alike one is to go, and not something of each.
        price = shown.price * self._chance.uniform(0.99, 1.01, shown.price.size)
        asked = np.flatnonzero(told)
        ways = self._ways(asked)
        way = np.zeros(told.size)
        way[asked] = ways
        # Some can go only once their own figure is gone: that way then brings the reward, and they do not go back.
        stuck = np.where(np.where(way > 0, self._most, -self._least) < 1, way, 0.0)[shown.cell]
        sums = self._sums[:, shown.cell]
        beyond = hstack([sums, -sums], format="csc")
        price = np.concatenate([price - reward * (stuck > 0), price - reward * (stuck < 0)])
        one_way = np.concatenate([stuck > 0, stuck < 0])
        most = np.concatenate([np.full(falls.size, _REACH), falls])
        most = np.where(np.tile(stuck == 0, 2), most, np.minimum(most, one_way))
        found = self._solved(asked, ways, reward, (beyond, price, most))
        rises, falls = np.split(found[-most.size :], 2)
        return np.unique(shown.cell[(rises > _SOME) | (falls > _SOME)])

    def _some(self, left: Flags) -> Whole:
        """Some of the counts left, picked by chance, in order."""
        every = np.flatnonzero(left)
        return np.sort(self._chance.choice(every, min(max(_FEW, int(every.size * _SHARE)), every.size), replace=False))

    def _far(self, asked: Whole, ways: Floats | None = None) -> Floats:
        """By how much every count differs in a world in which as many as possible of those asked for do, by one."""
        ways = self._ways(asked) if ways is None else ways
        found = self._solved(asked, ways, 1.0, (self._sums[:, :0], np.zeros(0), np.zeros(0)))
        size = self._true.size
        far: Floats = found[:size].copy()
        far[asked] += ways * found[size:]
        return far

    def _ways(self, asked: Whole) -> Floats:
        """Which way each is asked to go: the only one that it can, or one that chance picks."""
        by_chance, can_rise, can_fall = self._chance.choice([-1.0, 1.0], asked.size), self._most >= 1, self._least <= -1
        only = can_rise.astype(np.float64) - can_fall
        return np.where(only[asked] == 0, by_chance, only[asked])

    def _solved(self, asked: Whole, ways: Floats, reward: float, beside: tuple[csc_array, Floats, Floats]) -> Floats:
        """How far each count goes, each that is asked for beyond one, and what is beside them; nowhere if not found."""
        sums, price, end = beside
        least, most, cost = self._least.copy(), self._most.copy(), np.zeros(self._true.size)
        up = ways > 0
        beyond = np.maximum(np.where(up, most[asked], -least[asked]) - 1, 0)
        cost[asked] = -ways * reward * self._chance.uniform(0.9, 1.0, asked.size)
        most[asked[up]] = np.minimum(most[asked[up]], 1)
        least[asked[~up]] = np.maximum(least[asked[~up]], -1)
        turned = self._sums[:, asked].multiply(ways[None, :]).tocsc()
        found = cheapest(
            hstack([self._sums, turned, sums], format="csc"),
            np.concatenate([cost, np.zeros(asked.size), price]),
            np.concatenate([least, np.zeros(asked.size + end.size)]),
            np.concatenate([most, beyond, end]),
        )
        return np.zeros(cost.size + asked.size + end.size) if found is None else found
