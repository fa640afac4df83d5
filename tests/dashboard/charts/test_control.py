"""What a control chart adds to a run."""

from __future__ import annotations

from typing import Any

import polars as pl

from dashboard.charts.run import run
from tests.dashboard.charts.conftest import Drawn, Row

PERIODS = ("Q1", "Q2", "Q3", "Q4")
CONCERN, IMPROVEMENT = "special_cause_concern", "special_cause_improvement"


def _run(drawn: Drawn, causes: list[str], areas: tuple[str, ...] = ("Avon",), **said: object) -> Any:
    rows: list[Row] = [("First contact", area, p, 0.5, "", None, "") for area in areas for p in PERIODS]
    chart = {"mean": 0.6, "lower_limit": 0.2, "upper_limit": 0.9, "is_trial": False} | said
    types = pl.Series("point_type", causes * len(areas))
    judged = drawn(rows).with_columns(types, pl.lit("getting worse").alias("direction"))
    return run(judged.with_columns(pl.lit(value).alias(name) for name, value in chart.items()), is_share=True)


def _named(figure: Any) -> dict[str, Any]:
    return {trace.name: trace for trace in figure.data if trace.showlegend is not False}


def test_the_mean_and_both_limits_are_drawn_across_and_named(drawn: Drawn) -> None:
    figure = _run(drawn, ["common_cause"] * 4)
    levels = [(trace.y, trace.line.dash) for trace in figure.data if trace.x == ("Q1", "Q4")]
    assert levels == [((0.6, 0.6), "dash"), ((0.9, 0.9), "dot"), ((0.2, 0.2), "dot")]
    assert {"mean", "limits of ordinary movement"} <= _named(figure).keys()


def test_trial_limits_are_called_so(drawn: Drawn) -> None:
    assert "mean (trial: fewer than 12 points)" in _named(_run(drawn, ["common_cause"] * 4, is_trial=True))


def test_points_that_stand_out_have_a_shape_and_a_name(drawn: Drawn) -> None:
    named = _named(_run(drawn, ["common_cause", CONCERN, IMPROVEMENT, CONCERN]))
    worse, better = named["stands out: worse"], named["stands out: better"]
    assert (worse.x, better.x) == (("Q2", "Q4"), ("Q3",))
    assert len({worse.marker.symbol, better.marker.symbol, "circle"}) == 3


def test_a_limit_below_nothing_is_not_drawn(drawn: Drawn) -> None:
    figure = _run(drawn, ["common_cause"] * 4, lower_limit=-0.1)
    assert [trace.y[0] for trace in figure.data if trace.x == ("Q1", "Q4")] == [0.6, 0.9]


def test_an_upper_limit_above_all_figures_is_seen(drawn: Drawn) -> None:
    rows: list[Row] = [("Wait", "Avon", period, 4.0, "", None, "") for period in PERIODS]
    said = {"mean": 4.0, "lower_limit": 1.0, "upper_limit": 9.0, "is_trial": False, "point_type": "common_cause"}
    judged = drawn(rows).with_columns(pl.lit(value).alias(name) for name, value in said.items())
    assert run(judged, is_share=False).layout.yaxis.range[1] > 9


def test_several_areas_have_neither_limits_nor_marks(drawn: Drawn) -> None:
    figure = _run(drawn, [CONCERN] * 4, areas=("Avon", "Brent"))
    assert {trace.name for trace in figure.data} == {"Avon", "Brent"}
