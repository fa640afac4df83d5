"""What follows from all equations at once, against every world that there is; and on areas that chance made."""

from __future__ import annotations

from itertools import product
from random import Random
from types import ModuleType
from unittest.mock import patch

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from pipelines.disclosure import PRESETS
from pipelines.protection import apart, pieces, suppression
from pipelines.protection.apart import Search
from pipelines.protection.bounds import System, system_of
from pipelines.protection.distance import NOTHING, Distance, World
from pipelines.protection.exchanges import Exchanges
from pipelines.protection.relief import Shown, rows_to_free
from pipelines.protection.suppression import publishable
from pipelines.protection.worlds import Worlds
from tests.pipelines.protection.conftest import DEFINITIONS, attacked, small_areas

SEEDS = (2, 7)
"""Made-up areas in which single sums give nothing away, and all together do."""
TERMS = [(0, 0, -1), (0, 1, 1), (0, 2, 1), (1, 3, -1), (1, 1, 1), (1, 4, 1)]
"""Equation, cell, sign: two totals, 0 and 3, that share the part 1."""


def _system() -> System:
    return system_of(pl.DataFrame(TERMS, schema=["equation", "cell", "sign"], orient="row"), 5)


def _every_world(lower: list[int], upper: list[int]) -> list[tuple[int, ...]]:
    """All whole numbers within the bounds for which the equations hold: the plain way to ask for them."""
    ranges = [range(least, most + 1) for least, most in zip(lower, upper, strict=True)]
    return [w for w in product(*ranges) if w[0] == w[1] + w[2] and w[3] == w[1] + w[4]]


def test_a_count_is_told_where_every_world_has_the_same() -> None:
    chance, told_apart = Random(5), 0
    for _ in range(60):
        lower = [chance.randint(0, 2) for _ in range(5)]
        upper = [least + chance.randint(1, 3) for least in lower]
        worlds = _every_world(lower, upper)
        if worlds:
            same = [cell for cell in range(5) if len({world[cell] for world in worlds}) == 1]
            expected = [(cell, worlds[0][cell]) for cell in same if 1 <= worlds[0][cell] <= 9]
            found = Worlds(_system(), np.array(lower, float), np.array(upper, float)).first_told(np.ones(5, bool), 1, 9)
            assert found == (expected[0] if expected else None)
            told_apart += not expected
    assert told_apart > 5


def test_the_cheapest_figure_goes_that_frees_a_count() -> None:
    """Part 1 is 2 since total 0 is at most 5 and part 2 at least 3; nothing shows part 2, and total 3 is dearer."""
    lower, upper = np.array([5.0, 2, 3, 0, 0]), np.array([5.0, 9, 9, 9, 9])
    shown = Shown(np.array([0, 3]), np.array([0, 1]), np.zeros(5), np.array([1.0, 2.0]))
    assert Worlds(_system(), lower, upper).first_told(np.ones(5, bool), 1, 9) == (0, 5)
    assert rows_to_free(_system(), lower, upper, shown, 1, 2) == [0]


@pytest.mark.parametrize("preset", ["round5", "nhs", "opensafely"])
def test_nothing_is_provable_by_all_sums_at_once_in_tiny_areas(preset: str) -> None:
    exact = small_areas(SEEDS[0], (2025,), (12, 30))
    assert attacked(exact, publishable(exact, DEFINITIONS, PRESETS[preset]), PRESETS[preset], "children") == {}


def test_without_the_step_for_all_sums_at_once_the_attacker_finds_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    exact = small_areas(SEEDS[1], (2025,), (12, 30))
    control = publishable(exact, DEFINITIONS, PRESETS["round5"])
    monkeypatch.setattr(suppression, "settled", lambda _ledger, rows, *_: rows)
    broken = publishable(exact, DEFINITIONS, PRESETS["round5"])
    assert attacked(exact, broken, PRESETS["round5"], "children") != {}
    changed = control.filter(pl.Series(control["symbol"] != broken["symbol"]))
    assert 0 < changed.height < 5


def test_exchanges_spare_programmes_and_change_no_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    exact = small_areas(SEEDS[1], (2025,), (12, 30))
    with patch.object(Worlds, "_solved", autospec=True, side_effect=Worlds._solved) as programmes:
        with_them = publishable(exact, DEFINITIONS, PRESETS["round5"])
        few = programmes.call_count
        monkeypatch.setattr(Exchanges, "differ", lambda _, world, *_ends: np.zeros(world.size, dtype=np.bool_))
        without = publishable(exact, DEFINITIONS, PRESETS["round5"])
        assert programmes.call_count - few > 1.5 * few
    assert_frame_equal(without, with_them)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    "changed",
    [(), ((apart, "_WHOLE", 0),), ((apart, "_WHOLE", 0), (pieces, "_MOST", 0)), ((apart, "_CHEAP", 1e6),)],
    ids=["whole", "two areas", "one area", "one by one"],
)
def test_what_is_done_in_large_blocks_is_enough_for_linear_programmes(
    monkeypatch: pytest.MonkeyPatch, seed: int, changed: tuple[tuple[ModuleType, str, float], ...]
) -> None:
    exact = small_areas(seed, (2025,), (12, 30))
    monkeypatch.setattr(suppression, "MOST_AT_ONCE", 0)
    for module, name, value in changed:
        monkeypatch.setattr(module, name, value)
    control = publishable(exact, DEFINITIONS, PRESETS["round5"])
    assert attacked(exact, control, PRESETS["round5"], "children") == {}
    monkeypatch.setattr(suppression, "loosened", lambda _ledger, rows, *_: rows)
    broken = publishable(exact, DEFINITIONS, PRESETS["round5"])
    assert attacked(exact, broken, PRESETS["round5"], "children") != {}
    assert 0 < (control["symbol"] != broken["symbol"]).sum() < 16


@pytest.mark.parametrize("seed", SEEDS)
def test_where_no_programme_gives_up_enough_all_around_goes(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    exact = small_areas(seed, (2025,), (12, 30))
    monkeypatch.setattr(suppression, "MOST_AT_ONCE", 0)
    monkeypatch.setattr(apart, "_CHEAP", apart._DEAREST)
    monkeypatch.setattr(apart, "_TRIES", 0)
    control = publishable(exact, DEFINITIONS, PRESETS["round5"])
    assert attacked(exact, control, PRESETS["round5"], "children") == {}
    monkeypatch.setattr(Search, "_at_any_price", lambda _: None)
    broken = publishable(exact, DEFINITIONS, PRESETS["round5"])
    assert attacked(exact, broken, PRESETS["round5"], "children") != {}
    assert 0 < (control["symbol"] != broken["symbol"]).sum() < exact.height / 10


def test_a_block_of_which_no_world_is_found_is_suppressed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A programme may come to no end, or leave out what it was asked for: no build is refused for that."""
    exact = small_areas(SEEDS[0], (2025,), (12, 30))
    monkeypatch.setattr(suppression, "MOST_AT_ONCE", 0)
    monkeypatch.setattr(Distance, "world", lambda _self, _cells, _asked, base, *_: World(base, NOTHING.cell, base * 0))
    monkeypatch.setattr(Exchanges, "differ", lambda _, world, *_ends: np.zeros(world.size, dtype=np.bool_))
    control = publishable(exact, DEFINITIONS, PRESETS["round5"])
    assert (control["symbol"] == "c").all()
