"""Two readings of the same share."""

from __future__ import annotations

from typing import Any

from dashboard.charts.pairs import pairs
from dashboard.charts.rows import rows_of
from tests.dashboard.charts.conftest import Drawn

ROWS = [
    ("First contact", "Avon", "", 0.8, "", 0.6, ""),
    ("Initial meeting", "Avon", "", 0.5, "", 0.5, ""),
    ("First targets", "Avon", "", None, "no limit published", 0.4, ""),
    ("Review", "Avon", "", None, "suppressed", None, "suppressed"),
]


def _marks(figure: Any) -> tuple[Any, Any]:
    first, second = (trace for trace in figure.data if trace.mode == "markers+text")
    return first, second


def test_marks_stand_at_their_readings(drawn: Drawn) -> None:
    own, common = _marks(pairs(drawn(ROWS), "Own limit", "Common limit"))
    first, second, third, _ = rows_of(drawn(ROWS)).positions
    assert first < second < third
    assert (own.name, own.x, own.y) == ("Own limit", (0.8, 0.5), (first, second))
    assert (common.name, common.x, common.y) == ("Common limit", (0.6, 0.5, 0.4), (first, second, third))


def test_a_line_joins_the_two_of_a_pair_and_nothing_else(drawn: Drawn) -> None:
    figure = pairs(drawn(ROWS), "Own limit", "Common limit")
    joined = [(trace.x, trace.y) for trace in figure.data if trace.mode == "lines"]
    first, second, *_ = rows_of(drawn(ROWS)).positions
    assert joined == [((0.8, 0.6), (first, first)), ((0.5, 0.5), (second, second))]


def test_words_stand_where_neither_has_a_number(drawn: Drawn) -> None:
    figure = pairs(drawn(ROWS), "Own limit", "Common limit")
    *_, last = rows_of(drawn(ROWS)).positions
    told = [(trace.text, trace.y) for trace in figure.data if trace.mode == "text"]
    assert told == [(("\N{NO-BREAK SPACE}<i>suppressed</i>",), (last,))]


def test_equal_readings_are_labelled_once(drawn: Drawn) -> None:
    own, common = _marks(pairs(drawn(ROWS), "Own limit", "Common limit"))
    assert [text.strip() for text in own.text] == ["80 %", "50 %"]
    assert [text.strip() for text in common.text] == ["60 %", "", "40 %"]


def test_labels_stand_on_the_outer_sides(drawn: Drawn) -> None:
    own, common = _marks(pairs(drawn(ROWS), "Own limit", "Common limit"))
    assert (own.textposition[0], common.textposition[0]) == ("middle right", "middle left")


def test_the_two_readings_differ_by_more_than_colour(drawn: Drawn) -> None:
    own, common = _marks(pairs(drawn(ROWS), "Own limit", "Common limit"))
    assert own.marker.symbol != common.marker.symbol


def test_an_empty_frame_is_an_empty_picture(drawn: Drawn) -> None:
    assert all(not trace.x for trace in pairs(drawn([]), "Own limit", "Common limit").data)
