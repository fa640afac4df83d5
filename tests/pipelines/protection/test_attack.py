"""An attacker with a published file finds nothing, and finds what a broken control lets out.

These are the blocks that are quick; ``tests/benchmarks/attack.py`` takes all of them.
"""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from pipelines.disclosure import PRESETS, controlled
from pipelines.protection.suppression import publishable
from tests.pipelines.protection.conftest import DEFINITIONS, attacked, attacked_step_by_step, small_areas
from tests.twins.attacker import BLOCKS

CONTROLS = ("round5", "nhs", "opensafely")
QUICK = ("clocks due soon", "clocks overdue", "workshops", "reviews held early")


def test_every_measure_is_in_one_block() -> None:
    assert sorted(measure for block in BLOCKS.values() for measure in block) == sorted(d.measure for d in DEFINITIONS)


@pytest.mark.parametrize("preset", CONTROLS)
def test_nothing_is_provable_of_the_shipped_submission(exact_figures: pl.DataFrame, preset: str) -> None:
    for block in QUICK:
        exact = exact_figures.filter(pl.col("measure").is_in(BLOCKS[block]))
        published = publishable(exact, DEFINITIONS, PRESETS[preset])
        assert attacked(exact, published, PRESETS[preset], block) == {}


@pytest.mark.parametrize("preset", CONTROLS)
def test_nothing_is_provable_step_by_step_in_small_areas(preset: str) -> None:
    for seed in range(8):
        published = publishable(small_areas(seed), DEFINITIONS, PRESETS[preset])
        assert attacked_step_by_step(published, PRESETS[preset], "closures") == {}


def test_without_the_last_step_the_attacker_finds_what_it_is_for() -> None:
    found = [
        attacked_step_by_step(
            controlled(small_areas(seed), DEFINITIONS, PRESETS["round5"]), PRESETS["round5"], "closures"
        )
        for seed in range(8)
    ]
    assert any(found) and {number for counts in found for number in counts.values()} <= set(range(1, 10))


def test_all_equations_at_once_find_no_less() -> None:
    exact = small_areas(2)
    open_figures = controlled(exact, DEFINITIONS, PRESETS["round5"])
    step_by_step = attacked_step_by_step(open_figures, PRESETS["round5"], "closures")
    assert step_by_step.items() <= attacked(exact, open_figures, PRESETS["round5"], "closures").items()


def test_counts_that_are_not_rounded_are_found() -> None:
    unrounded = replace(PRESETS["round5"], round_to=1)
    assert attacked_step_by_step(controlled(small_areas(0), DEFINITIONS, unrounded), unrounded, "closures")


def test_the_fewest_figures_go_and_always_the_same() -> None:
    exact = small_areas(0)
    alone, together = (control(exact, DEFINITIONS, PRESETS["round5"]) for control in (controlled, publishable))
    changed = together.filter(pl.Series(alone["symbol"] != together["symbol"]))
    assert changed.height == 1 and changed["symbol"].to_list() == ["c"]
    assert together.equals(publishable(exact.reverse(), DEFINITIONS, PRESETS["round5"]))
    zeros = alone.filter((pl.col("measure") == "closures") & (pl.col("value") == 0))
    assert zeros.join(together, on=together.columns, how="anti", nulls_equal=True).is_empty()
