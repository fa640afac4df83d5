"""What follows from all equations at once: a count is not told as long as two possible worlds differ in it."""

from __future__ import annotations

import numpy as np
from scipy.optimize import Bounds as Box
from scipy.optimize import LinearConstraint, OptimizeResult, milp
from scipy.sparse import csr_array

from pipelines.errors import FiguresWrong
from pipelines.protection.bounds import Flags, Floats, System
from pipelines.protection.exchanges import Exchanges

_REACH = 12
"""How far worlds are looked for from the first one, before a count is asked for by itself."""
_AT_MOST = {"node_limit": 2_500}
"""So far the search for another world goes, always the same way; not found by then, there is taken to be none."""


class Worlds:
    """All whole numbers that the counts of a block can have together, for one who knows what its figures say.

    A world is one whole number for every count, so that each lies within its bounds and all equations hold. The true
    counts are one. That two differ in a count proves that nobody can tell it, whatever the method; that none does is
    found by a whole-number programme, solved by HiGHS.
    """

    def __init__(self, system: System, lower: Floats, upper: Floats, exchanges: Exchanges | None = None) -> None:
        """Bounds and equations as ``pipelines.protection.bounds`` has them; an upper bound may be ``inf``.

        With exchanges, worlds are looked for among those that single cases make before any programme is solved.
        """
        shape = (system.first.size - 1, lower.size)
        self._sums = csr_array((system.sign.astype(np.float64), (system.equation, system.cell)), shape=shape)
        self._lower, self._upper = np.ceil(lower), np.floor(upper)
        self._exchanges = exchanges

    def first_told(self, among: Flags, least: int, most: int) -> tuple[int, int] | None:
        """The first of some counts that is the same in every world, if it is from ``least`` to ``most``.

        Args:
            among: the counts that are asked for; those that are seen to differ, or are no such counts, are struck off.
            least: the smallest count that matters.
            most: the largest.

        Returns:
            Its cell, and the count; ``None`` if there is none, and then none is left in ``among``.
        """
        first = self._first()
        among &= (first >= least) & (first <= most)
        if self._exchanges:
            among &= ~self._exchanges.differ(first, self._lower, self._upper)
        before = -1
        while among.any() and before != (before := int(among.sum())):
            for sign in (1.0, -1.0):
                among &= self._near(np.where(among, sign, 0.0), first) == first
        while among.any():
            cell = int(np.flatnonzero(among)[0])
            if (other := self._other(cell, first[cell])) is None:
                return cell, int(first[cell])
            among &= other == first
        return None

    def _other(self, cell: int, count: float) -> Floats | None:
        larger = self._beyond(cell, count, 1)
        return self._beyond(cell, count, -1) if larger is None else larger

    def _first(self) -> Floats:
        """Any world; there is one, the true counts, so it is looked for until it is found."""
        found = self._solved(np.ones(self._lower.size), self._lower, self._upper, {})
        if found.x is None:
            raise FiguresWrong("Our own figures contradict each other, so nothing was published; please report this.")
        return _whole(found)

    def _near(self, weights: Floats, first: Floats) -> Floats:
        """The world near the first one that has the least by these weights; the first where that takes too long."""
        lower, upper = np.maximum(self._lower, first - _REACH), np.minimum(self._upper, first + _REACH)
        found = self._solved(weights, lower, upper, _AT_MOST)
        return first if found.x is None else _whole(found)

    def _beyond(self, cell: int, count: float, step: int) -> Floats | None:
        """A world in which a count is larger, or smaller, by ``step`` at least; ``None`` if there is none."""
        lower, upper = self._lower.copy(), self._upper.copy()
        (lower if step > 0 else upper)[cell] = count + step
        if lower[cell] > upper[cell]:
            return None
        found = self._solved(np.zeros(lower.size), lower, upper, _AT_MOST)
        return None if found.x is None else _whole(found)

    def _solved(self, weights: Floats, lower: Floats, upper: Floats, options: dict[str, int]) -> OptimizeResult:
        whole = np.ones(lower.size)
        return milp(
            weights,
            integrality=whole,
            bounds=Box(lower, upper),
            constraints=LinearConstraint(self._sums, 0, 0),
            options=options,
        )


def _whole(found: OptimizeResult) -> Floats:
    numbers: Floats = np.rint(found.x)
    return numbers
