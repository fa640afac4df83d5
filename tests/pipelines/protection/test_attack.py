"""An attacker with a published file finds nothing, and finds what a broken control lets out.

These are the blocks that are quick; ``tests/benchmarks/attack.py`` takes all of them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from pipelines.disclosure import PRESETS, Preset, controlled
from pipelines.measures.engine import MEASURE_VALUE
from pipelines.protection import ledger, suppression
from pipelines.protection.counts import counts
from pipelines.protection.suppression import publishable
from tests.pipelines.protection.conftest import (
    DEFINITIONS,
    Closure,
    attacked,
    attacked_step_by_step,
    figures_of,
    small_areas,
)
from tests.twins.attacker.measures import BLOCKS

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
def test_nothing_is_provable_step_by_step_in_small_areas(monkeypatch: pytest.MonkeyPatch, preset: str) -> None:
    monkeypatch.setattr(suppression, "settled", lambda _system, rows, *_: rows)
    for seed in range(8):
        published = publishable(small_areas(seed), DEFINITIONS, PRESETS[preset])
        assert attacked_step_by_step(published, PRESETS[preset], "children") == {}


def test_without_the_last_step_the_attacker_finds_what_it_is_for() -> None:
    found = [
        attacked_step_by_step(
            controlled(small_areas(seed), DEFINITIONS, PRESETS["round5"]), PRESETS["round5"], "children"
        )
        for seed in range(8)
    ]
    assert any(found) and {number for counts in found for number in counts.values()} <= set(range(1, 10))


def test_all_equations_at_once_find_no_less() -> None:
    exact = small_areas(2)
    open_figures = controlled(exact, DEFINITIONS, PRESETS["round5"])
    step_by_step = attacked_step_by_step(open_figures, PRESETS["round5"], "children")
    assert step_by_step.items() <= attacked(exact, open_figures, PRESETS["round5"], "children").items()


def test_counts_that_are_not_rounded_are_found() -> None:
    unrounded = replace(PRESETS["round5"], round_to=1)
    assert attacked_step_by_step(controlled(small_areas(0), DEFINITIONS, unrounded), unrounded, "children")


def test_the_fewest_figures_go_and_always_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suppression, "settled", lambda _system, rows, *_: rows)
    exact = small_areas(0)
    alone, together = (control(exact, DEFINITIONS, PRESETS["round5"]) for control in (controlled, publishable))
    changed = together.filter(pl.Series(alone["symbol"] != together["symbol"]))
    assert changed["symbol"].to_list() == ["c", "c"]
    assert together.equals(publishable(exact.reverse(), DEFINITIONS, PRESETS["round5"]))
    zeros = alone.filter((pl.col("measure") == "closures") & (pl.col("value") == 0))
    assert zeros.join(together, on=together.columns, how="anti", nulls_equal=True).is_empty()


def test_the_groups_of_a_breakdown_that_are_another_measure_give_nothing_away() -> None:
    """Over 12 weeks 7 of 30 who wait: 1, 5 and 1 in its bands, which without the last step follow from 5, c and c."""
    bands = {"0-7": 8, "8-14": 8, "29-84": 7, "85-126": 1, "127-364": 5, "365+": 1}
    counted = [("children_waiting", "none", "", 30.0, None), ("waiting_over_12_weeks", "none", "", 7.0, 30.0)]
    counted += [("children_waiting", "band", band, float(n), None) for band, n in bands.items()]
    counted += [("referrals_received", "none", "", 30.0, None)]
    rows = [
        (measure, "", area, "quarter", date(2026, 1, 1), by, category, n, of, n / of if of else n, None, None, "")
        for measure, by, category, n, of in counted
        for area in ("all", "cornwall")
    ]
    exact = pl.DataFrame(rows, schema=MEASURE_VALUE, orient="row")
    alone, together = (make(exact, DEFINITIONS, PRESETS["round5"]) for make in (controlled, publishable))
    assert attacked_step_by_step(alone, PRESETS["round5"], "children") != {}
    assert attacked_step_by_step(together, PRESETS["round5"], "children") == {}


def test_suppressed_shares_of_enough_are_held_to_be_of_some(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five of one area and two that are suppressed are all five to seven: seven, of which five, one and one."""
    requested = {"esk": 5, "tees": 1, "wear": 1}
    exact = figures_of(
        [
            Closure(area, date(2025, 5, 1), "M", "white", at < some)
            for area, some in requested.items()
            for at in range(20)
        ]
    )
    alone = controlled(exact, DEFINITIONS, PRESETS["round5"])
    assert {1, 5, 7} == set(attacked_step_by_step(alone, PRESETS["round5"], "children", exact).values())
    together = publishable(exact, DEFINITIONS, PRESETS["round5"])
    assert attacked(exact, together, PRESETS["round5"], "children") == {}
    assert together.filter(measure="closures", symbol="c").is_empty()

    def forgetful(figures: pl.DataFrame, parts: pl.DataFrame, preset: Preset) -> pl.DataFrame:
        return counts(figures.with_columns(denominator_now=pl.lit(None, pl.Float64)), parts, preset)

    monkeypatch.setattr(ledger, "counts", forgetful)
    assert attacked(exact, publishable(exact, DEFINITIONS, PRESETS["round5"]), PRESETS["round5"], "children") != {}
