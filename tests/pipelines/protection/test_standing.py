"""Two builds, one after the other, and an attacker who has both published files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from random import Random

import polars as pl
import pytest

from pipelines.disclosure import PRESETS, Preset, controlled
from pipelines.protection.standing import Before, with_standing
from pipelines.protection.suppression import publishable
from tests.pipelines.protection.conftest import DEFINITIONS, Closure, attacked, closures_by_chance, figures_of
from tests.twins.attacker.known import Count
from tests.twins.attacker.sums import THEN

CONTROLS = ("round5", "nhs", "opensafely")
SEEDS = {"round5": (4, 7), "nhs": (7,), "opensafely": (7,)}
Side = tuple[pl.DataFrame, pl.DataFrame]
UNTIL, NOW = date(2025, 9, 30), date(2025, 12, 31)
"""The days of two builds, a quarter apart. The financial and the academic year go on at both."""
OVER = {"quarter": 3, "financial_year": 12, "academic_year": 12}


def _closures(seed: int) -> list[Closure]:
    """Closures by chance; there is one in September 2025, for a period is in a real file whatever it counts."""
    return [
        *closures_by_chance(Random(seed), (2024, 2025), (20, 45)),
        Closure("tees", date(2025, 9, 1), "M", "white", False),
    ]


def _by(closures: Sequence[Closure], day: date) -> pl.DataFrame:
    return figures_of([closure for closure in closures if closure.month <= day])


def _before(exact: pl.DataFrame, preset: Preset, now: date = NOW) -> Before:
    return Before(publishable(exact, DEFINITIONS, preset), exact, UNTIL, now)


def _is_over(figures: pl.DataFrame) -> pl.Series:
    """Whether a period had ended by the first of the two days."""
    return pl.Series(
        [
            kind in OVER and start.year * 12 + start.month + OVER[kind] <= UNTIL.year * 12 + UNTIL.month + 1
            for kind, start in figures.select("period_kind", "period_start").iter_rows()
        ]
    )


def _both(earlier: pl.DataFrame, later: pl.DataFrame) -> pl.DataFrame:
    """The figures of two files side by side: those of periods that went on have two kinds."""
    going_on = earlier.filter(~_is_over(earlier)).with_columns(pl.col("period_kind") + THEN)
    return pl.concat([earlier.filter(_is_over(earlier)), going_on, later])


def _attacked(earlier: Side, later: Side, preset: Preset) -> dict[Count, int]:
    """What is provable of the exact figures (first) from both published ones (second)."""
    exact, published = (_both(*sides) for sides in zip(earlier, later, strict=True))
    return attacked(exact, published, preset, "closures", UNTIL)


@pytest.mark.parametrize("control", CONTROLS)
def test_nothing_is_provable_from_two_builds_a_quarter_apart(control: str) -> None:
    preset = PRESETS[control]
    for seed in SEEDS[control]:
        first, second = (_by(_closures(seed), day) for day in (UNTIL, NOW))
        before = _before(first, preset)
        later = publishable(second, DEFINITIONS, preset, before)
        assert _attacked((first, before.published), (second, later), preset) == {}


def test_what_each_of_two_files_hides_the_other_tells() -> None:
    preset, exact = PRESETS["round5"], [_by(_closures(7), day) for day in (UNTIL, NOW)]
    first, second = ((figures, publishable(figures, DEFINITIONS, preset)) for figures in exact)
    assert _attacked(first, second, preset)


@pytest.mark.parametrize("control", CONTROLS)
def test_one_more_referral_moves_nothing_that_is_published(control: str) -> None:
    """Whoever has both files has one of them twice; rounded anew, some would say where the referral was."""
    preset, moved = PRESETS[control], 0
    for seed in range(2):
        closures = _closures(seed)
        first, second = _by(closures, UNTIL), _by([*closures, replace(closures[0], sex="X", ethnicity="black")], UNTIL)
        before = _before(first, preset, UNTIL)
        assert publishable(second, DEFINITIONS, preset, before).equals(before.published)
        moved += not controlled(second, DEFINITIONS, preset).equals(controlled(first, DEFINITIONS, preset))
    assert moved == 2


def test_closed_periods_stand_when_a_late_row_comes_with_a_new_quarter() -> None:
    preset, closures = PRESETS["round5"], _closures(0)
    before = _before(_by(closures, UNTIL), preset)
    later = publishable(_by([*closures, closures[0]], NOW), DEFINITIONS, preset, before)
    assert closures[0].month <= UNTIL
    stood, stands = (figures.filter(_is_over(figures)) for figures in (before.published, later))
    assert stands.equals(stood) and later.height > stands.height


def test_a_figure_moves_by_five_and_no_less() -> None:
    """Of one area and quarter: what was published, and what is when so many were added."""
    assert [_again(12, 12 + more) for more in (0, 4, 5, 6)] == [10, 10, 15, 20]
    assert [_again(3, 3 + more) for more in (1, 4, 5)] == [None, None, 10]
    assert [_again(8, 8 - less) for less in (1, 4, 5, 7)] == [10, 10, None, None]


def _again(was: int, now: int) -> float | None:
    """What stands of a count over an earlier one, by itself."""
    preset = PRESETS["round5"]
    first, second = (figures_of(many * [Closure("esk", date(2025, 2, 1), "F", "white", True)]) for many in (was, now))
    told, fresh = (controlled(figures, DEFINITIONS, preset) for figures in (first, second))
    rows, _ = with_standing(fresh, second, Before(told, first, UNTIL, NOW), preset)
    is_asked = (pl.col("measure") == "closures") & (pl.col("service_area") == "esk") & pl.col("is_shown")
    found = rows.filter(is_asked & (pl.col("period_kind") == "quarter") & (pl.col("breakdown") == "none"))
    value: float | None = found["value"].item()
    return value
