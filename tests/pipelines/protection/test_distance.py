"""How far counts can be from the true ones, against linear programmes that ask for every count by itself."""

from __future__ import annotations

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
from pipelines.protection.distance import NOTHING, Breakable, Distance
from pipelines.protection.pieces import Pieces
from pipelines.protection.programme import Columns
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


def _told(true: Floats, lower: Floats, upper: Floats) -> set[int]:
    """The counts that no linear programme takes one or more from the true number, either way."""
    found = [_ends(lower, upper, cell) for cell in range(true.size)]
    far = [max(most - true[cell], true[cell] - least) for cell, (least, most) in enumerate(found)]
    return {cell for cell, most in enumerate(far) if most < 1 - 1e-6}


def _bounded(chance: np.random.Generator) -> tuple[Floats, Floats, Floats]:
    """A world, and bounds that leave some counts no room, some one more or less, and some two."""
    true = _world(chance)
    return true, true - chance.choice([0, 1, 2], true.size), true + chance.choice([0, 1, 2], true.size)


def _found(distance: Distance, size: int) -> set[int]:
    """The counts that differ by one in no world, when each is asked for by itself, both ways."""
    every, base = np.arange(size), np.zeros(size)
    worlds = (distance.world(every, np.array([cell]), base) for cell in every for _ in range(20))
    return set(np.flatnonzero(~np.logical_or.reduce([world.differs for world in worlds])))


def test_what_differs_by_one_in_no_world_is_told() -> None:
    chance, told_of_all, free_of_all = np.random.default_rng(5), 0, 0
    for _ in range(2):
        true, lower, upper = _bounded(chance)
        distance = Distance(_system(), true)
        distance.widen(lower, upper)
        told = _told(true, lower, upper)
        assert _found(distance, true.size) == told
        told_of_all, free_of_all = told_of_all + len(told), free_of_all + true.size - len(told)
    assert told_of_all > 20 and free_of_all > 20


def test_worlds_fit_all_equations_and_all_bounds_but_those_given_up() -> None:
    chance, given_up, moved = np.random.default_rng(6), 0, 0
    sums = np.zeros((1 + max(equation for equation, _, _ in _terms()), len(TABLE)))
    for equation, at, sign in _terms():
        sums[equation, at] = sign
    for turn in range(30):
        true, lower, upper = _bounded(chance)
        distance = Distance(_system(), true)
        distance.widen(lower, upper)
        every = np.arange(true.size)
        base = distance.world(every, every[::2], np.zeros(true.size)).far
        cells = np.sort(chance.choice(every, 40, replace=False))
        asked, shown = cells[::3], cells[1::3]
        breakable = Breakable(shown, np.zeros(shown.size), np.ones(shown.size)) if turn % 2 else NOTHING
        world = distance.world(cells, asked, base, breakable, 0.5 + turn)
        assert set(world.given_up) <= set(breakable.cell)
        assert np.abs(sums @ world.far).max() < 1e-5
        stays = ~np.isin(every, cells)
        assert (world.far[stays] == base[stays]).all()
        kept = ~np.isin(every, world.given_up)
        there = true + world.far
        assert (there >= np.where(kept, lower, 0) - 1e-5).all()
        assert (there[kept] <= upper[kept] + 1e-5).all()
        given_up, moved = given_up + world.given_up.size, moved + int(world.differs[asked].sum())
    assert given_up > 5 and moved > 20


def test_a_figure_is_given_up_where_that_is_worth_its_price() -> None:
    """A third group follows from the total and two groups that are given; the total is dearer than either."""
    sizes = (AREAS, GROUPS, YEARS)
    true = np.array([2.0 * np.prod([n if p == n else 1 for p, n in zip(place, sizes, strict=True)]) for place in TABLE])
    total, first, second, third = (TABLE.index((0, group, 0)) for group in (GROUPS, 0, 1, 2))
    given = np.array([total, first, second])
    lower, upper = np.ones(true.size), np.full(true.size, np.inf)
    lower[given] = upper[given] = true[given]
    in_order = np.argsort(given)
    shown = Breakable(given[in_order], np.ones(3), np.array([3.0, 2.0, 1.0])[in_order])
    distance = Distance(_system(), true)
    distance.widen(lower, upper)
    every, asked, base = np.arange(true.size), np.array([third]), np.zeros(true.size)
    assert not distance.world(every, asked, base).differs[third]
    for _ in range(8):  # Which way the third is asked to go is left to chance, and there and back again is no way.
        assert distance.world(every, asked, base, shown, 0.5).given_up.size == 0
        world = distance.world(every, asked, base, shown, 10.0)
        assert list(world.given_up) == [second] and world.differs[third] and not world.differs[first]
    own = distance.world(every, np.array([first]), base, shown, 10.0)
    assert first in own.given_up and own.differs[first]


def test_a_count_that_can_go_by_a_half_is_told() -> None:
    """Two counts add up to one that is given, and differ by one that has room for a whole: each can go by a half."""
    terms = [(0, 0, 1), (0, 1, 1), (0, 2, -1), (1, 0, 1), (1, 1, -1), (1, 3, -1)]
    system = system_of(pl.DataFrame(terms, schema=["equation", "cell", "sign"], orient="row"), 4)
    true = np.array([5.0, 4.0, 9.0, 1.0])
    distance = Distance(system, true)
    distance.widen(np.array([0.0, 0.0, 9.0, 0.0]), np.array([9.0, 9.0, 9.0, 2.0]))
    assert _found(distance, 4) == {0, 1, 2}
    far = [distance.world(np.arange(4), np.array([0]), np.zeros(4)).far for _ in range(20)]
    assert {round(float(change[0]), 3) for change in far} == {-0.5, 0.5}
    shown = Breakable(np.array([2, 3]), np.zeros(2), np.array([1.0, 3.0]))
    assert list(distance.world(np.arange(4), np.array([0, 1]), np.zeros(4), shown, 100.0).given_up) == [2]


def test_what_is_beside_shares_an_equation() -> None:
    distance = Distance(_system(), np.zeros(len(TABLE)))
    one = TABLE.index((0, 0, 0))
    beside = {at for at, place in enumerate(TABLE) if sum(a != b for a, b in zip(place, TABLE[one], strict=True)) <= 1}
    assert set(np.flatnonzero(distance.beside(np.array([one])))) == beside


def test_a_shadow_price_says_what_one_more_would_bring() -> None:
    """Two counts add up to one that is given: were that one further, one count more would differ."""
    system = system_of(
        pl.DataFrame([(0, 0, 1), (0, 1, 1), (0, 2, -1)], schema=["equation", "cell", "sign"], orient="row"), 3
    )
    distance = Distance(system, np.array([5.0, 4.0, 9.0]))
    distance.widen(np.array([0.0, 4.0, 9.0]), np.array([9.0, 4.0, 9.0]))
    for worth in (1.0, 10.0):
        world = distance.world(np.arange(3), np.array([0]), np.zeros(3), worth=worth)
        assert not world.differs.any()
        assert (world.shadow[1:] >= 0.9 - 1e-6).all() and world.shadow[0] < 1e-6
    distance.widen(np.array([0.0, 0.0, 9.0]), np.array([9.0, 9.0, 9.0]))
    world = distance.world(np.arange(3), np.array([0]), np.zeros(3))
    assert world.differs[:2].all() and (world.shadow < 1e-6).all()


def test_numbers_that_do_not_fit_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small programmes and large ones, solved from within: both find what costs least, and say if nothing does."""
    sums, ones = csc_array(np.array([[1.0, -1.0, 0.0], [0.0, 1.0, -1.0], [0.0, 0.0, 0.0]])), np.ones(3)
    for small in (0, 3_000):
        monkeypatch.setattr(programme, "_SMALL", small)
        found = programme.cheapest(Columns(sums, -ones, -ones, np.array([3.0, 2.0, np.inf])))
        assert found is not None
        assert found.far == pytest.approx(2 * ones, abs=1e-6)
        assert found.shadow.sum() == pytest.approx(-3)  # All three go one further with the second.
        assert programme.cheapest(Columns(sums, -ones, np.array([0.0, 3.0, 0.0]), 2 * ones)) is None
        assert programme.cheapest(Columns(sums, -ones, -ones, np.full(3, np.inf))) is None


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


def test_pieces_are_groups_of_one_breakdown_and_some_areas_with_all() -> None:
    areas = ["all", *(f"area {number}" for number in range(9))]
    groups = [("none", ""), ("sex", "F"), ("sex", "M"), *(("need", f"n{number}") for number in range(7))]
    places = [(area, *group) for area in areas for group in groups for _ in range(900)]
    named = pl.DataFrame(places, schema=["service_area", "breakdown", "category"], orient="row")
    pieces = Pieces(named)
    assert [set(named.filter(pl.Series(one))["breakdown"]) for one in pieces.by_breakdown] == [{"need"}, {"sex"}]
    assert (pieces.areas, pieces.together) == (9, 2)
    left = (named["service_area"] == "area 4").to_numpy()
    together = [set(named.filter(pl.Series(pieces.some_areas(left)))["service_area"]) for _ in range(20)]
    assert all(len(some) == 3 and {"all", "area 4"} <= some for some in together)
    assert set().union(*together) == set(areas)
    few = Pieces(named.filter(pl.col("service_area").is_in(["all", "area 0"])))
    assert (few.areas, few.together) == (1, 1)
