"""Bounds that follow from equations, and the fewest figures that break what follows."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from pipelines.protection.bounds import Bounds, System, narrowed, system_of
from pipelines.protection.choice import chosen
from pipelines.protection.derivation import Derivations, provable

TOTAL, FIRST, SECOND = range(3)


def two_parts(lower: list[float], upper: list[float]) -> tuple[System, Bounds]:
    """A total of two parts."""
    terms = pl.DataFrame({"equation": [0, 0, 0], "cell": [TOTAL, FIRST, SECOND], "sign": [-1, 1, 1]})
    system = system_of(terms, 3)
    is_split = np.zeros(3, dtype=np.bool_)
    return system, narrowed(system, np.array(lower), np.array(upper), is_split, (1, 4))


@pytest.mark.parametrize(
    ("lower", "upper", "found"),
    [
        ([5, 5, 1], [7, 7, np.inf], [(6, 7), (5, 6), (1, 2)]),
        ([5, 5, 2], [7, 7, np.inf], [(7, 7), (5, 5), (2, 2)]),
        ([0, 0, 0], [np.inf, np.inf, 3], [(0, np.inf), (0, np.inf), (0, 3)]),
    ],
)
def test_bounds_are_narrowed_as_far_as_the_equation_goes(
    lower: list[float], upper: list[float], found: list[tuple[float, float]]
) -> None:
    _, bounds = two_parts(lower, upper)
    assert list(zip(bounds.lower, bounds.upper, strict=True)) == found


def test_what_is_provable_rests_on_the_figures_that_are_given() -> None:
    system, bounds = two_parts([5, 5, 2], [7, 7, np.inf])
    assert provable(bounds, 1, 9) == [TOTAL, FIRST, SECOND]
    assert Derivations(system, bounds, np.array([True, True, False])).grounds(SECOND) == [TOTAL, FIRST]


def test_a_count_that_is_none_of_the_suppressed_ones_leaves_them() -> None:
    terms = pl.DataFrame({"equation": [0, 0], "cell": [0, 1], "sign": [-1, 1]})
    bounds = narrowed(system_of(terms, 2), np.array([2.0, 0.0]), np.array([9.0, 9.0]), np.array([True, False]), (1, 4))
    assert list(bounds.lower) == [5, 5]


def test_the_thing_that_most_ask_for_is_taken_first() -> None:
    rank = {thing: (False, 0.0, thing) for thing in range(4)}
    assert chosen([[0, 1], [1, 2], [3]], dict.fromkeys(range(4), 1), rank) == [1, 3]
    assert chosen([[0, 1], [1, 2], []], {0: 1, 1: 3, 2: 1}, rank) == [0, 2]
