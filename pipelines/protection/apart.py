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
_PAYS, _PAYS_DEAR = 0.15, 0.1
"""A way to look is left for the next one when it finds less than this share of what is left; where figures are given
up less will do, as the next way gives up more."""
_FEWER = 4
"""After a turn that found none so many times fewer counts are asked for at once, so that they don't all conflict."""
_CHEAP, _DEARER, _DEAREST = 0.5, 2.0, 1000.0
"""What it is worth in figures that a count differs, at first; how many times more when little is found; and at the
most."""
_FADES, _NEARLY = 0.5, 0.5
"""What is left of a shadow price from one programme to the next; and the share of its price at which a figure is among
those that may be given up, as shadow prices are those of other counts asked for."""
_TRIES = 6
"""How often a single count is asked for in the end, most likely both ways."""


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
        self._every, self._numbers = np.ones(true.size, dtype=np.bool_), np.arange(true.size)
        self._chance, self._shadow = np.random.default_rng(0), np.zeros(true.size)
        self._worth, self._fewer = 0.0, 1
        self._bounded()

    def look(self) -> None:
        """Find worlds that fit the figures, in small parts of the block first, as long as that pays."""
        self._while_it_pays(lambda: self._breakdowns(self._every, self._nowhere))
        self._while_it_pays(lambda: self._round(not self._has_areas))

    def give_up(self) -> None:
        """Give up figures until no count is left, the fewer the better; nothing can help one that others tell alone.

        Those others are figures that were published before, and stand.
        """
        self._worth, self._fewer = _CHEAP, 1
        is_whole = not self._has_areas
        while self.left.any() and self._worth < _DEAREST:
            before = self.left.sum()
            self._round(is_whole)
            if self.left.sum() > before * (1 - _PAYS_DEAR):
                if is_whole or self._true.size > _WHOLE:
                    self._worth *= _DEARER
                is_whole = is_whole or self._true.size <= _WHOLE
        self._one_by_one()
        self._at_any_price()

    @property
    def _has_areas(self) -> bool:
        return self._pieces.areas > self._pieces.together

    def _while_it_pays(self, look: Callable[[], None]) -> None:
        """Look, and again while that finds its share of what is left."""
        while self.left.any():
            before = self.left.sum()
            look()
            if self.left.sum() > before * (1 - _PAYS):
                return

    def _round(self, is_whole: bool) -> None:
        """One turn with the whole block, or as many with some of its areas as these are parts of it."""
        for _ in range(1 if is_whole else self._pieces.areas // self._pieces.together):
            self._turn(self._every if is_whole else self._pieces.some_areas(self._around()))

    def _around(self) -> Flags:
        """The counts beside those that are left: of one of all areas these tell which area has any."""
        return self._distance.beside(np.flatnonzero(self.left)) & self._is_free

    def _turn(self, inside: Flags) -> None:
        """Look for a world by which the wholes are others too, and from there for others by breakdown."""
        before = self.left
        world = self._step(inside, self._nowhere, self._worth, self._some(inside, self._fewer))
        is_vain = (self.left == before).all()
        self._fewer = self._fewer * _FEWER if is_vain and self._fewer < before.sum() else 1
        self._worth *= _DEARER if is_vain else 1
        self._breakdowns(inside, world)

    def _breakdowns(self, inside: Flags, base: Floats) -> None:
        for groups in self._pieces.by_breakdown:
            self._step(inside & groups, base, 0.0, self._some(inside & groups))

    def _one_by_one(self) -> None:
        """Ask for each by itself, at any price: figures near it may be given up, then further and further away."""
        for count in np.flatnonzero(self.left):
            asked = near = np.array([count])
            self._shadow[:] = 0
            for at in range(_TRIES):
                near = np.flatnonzero(self._distance.beside(near))
                self._shadow[near] = np.inf
                is_whole = at == _TRIES - 1 or self._true.size <= _WHOLE
                inside = self._every if is_whole else self._pieces.some_areas(self._numbers == count)
                if self.left[count]:
                    self._step(inside, self._nowhere, _DEAREST, asked)

    def _at_any_price(self) -> None:
        """Give up all that shows what is left, and what is beside it, further and further away."""
        near = self.left
        while self.left.any():
            wider = near | self._distance.beside(np.flatnonzero(near))
            shown = self._shown.cell[wider[self._shown.cell]]
            if not shown.size and (wider == near).all():
                return
            if shown.size:
                self._suppress(shown)
                self._step(self._every, self._nowhere, 0.0, self._some(self._every))
            near = wider

    def _some(self, inside: Flags, fewer: int = 1) -> Whole:
        """Some by chance of the counts that are left."""
        every = np.flatnonzero(self.left & inside)
        many = min(max(_FEW, int(every.size * _SHARE)), every.size)
        return np.sort(self._chance.choice(every, max(many // fewer, min(1, every.size)), replace=False))

    def _step(self, inside: Flags, base: Floats, worth: float, asked: Whole) -> Floats:
        """Look for one world from another, giving up figures if that is worth anything, and strike off what differs."""
        if not asked.size:
            return base
        breakable = self._breakable(inside, worth) if worth else NOTHING
        is_free = self._is_free.copy()
        is_free[breakable.cell] = is_free[asked] = True
        cells = np.flatnonzero(inside & is_free)
        world = self._distance.world(cells, asked, base, breakable, worth or 1.0)
        self._shadow[cells] = np.maximum(self._shadow[cells] * _FADES, world.shadow[cells])
        self.left = self.left & ~world.differs
        if world.given_up.size:
            self._suppress(world.given_up)
        return world.far

    def _breakable(self, inside: Flags, worth: float) -> Breakable:
        """What may be given up, but not what is too dear for what the programmes so far say that it brings."""
        cell, at = np.unique(self._shown.cell, return_inverse=True)
        price = np.bincount(at, self._shown.price[self._shown.row], cell.size).astype(np.float64)
        inside = inside[cell] & (worth * self._shadow[cell] > _NEARLY * price)
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
