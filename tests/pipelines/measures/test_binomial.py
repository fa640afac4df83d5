"""Binomial limits, against sums of exact fractions and cases worked out by hand."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.measures.binomial import limits, smallest_count

INNER, OUTER = 0.05, 0.002


def found(level: float, trials: int, share: float) -> int:
    return int(smallest_count(level, np.array([trials]), np.array([share]))[0])


def twin(level: Fraction, trials: int, share: Fraction) -> int:
    """Add up exact probabilities until the level is reached."""
    reached = Fraction(0)
    for count in range(trials + 1):
        reached += comb(trials, count) * share**count * (1 - share) ** (trials - count)
        if reached >= level:
            return count
    raise AssertionError("the probabilities of all counts add up to one")


@pytest.mark.parametrize(
    ("trials", "share", "inner", "outer"),
    [
        (10, 0.5, (2, 8), (1, 9)),
        (20, 0.5, (6, 14), (3, 17)),
        (100, 0.5, (40, 60), (35, 65)),
        (10, 0.1, (0, 3), (0, 5)),
    ],
)
def test_known_limits(trials: int, share: float, inner: tuple[int, int], outer: tuple[int, int]) -> None:
    """Of the first: P(X <= 1) = 11/1024 < 0.025 <= 56/1024 = P(X <= 2), and P(X <= 7) = 968/1024 < 0.975."""
    for outside, expected in ((INNER, inner), (OUTER, outer)):
        lower, upper = limits(outside, np.array([trials]), np.array([share]))
        assert (int(lower[0]), int(upper[0])) == expected


@pytest.mark.parametrize("level", [0.001, 0.025, 0.975, 0.999])
@pytest.mark.parametrize("trials", [0, 1, 10, 5000])
def test_none_and_all(level: float, trials: int) -> None:
    assert found(level, trials, 0.0) == 0
    assert found(level, trials, 1.0) == trials


@pytest.mark.parametrize(
    ("level", "trials", "share", "count"),
    [
        (0.025, 1, 0.975, 0),
        (0.001, 1, 0.999, 0),
        (0.975, 1, 0.025, 0),
        (0.999, 1, 0.001, 0),
        (0.975, 1, 0.026, 1),
        (0.001, 3, 0.9, 0),
        (0.999, 3, 0.1, 2),
    ],
)
def test_a_level_that_is_reached_to_the_digit_is_reached(level: float, trials: int, share: float, count: int) -> None:
    assert found(level, trials, share) == count


def test_many_at_once() -> None:
    lower, upper = limits(INNER, np.array([10, 100, 7]), np.array([0.5, 0.5, 1.0]))
    assert (lower.tolist(), upper.tolist()) == ([2, 40, 7], [8, 60, 7])
    nobody = limits(INNER, np.array([], dtype=np.int64), np.array([]))
    assert [side.size for side in nobody] == [0, 0]


parts = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@settings(deadline=None)
@given(st.integers(0, 60), parts, st.sampled_from([(1, 1000), (25, 1000), (975, 1000), (999, 1000)]))
def test_the_sum_of_exact_probabilities_agrees(trials: int, share: tuple[int, int], level: tuple[int, int]) -> None:
    assert found(level[0] / level[1], trials, share[0] / share[1]) == twin(Fraction(*level), trials, Fraction(*share))
