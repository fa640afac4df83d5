"""The small run: drawn to scale, broken where there is no figure, and marked where it ends."""

from __future__ import annotations

import re

from dashboard.charts.small_run import HEIGHT, WIDTH, small_run
from dashboard.launch import DARK_COLOURS, LIGHT_COLOURS


def _lines(svg: str) -> list[list[tuple[float, float]]]:
    """The places of each line's points."""
    lines = re.findall('points="([^"]*)"', svg)
    return [[(float(x), float(y)) for x, y in (spot.split(",") for spot in line.split())] for line in lines]


def test_it_is_drawn_to_scale() -> None:
    ((least, half, most),) = _lines(small_run([0.0, 0.5, 1.0], 1.0))
    assert 0 < least[0] < half[0] < most[0] < WIDTH
    assert 0 < most[1] < half[1] < least[1] < HEIGHT
    assert half[1] == (least[1] + most[1]) / 2


def test_a_gap_is_neither_bridged_nor_none() -> None:
    drawn = small_run([0.2, 0.4, None, 0.6, None, 0.8, 0.9], 1.0)
    assert [len(line) for line in _lines(drawn)] == [2, 2]
    assert drawn.count("<circle") == len(("the lone figure", "the last figure"))


def test_a_run_that_ends_without_a_figure_has_no_dot_at_its_end() -> None:
    assert "<circle" not in small_run([0.2, 0.4, None], 1.0)
    assert "<circle" in small_run([0.2, 0.4, 0.5], 1.0)


def test_the_end_has_a_colour_of_both_palettes() -> None:
    (colour,) = re.findall('<circle[^>]* fill="([^"]*)"', small_run([0.2, 0.4, 0.5], 1.0))
    assert colour in set(LIGHT_COLOURS) & set(DARK_COLOURS)


def test_without_any_figure_there_is_no_picture() -> None:
    assert small_run([None, None], 1.0) == ""
