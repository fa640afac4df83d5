"""Two builds, one after the other, and an attacker who has both published files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from random import Random

import polars as pl
import pytest

from pipelines.disclosure import PRESETS, Preset, controlled
from pipelines.measures.engine import MEASURE_VALUE
from pipelines.protection.going_on import with_those_going_on
from pipelines.protection.standing import MOVED_BY, Before, standing
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


def _over(exact: pl.DataFrame, before: Before, preset: Preset) -> pl.DataFrame:
    """What a build publishes over the one before."""
    current = standing(exact, DEFINITIONS, preset, before)
    return publishable(exact, DEFINITIONS, preset, with_those_going_on(current, before, DEFINITIONS))


def _both(earlier: pl.DataFrame, later: pl.DataFrame) -> pl.DataFrame:
    """The figures of two files side by side: those of periods that went on have two kinds."""
    return pl.concat([earlier.filter(_is_over(earlier)), _then(earlier.filter(~_is_over(earlier))), later])


def _then(going_on: pl.DataFrame) -> pl.DataFrame:
    return going_on.with_columns(pl.col("period_kind") + THEN)


def _attacked(earlier: Side, later: Side, preset: Preset) -> dict[Count, int]:
    """What is provable of the exact figures (first) from both published ones (second)."""
    exact, published = (_both(*sides) for sides in zip(earlier, later, strict=True))
    return attacked(exact, published, preset, "children", UNTIL)


@pytest.mark.parametrize("control", CONTROLS)
def test_nothing_is_provable_from_two_builds_a_quarter_apart(control: str) -> None:
    preset = PRESETS[control]
    for seed in SEEDS[control]:
        first, second = (_by(_closures(seed), day) for day in (UNTIL, NOW))
        before = _before(first, preset)
        later = _over(second, before, preset)
        assert _attacked((first, before.published), (second, later), preset) == {}


def test_what_each_of_two_files_hides_the_other_tells() -> None:
    preset, exact = PRESETS["round5"], [_by(_closures(7), day) for day in (UNTIL, NOW)]
    first, second = ((figures, publishable(figures, DEFINITIONS, preset)) for figures in exact)
    assert _attacked(first, second, preset)


def test_nothing_is_provable_where_a_late_row_came_with_the_new_quarter() -> None:
    """Who knows that late rows come takes the earlier figures for what was there, give or take four."""
    preset, closures = PRESETS["round5"], _closures(7)
    late = next(closure for closure in closures if closure.month < date(2025, 4, 1))
    first, second = _by(closures, UNTIL), _by([*closures, late], NOW)
    before = _before(first, preset)
    later = _over(second, before, preset)
    stood = later.filter(_is_over(later))
    assert stood.equals(before.published.filter(_is_over(before.published)))
    old = pl.concat([before.published.filter(~_is_over(before.published)).pipe(_then), stood])
    new = later.filter(~_is_over(later))
    known = pl.concat(
        [old.with_columns(leeway=pl.lit(MOVED_BY - 1)), new.with_columns(leeway=pl.lit(0))], how="vertical_relaxed"
    )
    then = [closure for closure in [*closures, late] if closure.month <= UNTIL]
    truth = pl.concat([second, _then(figures_of(then).filter(~_is_over(figures_of(then))))])
    assert attacked(truth, known, preset, "children", UNTIL) == {}


@pytest.mark.parametrize("control", CONTROLS)
def test_one_more_referral_moves_nothing_that_is_published(control: str) -> None:
    """Whoever has both files has one of them twice; rounded anew, some would say where the referral was."""
    preset, moved = PRESETS[control], 0
    for seed in range(2):
        closures = _closures(seed)
        first, second = _by(closures, UNTIL), _by([*closures, replace(closures[0], sex="X", ethnicity="black")], UNTIL)
        before = _before(first, preset, UNTIL)
        assert _over(second, before, preset).equals(before.published)
        moved += not controlled(second, DEFINITIONS, preset).equals(controlled(first, DEFINITIONS, preset))
    assert moved == 2


def test_a_row_that_was_withdrawn_from_a_period_that_went_on_refuses_nothing() -> None:
    """Of the quarter from July two months were over; one closure in them is there no more."""
    preset, middle, closures = PRESETS["round5"], date(2025, 8, 31), _closures(7)
    gone = next(closure for closure in closures if closure.month == date(2025, 7, 1))
    first, rest = _by(closures, middle), [closure for closure in closures if closure is not gone]
    before = Before(publishable(first, DEFINITIONS, preset), first, middle, NOW)
    later = _over(_by(rest, NOW), before, preset)
    assert later.filter(pl.col("period_start") == date(2025, 10, 1)).height > 0


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([12, 16, 17], [10, 10, 15]),
        ([8, 12, 13], [10, 10, 15]),
        ([8, 4, 3], [10, 10, None]),
        ([3, 7, 8], [None, None, 10]),
        ([12, 16, 12, 7], [10, 10, 10, 5]),
        ([20, 24, 28, 32], [20, 20, 30, 30]),
    ],
)
def test_a_figure_moves_by_five_from_what_it_was_when_it_was_published(counts: list[int], shown: list[object]) -> None:
    """One build after the other: what is counted, and what is published."""
    preset, before, found = PRESETS["round5"], None, []
    for count in counts:
        exact = figures_of(count * [Closure("esk", date(2025, 2, 1), "F", "white", True)])
        current = standing(exact, DEFINITIONS, preset, before)
        published = current.rows.filter("is_shown").select(exact.columns)
        before = Before(published, exact, UNTIL, NOW, current.stood)
        is_asked = (pl.col("measure") == "closures") & (pl.col("service_area") == "esk")
        is_whole = (pl.col("period_kind") == "quarter") & (pl.col("breakdown") == "none")
        found.append(published.filter(is_asked & is_whole)["value"].item())
    assert found == shown


def test_a_median_that_was_put_right_is_given_and_one_with_more_values_stands() -> None:
    then, right, more = (_median(*median) for median in ((40.0, 10.0), (40.0, 35.0), (42.0, 12.0)))
    shown = controlled(then, DEFINITIONS, PRESETS["round5"])
    before = Before(shown, then, UNTIL, NOW)
    values = [standing(now, DEFINITIONS, PRESETS["round5"], before).rows["value"].item() for now in (then, right, more)]
    assert values == [10, 35, 10]


def _median(values: float, median: float) -> pl.DataFrame:
    named = ("median_wait_days", "", "esk", "quarter", date(2025, 1, 1), "none", "")
    row = (*named, None, values, median, None, None, "")
    return pl.DataFrame([row], schema=MEASURE_VALUE, orient="row")


def test_nothing_stands_of_what_is_no_longer_available_or_not_there() -> None:
    preset, exact = PRESETS["round5"], _by(_closures(7), UNTIL)
    before = Before(controlled(exact, DEFINITIONS, preset), exact, UNTIL, NOW)
    blank = {name: pl.lit(None, pl.Float64) for name in ("numerator", "denominator", "value")}
    without = exact.with_columns(**blank, symbol=pl.lit("x"))
    assert set(standing(without, DEFINITIONS, preset, before).rows["symbol"]) == {"x"}
    elsewhere = exact.filter(pl.col("service_area") != "esk")
    assert "esk" not in standing(elsewhere, DEFINITIONS, preset, before).rows["service_area"]
