"""Exact limits of a count that comes of so many trials with a known share: the funnel's sides."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import bdtr

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

_HALVES = 2
_ROUNDING = 1e-12
"""A cumulative probability computed in floats may fall short of a level that it reaches by about so much."""


def smallest_count(level: float, trials: Whole, share: Floats) -> Whole:
    """The smallest k with P(X <= k) >= level, where X is binomial.

    It is found by halving, from the cumulative probability itself: an inverse of it is off by one at some edges.

    Args:
        level: a cumulative probability between 0 and 1.
        trials: the number of trials, 0 or more.
        share: the probability of each trial, from 0 to 1; as many as there are trials.

    Returns:
        As many counts, from 0 to the number of trials.
    """
    below, reached = np.full_like(trials, -1), trials.copy()
    while (reached - below > 1).any():
        middle = (below + reached) // _HALVES
        is_enough = bdtr(middle, trials, share) >= level - _ROUNDING
        below, reached = np.where(is_enough, below, middle), np.where(is_enough, middle, reached)
    return reached


def limits(outside: float, trials: Whole, share: Floats) -> tuple[Whole, Whole]:
    """The counts between which X lies, bounds included, but for a probability of ``outside`` in both tails together.

    Source: D. J. Spiegelhalter (2005), Statistics in Medicine 24, 1185-1202: exact limits, without interpolation.
    """
    tail = outside / _HALVES
    return smallest_count(tail, trials, share), smallest_count(1 - tail, trials, share)
