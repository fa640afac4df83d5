"""Which counts of a large block can differ from the true ones, by all equations together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.sparse import csc_array, hstack
from scipy.sparse.linalg import lsmr

from pipelines.protection.bounds import Flags, Floats, System, Whole
from pipelines.protection.programme import cheapest

_PROBES = 2
_NEAR, _SOME, _HALF = 1e-9, 1e-4, 0.5


class Broken(NamedTuple):
    """What may be suppressed to let others move.

    Attributes:
        cell: the counts, each once.
        floor: the least that each can be once nothing shows it.
        price: what it costs to suppress all figures that show it.
    """

    cell: Whole
    floor: Floats
    price: Floats


class _Columns(NamedTuple):
    """Columns of a programme: what each moves, what it costs, and how far it may go."""

    sums: csc_array
    cost: Floats | float
    least: Floats | float
    most: float


class Freedom:
    """In which directions the counts of a block can go from the true ones.

    A direction is a change of every count, so that all equations go on to hold, and that no count goes down that is at
    its lower bound, or up at its upper. Of how far it can go nothing is said. A count that no direction changes has one
    number alone that fits what is published: whoever solves linear programmes knows it. What is found to move stays so
    when bounds are widened.
    """

    def __init__(self, system: System, true: Floats) -> None:
        """The equations as ``pipelines.protection.bounds`` has them, and a whole number for every count."""
        shape = (system.first.size - 1, true.size)
        self._sums = csc_array((system.sign.astype(np.float64), (system.equation, system.cell)), shape=shape)
        self._true = true
        self._chance = np.random.default_rng(0)
        self._moves, self._falls, self._rises = (np.zeros(true.size, dtype=np.bool_) for _ in range(3))

    def widen(self, lower: Floats, upper: Floats) -> None:
        """Take these bounds, none of them narrower than those before; an upper one may be ``inf``."""
        self._falls, self._rises = self._true - np.ceil(lower) >= 1, np.floor(upper) - self._true >= 1
        self._moves |= self._falls & self._rises

    def look(self, cells: Whole) -> None:
        """Find all that can move among some counts while every other stays, by one linear programme."""
        cells = cells[self._moves[cells] | self._falls[cells] | self._rises[cells]]
        one_way, free = cells[~self._moves[cells]], cells[self._moves[cells]]
        if one_way.size:
            toward = self._toward(one_way)
            first, *_ = _cheapest(
                [
                    _Columns(toward, -1.0, 0.0, 1.0),
                    _Columns(toward, 0.0, 0.0, np.inf),
                    _Columns(self._sums[:, free], 0.0, -np.inf, np.inf),
                ]
            )
            self._moves[one_way[first > _HALF]] = True

    def fixed(self) -> Flags:
        """The counts that no direction changes, once all were looked at together.

        Those that move one way or both span a space; a direction in it that chance picks changes each that any changes.
        """
        moving = np.flatnonzero(self._moves)
        sums = self._sums[:, moving]
        is_fixed = np.ones(self._true.size, dtype=np.bool_)
        for _ in range(_PROBES if moving.size else 0):
            probe = self._chance.normal(size=moving.size)
            change = probe - sums.T @ lsmr(sums.T, probe, atol=1e-15, btol=1e-15, conlim=0)[0]
            is_fixed[moving[np.abs(change) > _NEAR]] = False
        return is_fixed

    def broken(self, told: Flags, shown: Broken, reward: float) -> tuple[Whole, Whole]:
        """The counts whose bounds are to be given up so that as many others as possible come to move.

        Args:
            told: the counts that should move.
            shown: the counts that may be given up.
            reward: what it is worth that one of ``told`` moves as far as one that is given up.

        Returns:
            Some of ``shown.cell``, none if each is dearer than what it brings; and those of ``told`` that move then.
        """
        can_move = self._moves | self._falls | self._rises
        asked, others = np.flatnonzero(told & can_move), np.flatnonzero(~told & can_move)
        toward, back = self._toward(asked), np.where(self._moves[asked], -np.inf, 0.0)
        stays = ~self._moves[shown.cell]
        up = np.flatnonzero(stays & ~self._rises[shown.cell])
        down = np.flatnonzero(stays & ~self._falls[shown.cell] & (self._true[shown.cell] > shown.floor))
        # Of figures that would do alike one is to go, and not something of each.
        price = shown.price * self._chance.uniform(0.99, 1.01, shown.price.size)
        worth = -reward * self._chance.uniform(0.9, 1.0, asked.size)
        # Of one that may go either way, the other way costs what this one brings: there and back is worth nothing.
        _, _, first, _, rises, falls = _cheapest(
            [
                _Columns(self._sums[:, others[self._moves[others]]], 0.0, -np.inf, np.inf),
                _Columns(self._toward(others[~self._moves[others]]), 0.0, 0.0, np.inf),
                _Columns(toward, worth, back, 1.0),
                _Columns(toward, 0.0, 0.0, np.inf),
                _Columns(self._sums[:, shown.cell[up]], price[up], 0.0, np.inf),
                _Columns(-self._sums[:, shown.cell[down]], price[down], 0.0, np.inf),
            ]
        )
        given_up = np.union1d(shown.cell[up[rises > _SOME]], shown.cell[down[falls > _SOME]])
        return given_up, asked[first > _HALF]

    def _toward(self, cells: Whole) -> csc_array:
        """The sums of some counts, each signed by the way that it can go; where both ways, chance picks one."""
        by_chance = self._chance.choice([-1.0, 1.0], cells.size)
        sign = np.where(self._moves[cells], by_chance, np.where(self._rises[cells], 1.0, -1.0))
        return self._sums[:, cells].multiply(sign[None, :]).tocsc()


def _cheapest(columns: Sequence[_Columns]) -> list[Floats]:
    """How far each column goes where all together cost least and no sum changes; nowhere where that is not found."""
    sizes = [part.sums.shape[1] for part in columns]
    sums = hstack([part.sums for part in columns], format="csc")
    cost, least, most = (
        np.concatenate([np.broadcast_to(end, size) for end, size in zip(ends, sizes, strict=True)])
        for ends in zip(*((part.cost, part.least, part.most) for part in columns), strict=True)
    )
    found = cheapest(sums, cost, least, most)
    return np.split(np.zeros(cost.size) if found is None else found, np.cumsum(sizes)[:-1])
