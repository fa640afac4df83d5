"""How far the counts of a block can be from the true ones, by all equations and bounds together."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.sparse import csc_array

from pipelines.protection.bounds import Flags, Floats, System, Whole
from pipelines.protection.programme import Columns, cheapest_of

_REACH = 8.0
"""So far other worlds are looked for: programmes whose ends are near are solved sooner."""
_STEP, _SOME = 1 - 1e-6, 1e-6
_BY_CHANCE = 0.25
"""How often chance picks the way of one that was asked before, so that those that conflict come apart."""


class Breakable(NamedTuple):
    """What may be suppressed to let others differ.

    Attributes:
        cell: the counts, each once.
        floor: the least that each can be once nothing shows it.
        price: what it costs to suppress all figures that show it.
    """

    cell: Whole
    floor: Floats
    price: Floats


NOTHING = Breakable(np.zeros(0, dtype=np.int64), np.zeros(0), np.zeros(0))


class World(NamedTuple):
    """A world, and what has to go so that it fits what is published.

    Attributes:
        far: by how much every count differs from the true one.
        given_up: the counts whose figures have to be suppressed.
        shadow: the shadow price of what bounds each count: how many more of those asked for would differ if it could
            be one further.
    """

    far: Floats
    given_up: Whole
    shadow: Floats

    @property
    def differs(self) -> Flags:
        """The counts that differ by one or more."""
        return np.abs(self.far) >= _STEP


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
        self._least, self._most, self._way = (np.zeros(true.size) for _ in range(3))

    def widen(self, lower: Floats, upper: Floats) -> None:
        """Take these bounds, none of them narrower than those before; an upper one may be ``inf``."""
        self._least = np.maximum(np.ceil(lower) - self._true, -_REACH)
        self._most = np.minimum(np.floor(upper) - self._true, _REACH)

    def beside(self, cells: Whole) -> Flags:
        """Which counts share an equation with one of these; those that are in any are among them."""
        found = np.zeros(self._true.size)
        found[cells] = 1
        sums = abs(self._sums)
        beside: Flags = sums.T @ (sums @ found) > 0
        return beside

    def world(
        self, cells: Whole, asked: Whole, base: Floats, breakable: Breakable = NOTHING, worth: float = 1.0
    ) -> World:
        """A world in which many of those asked for differ by one: mostly one way first, and then the other.

        Args:
            cells: the counts that may be others than in ``base``, in order.
            asked: those that should differ by one, some of ``cells``, in order.
            base: by how much every count differs in a world that fits what is published, which this one starts from.
            breakable: what may be given up, some of ``cells``.
            worth: what it is worth that one of ``asked`` differs, where ``breakable.price`` is what one costs.

        Returns:
            The world; ``base`` where none was found.
        """
        ways, here = self._ways(asked), base[cells]
        at = np.searchsorted(cells, asked)
        least, most = np.minimum(self._least[cells] - here, 0), np.maximum(self._most[cells] - here, 0)
        toward = np.where(ways > 0, most[at], -least[at])
        lacking = np.maximum(1 - ways * here[at], 0)
        paid = np.minimum(lacking, toward)
        reward = worth * self._chance.uniform(0.9, 1.0, asked.size)
        cost = np.zeros(cells.size)
        cost[at] = -ways * reward
        most[at], least[at] = np.where(ways > 0, paid, most[at]), np.where(ways > 0, least[at], -paid)
        beyond = Columns(self._sums[:, asked].multiply(ways[None, :]).tocsc(), 0.0, 0.0, toward - paid)
        over = self._over(breakable, asked, ways * (lacking - paid), reward)
        found = cheapest_of([Columns(self._sums[:, cells], cost, least, most), beyond, *over])
        shadow = np.zeros(self._true.size)
        if found is None:
            return World(base, NOTHING.cell, shadow)
        change, further, rises, sinks = found
        far = base.copy()
        far[cells] += change.far
        far[asked] += ways * further.far
        far[breakable.cell] += rises.far - sinks.far
        shadow[cells] = np.abs(change.shadow)
        # Those asked for that can go further than what is paid for are bounded where that ends.
        shadow[asked] = np.where(paid < toward, np.maximum(-further.shadow, 0), shadow[asked])
        return World(far, breakable.cell[(rises.far > _SOME) | (sinks.far > _SOME)], shadow / worth)

    def _over(self, breakable: Breakable, asked: Whole, stuck: Floats, reward: Floats) -> tuple[Columns, Columns]:
        """What may go up and down over its bounds; of those asked for, ``stuck`` is how far each has to.

        That way brings the reward, as it can go only once its own figure is gone, and it does not go back.
        """
        cell = breakable.cell
        has_to, brings = np.zeros(self._true.size), np.zeros(self._true.size)
        has_to[asked], brings[asked] = stuck, reward * (stuck != 0)
        has_to, brings = has_to[cell], brings[cell]
        # Of figures that would do alike one is to go, and not something of each.
        price = breakable.price * self._chance.uniform(0.99, 1.01, cell.size)
        falls = np.clip(self._true[cell] + self._least[cell] - breakable.floor, 0, _REACH)
        up, down = (np.where(has_to == 0, _REACH, np.maximum(sign * has_to, 0)) for sign in (1, -1))
        sums = self._sums[:, cell]
        return (
            Columns(sums, price - brings * (has_to > 0), 0.0, up),
            Columns(-sums, price - brings * (has_to < 0), 0.0, np.minimum(down, falls)),
        )

    def _ways(self, asked: Whole) -> Floats:
        """Which way each is asked to go: the only one that it can, else mostly not the one of last time."""
        by_chance = self._chance.choice([-1.0, 1.0], asked.size)
        is_first = (self._way[asked] == 0) | (self._chance.random(asked.size) < _BY_CHANCE)
        ways = np.where(is_first, by_chance, -self._way[asked])
        can_rise, can_fall = self._most[asked] >= 1, self._least[asked] <= -1
        ways = np.where(can_rise == can_fall, ways, np.where(can_rise, 1.0, -1.0))
        self._way[asked] = ways
        return ways
