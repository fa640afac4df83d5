"""What a series over time tells: how much it moves by itself, and which of its points stand out from that.

The method is the XmR chart as NHS England's Making Data Count draws it and NHSRplotthedots (MIT) computes it, whose
names the outcomes keep. Two things are otherwise here: a constant series is in control, with the constant for its
limits; and the rules go on over a missing point, from the point before it to the next one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from pipelines.measures.definition import Direction
from pipelines.measures.special_cause import HIGH, Floats, SpecialCause, special_causes

_LIMIT = 2.66
"""Mean moving ranges from the mean to a limit: 3 ÷ 1.128, D. J. Wheeler, Understanding Variation."""
_CLOSE = _LIMIT * 2 / 3
"""Mean moving ranges from the mean to where a point is close to a limit: two thirds of the way, 1.773."""
_OUTLYING = 3.267
"""A moving range of so many mean moving ranges is left out of the mean: the upper limit of a chart of ranges."""
_ENOUGH = 12
"""With fewer points limits are for trial."""
_SAME = 1e-12
"""Floats so close are one number: the mean of shares may miss a share by its last binary digit."""


class PointType(StrEnum):
    """What it means that a point stands out."""

    COMMON_CAUSE = "common_cause"
    IMPROVEMENT = "special_cause_improvement"
    CONCERN = "special_cause_concern"
    NEUTRAL_HIGH = "special_cause_neutral_high"
    NEUTRAL_LOW = "special_cause_neutral_low"


class Assurance(StrEnum):
    """Whether a target lies beyond the limits: always met, never met, or now and then."""

    PASS = "consistent_pass"
    FAIL = "consistent_fail"
    INCONSISTENT = "inconsistent"


_MEANING = {
    Direction.HIGHER: (PointType.IMPROVEMENT, PointType.CONCERN),
    Direction.LOWER: (PointType.CONCERN, PointType.IMPROVEMENT),
    Direction.NEITHER: (PointType.NEUTRAL_HIGH, PointType.NEUTRAL_LOW),
}
"""What high and low mean, by the direction that is better."""


@dataclass(frozen=True)
class Point:
    """One point of a series.

    Attributes:
        relative_to_mean: 1 above the mean, -1 below it, 0 on it.
        is_outside_limits: whether it lies beyond a limit.
        is_close_to_limits: whether it lies in the outer third between the mean and a limit.
        special_cause_type: why it stands out.
        point_type: what that means.
    """

    relative_to_mean: int
    is_outside_limits: bool
    is_close_to_limits: bool
    special_cause_type: SpecialCause
    point_type: PointType


@dataclass(frozen=True)
class ControlChart:
    """A series judged.

    Attributes:
        mean, lower_limit, upper_limit: in the unit of the values; limits are clipped to the bounds.
        is_trial: whether the limits rest on fewer than 12 points.
        points: as many as there are values, in their order; blank where a value is missing.
        variation: the point type of the last point there is.
        assurance: how the target lies to the limits; blank without a target, or where neither direction is better.
    """

    mean: float
    lower_limit: float
    upper_limit: float
    is_trial: bool
    points: tuple[Point | None, ...]
    variation: PointType
    assurance: Assurance | None


def control_chart(
    values: Sequence[float | None],
    direction: Direction,
    target: float | None = None,
    bounds: tuple[float, float] | None = None,
    fixed_after: int | None = None,
    is_screened: bool = True,
) -> ControlChart:
    """Judge a series by the movement it has by itself.

    Args:
        values: one per period, in order, all in one unit; None where a period has no figure. At least one is there.
        direction: which way is better.
        target: the value to be reached, in the values' unit.
        bounds: the least and the largest value there can be, to which limits are clipped.
        fixed_after: how many points, from the first on, make the mean and the limits; all if None.
        is_screened: whether outlying moving ranges are left out.
    """
    series = np.array([np.nan if value is None else value for value in values], dtype=np.float64)
    there = np.flatnonzero(~np.isnan(series))
    baseline = series[: there[:fixed_after][-1] + 1]
    mean, movement = _mean(baseline), _movement(baseline, is_screened)
    lower, upper = _clipped(mean - _LIMIT * movement, mean + _LIMIT * movement, bounds)
    points = _points(series[there], mean, movement, direction)
    placed = dict(zip(there.tolist(), points, strict=True))
    return ControlChart(
        mean=mean,
        lower_limit=lower,
        upper_limit=upper,
        is_trial=there[:fixed_after].size < _ENOUGH,
        points=tuple(placed.get(position) for position in range(series.size)),
        variation=points[-1].point_type,
        assurance=_assurance(target, lower, upper, direction),
    )


def _mean(points: Floats) -> float:
    """Their mean; exactly their value where all are the same."""
    first = points[~np.isnan(points)][0]
    return float(first + np.nanmean(points - first))


def _movement(series: Floats, is_screened: bool) -> float:
    """The mean moving range; 0 where nothing moves.

    Ranges are those between neighbouring periods. Where these tell nothing, those over the gaps are taken as well. If
    nothing moves but by outlying ranges, those are kept: to leave them out would put every point outside its limits.
    """
    between_neighbours = np.abs(np.diff(series))
    ranges = between_neighbours[~np.isnan(between_neighbours)]
    if not ranges.any():
        ranges = np.abs(np.diff(series[~np.isnan(series)]))
    if not ranges.any():
        return 0.0
    kept = ranges[ranges < _OUTLYING * ranges.mean()] if is_screened else ranges
    return float(kept.mean() if kept.any() else ranges.mean())


def _clipped(lower: float, upper: float, bounds: tuple[float, float] | None) -> tuple[float, float]:
    if bounds is None:
        return lower, upper
    least, largest = bounds
    return max(lower, least), min(upper, largest)


def _points(points: Floats, mean: float, movement: float, direction: Direction) -> list[Point]:
    distance = points - mean
    sides = np.where(np.isclose(points, mean, rtol=_SAME, atol=_SAME), 0, np.sign(distance)).astype(np.int64)
    is_outside = (sides != 0) & (np.abs(distance) > _LIMIT * movement)
    is_close = (sides != 0) & ~is_outside & (np.abs(distance) > _CLOSE * movement)
    causes = special_causes(points, sides, is_outside, is_close)
    told = zip(sides.tolist(), is_outside.tolist(), is_close.tolist(), causes, strict=True)
    return [Point(*one, point_type=_point_type(one[-1], direction)) for one in told]


def _point_type(cause: SpecialCause, direction: Direction) -> PointType:
    if cause is SpecialCause.NONE:
        return PointType.COMMON_CAUSE
    high, low = _MEANING[direction]
    return high if cause in HIGH else low


def _assurance(target: float | None, lower: float, upper: float, direction: Direction) -> Assurance | None:
    if target is None or direction is Direction.NEITHER:
        return None
    if lower <= target <= upper:
        return Assurance.INCONSISTENT
    is_met = (target < lower) == (direction is Direction.HIGHER)
    return Assurance.PASS if is_met else Assurance.FAIL
