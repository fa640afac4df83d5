"""A list in parts, and what it gained and lost."""

from __future__ import annotations

import plotly.graph_objects as go
import polars as pl
import pytest

from dashboard.charts.balance import balance
from tests.dashboard.charts.conftest import Drawn

STOCK = [
    ("First contact", "Avon", "Jan", 2.0, "", None, ""),
    ("First contact", "Avon", "Feb", None, "none", None, ""),
    ("Start", "Avon", "Jan", 4.0, "", None, ""),
    ("Start", "Avon", "Feb", None, "suppressed", None, ""),
]
TOTALS = [
    ("All waiting", "Avon", "Jan", 6.0, "", None, ""),
    ("All waiting", "Avon", "Feb", None, "suppressed", None, ""),
]
MOVES = [
    ("Received", "Avon", "Jan", 20.0, "", None, ""),
    ("Received", "Avon", "Feb", 5.0, "", None, ""),
    ("Started", "Avon", "Jan", 17.0, "", None, ""),
    ("Started", "Avon", "Feb", None, "suppressed", None, ""),
]


@pytest.fixture
def figure(drawn: Drawn) -> go.Figure:
    return balance(drawn(STOCK), drawn(TOTALS), drawn(MOVES).with_columns(is_gain=pl.col("what") == "Received"))


def _columns(figure: go.Figure) -> dict[str, go.Bar]:
    return {trace.name: trace for trace in figure.data if trace.type == "bar"}


def test_what_came_stands_upwards_and_what_went_downwards(figure: go.Figure) -> None:
    columns = _columns(figure)
    assert columns["Received"].y == (20, 5)
    assert columns["Started"].y == (-17, None)
    assert columns["Started"].customdata == ("17", "")
    assert {columns["Received"].yaxis, columns["Started"].yaxis} == {"y2"}


def test_parts_are_stacked_and_differ_by_more_than_colour(figure: go.Figure) -> None:
    columns = _columns(figure)
    assert columns["First contact"].y == (2, None)
    assert figure.layout.barmode == "relative"
    assert len({trace.marker.pattern.shape for trace in columns.values()}) == len(columns)


def test_what_is_suppressed_has_a_mark_that_names_it_and_none_has_not(figure: go.Figure) -> None:
    marks = [trace for trace in figure.data if trace.name == "not shown: suppressed"]
    assert [(mark.yaxis, mark.x, mark.customdata) for mark in marks] == [
        ("y", ("Feb",), ("start and all waiting",)),
        ("y2", ("Feb",), ("started",)),
    ]
    assert [mark.showlegend for mark in marks] == [True, False]
    assert not [trace for trace in figure.data if trace.name and trace.name.endswith("none")]


def test_marks_lie_below_every_column(figure: go.Figure) -> None:
    heights = {trace.yaxis: trace.y[0] for trace in figure.data if trace.name == "not shown: suppressed"}
    assert heights["y"] < 0
    assert heights["y2"] < -17
    assert figure.layout.yaxis2.range[0] < heights["y2"]


def test_what_went_is_counted_without_a_sign(figure: go.Figure) -> None:
    axis = figure.layout.yaxis2
    assert min(axis.tickvals) < 0
    assert axis.ticktext == tuple(f"{abs(tick):,}" for tick in axis.tickvals)
