"""Signals: which series of the long table are charted, and what stands on a series' rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl
import pytest

from pipelines.measures.control_chart import control_chart
from pipelines.measures.definition import Definition, Direction, Kind, load_definitions
from pipelines.measures.engine import MEASURE_VALUE
from pipelines.measures.periods import PeriodKind
from pipelines.measures.signals import SIGNAL, signals

DEFINITIONS = {definition.measure: definition for definition in load_definitions()}
SHARE, MEDIAN, COUNT = "first_contact_on_time", "median_working_days_to_contact", "clocks_overdue"
EVERY = {PeriodKind.MONTH: "1mo", PeriodKind.QUARTER: "3mo", PeriodKind.TERM: "4mo"}


def defined(measure: str, **other: object) -> Definition:
    return DEFINITIONS[measure].model_copy(update=other)


def series(
    measure: str, values: Sequence[float | str], kind: PeriodKind = PeriodKind.MONTH, **named: str
) -> pl.DataFrame:
    """Figures of one measure, one period after the other; a word is a symbol."""
    starts = pl.date_range(date(2001, 1, 1), date(2060, 1, 1), interval=EVERY[kind], eager=True)
    key = {"yardstick": "own", "service_area": "all", "breakdown": "none", "category": "", **named}
    rows = [
        {
            **dict.fromkeys(MEASURE_VALUE),
            **key,
            "measure": measure,
            "period_kind": kind.value,
            "period_start": start,
            "value": None if isinstance(value, str) else value,
            "symbol": value if isinstance(value, str) else "",
        }
        for start, value in zip(starts, values, strict=False)
    ]
    return pl.DataFrame(rows, schema=MEASURE_VALUE)


def found(figures: pl.DataFrame, *definitions: Definition, kind: PeriodKind = PeriodKind.MONTH) -> pl.DataFrame:
    return signals(figures, definitions or (defined(SHARE),), kind)


def test_a_series_has_a_row_for_every_period_and_its_gaps_stay() -> None:
    rows = found(series(SHARE, [0.5, "z", 0.7, "c", 0.6]))
    assert rows.schema == SIGNAL
    assert rows["value"].to_list() == [0.5, None, 0.7, None, 0.6]
    assert rows["symbol"].to_list() == ["", "z", "", "c", ""]
    assert rows["point_type"].to_list() == ["common_cause", None, "common_cause", None, "common_cause"]
    assert rows["is_outside_limits"].to_list() == [False, None, False, None, False]
    assert rows["mean"].to_list() == [pytest.approx(0.6)] * 5
    assert rows["is_trial"].to_list() == [True] * 5


def test_a_row_says_what_the_control_chart_says() -> None:
    values = [0.50, 0.52, 0.49, 0.51, 0.50, 0.53, 0.51, 0.50, 0.52, 0.51, 0.49, 0.50, 0.95]
    rows = found(series(SHARE, values))
    chart = control_chart(values, Direction.HIGHER, bounds=(0, 1))
    last = rows.to_dicts()[-1]
    assert (last["mean"], last["lower_limit"], last["upper_limit"]) == (
        chart.mean,
        chart.lower_limit,
        chart.upper_limit,
    )
    assert (last["special_cause_type"], last["point_type"]) == ("Above UCL", "special_cause_improvement")
    assert set(rows["variation"]) == {"special_cause_improvement"}
    assert set(rows["is_trial"]) == {False}
    assert rows["relative_to_mean"].to_list() == [-1] * 12 + [1]


def test_the_direction_is_the_definitions() -> None:
    values = [5.0] * 6 + [6.0, 5.0] * 4 + [30.0]
    lower, neither = (defined(MEDIAN, direction=way) for way in (Direction.LOWER, Direction.NEITHER))
    figures = series(MEDIAN, values)
    assert found(figures, lower)["variation"][0] == "special_cause_concern"
    assert found(figures, neither)["variation"][0] == "special_cause_neutral_high"


def test_the_limits_of_a_share_are_clipped_and_those_of_a_median_are_not() -> None:
    values = [0.0, 1.0] * 8
    for kind in (Kind.PROPORTION, Kind.RATIO):
        share = found(series(SHARE, values), defined(SHARE, kind=kind))
        assert (share["lower_limit"][0], share["upper_limit"][0]) == (0, 1)
    median = found(series(MEDIAN, values), defined(MEDIAN))
    assert median["lower_limit"][0] < 0 and median["upper_limit"][0] > 1


@pytest.mark.parametrize("kind", [Kind.COUNT, Kind.QUANTILE, Kind.PROBABILITY])
def test_counts_quantiles_and_probabilities_are_not_charted(kind: Kind) -> None:
    assert found(series(COUNT, [1.0, 2.0]), defined(COUNT, kind=kind)).is_empty()


def test_categories_are_not_charted() -> None:
    assert found(series(SHARE, [0.1, 0.2], breakdown="sex", category="F")).is_empty()


def test_a_series_without_a_value_has_no_rows() -> None:
    figures = pl.concat([series(SHARE, ["x", "x"]), series(SHARE, ["z", 0.5], service_area="cornwall")])
    assert found(figures)["service_area"].to_list() == ["cornwall", "cornwall"]
    assert found(series(SHARE, [])).schema == SIGNAL


def test_each_yardstick_and_area_is_a_series_of_its_own() -> None:
    figures = [
        series(SHARE, [place / 10, place / 10], yardstick=yardstick, service_area=area)
        for place, (yardstick, area) in enumerate([("own", "all"), ("own", "durham"), ("common", "all")])
    ]
    rows = found(pl.concat(figures))
    assert rows.select("yardstick", "service_area", "mean").unique(maintain_order=True).rows() == [
        ("common", "all", 0.2),
        ("own", "all", 0.0),
        ("own", "durham", 0.1),
    ]


def test_a_series_is_of_one_kind_of_period() -> None:
    figures = pl.concat([series(SHARE, [0.1] * 9), series(SHARE, [0.2] * 3, PeriodKind.QUARTER)])
    assert set(found(figures)["mean"]) == {0.1}
    assert set(found(figures, kind=PeriodKind.QUARTER)["mean"]) == {0.2}


@pytest.mark.parametrize("kind", [PeriodKind.MONTH, PeriodKind.QUARTER])
def test_what_is_given_by_term_alone_is_charted_by_term(kind: PeriodKind) -> None:
    rows = found(series(SHARE, [0.1, 0.2], PeriodKind.TERM), kind=kind)
    assert rows["period_kind"].to_list() == ["term", "term"]


def test_rows_are_sorted_whatever_order_the_figures_come_in() -> None:
    figures = series(SHARE, [0.1, 0.9, 0.2, 0.8, 0.3])
    assert found(figures.reverse()).equals(found(figures))
    assert found(figures)["period_start"].is_sorted()
