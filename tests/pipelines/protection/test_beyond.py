"""What middles of waits tell of how many waited longer than a threshold: drawn, and against every list of waits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import combinations_with_replacement
from statistics import median

import polars as pl
import pytest

from pipelines.disclosure import PRESETS, Preset, controlled
from pipelines.measures.engine import MEASURE_VALUE
from pipelines.measures.thresholds import wait_bands
from pipelines.protection.beyond import beyond
from pipelines.protection.counts import parts_of, set_of
from pipelines.protection.standing import plain
from pipelines.protection.suppression import publishable
from tests.pipelines.protection.conftest import DEFINITIONS, attacked_step_by_step

PARTS = parts_of(DEFINITIONS)
OVER = {"waiting_over_12_weeks": 84, "waiting_over_18_weeks": 126}
_SHARE_OF_P92, _CAME = 92, "referrals_received"


def waits(days: Sequence[int], area: str = "esk") -> list[tuple[object, ...]]:
    """Exact figures of an area's list at the end of a quarter in which all of them came."""
    ordered = sorted(days)
    within = -(-_SHARE_OF_P92 * len(days) // 100)
    middles = {
        "median_wait_days": median(ordered),
        "p92_wait_days": ordered[within - 1],
        "longest_wait_days": ordered[-1],
    }
    shares = {name: sum(day > threshold for day in days) for name, threshold in OVER.items()}
    bands = wait_bands().rows()
    counted = {band: sum(least <= day <= most for day in days) for band, least, most in bands}
    place = ("", area, "quarter", date(2025, 1, 1))
    whole, nothing = ("none", ""), (None, None, "")
    return [
        *((name, *place, *whole, len(days), None, len(days), *nothing) for name in ("children_waiting", _CAME)),
        *(("children_waiting", *place, "band", band, n, None, n, *nothing) for band, n in counted.items() if n),
        *((name, *place, *whole, None, len(days), value, *nothing) for name, value in middles.items()),
        *((name, *place, *whole, n, len(days), n / len(days), 0.0, 1.0, "") for name, n in shares.items()),
    ]


def figures(*areas: list[tuple[object, ...]]) -> pl.DataFrame:
    return pl.DataFrame([row for each in areas for row in each], schema=MEASURE_VALUE, orient="row")


Bounds = dict[str, tuple[float, float | None]]


def bounds(exact: pl.DataFrame, preset: Preset) -> dict[str, Bounds]:
    """By area, the least and the most beyond each threshold, by all middles together."""
    told = beyond(plain(controlled(exact, DEFINITIONS, preset)).with_row_index("row"), PARTS, preset)
    names = {set_of(PARTS, name, "numerator")[0]: name for name in OVER}
    each = told.group_by("service_area", "set").agg(pl.col("lower").max(), pl.col("upper").min())
    found: dict[str, Bounds] = {}
    for row in each.to_dicts():
        found.setdefault(row["service_area"], {})[names[row["set"]]] = row["lower"], row["upper"]
    return found


@pytest.mark.parametrize(
    ("days", "over_12", "over_18"),
    [
        # Of 15, that is 13 to 17: 8 in 100 of 17 are at most 1, and the longest is beyond.
        ([*range(100, 113), 125, 130], (7, None), (1, 1)),
        # The 92nd of 100 is beyond 18 weeks: at least 2 of 13 are.
        ([*range(60, 73), 127, 128], (2, 8), (2, 8)),
        # None is beyond.
        ([*range(60, 75)], (0, 0), (0, 0)),
        # A median of 84.5 is given as 84 or 85, and may be beyond or not.
        ([*range(60, 67), 84, 85, *range(90, 97)], (2, None), (0, 0)),
    ],
)
def test_what_middles_tell_is_worked_out(
    days: Sequence[int], over_12: tuple[float, float | None], over_18: tuple[float, float | None]
) -> None:
    found = bounds(figures(waits(days)), PRESETS["round5"])
    assert found == {"esk": {"waiting_over_12_weeks": over_12, "waiting_over_18_weeks": over_18}}


@pytest.mark.parametrize("control", ["round5", "nhs", "opensafely"])
def test_the_truth_is_always_within(control: str) -> None:
    """Every list of ten to thirteen waits of a few lengths on both sides of the thresholds."""
    lists = {
        f"area {count} {at}": days
        for count in (10, 12, 13)
        for at, days in enumerate(combinations_with_replacement((84, 85, 126, 127, 200), count))
    }
    found = bounds(figures(*(waits(days, area) for area, days in lists.items())), PRESETS[control])
    assert found.keys() == lists.keys()
    for area, days in lists.items():
        for name, (least, most) in found[area].items():
            some = sum(day > OVER[name] for day in days)
            assert least <= some and (most is None or some <= most), (days, name)


def test_few_middles_or_one_that_stands_tell_nothing() -> None:
    preset, exact = PRESETS["round5"], figures(waits([*range(100, 113), 125, 130]))
    stands = plain(controlled(exact, DEFINITIONS, preset)).with_row_index("row").with_columns(stands=pl.lit(True))
    assert beyond(stands, PARTS, preset).is_empty()
    assert bounds(figures(waits(range(100, 109))), preset) == {}


def test_a_middle_goes_that_tells_a_count() -> None:
    preset, exact = PRESETS["round5"], figures(waits([*range(100, 113), 125, 130]))
    alone, together = controlled(exact, DEFINITIONS, preset), publishable(exact, DEFINITIONS, preset)
    told = {count[0]: number for count, number in attacked_step_by_step(alone, preset, "children").items()}
    assert told["waiting_over_18_weeks: some"] == 1
    assert attacked_step_by_step(together, preset, "children") == {}
