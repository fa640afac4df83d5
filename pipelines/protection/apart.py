"""The search of a large block for worlds in which its small counts differ, and what is given up for the others."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import polars as pl

from pipelines.disclosure import without_numbers
from pipelines.protection.bounds import Flags, Floats, Whole
from pipelines.protection.distance import NOTHING, Breakable, Distance
from pipelines.protection.ledger import Ledger
from pipelines.protection.pieces import Pieces
from pipelines.protection.relief import Shown, shown_of

_WHOLE = 40_000
"""Blocks of more counts are never looked at all at once: a programme for one takes ten seconds to a minute."""
_SHARE, _FEW = 0.3, 300
"""This share of the counts left is asked for at once, and no fewer than these: more get into each other's way."""
_PAYS, _PAYS_WHOLE = 0.15, 0.1
"""A way to look is left for the next one when it finds less than this share of what is left; in the whole block less
will do, where programmes are quick."""
_TURNS = 5
"""In the whole block that is seen after so many turns, in areas after one for each."""
_FEWER = 4
"""After a turn that found none so many times fewer counts are asked for at once, so that they don't all conflict."""
_CHEAP, _DEAR, _DEARER, _DEAREST = 0.5, 2.0, 2.0, 1000.0
"""What it is worth in figures that a count differs, at first, or where programmes are slow; by how much more each time;
and at the most."""
_NEAR, _ANYWHERE = 2, 100.0
"""So many equations away from a count lie the figures that are given up for it first, further each time that none
helped; once it is worth this much, they may lie anywhere."""


class Search:
    """What was found of a block so far. A world stays one when more is suppressed, so nothing is looked for twice.

    Attributes:
        rows: the figures, what was given up suppressed.
        left: the small counts that differ by one in no world that was found.
    """

    def __init__(self, ledger: Ledger, rows: pl.DataFrame, true: Floats, small: Flags) -> None:
        """All counts of ``small`` are left but those that an exchange of single cases changes."""
        self.rows, self.left = rows, small
        self._ledger, self._true = ledger, true
        self._distance, self._pieces = Distance(ledger.system, true), Pieces(ledger.named)
        self._floor, self._nowhere = ledger.floor(rows), np.zeros(true.size)
        self._every = np.ones(true.size, dtype=np.bool_)
        self._chance = np.random.default_rng(0)
        self._worth, self._steps, self._fewer = 0.0, _NEAR, 1
        self._bounded()

    def look(self) -> None:
        """Find worlds that fit the figures, in small parts of the block first, as long as that pays."""
        self._in_breakdowns(0.0)
        self._in_areas()
        if self._is_whole:
            self._in_all()

    def give_up(self) -> bool:
        """Give up figures until no count is left, the fewer the better; whether that was possible."""
        self._worth = _DEAR if self._pieces.together < min(2, self._pieces.areas) else _CHEAP
        if not self._is_whole:
            self._in_breakdowns(self._worth)
        while self.left.any() and self._worth < _DEAREST:
            before = self.left
            (self._in_all if self._is_whole else self._in_areas)()
            self._worth *= _DEARER
            if (self.left == before).all():
                self._steps += 1
        return not self.left.any()

    @property
    def _is_whole(self) -> bool:
        return self._true.size <= _WHOLE or not self._has_areas

    @property
    def _has_areas(self) -> bool:
        return self._pieces.areas > self._pieces.together

    def _in_breakdowns(self, worth: float) -> None:
        self._while_it_pays(1, _PAYS, lambda: self._breakdowns(self._every, self._nowhere, worth))

    def _in_areas(self) -> None:
        """Turns of some areas each; none where these would be all."""
        times = self._pieces.areas if self._has_areas else 0
        self._while_it_pays(times, _PAYS, lambda: self._turn(self._pieces.some_areas(self._around())))

    def _around(self) -> Flags:
        """The counts beside those that are left: of one of all areas these tell which area has any."""
        return self._distance.near(np.flatnonzero(self.left), 1) & self._is_free

    def _in_all(self) -> None:
        self._while_it_pays(_TURNS, _PAYS_WHOLE, lambda: self._turn(self._every))

    def _while_it_pays(self, times: int, share: float, turn: Callable[[], None]) -> None:
        """Do something so many times, and again while that finds such a share of what is left."""
        while times and self.left.any():
            before = self.left.sum()
            for _ in range(times):
                turn()
            if self.left.sum() > before * (1 - share):
                return

    def _turn(self, inside: Flags) -> None:
        """Look for a world by which the wholes are others too, and from there for others by breakdown."""
        before = self.left
        world = self._step(inside, self._nowhere, self._worth, self._fewer)
        is_vain = (self.left == before).all() and self._fewer < before.sum()
        self._fewer = self._fewer * _FEWER if is_vain else 1
        self._breakdowns(inside, world)

    def _breakdowns(self, inside: Flags, base: Floats, worth: float = 0.0) -> None:
        for groups in self._pieces.by_breakdown:
            self._step(inside & groups, base, worth)

    def _step(self, inside: Flags, base: Floats, worth: float, fewer: int = 1) -> Floats:
        """Look for one world from another, giving up figures if that is worth anything, and strike off what differs."""
        every = np.flatnonzero(self.left & inside)
        if not every.size:
            return base
        many = min(max(_FEW, int(every.size * _SHARE)), every.size)
        asked = np.sort(self._chance.choice(every, max(many // fewer, 1), replace=False))
        near = self._distance.near(asked, self._steps) if worth < _ANYWHERE else self._every
        breakable = self._breakable(inside & near) if worth else NOTHING
        is_free = self._is_free.copy()
        is_free[breakable.cell] = is_free[asked] = True
        cells = np.flatnonzero(inside & is_free)
        world = self._distance.world(cells, asked, base, breakable, worth or 1.0)
        self.left = self.left & ~world.differs
        if world.given_up.size:
            self._suppress(world.given_up)
        return world.far

    def _breakable(self, inside: Flags) -> Breakable:
        cell, at = np.unique(self._shown.cell, return_inverse=True)
        price = np.bincount(at, self._shown.price[self._shown.row], cell.size).astype(np.float64)
        inside = inside[cell]
        return Breakable(cell[inside], self._floor[cell[inside]], price[inside])

    def _suppress(self, cells: Whole) -> None:
        """Suppress all figures that show one of these counts."""
        gone = np.unique(self._shown.row[np.isin(self._shown.cell, cells)])
        self.rows = without_numbers(self.rows, pl.col("row").is_in(gone))
        self._bounded()

    def _bounded(self) -> None:
        """Take the bounds that the figures leave, and see what exchanges show with them."""
        lower, upper = self._ledger.ends(self.rows)
        self._is_free = np.ceil(lower) < np.floor(upper)
        self._distance.widen(lower, upper)
        self._shown: Shown = shown_of(self.rows, self._ledger.known(self.rows), self._floor)
        self.left = self.left & ~self._ledger.exchanges.differ(self._true, lower, upper)
