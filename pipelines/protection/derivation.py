"""From a bound back to the figures that it follows from."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pipelines.protection.bounds import FIRST, Bounds, Flags, System

Side = tuple[int, bool]
"""A cell, and whether it is its lower bound."""

_FAR = 5_000
"""Beyond so many bounds a derivation is not followed: what it begins with is enough to break it."""


class Derivations:
    """What bounds follow from, one derivation after the other."""

    def __init__(self, system: System, bounds: Bounds, is_ground: Flags) -> None:
        """Lists, for a derivation is followed number by number.

        Args:
            system: the equations.
            bounds: what ``pipelines.protection.bounds.narrowed`` gives.
            is_ground: the cells that figures show, or whose bounds do not come from equations alone.
        """
        self._cell, self._sign = system.cell.tolist(), system.sign.tolist()
        self._equation, self._first = system.equation.tolist(), system.first.tolist()
        self._why = (bounds.why_upper.tolist(), bounds.why_lower.tolist())
        self._is_ground = is_ground.tolist()

    def grounds(self, cell: int) -> list[int]:
        """The cells whose own figures the bounds of a cell follow from, sorted; without any one it breaks."""
        found: set[int] = set()
        waiting: list[Side] = [(cell, True), (cell, False)]
        seen = set(waiting)
        while waiting and len(seen) < _FAR:
            bounded, is_lower = waiting.pop()
            if self._is_ground[bounded]:
                found.add(bounded)
            term = self._why[is_lower][bounded]
            behind = [] if term == FIRST else [side for side in self._others(term, is_lower) if side not in seen]
            seen.update(behind)
            waiting.extend(behind)
        return sorted(found)

    def _others(self, term: int, is_lower: bool) -> Iterator[Side]:
        equation, sign = self._equation[term], self._sign[term]
        for other in range(self._first[equation], self._first[equation + 1]):
            if other != term:
                yield self._cell[other], is_lower == (self._sign[other] != sign)


def provable(bounds: Bounds, least: int, most: int) -> list[int]:
    """The cells of which one count alone is possible, if it is from ``least`` to ``most``, sorted."""
    lower = np.ceil(bounds.lower)
    is_exact = (lower == np.floor(bounds.upper)) & (lower >= least) & (lower <= most)
    return [int(cell) for cell in np.flatnonzero(is_exact)]
