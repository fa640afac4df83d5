"""From a bound back to the figures that it follows from."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pipelines.protection.bounds import FIRST, Bounds, Flags, System

Side = tuple[int, bool]
"""A cell, and whether it is its lower bound."""

_FAR = 5_000
"""Beyond so many bounds a derivation is not followed: what it begins with is enough to break it."""


def grounds(system: System, bounds: Bounds, cell: int, is_ground: Flags) -> list[int]:
    """The cells whose own figures the bounds of a cell follow from, sorted; without any one the derivation breaks.

    Args:
        system: the equations.
        bounds: what ``pipelines.protection.bounds.narrowed`` gives.
        cell: whose bounds.
        is_ground: the cells that figures show, or whose bounds do not come from equations alone.
    """
    found: set[int] = set()
    waiting: list[Side] = [(cell, True), (cell, False)]
    seen = set(waiting)
    while waiting and len(seen) < _FAR:
        bounded, is_lower = waiting.pop()
        term = int((bounds.why_lower if is_lower else bounds.why_upper)[bounded])
        if is_ground[bounded]:
            found.add(bounded)
        behind = [] if term == FIRST else [side for side in _others(system, term, is_lower) if side not in seen]
        seen.update(behind)
        waiting.extend(behind)
    return sorted(found)


def _others(system: System, term: int, is_lower: bool) -> Iterator[Side]:
    equation = system.equation[term]
    for other in range(system.first[equation], system.first[equation + 1]):
        if other != term:
            is_opposite = bool(system.sign[other] != system.sign[term])
            yield int(system.cell[other]), is_lower == is_opposite


def provable(bounds: Bounds, least: int, most: int) -> list[int]:
    """The cells of which one count alone is possible, if it is from ``least`` to ``most``, sorted."""
    lower = np.ceil(bounds.lower)
    is_exact = (lower == np.floor(bounds.upper)) & (lower >= least) & (lower <= most)
    return [int(cell) for cell in np.flatnonzero(is_exact)]
