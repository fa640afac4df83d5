"""Other worlds than the true one, in which every published figure would be the same.

A world is one whole number for each count, so that every bound and equation of ``tests.twins.attacker`` holds. If one
differs from the truth in a count, nobody can prove that count, by whatever method. Worlds are looked for a part at a
time: the counts of one breakdown move and all others stay, or wholes move and each breakdown after them. What stays
has the number that it has in a world already, so what is found is a world of all equations together; each is checked.

For what no world was found for, points that are not whole are asked for: such a count no linear programme can tell. A
count with neither is asked for by itself, each way; what no point takes one away from the truth is provable.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds as Box
from scipy.optimize import LinearConstraint, milp
from scipy.sparse import csr_array, diags_array, hstack

from tests.twins.attacker.known import Count, Known
from tests.twins.points import cheapest_point
from tests.twins.programme import SMALL

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_CATEGORIES = 4
"""So many categories of a breakdown move at a time."""
_REACH = 2.0
"""How far a count moves in one step."""
_POINT_REACH = 6.0
"""How far from the truth points that are not whole are looked for."""
_NEAR = 1e-6
_AT_ONCE = [0.1, 0.3, 0.3, 1.0]
"""Which share of those that are left is asked for at once: where many are, they get into each other's way."""
_FEW = 20
"""So few newly found, and the next search begins."""
_QUICKLY = {"mip_rel_gap": 0.5, "node_limit": 1, "time_limit": 10}
_SPARSELY = {"mip_rel_gap": 0.3, "node_limit": 20, "time_limit": 10}


@dataclass(frozen=True)
class Efforts:
    """How long to search: by counting, and ten seconds at most for a single programme.

    Attributes:
        turns: so often every breakdown is moved, before the wholes and after.
        tries: so many wholes are moved.
        points: after so many points in a row where nothing new differs each count is asked for by itself.
    """

    turns: int
    tries: int
    points: int


@dataclass(frozen=True)
class Found:
    """What a search came to.

    Attributes:
        small: how many counts of one to nine there are.
        only_points: how many differ in no world that was found, but at a point that is not whole.
        told: those that differ nowhere, and what they are; each was asked for by itself, both ways.
    """

    small: int
    only_points: int
    told: dict[Count, int]


class Search:
    """The worlds that were found, from the true one on.

    Attributes:
        left: the counts from one to nine that are the same in all of them.
    """

    def __init__(self, known: Known, true: Floats) -> None:
        rows = [row for row, terms in enumerate(known.equations) for _ in terms]
        cells = [cell for terms in known.equations for cell, _ in terms]
        signs = [float(sign) for terms in known.equations for _, sign in terms]
        self._names = list(known.number)
        self._sums = csr_array((signs, (rows, cells)), shape=(len(known.equations), true.size))
        self._lower, self._upper = np.array(known.lower), np.array(known.upper)
        self._true, self._world = true, true.copy()
        self.left: Flags = (true >= SMALL[0]) & (true <= SMALL[1])
        self._chance = np.random.default_rng(1)
        self._visit(true)

    def found(self, efforts: Efforts) -> Found:
        """Search for worlds, and for points where there are none."""
        small = int(self.left.sum())
        self._turn(efforts.turns)
        self._move_wholes(efforts.tries)
        self._turn(efforts.turns)
        without_world = int(self.left.sum())
        self._ask_for_points(efforts.points)
        self._ask_alone()
        told = {self._names[cell]: int(self._true[cell]) for cell in np.flatnonzero(self.left)}
        return Found(small, without_world - len(told), told)

    @cached_property
    def _layers(self) -> dict[tuple[str, str], tuple[Whole, csr_array]]:
        """For each yardstick and breakdown its counts, and the equations: of wholes those of wholes alone."""
        of: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for cell, (_, place) in enumerate(self._names):
            of[place[0], place[4]].append(cell)
        found, sizes = {}, np.diff(self._sums.indptr)
        for layer, cells in sorted(of.items()):
            inside = np.zeros(self._true.size)
            inside[cells] = 1.0
            terms = abs(self._sums) @ inside
            rows = np.flatnonzero(terms == sizes) if layer[1] == "none" else np.flatnonzero(terms)
            found[layer] = (np.array(cells), self._sums[rows])
        return found

    @cached_property
    def _place(self) -> tuple[npt.NDArray[np.str_], npt.NDArray[np.str_]]:
        """Service area and category of every count."""
        return np.array([place[1] for _, place in self._names]), np.array([place[5] for _, place in self._names])

    def _turn(self, turns: int) -> None:
        """Move some categories of each breakdown after the other, wholes as they are."""
        left = -1
        while turns and abs(left - (left := int(self.left.sum()))) > _FEW:
            turns -= 1
            for (_, breakdown), (cells, sums) in self._layers.items():
                if breakdown != "none":
                    self._move_breakdown(cells, sums)

    def _move_breakdown(self, cells: Whole, sums: csr_array) -> None:
        of = self._place[1][cells]
        categories = self._chance.permutation(np.unique(of))
        for first in range(0, categories.size, _CATEGORIES):
            free = np.isin(of, categories[first : first + _CATEGORIES])
            if self.left[cells[free]].any():
                step = self._step(sums, cells[free], np.zeros(sums.shape[0]))
                if step is not None:
                    self._visit(self._world + self._spread(cells[free], step))

    def _move_wholes(self, tries: int) -> None:
        """Move wholes of an area or two so that one that is left differs, and the breakdowns after them."""
        for _ in range(tries):
            layers = [(layer, cells[self.left[cells]]) for layer, (cells, _) in self._layers.items()]
            open_layers = [(layer, cells) for layer, cells in layers if layer[1] == "none" and cells.size]
            if not open_layers:
                return
            layer, cells = open_layers[int(self._chance.integers(len(open_layers)))]
            self._move_whole(layer, int(self._chance.choice(cells)))

    def _move_whole(self, layer: tuple[str, str], cell: int) -> None:
        areas = np.unique(self._place[0])
        chosen = [self._place[0][cell], "all", *self._chance.choice(areas, int(self._chance.integers(2)))]
        is_free = np.isin(self._place[0], chosen if set(chosen) != {"all"} else [*chosen, self._chance.choice(areas)])
        cells, sums = self._layers[layer]
        free = is_free[cells]
        step = self._sparse_step(sums[:, cells[free]], cells[free], cell)
        if step is None:
            return
        moved = self._spread(cells[free], step)
        for other, (its_cells, its_sums) in self._layers.items():
            if other[0] == layer[0] and other != layer:
                its = is_free[its_cells]
                after = self._step(its_sums, its_cells[its], -(its_sums @ moved))
                if after is None:
                    return
                moved[its_cells[its]] = after
        self._visit(self._world + moved)

    def _room(self, cells: Whole, reach: float) -> tuple[Floats, Floats]:
        here = self._world[cells]
        return np.maximum(self._lower[cells] - here, -reach), np.minimum(self._upper[cells] - here, reach)

    def _step(self, sums: csr_array, cells: Whole, sides: Floats) -> Floats | None:
        """A step that moves many of those that are left, to any side."""
        chance, left = self._chance, self.left[cells]
        weights = np.where(left, chance.choice([-1.0, 1.0], cells.size), chance.uniform(-0.01, 0.01, cells.size))
        return _whole(sums[:, cells], sides, weights, self._room(cells, _REACH), _QUICKLY)

    def _sparse_step(self, sums: csr_array, cells: Whole, cell: int) -> Floats | None:
        """A step of few counts by which one moves, up or down."""
        (lower, upper), at = self._room(cells, 1.0), int(np.searchsorted(cells, cell))
        if self._chance.random() < 0.5:
            lower[at] = 1.0
        else:
            upper[at] = -1.0
        if lower[at] > upper[at]:
            return None
        price = np.tile(self._chance.uniform(1.0, 1.5, cells.size), 2)
        room = (
            np.concatenate([np.maximum(lower, 0), np.maximum(-upper, 0)]),
            np.concatenate([np.maximum(upper, 0), np.maximum(-lower, 0)]),
        )
        both = _whole(csr_array(hstack([sums, -sums])), np.zeros(sums.shape[0]), price, room, _SPARSELY)
        return None if both is None else both[: cells.size] - both[cells.size :]

    def _spread(self, cells: Whole, step: Floats) -> Floats:
        moved = np.zeros(self._true.size)
        moved[cells] = step
        return moved

    def _visit(self, world: Floats) -> None:
        """Go to a world, which has to be one, and strike off what differs there."""
        assert (world == np.rint(world)).all() and (self._sums @ world == 0).all(), "equations do not hold"
        assert (world >= self._lower).all() and (world <= self._upper).all(), "counts are out of bounds"
        self._world = world
        self.left &= world == self._true

    def _ask_for_points(self, in_vain: int) -> None:
        """Strike off what is another number, by one at least, at points that need not be whole."""
        chance, turns = self._chance, in_vain
        while turns and self.left.any():
            every = np.flatnonzero(self.left)
            some = np.sort(chance.choice(every, max(1, int(every.size * chance.choice(_AT_ONCE))), replace=False))
            self._strike_off(some, chance.choice([-1.0, 1.0], some.size))
            turns = in_vain if self.left.sum() < every.size else turns - 1

    def _ask_alone(self) -> None:
        """Strike off whatever can be another number, by one at least, asked for by itself both ways."""
        for cell in np.flatnonzero(self.left):
            for way in (1.0, -1.0):
                if self.left[cell]:
                    self._strike_off(np.array([cell]), np.array([way]))

    def _strike_off(self, asked: Whole, ways: Floats) -> None:
        """Go to a point where those asked for are as near to one away from the truth, each its way, as they can be."""
        size = self._true.size
        least, most = (
            np.maximum(self._lower - self._true, -_POINT_REACH),
            np.minimum(self._upper - self._true, _POINT_REACH),
        )
        cost, beyond = np.zeros(size), np.maximum(np.where(ways > 0, most[asked], -least[asked]) - 1, 0)
        cost[asked] = -ways
        most[asked], least[asked] = (
            np.where(ways > 0, np.minimum(most[asked], 1), most[asked]),
            np.where(ways > 0, least[asked], np.maximum(least[asked], -1)),
        )
        further = (self._sums[:, asked] @ diags_array(ways)).tocsc()
        found = cheapest_point(
            hstack([self._sums, further], format="csc"),
            np.concatenate([cost, np.zeros(asked.size)]),
            np.concatenate([least, np.zeros(asked.size)]),
            np.concatenate([most, beyond]),
        )
        far = found[:size]
        far[asked] += ways * found[size:]
        self.left &= np.abs(far) < 1 - _NEAR


def _whole(
    sums: csr_array, sides: Floats, weights: Floats, room: tuple[Floats, Floats], limits: Mapping[str, float]
) -> Floats | None:
    """Whole numbers within the room that have these sums and little weight; none if none are found at once."""
    rows = np.flatnonzero((np.diff(sums.indptr) > 0) | (sides != 0))
    equal = LinearConstraint(sums[rows], sides[rows], sides[rows])
    found = milp(weights, integrality=np.ones(weights.size), bounds=Box(*room), constraints=equal, options=dict(limits))
    return None if found.x is None else np.asarray(np.rint(found.x))
