"""Parts of one whole, stacked."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from dashboard.charts.parts import bars, columns

SUPPRESSED, NOTHING = "suppressed", "nothing to count"
PARTS = ("Attended", "Not brought", "Cancelled")
SCHEMA = ["part", "area", "what", "period", "value", "words"]


def _frame(by_part: list[list[float | str]], places: list[tuple[str, str, str]]) -> pl.DataFrame:
    """A share, or the reason why there is none, for each part and place."""
    rows = [
        (part, *place, None if isinstance(cell, str) else cell, cell if isinstance(cell, str) else "")
        for part, cells in zip(PARTS, by_part, strict=True)
        for place, cell in zip(places, cells, strict=True)
    ]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


OVER_TIME = _frame(
    [[0.7, 0.8, NOTHING], [0.2, SUPPRESSED, NOTHING], [0.1, 0.05, NOTHING]],
    [("Avon", "", "Q1"), ("Avon", "", "Q2"), ("Avon", "", "Q3")],
)
BESIDE = _frame(
    [[0.75, 0.5, SUPPRESSED], [0.25, SUPPRESSED, SUPPRESSED], [0.0, 0.25, SUPPRESSED]],
    [("Avon", "Visits", "Q1"), ("Brent", "Visits", "Q1"), ("Colne", "Visits", "Q1")],
)


def _stacked(figure: Any) -> list[Any]:
    return [trace for trace in figure.data if trace.type == "bar"]


def test_parts_are_stacked_in_their_order_and_nothing_is_drawn_for_what_is_missing() -> None:
    figure = columns(OVER_TIME, 300)
    drawn = {bar.name: bar.y for bar in _stacked(figure)}
    assert drawn == {"Attended": (0.7, 0.8, None), "Not brought": (0.2, None, None), "Cancelled": (0.1, 0.05, None)}
    assert figure.layout.barmode == "stack"


def test_a_column_that_is_not_whole_is_marked_and_an_empty_one_otherwise() -> None:
    marks = [trace for trace in columns(OVER_TIME, 300).data if trace.type == "scatter"]
    assert {mark.name: mark.x for mark in marks} == {
        "not all parts shown: suppressed": ("Q2",),
        "no figure: nothing to count": ("Q3",),
    }
    assert [mark.customdata for mark in marks if mark.x == ("Q2",)] == [("not brought",)]
    assert all(place < 0 for mark in marks for place in mark.y)
    assert len({mark.marker.symbol for mark in marks}) == 2


@pytest.mark.parametrize("draw", [lambda: columns(OVER_TIME, 300), lambda: bars(BESIDE)])
def test_parts_differ_by_more_than_colour(draw: Any) -> None:
    fillings = [(bar.marker.color, bar.marker.pattern.shape) for bar in _stacked(draw())]
    assert len({colour for colour, _ in fillings}) == len({shape for _, shape in fillings}) == len(PARTS)


def test_bars_stand_beside_their_areas_and_say_which_part_is_missing() -> None:
    figure = bars(BESIDE)
    attended, not_brought, cancelled = _stacked(figure)
    assert (attended.x, not_brought.x, cancelled.x) == ((0.75, 0.5, None), (0.25, None, None), (0.0, 0.25, None))
    labels = dict(zip(figure.layout.yaxis.tickvals, figure.layout.yaxis.ticktext, strict=True))
    told = [labels[place].replace("<br>", " ") for place in attended.y]
    assert told == ["Avon", "Brent not brought: suppressed", "Colne"]


def test_words_stand_where_no_part_has_a_number() -> None:
    words = [trace for trace in bars(BESIDE).data if trace.type == "scatter"]
    assert [trace.text for trace in words] == [("\N{NO-BREAK SPACE}<i>suppressed</i>",)]


def test_the_first_part_says_its_share() -> None:
    attended, *others = _stacked(bars(BESIDE))
    assert attended.text == ("75 %", "50 %", "")
    assert {text for bar in others for text in bar.text} == {""}


def test_rounded_parts_may_pass_the_whole_and_are_not_cut_off() -> None:
    over = _frame([[0.6], [0.4], [0.2]], [("Avon", "Visits", "Q1")])
    assert columns(over, 300).layout.yaxis.range[1] > 1.2
    assert bars(over).layout.xaxis.range[1] > 1.2
    assert columns(OVER_TIME, 300).layout.yaxis.range[1] < 1.1


def test_a_column_without_any_part_is_not_marked_as_one_that_lacks_some() -> None:
    hidden = _frame(
        [[0.7, SUPPRESSED], [SUPPRESSED, SUPPRESSED], [0.1, SUPPRESSED]], [("Avon", "", "Q1"), ("Avon", "", "Q2")]
    )
    marks = {trace.x: trace.marker.symbol for trace in columns(hidden, 190).data if trace.type == "scatter"}
    assert set(marks) == {("Q1",), ("Q2",)}
    assert len(set(marks.values())) == 2


def test_the_legend_stands_clear_of_the_names_of_periods() -> None:
    legend = columns(OVER_TIME, 190).layout.legend
    assert (legend.yanchor, legend.y > 1) == ("bottom", True)
