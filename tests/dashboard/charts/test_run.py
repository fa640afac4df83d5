"""Figures over time."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard.charts.run import run
from tests.dashboard.charts.conftest import Drawn, Row

PERIODS = ("Q1", "Q2", "Q3", "Q4", "Q5")


def _rows(area: str, values: list[float | None], words: str = "suppressed") -> list[Row]:
    told = zip(PERIODS, values, strict=True)
    return [("First contact", area, p, value, words if value is None else "", None, "") for p, value in told]


GAPPED = _rows("Avon", [0.5, 0.6, None, 0.7, 0.8])
WHOLE = _rows("Brent", [0.2, 0.3, 0.4, 0.3, 0.2])


def _lines(figure: Any) -> list[Any]:
    return [trace for trace in figure.data if trace.mode == "lines+markers"]


def _bands(figure: Any) -> list[Any]:
    return [trace for trace in figure.data if trace.mode == "lines"]


def _gaps(figure: Any) -> list[Any]:
    return [trace for trace in figure.data if trace.mode == "markers"]


def test_a_line_goes_through_its_figures(drawn: Drawn) -> None:
    (line,) = _lines(run(drawn(WHOLE), is_share=True))
    assert (line.name, line.x, line.y) == ("Brent", PERIODS, (0.2, 0.3, 0.4, 0.3, 0.2))
    assert line.customdata[0] == "20.0 %"


def test_a_line_breaks_where_there_is_no_number(drawn: Drawn) -> None:
    (line,) = _lines(run(drawn(GAPPED), is_share=True))
    assert line.y == (0.5, 0.6, None, 0.7, 0.8)
    assert line.connectgaps is False


def test_a_gap_is_marked_below_the_axis_and_says_why(drawn: Drawn) -> None:
    (gap,) = _gaps(run(drawn(GAPPED), is_share=True))
    assert (gap.x, gap.name) == (("Q3",), "no figure: suppressed")
    assert gap.y[0] < 0


def test_each_reason_has_a_mark_of_its_own(drawn: Drawn) -> None:
    words = ("suppressed", "nothing to count", "not delivered", "no limit published")
    why = zip(PERIODS, words, strict=False)
    rows: list[Row] = [("First contact", "Avon", period, None, word, None, "") for period, word in why]
    gaps = _gaps(run(drawn([*rows, ("First contact", "Avon", "Q5", 0.5, "", None, "")]), is_share=True))
    assert [gap.name for gap in gaps] == [f"no figure: {word}" for word in words]
    assert len({gap.marker.symbol for gap in gaps}) == len(words)


def test_a_reason_is_named_once_in_the_legend(drawn: Drawn) -> None:
    gaps = _gaps(run(drawn([*GAPPED, *_rows("Brent", [None, 0.3, 0.4, 0.3, 0.2])]), is_share=True))
    assert [gap.showlegend for gap in gaps] == [True, False]
    assert len({gap.y[0] for gap in gaps}) == 2


def test_one_area_has_its_interval(drawn: Drawn) -> None:
    (band,) = _bands(run(drawn(WHOLE), is_share=True))
    assert band.y == pytest.approx((0.3, 0.4, 0.5, 0.4, 0.3, 0.1, 0.2, 0.3, 0.2, 0.1), rel=1e-12)
    assert band.x == (*PERIODS, *reversed(PERIODS))


def test_no_interval_is_drawn_across_a_gap(drawn: Drawn) -> None:
    bands = _bands(run(drawn(GAPPED), is_share=True))
    assert [band.x for band in bands] == [("Q1", "Q2", "Q2", "Q1"), ("Q4", "Q5", "Q5", "Q4")]
    assert [band.showlegend for band in bands] == [True, False]


def test_the_interval_of_a_figure_between_two_gaps_is_seen(drawn: Drawn) -> None:
    (band,) = _bands(run(drawn(_rows("Avon", [None, None, 0.5, None, None])), is_share=True))
    assert band.x == ("Q3", "Q3")
    assert band.line.width > 0


def test_several_areas_have_none(drawn: Drawn) -> None:
    assert not _bands(run(drawn([*WHOLE, *GAPPED]), is_share=True))


def test_areas_differ_by_more_than_colour(drawn: Drawn) -> None:
    rows = [row for area in "ABCDEF" for row in _rows(area, [0.1, 0.2, 0.3, 0.4, 0.5])]
    looks = {(line.line.dash, line.marker.symbol) for line in _lines(run(drawn(rows), is_share=True))}
    assert len(looks) == 6


def test_an_area_without_any_figure_is_left_to_the_sentence(drawn: Drawn) -> None:
    figure = run(drawn([*WHOLE, *_rows("Dale", [None] * 5, "no limit published")]), is_share=True)
    assert [trace.name for trace in figure.data] == ["Brent"]


def test_numbers_start_at_nothing_and_fit(drawn: Drawn) -> None:
    figure = run(drawn(_rows("Avon", [4.0, 4.5, 12.0, 3.0, 5.0])), is_share=False)
    low, high = figure.layout.yaxis.range
    assert low <= 0
    assert high > 12
    assert _lines(figure)[0].customdata[:2] == ("4", "4.5")


def test_all_periods_keep_their_place_and_the_last_is_named(drawn: Drawn) -> None:
    axis = run(drawn(GAPPED), is_share=True).layout.xaxis
    assert axis.categoryarray == PERIODS
    assert axis.tickvals[-1] == "Q5"


@pytest.mark.parametrize("is_share", [True, False])
def test_an_empty_frame_is_an_empty_picture(drawn: Drawn, is_share: bool) -> None:
    assert not run(drawn([]), is_share).data


@pytest.mark.parametrize(
    ("most", "steps"),
    [
        (4.0, [0, 1, 2, 3, 4]),
        (40.0, [0, 10, 20, 30, 40]),
        (0.9, [0, 0.5, 1]),
        (700.0, [0, 200, 400, 600, 800]),
    ],
)
def test_an_axis_of_numbers_has_labels_from_none_upwards_alone(drawn: Drawn, most: float, steps: list[float]) -> None:
    figure = run(drawn(_rows("Avon", [0.0, most, None, most, most])), is_share=False)
    assert list(figure.layout.yaxis.tickvals) == pytest.approx(steps)
    assert figure.layout.yaxis.range[0] < min(_gaps(figure)[0].y) < 0
