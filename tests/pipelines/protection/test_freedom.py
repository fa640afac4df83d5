"""What can move in a block, against linear programmes that ask for every count by itself."""

from __future__ import annotations

from datetime import date
from itertools import product

import numpy as np
import numpy.typing as npt
import polars as pl
import pytest
from scipy.optimize import linprog
from scipy.sparse import csc_array

from pipelines.errors import FiguresWrong
from pipelines.protection import programme
from pipelines.protection.bounds import System, system_of
from pipelines.protection.distance import Distance
from pipelines.protection.freedom import Broken, Freedom
from pipelines.protection.neighbours import neighbours
from pipelines.protection.truth import true_counts

Floats = npt.NDArray[np.float64]
AREAS, GROUPS, YEARS = 3, 3, 2
TABLE = [(area, group, year) for area, group, year in product(range(AREAS + 1), range(GROUPS + 1), range(YEARS + 1))]
"""Counts by area, group and year; the last of each is all of them."""


def _terms() -> list[tuple[int, int, int]]:
    """Every total, along each of the three, is the sum of its parts."""
    number: dict[tuple[int, ...], int] = {place: at for at, place in enumerate(TABLE)}
    equations = []
    for axis, most in enumerate((AREAS, GROUPS, YEARS)):
        for place in (place for place in TABLE if place[axis] == most):
            parts = [(*place[:axis], part, *place[axis + 1 :]) for part in range(most)]
            equations.append([(number[place], -1), *((number[part], 1) for part in parts)])
    return [(at, cell, sign) for at, terms in enumerate(equations) for cell, sign in terms]


def _system() -> System:
    return system_of(pl.DataFrame(_terms(), schema=["equation", "cell", "sign"], orient="row"), len(TABLE))


def _world(chance: np.random.Generator) -> Floats:
    inner = chance.integers(0, 4, (AREAS, GROUPS, YEARS))
    for axis in range(3):
        inner = np.concatenate([inner, inner.sum(axis=axis, keepdims=True)], axis=axis)
    return np.array([float(inner[place]) for place in TABLE])


def _ends(lower: Floats, upper: Floats, cell: int) -> tuple[float, float]:
    """The least and the most that a count can be, by a linear programme each."""
    sums = np.zeros((1 + max(equation for equation, _, _ in _terms()), lower.size))
    for equation, at, sign in _terms():
        sums[equation, at] = sign
    asked = np.zeros(lower.size)
    asked[cell] = 1
    box = np.column_stack([lower, upper])
    least, most = (linprog(s * asked, A_eq=sums, b_eq=np.zeros(len(sums)), bounds=box).fun for s in (1, -1))
    return float(least), -float(most)


def _freedom(true: Floats, lower: Floats, upper: Floats) -> Freedom:
    freedom = Freedom(_system(), true)
    freedom.widen(lower, upper)
    freedom.look(np.arange(20))
    freedom.look(np.arange(len(TABLE)))
    return freedom


def test_what_no_direction_changes_is_what_has_one_number_alone() -> None:
    chance, fixed, moving = np.random.default_rng(3), 0, 0
    for _ in range(12):
        true = _world(chance)
        lower = true - chance.choice([0, 2], true.size)
        upper = true + chance.choice([0, 2], true.size)
        found = _freedom(true, lower, upper).fixed()
        for cell in range(true.size):
            least, most = _ends(lower, upper, cell)
            assert found[cell] == (most - least < 1e-6)
        fixed, moving = fixed + int(found.sum()), moving + int((~found).sum())
    assert fixed > 50 and moving > 50


def test_a_figure_is_given_up_where_that_is_worth_its_price() -> None:
    """A third group follows from the total and two groups that are given; the total is dearer than either."""
    sizes = (AREAS, GROUPS, YEARS)
    true = np.array([2.0 * np.prod([n if p == n else 1 for p, n in zip(place, sizes, strict=True)]) for place in TABLE])
    total, first, second, third = (TABLE.index((0, group, 0)) for group in (GROUPS, 0, 1, 2))
    given = np.array([total, first, second])
    lower, upper = np.ones(true.size), np.full(true.size, np.inf)
    lower[given] = upper[given] = true[given]
    shown = Broken(given, np.ones(given.size), np.array([3.0, 2.0, 1.0]))
    freedom = _freedom(true, lower, upper)
    told = freedom.fixed()
    assert set(np.flatnonzero(told)) == {*given, third}
    assert [cells.size for cells in freedom.broken(told, shown, 0.5)] == [0, 0]
    for _ in range(8):  # Which way the third is asked to go is left to chance, and there and back again is no way.
        given_up, moved = freedom.broken(told, shown, 10.0)
        assert list(given_up) == [second] and list(moved) == [third]
    lower[given_up], upper[given_up] = 1, np.inf
    freedom.widen(lower, upper)
    freedom.look(np.arange(true.size))
    assert set(np.flatnonzero(freedom.fixed())) == {total, first}


def _told(true: Floats, lower: Floats, upper: Floats) -> set[int]:
    """The counts that no linear programme takes one or more from the true number, either way."""
    found = [_ends(lower, upper, cell) for cell in range(true.size)]
    far = [max(most - true[cell], true[cell] - least) for cell, (least, most) in enumerate(found)]
    return {cell for cell, most in enumerate(far) if most < 1 - 1e-6}


def _bounded(chance: np.random.Generator) -> tuple[Floats, Floats, Floats]:
    """A world, and bounds that leave some counts no room, some one more or less, and some two."""
    true = _world(chance)
    return true, true - chance.choice([0, 1, 2], true.size), true + chance.choice([0, 1, 2], true.size)


def test_what_differs_by_one_in_no_world_is_told_until_figures_are_given_up() -> None:
    chance, told_of_all = np.random.default_rng(5), 0
    for _ in range(2):
        true, lower, upper = _bounded(chance)
        distance = Distance(_system(), true)
        distance.widen(lower, upper)
        every = np.ones(true.size, dtype=np.bool_)
        told = distance.told(every)
        assert set(np.flatnonzero(told)) == _told(true, lower, upper)
        told_of_all += int(told.sum())
        shown = Broken(np.arange(true.size), true - 3, np.ones(true.size))
        assert distance.broken(told, shown, 1e-6).size == 0
        rounds = 0
        while told.any():
            given_up, rounds = distance.broken(told, shown, 1e3), rounds + 1
            lower[given_up], upper[given_up] = true[given_up] - 3, np.inf
            distance.widen(lower, upper)
            left = distance.told(told)
            assert set(np.flatnonzero(left)) == _told(true, lower, upper) & set(np.flatnonzero(told))
            told = left
            assert rounds < 12
    assert told_of_all > 20


def test_a_count_that_can_go_by_a_half_is_told() -> None:
    """Two counts add up to one that is given, and differ by one that has room for a whole: each can go by a half."""
    terms = [(0, 0, 1), (0, 1, 1), (0, 2, -1), (1, 0, 1), (1, 1, -1), (1, 3, -1)]
    system = system_of(pl.DataFrame(terms, schema=["equation", "cell", "sign"], orient="row"), 4)
    true = np.array([5.0, 4.0, 9.0, 1.0])
    distance, freedom = Distance(system, true), Freedom(system, true)
    lower, upper = np.array([0.0, 0.0, 9.0, 0.0]), np.array([9.0, 9.0, 9.0, 2.0])
    distance.widen(lower, upper)
    freedom.widen(lower, upper)
    assert list(freedom.fixed()) == [False, False, True, False]
    told = distance.told(np.ones(4, dtype=np.bool_))
    assert list(told) == [True, True, True, False]
    shown = Broken(np.array([2, 3]), np.zeros(2), np.array([1.0, 3.0]))
    assert list(distance.broken(told & (true < 9), shown, 100.0)) == [2]


def test_numbers_that_do_not_fit_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small programmes and large ones, solved from within: both find what costs least, and say if nothing does."""
    sums, ones = csc_array(np.array([[1.0, -1.0, 0.0], [0.0, 1.0, -1.0], [0.0, 0.0, 0.0]])), np.ones(3)
    for small in (0, 3_000):
        monkeypatch.setattr(programme, "_SMALL", small)
        found = programme.cheapest(sums, -ones, -ones, np.array([3.0, 2.0, np.inf]))
        assert found == pytest.approx(2 * ones, abs=1e-6)
        assert programme.cheapest(sums, -ones, np.array([0.0, 3.0, 0.0]), 2 * ones) is None
        assert programme.cheapest(sums, -ones, -ones, np.full(3, np.inf)) is None


def test_counts_without_a_figure_get_numbers_that_fit() -> None:
    true = _world(np.random.default_rng(1))
    known = [at for at, place in enumerate(TABLE) if AREAS in place or place[0] == 0]
    exact = pl.DataFrame({"cell": known, "lower": true[known], "upper": true[known]})
    lower, upper = np.zeros(true.size), np.full(true.size, np.inf)
    found = true_counts(_system(), exact, lower, upper)
    assert (found[known] == true[known]).all() and (found % 1 == 0).all() and (found >= 0).all()
    with pytest.raises(FiguresWrong):
        true_counts(_system(), exact.with_columns(pl.col("lower") + 1, pl.col("upper") + 1), lower, true)
    with pytest.raises(FiguresWrong):
        true_counts(_system(), exact.with_columns(pl.lit(7.0).alias("lower"), pl.lit(7.0).alias("upper")), lower, upper)


def test_neighbours_are_groups_of_one_breakdown_and_an_area_with_all() -> None:
    places = [
        (area, breakdown, category, date(2020, 1, 1 + day % 28), str(day))
        for area in ("all", "cornwall", "durham")
        for breakdown, categories in (("none", [""]), ("sex", ["F", "M"]), ("need", [f"n{n}" for n in range(9)]))
        for category in categories
        for day in range(200)
    ]
    columns = ["service_area", "breakdown", "category", "period_start", "period_kind"]
    named = pl.DataFrame(places, schema=columns, orient="row").with_columns(yardstick=pl.lit(""), set=0)
    named = named.with_row_index("cell")
    areas: list[tuple[set[str], set[str], set[str]]] = []
    groups: list[tuple[set[str], set[str], set[str]]] = []
    for cells in neighbours(named):
        these = named.filter(pl.col("cell").is_in(cells.tolist()))
        kinds = set(these["breakdown"])
        (areas if len(kinds) > 1 else groups).append((set(these["service_area"]), kinds, set(these["category"])))
    assert [area for area, _, _ in areas] == [{"all", "cornwall"}, {"all", "durham"}]
    assert all(len(categories) > 1 and "" not in categories for _, _, categories in groups)
    assert set().union(*(categories for _, _, categories in groups)) == {"F", "M", *(f"n{n}" for n in range(9))}
