"""Which points of a series stand out, and why: the rules of a control chart."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_RUN = 7
"""Points on one side of the mean, or in one direction, that stand out: Making Data Count, NHS England."""
_THREE, _TWO = 3, 2
"""Of so many points on one side of the mean, so many close to the limit stand out."""


class SpecialCause(StrEnum):
    """Why a point stands out, in the order in which the reasons are looked for, as NHSRplotthedots names them."""

    ABOVE_LIMIT = "Above UCL"
    BELOW_LIMIT = "Below LCL"
    INCREASING = "7 Point Trend (Increasing)"
    DECREASING = "7 Point Trend (Decreasing)"
    CLOSE_ABOVE = "2 in 3 Above CL"
    CLOSE_BELOW = "2 in 3 Below CL"
    RUN_ABOVE = "7 Points Above CL"
    RUN_BELOW = "7 Points Below CL"
    NONE = "Common Cause"


HIGH = frozenset(
    (SpecialCause.ABOVE_LIMIT, SpecialCause.INCREASING, SpecialCause.CLOSE_ABOVE, SpecialCause.RUN_ABOVE),
)
"""The reasons of a point that is high, or on its way there."""
_CAUSES = tuple(SpecialCause)


def special_causes(points: Floats, sides: Whole, is_outside: Flags, is_close: Flags) -> list[SpecialCause]:
    """The first reason for which each point stands out, or that it does not.

    Args:
        points: the values, each following the one before it.
        sides: 1 for a value above the mean, -1 below it, 0 on it.
        is_outside: whether it lies beyond a limit.
        is_close: whether it lies in the outer third between the mean and a limit.
    """
    outside = np.where(is_outside, np.where(sides > 0, 1, -1), 0)
    close = _close_together(sides, is_close)
    signs = (outside, _trends(points), close, _runs(sides))
    found = np.select([sign == way for sign in signs for way in (1, -1)], np.arange(len(_CAUSES) - 1), len(_CAUSES) - 1)
    return [_CAUSES[position] for position in found.tolist()]


def _runs(sides: Whole) -> Whole:
    """The side of each point that is one of seven on it."""
    sums = _sums(sides, _RUN)
    return _spread(np.where(np.abs(sums) == _RUN, np.sign(sums), 0), _RUN, sides.size)


def _trends(points: Floats) -> Whole:
    """The direction of each point that is one of seven in it; the turn of two trends belongs to the later one."""
    sums = _sums(np.sign(np.diff(points)).astype(np.int64), _RUN - 1)
    return _spread(np.where(np.abs(sums) == _RUN - 1, np.sign(sums), 0), _RUN, points.size)


def _close_together(sides: Whole, is_close: Flags) -> Whole:
    """The side of each point close to a limit that is one of two such among three on that side."""
    together = (np.abs(_sums(sides, _THREE)) == _THREE) & (_sums(is_close.astype(np.int64), _THREE) >= _TWO)
    return np.where(is_close, sides * _spread(together.astype(np.int64), _THREE, sides.size), 0)


def _sums(numbers: Whole, width: int) -> Whole:
    """The sum of each so many numbers in a row; none where there are fewer."""
    if numbers.size < width:
        return np.zeros(0, dtype=np.int64)
    return np.convolve(numbers, np.ones(width, dtype=np.int64), mode="valid")


def _spread(signs: Whole, width: int, size: int) -> Whole:
    """What the window that begins at each point says, said of every point in it; the later window has the last word."""
    spread = np.zeros(size, dtype=np.int64)
    for first in np.flatnonzero(signs).tolist():
        spread[first : first + width] = signs[first]
    return spread
