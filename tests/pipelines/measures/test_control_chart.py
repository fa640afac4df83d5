"""The control chart, against NHSRplotthedots, a twin that loops over the points, and series drawn by hand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.measures.control_chart import Assurance, ControlChart, PointType, control_chart
from pipelines.measures.definition import Direction

ORACLE = Path(__file__).parents[4] / "shared" / "oracles" / "spc" / "series.json"
IDS = (
    *("snapshot_r1", "snapshot_r2_screened", "snapshot_r3_unscreened", "two_of_three_opposite", "constant"),
    *("run7_below_then_up", "trend7_up", "trend7_down_lowgood", "short12", "short6", "pass_target", "fail_target"),
    *("neutral", "neutral_target", "rebase1", "fix12", "rebase_fix", "ties_on_mean", "na_middle"),
    *(f"rand_{number:02}" for number in range(1, 22)),
)
CONSTANT, MISSING = "constant", "na_middle"
"""The two quirks: a constant series has no limits there, and a missing point is taken for common cause."""

WAYS = {"increase": Direction.HIGHER, "decrease": Direction.LOWER, "neutral": Direction.NEITHER}
SHAPES = {
    None: " ",
    PointType.COMMON_CAUSE: ".",
    PointType.IMPROVEMENT: "+",
    PointType.CONCERN: "-",
    PointType.NEUTRAL_HIGH: "h",
    PointType.NEUTRAL_LOW: "l",
}


def shape(chart: ControlChart) -> str:
    """A mark for each point."""
    return "".join(SHAPES[point.point_type if point else None] for point in chart.points)


def numbers(text: str) -> list[float | None]:
    """The values of a drawn series; a full stop is a missing one."""
    return [None if word == "." else float(word) for word in text.split()]


class Drawn(NamedTuple):
    """One of the known answers."""

    series: str
    way: str
    target: float | None
    fixed_after: int | None
    values: str
    points: str
    mean: float
    lower: float
    upper: float
    assurance: str | None


DRAWN = (
    Drawn("two_of_three_opposite", "increase", None, None,
          "1 -1 1 -1 1 -1 1 -1 1 -1 1 -1 1 -1 5.5 -5.5",
          "................", 0, -6.175, 6.175, None),
    Drawn("run7_below_then_up", "increase", 85, None,
          "90 91 89 92 90 91 88 80 80 80 80 80 80 80 80 91 92 90 93",
          "+++++++--------++++", 86.157894736842, 83.165394736842, 89.150394736842, "inconsistent"),
    Drawn("trend7_down_lowgood", "decrease", 20, None,
          "30 31 29 30 28 31 30 27 25 23 21 19 17 15 14 16",
          "-------+++++++++", 24.125, 19.159666666667, 29.090333333333, "inconsistent"),
    Drawn("fix12", "increase", 80, 12,
          "70 72 71 69 70 73 71 70 72 71 69 70 75 76 74 77 75 76 78 75 74 76 77 75",
          "............++++++++++++", 70.666666666667, 66.313939393939, 75.019393939394, "consistent_fail"),
    Drawn("neutral_target", "neutral", 12, None,
          "10 12 11 13 10 30 11 12 10 11 13 12 11 10",
          ".....h........", 12.571428571429, 8.460519480519, 16.682337662338, None),
    Drawn("ties_on_mean", "increase", None, None,
          "5 5 5 6 4 5 5 5 5 5 5 6 4 5 5 5",
          "...+-......+-...", 5, 4.181538461538, 5.818461538462, None),
    Drawn("pass_target", "increase", 90, None,
          "95 96 97 95 96 96 97 95 96 97 96 95 96 96 97 95",
          "................", 95.9375, 93.100166666667, 98.774833333333, "consistent_pass"),
    Drawn("rand_06", "increase", None, None,
          "49.19 39.11 53.48 26.39 33.65 52.05 57.94 49.85 49.77 47.4 28.72 29.68 43.15 59.59 54.67 59.06 35.1 36.44 "
          "25.76 30.97 40.9 30.6 39.84 46.16 34.52 33.79 39.39 44.86 32.68 43.47 58.37 51.52 50.61 47.66 37.05 40.37 "
          "41.69 46.21 29.38 45.38 23.64 39.79 28.17 41.81",
          ".............+.+-------.....................", 41.587045454545, 15.776384989429, 67.397705919662, None),
    Drawn("rand_17", "neutral", 14.6, None,
          "9 15 9 15 16 9 13 8 11 17 12 9 8 10 16 20 9 7 21 19 12 11 15 14 10 16 14 13 15 15 7 8 13 11 10 9 9 12 12 "
          "11 9",
          ".................................llllllll", 12.170731707317, 3.16765478424, 21.173808630394, None),
)  # fmt: skip
"""Known answers that the tests carry with them."""


@pytest.mark.parametrize("drawn", DRAWN, ids=lambda drawn: drawn.series)
def test_known_answers(drawn: Drawn) -> None:
    chart = control_chart(numbers(drawn.values), WAYS[drawn.way], drawn.target, fixed_after=drawn.fixed_after)
    limits = (chart.mean, chart.lower_limit, chart.upper_limit)
    assert limits == pytest.approx((drawn.mean, drawn.lower, drawn.upper), abs=1e-9)
    assert shape(chart) == drawn.points
    assert chart.assurance == drawn.assurance


def _answers() -> dict[str, Any]:
    if not ORACLE.is_file():
        pytest.skip("the known answers for control charts lie beside the repository, and are not there")
    return {answer["id"]: answer for answer in json.loads(ORACLE.read_text(encoding="utf-8"))}


def _charts(answer: dict[str, Any]) -> list[tuple[list[int], ControlChart]]:
    """The chart of each stretch of a series; one that is rebased is two series, one after the other."""
    asked, groups = answer["input"], answer["expected"]["rebase_group"]
    stretches = [[at for at, group in enumerate(groups) if group == one] for one in sorted(set(groups))]
    return [
        (
            places,
            control_chart(
                [asked["y"][at] for at in places],
                WAYS[asked["improvement_direction"]],
                asked["target"],
                fixed_after=asked["fix_after_n_points"],
                is_screened=asked["screen_outliers"],
            ),
        )
        for places in stretches
    ]


def _found(chart: ControlChart) -> dict[str, list[Any]]:
    return {
        "mean": [chart.mean] * len(chart.points),
        "lpl": [chart.lower_limit] * len(chart.points),
        "upl": [chart.upper_limit] * len(chart.points),
        "relative_to_mean": [point and point.relative_to_mean for point in chart.points],
        "outside_limits": [point and point.is_outside_limits for point in chart.points],
        "close_to_limits": [point and point.is_close_to_limits for point in chart.points],
        "special_cause_type": [point and point.special_cause_type for point in chart.points],
        "point_type": [point and point.point_type for point in chart.points],
    }


def _differing(expected: dict[str, list[Any]], places: list[int], chart: ControlChart) -> set[tuple[str, int]]:
    """The columns and places in which we found something else."""
    found = _found(chart)
    return {
        (name, at)
        for name, cells in found.items()
        for at, cell in zip(places, cells, strict=True)
        if not (cell == expected[name][at] or cell == pytest.approx(expected[name][at], abs=1e-9))
    }


ALLOWED = {
    CONSTANT: {(name, at) for name in ("lpl", "upl", "outside_limits", "close_to_limits") for at in range(24)},
    MISSING: {("special_cause_type", 2), ("point_type", 2)},
}


@pytest.mark.parametrize("series", IDS)
def test_every_cell_of_nhsrplotthedots_but_its_quirks(series: str) -> None:
    answer = _answers()[series]
    charts = _charts(answer)
    differing = {cell for places, chart in charts for cell in _differing(answer["expected"], places, chart)}
    assert differing == ALLOWED.get(series, set())
    assert [chart.variation for _, chart in charts] == [row["variation_type"] for row in answer["summary"]]
    if series != CONSTANT:
        assert charts[-1][1].assurance == answer["summary"][-1].get("assurance_type")


def test_no_known_answer_is_left_out() -> None:
    assert sorted(_answers()) == sorted(IDS)


def test_a_constant_series_is_in_control_with_itself_for_limits() -> None:
    chart = control_chart([90.0] * 24, Direction.HIGHER, target=92)
    assert (chart.mean, chart.lower_limit, chart.upper_limit) == (90, 90, 90)
    assert shape(chart) == "." * 24
    assert chart.assurance is Assurance.FAIL


@pytest.mark.parametrize("value", [0.0, 0.1, 1 / 3, 0.7, 1.0])
@pytest.mark.parametrize("size", [1, 2, 7, 49])
def test_no_constant_share_is_off_its_mean_by_a_binary_digit(value: float, size: int) -> None:
    chart = control_chart([value] * size, Direction.NEITHER, bounds=(0, 1))
    assert (chart.mean, chart.lower_limit, chart.upper_limit) == (value, value, value)
    assert shape(chart) == "." * size


def test_a_missing_point_does_not_blind_the_rules() -> None:
    whole = "80 82 81 83 80 78 82 84 81 80 83 82 81 99 80 81"
    gaps = ". 80 82 . 81 83 80 78 82 84 81 . . 80 83 82 81 99 80 81 ."
    assert shape(control_chart(numbers(whole), Direction.HIGHER)) == ".............+.."
    assert shape(control_chart(numbers(gaps), Direction.HIGHER)) == " .. .......  ....+.. "


def test_a_run_goes_on_over_a_gap() -> None:
    values = "5 1 5 1 5 1 5 1 5 4 4.1 4 . 4.1 4 4.1 1 5 1 5 1 5 1"
    assert shape(control_chart(numbers(values), Direction.LOWER)) == "........---- ---......."


def test_a_trend_goes_on_over_a_gap() -> None:
    values = "9 1 9 1 9 1 9 3 4 5 . 6 . 7 8 8.5 1 9 1 9 1"
    assert shape(control_chart(numbers(values), Direction.HIGHER)) == ".......+++ + +++....."


def test_moving_ranges_are_those_of_neighbouring_periods() -> None:
    chart = control_chart(numbers("10 12 . 20 22 . 10 12"), Direction.HIGHER, is_screened=False)
    assert chart.upper_limit - chart.mean == pytest.approx(2.66 * 2)


def test_without_neighbours_the_ranges_over_the_gaps_are_taken() -> None:
    chart = control_chart(numbers("10 . 12 . 14 . 12"), Direction.HIGHER)
    assert chart.upper_limit - chart.mean == pytest.approx(2.66 * 2)


@pytest.mark.parametrize(("size", "is_trial"), [(1, True), (11, True), (12, False)])
def test_fewer_than_twelve_points_are_for_trial(size: int, is_trial: bool) -> None:
    values: list[float | None] = [float(number % 3) for number in range(size)]
    assert control_chart(values, Direction.HIGHER).is_trial is is_trial
    assert control_chart([None, *values, None], Direction.HIGHER).is_trial is is_trial


def test_limits_fixed_on_fewer_than_twelve_points_are_for_trial() -> None:
    values: list[float | None] = [float(number % 3) for number in range(30)]
    assert control_chart(values, Direction.HIGHER, fixed_after=11).is_trial
    assert not control_chart(values, Direction.HIGHER, fixed_after=12).is_trial


def test_the_limits_of_a_share_are_clipped() -> None:
    values = numbers("0.1 0.9 0.2 0.8 0.1 0.9 1 0")
    free, clipped = (control_chart(values, Direction.HIGHER, bounds=bounds) for bounds in (None, (0, 1)))
    assert free.lower_limit < 0 and free.upper_limit > 1
    assert (clipped.lower_limit, clipped.upper_limit) == (0, 1)
    assert clipped.points == free.points


def test_limits_within_the_bounds_stay() -> None:
    values = numbers("0.50 0.52 0.51 0.50 0.52")
    assert control_chart(values, Direction.HIGHER, bounds=(0, 1)) == control_chart(values, Direction.HIGHER)


@pytest.mark.parametrize(("size", "found"), [(6, "............"), (7, "lllllllhhhhhhh")])
def test_seven_on_one_side_stand_out_and_six_do_not(size: int, found: str) -> None:
    low = [0.0, 1.0] * size
    values: list[float | None] = [*low[:size], *(number + 2 for number in low[:size])]
    assert shape(control_chart(values, Direction.NEITHER)) == found


@pytest.mark.parametrize(("values", "found"), [("1 2 3 4 5 6", "......"), ("1 2 3 4 5 6 7", "+++++++")])
def test_seven_in_one_direction_stand_out_and_six_do_not(values: str, found: str) -> None:
    around = " 0 9 0 9 0 9 0 9 0 9 0 9"
    assert shape(control_chart(numbers(values + around), Direction.HIGHER))[: len(found)] == found


def test_the_turn_of_two_trends_belongs_to_the_later() -> None:
    chart = control_chart(numbers("1 2 3 4 5 6 7 6 5 4 3 2 1 9 -9 9 -9 9 -9 9 -9"), Direction.HIGHER)
    assert shape(chart)[:13] == "++++++-------"


def test_the_variation_is_that_of_the_last_point_there_is() -> None:
    values = numbers("1 2 1 2 1 2 1 2 1 2 1 2 50 .")
    assert control_chart(values, Direction.HIGHER).variation is PointType.IMPROVEMENT
    assert control_chart(values, Direction.LOWER).variation is PointType.CONCERN


@pytest.mark.parametrize(
    ("way", "target", "assurance"),
    [
        (Direction.HIGHER, 0.0, Assurance.PASS),
        (Direction.HIGHER, 9.0, Assurance.FAIL),
        (Direction.HIGHER, 2.0, Assurance.INCONSISTENT),
        (Direction.LOWER, 0.0, Assurance.FAIL),
        (Direction.LOWER, 9.0, Assurance.PASS),
        (Direction.NEITHER, 9.0, None),
        (Direction.HIGHER, None, None),
    ],
)
def test_assurance(way: Direction, target: float | None, assurance: Assurance | None) -> None:
    values = numbers("2 2.1 2 1.9 2 2.1 2")
    assert control_chart(values, way, target).assurance is assurance


def _twin(values: Sequence[float | None], way: int) -> str:
    """Marks as the rules are told, one point after the other, without the limits' case of nothing that moves."""
    points = [value for value in values if value is not None]
    ranges = [abs(b - a) for a, b in pairwise(values) if a is not None and b is not None]
    if not any(ranges):
        ranges = [abs(b - a) for a, b in pairwise(points)]
    kept = [r for r in ranges if r < 3.267 * sum(ranges) / len(ranges)] if any(ranges) else []
    kept = kept if any(kept) else ranges
    mean, amr = sum(points) / len(points), sum(kept) / len(kept) if kept else 0
    size = len(points)
    side = [(p > mean) - (p < mean) for p in points]
    outside = [abs(p - mean) > 2.66 * amr for p in points]
    close = [not o and abs(p - mean) > 2.66 * 2 / 3 * amr for o, p in zip(outside, points, strict=True)]
    signs = []
    for i in range(size):
        sevens = [points[a : a + 7] for a in range(max(0, i - 6), i + 1) if a + 7 <= size]
        up = [w for w in sevens if all(b > a for a, b in pairwise(w))]
        down = [w for w in sevens if all(b < a for a, b in pairwise(w))]
        runs = [a for a in range(max(0, i - 6), i + 1) if a + 7 <= size and set(side[a : a + 7]) in ({1}, {-1})]
        threes = [a for a in range(max(0, i - 2), i + 1) if a + 3 <= size]
        pairs = [a for a in threes if set(side[a : a + 3]) in ({1}, {-1}) and sum(close[a : a + 3]) >= 2]
        if outside[i]:
            signs.append(side[i])
        elif up or down:
            signs.append(_later_way(sevens))
        else:
            signs.append(side[i] if runs or (pairs and close[i]) else 0)
    marks = iter("." if not s else "+" if s == way else "-" for s in signs)
    return "".join(" " if value is None else next(marks) for value in values)


def _later_way(windows: list[list[float]]) -> int:
    ways = [(w[1] > w[0]) - (w[1] < w[0]) for w in windows if w in (sorted(set(w)), sorted(set(w), reverse=True))]
    return ways[-1]


some = st.one_of(st.none(), st.integers(0, 9))
drift = st.lists(st.integers(-1, 3), min_size=7, max_size=11)


@settings(deadline=None)
@given(st.lists(some, min_size=0, max_size=12), drift, st.lists(some, max_size=12), st.sampled_from([1, -1]))
def test_the_rules_told_point_by_point_agree(
    before: list[int | None], steps: list[int], after: list[int | None], way: int
) -> None:
    middle = [sum(steps[:n]) for n in range(len(steps))]
    values = [None if v is None else float(v) for v in (*before, *middle, *after)]
    direction = Direction.HIGHER if way > 0 else Direction.LOWER
    chart = control_chart(values, direction)
    assert shape(chart) == _twin(values, way)


def test_one_dip_in_a_series_that_stands_still_is_the_only_point_outside() -> None:
    chart = control_chart(numbers("1 1 1 1 1 1 .5 1 1 1 1 1 1 1"), Direction.HIGHER, bounds=(0.0, 1.0))
    assert [point.is_outside_limits for point in chart.points if point] == [False] * 6 + [True] + [False] * 7
