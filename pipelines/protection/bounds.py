"""The narrowest bounds of counts that follow from equations, one after the other, and what they follow from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

FIRST = -1
"""Instead of a term: a bound that was known from the start."""
_OPEN = 2.0**40
"""Stands for no bound while sums are taken: sums of thousands of it are exact, and far above any count."""


@dataclass(frozen=True)
class System:
    """Equations as arrays, and the other way round.

    Attributes:
        cell, sign, equation: one entry per term, those of an equation together.
        first: where each equation's terms begin, and where the last one's end.
        by_cell: the terms again, those of a cell together.
        first_of_cell: where each cell's begin in ``by_cell``, and where the last one's end.
    """

    cell: Whole
    sign: Whole
    equation: Whole
    first: Whole
    by_cell: Whole
    first_of_cell: Whole


class Bounds(NamedTuple):
    """Bounds of every cell, and the term by which each was found, or ``FIRST``."""

    lower: Floats
    upper: Floats
    why_lower: Whole
    why_upper: Whole


def system_of(equations: pl.DataFrame, cells: int) -> System:
    """The arrays of ``pipelines.protection.margins.equations`` over so many cells."""
    cell, sign = equations["cell"].to_numpy(), equations["sign"].to_numpy()
    equation = equations["equation"].rank("dense").cast(pl.Int64).to_numpy() - 1
    numbers = np.arange(int(equation[-1]) + 2 if equation.size else 1)
    by_cell = np.argsort(cell, kind="stable")
    return System(
        cell,
        sign,
        equation,
        np.searchsorted(equation, numbers),
        by_cell,
        np.searchsorted(cell[by_cell], np.arange(cells + 1)),
    )


def narrowed(system: System, lower: Floats, upper: Floats, is_split: Flags, hidden: tuple[int, int]) -> Bounds:
    """Bounds that no single equation can narrow any further.

    Args:
        system: the equations.
        lower: what is known of each cell from the start.
        upper: likewise; ``inf`` where nothing is known.
        is_split: the cells of which it is known that they are not within ``hidden``.
        hidden: the smallest and the largest count that is suppressed.
    """
    bounds = Bounds(lower.copy(), upper.copy(), np.full(lower.size, FIRST), np.full(lower.size, FIRST))
    active = np.arange(system.first.size - 1)
    while active.size:
        _leave(bounds, is_split, hidden)
        moved = _sweep(system, active, bounds)
        terms = system.by_cell[_runs(system.first_of_cell, _distinct(moved, lower.size))]
        active = _distinct(system.equation[terms], system.first.size)
    _leave(bounds, is_split, hidden)
    return bounds


def _sweep(system: System, active: Whole, bounds: Bounds) -> Whole:
    """Narrow each cell by each of its active equations; the cells that moved."""
    terms = _runs(system.first, active)
    cell, sign = system.cell[terms], system.sign[terms]
    is_added, low, high = sign > 0, bounds.lower[cell], np.minimum(bounds.upper[cell], _OPEN)
    sizes = system.first[active + 1] - system.first[active]
    most = _others(np.where(is_added, high, -low), sizes)
    least = -_others(np.where(is_added, -low, high), sizes)
    lower, upper = np.where(is_added, -most, least), np.where(is_added, -least, most)
    rises, falls = np.flatnonzero(lower > low), np.flatnonzero(upper < np.minimum(high, _OPEN / 2))
    # Of several the last to be written stands: the narrowest.
    rises, falls = rises[np.argsort(lower[rises], kind="stable")], falls[np.argsort(-upper[falls], kind="stable")]
    bounds.lower[cell[rises]], bounds.why_lower[cell[rises]] = lower[rises], terms[rises]
    bounds.upper[cell[falls]], bounds.why_upper[cell[falls]] = upper[falls], terms[falls]
    return np.concatenate([cell[rises], cell[falls]])


def _others(most: Floats, sizes: Whole) -> Floats:
    """For each term the sum of the others of its equation, of equations of so many terms."""
    return np.repeat(np.add.reduceat(most, np.cumsum(sizes) - sizes), sizes) - most


def _leave(bounds: Bounds, is_split: Flags, hidden: tuple[int, int]) -> None:
    """Move bounds of split cells that lie within what is hidden out of it."""
    smallest, largest = hidden
    for bound, end in ((bounds.lower, largest + 1), (bounds.upper, smallest - 1)):
        bound[is_split & (bound >= smallest) & (bound <= largest)] = end


def _distinct(numbers: Whole, most: int) -> Whole:
    """The numbers, each once, in order; all are below ``most``."""
    is_there = np.zeros(most, dtype=np.bool_)
    is_there[numbers] = True
    return np.flatnonzero(is_there)


def _runs(first: Whole, chosen: Whole) -> Whole:
    """The positions of the chosen runs, one run after the other."""
    sizes = first[chosen + 1] - first[chosen]
    starts = np.cumsum(sizes) - sizes
    found: Whole = np.arange(int(sizes.sum())) + np.repeat(first[chosen] - starts, sizes)
    return found
