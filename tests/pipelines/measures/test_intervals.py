"""Wilson's interval, against values worked out by hand."""

from __future__ import annotations

from math import sqrt

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.measures.intervals import newcombe, share, wilson

Z2 = 3.841458820694124
"""The square of the normal quantile at 0.975: the 95 % point of chi-squared with one degree of freedom."""


def interval(numerator: float | None, denominator: float | None) -> tuple[float | None, float | None]:
    counts = pl.DataFrame({"x": [numerator], "n": [denominator]}, schema={"x": pl.Float64, "n": pl.Float64})
    lower, upper = counts.select(
        *(b.alias(n) for b, n in zip(wilson(pl.col("x"), pl.col("n")), "lu", strict=True))
    ).row(0)
    return lower, upper


@pytest.mark.parametrize(
    ("numerator", "denominator", "lower", "upper"),
    [
        (1, 2, 0.094531, 0.905469),
        (5, 10, 0.236593, 0.763407),
        (9, 10, 0.595850, 0.982124),
        (10, 100, 0.055229, 0.174366),
        (81, 263, 0.255289, 0.366210),
        (15, 148, 0.062386, 0.160487),
        (1, 29, 0.006113, 0.171755),
    ],
)
def test_known_intervals(numerator: int, denominator: int, lower: float, upper: float) -> None:
    """The last three are worked examples of R. G. Newcombe (1998), Statistics in Medicine 17, 857-872."""
    found = interval(numerator, denominator)
    assert (f"{found[0]:.6f}", f"{found[1]:.6f}") == (f"{lower:.6f}", f"{upper:.6f}")


@pytest.mark.parametrize("denominator", [1, 2, 5, 30, 1000])
def test_none_of_n(denominator: int) -> None:
    lower, upper = interval(0, denominator)
    assert lower == 0.0
    assert upper == pytest.approx(Z2 / (denominator + Z2), abs=1e-15)


@pytest.mark.parametrize("denominator", [1, 2, 5, 30, 511, 1000])
def test_all_of_n(denominator: int) -> None:
    lower, upper = interval(denominator, denominator)
    assert lower == pytest.approx(denominator / (denominator + Z2), abs=1e-15)
    assert upper == 1.0


@pytest.mark.parametrize("counts", [(0, 0), (None, None)])
def test_nothing_to_count(counts: tuple[float | None, float | None]) -> None:
    assert interval(*counts) == (None, None)


@settings(deadline=None)
@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_share_lies_in_its_interval(counts: tuple[int, int]) -> None:
    lower, upper = interval(*counts)
    assert lower is not None and upper is not None
    assert 0 <= lower <= counts[0] / counts[1] <= upper <= 1


@settings(deadline=None)
@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_bounds_solve_the_score_equation(counts: tuple[int, int]) -> None:
    numerator, denominator = counts
    for bound in interval(numerator, denominator):
        assert bound is not None
        distance = abs(numerator / denominator - bound)
        assert distance == pytest.approx(sqrt(Z2 * bound * (1 - bound) / denominator), rel=1e-6, abs=1e-7)


def test_a_share_of_nothing_is_none() -> None:
    counts = pl.DataFrame({"x": [0, 1, 3], "n": [0, 4, 3]})
    assert counts.select(share(pl.col("x"), pl.col("n")))["x"].to_list() == [None, 0.25, 1.0]


def gap(one: tuple[int, int], other: tuple[int, int]) -> tuple[float | None, float | None]:
    counts = pl.DataFrame({"a": [one[0]], "m": [one[1]], "b": [other[0]], "n": [other[1]]})
    lower, upper = newcombe(pl.col("a"), pl.col("m"), pl.col("b"), pl.col("n"))
    found: tuple[float | None, float | None] = counts.select(lower=lower, upper=upper).row(0)
    return found


@pytest.mark.parametrize(
    ("one", "other", "lower", "upper"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0000),
        ((10, 10), (0, 10), 0.6075, 1.0000),
    ],
)
def test_known_gaps(one: tuple[int, int], other: tuple[int, int], lower: float, upper: float) -> None:
    """The examples of R. G. Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10."""
    found = gap(one, other)
    assert (f"{found[0]:.4f}", f"{found[1]:.4f}") == (f"{lower:.4f}", f"{upper:.4f}")


@pytest.mark.parametrize("counts", [((0, 0), (1, 2)), ((1, 2), (0, 0))])
def test_there_is_no_gap_to_nothing(counts: tuple[tuple[int, int], tuple[int, int]]) -> None:
    assert gap(*counts) == (None, None)


@settings(deadline=None)
@given(*[st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))] * 2)
def test_a_gap_lies_in_its_interval_whichever_comes_first(one: tuple[int, int], other: tuple[int, int]) -> None:
    lower, upper = gap(one, other)
    assert lower is not None and upper is not None
    assert -1 <= lower <= one[0] / one[1] - other[0] / other[1] <= upper <= 1
    assert gap(other, one) == pytest.approx((-upper, -lower), abs=1e-12)
