"""Demand and capacity: which referrals count, what follows from the counts, and what may be published of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.measures.demand import (
    DEMAND,
    DEMAND_QUANTITY,
    demand,
    demand_counts,
    demand_from_counts,
    demand_quantities,
    parameters,
)

AS_AT = date(2026, 3, 31)
FIRST = AS_AT - timedelta(days=181)
"""The first of the 182 days that are 26 weeks."""
BEFORE = FIRST - timedelta(days=1)
LATER = AS_AT + timedelta(days=1)
LONG_AGO = date(2020, 1, 1)
SCHEMA = {"service_area": pl.String, "received_on": pl.Date, "started_on": pl.Date, "wait_ended_on": pl.Date}

Wait = tuple[str, date, date | None, date | None]


def waits(*rows: Wait) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def counts(*numbers: int | None) -> pl.DataFrame:
    named = dict(zip(("received", "started", "ended", "waiting"), numbers, strict=True))
    return pl.DataFrame([{"service_area": "all", **named}])


def told(found: pl.DataFrame, area: str = "all") -> dict[str, Any]:
    """The quantities of an area; a symbol where there is one."""
    assert found.schema == DEMAND
    assert found.equals(found.sort("service_area", "quantity"))
    rows = found.filter(pl.col("service_area") == area)
    return {row["quantity"]: row["symbol"] or row["value"] for row in rows.to_dicts()}


def of(*numbers: int | None) -> dict[str, Any]:
    return told(demand_from_counts(counts(*numbers)))


@pytest.mark.parametrize(
    ("wait", "counted"),
    [
        (("durham", BEFORE, None, None), (0, 0, 0, 1)),
        (("durham", FIRST, None, None), (1, 0, 0, 1)),
        (("durham", AS_AT, None, None), (1, 0, 0, 1)),
        (("durham", LATER, None, None), (0, 0, 0, 0)),
        (("durham", LONG_AGO, BEFORE, None), (0, 0, 0, 0)),
        (("durham", LONG_AGO, FIRST, None), (0, 1, 0, 0)),
        (("durham", LONG_AGO, AS_AT, None), (0, 1, 0, 0)),
        (("durham", LONG_AGO, LATER, None), (0, 0, 0, 1)),
        (("durham", LONG_AGO, None, BEFORE), (0, 0, 0, 0)),
        (("durham", LONG_AGO, None, FIRST), (0, 0, 1, 0)),
        (("durham", LONG_AGO, None, AS_AT), (0, 0, 1, 0)),
        (("durham", LONG_AGO, None, LATER), (0, 0, 0, 1)),
        (("durham", FIRST, AS_AT, None), (1, 1, 0, 0)),
    ],
)
def test_twenty_six_weeks_end_with_the_day_of_the_figures(wait: Wait, counted: tuple[int, ...]) -> None:
    for row in demand_counts(waits(wait), AS_AT).rows():
        assert row[1:] == counted


def test_all_is_the_sum_of_the_areas() -> None:
    found = demand_counts(waits(("durham", FIRST, None, None), ("cornwall", FIRST, AS_AT, None)), AS_AT)
    assert found.rows() == [("all", 2, 1, 0, 1), ("cornwall", 1, 1, 0, 0), ("durham", 1, 0, 0, 1)]


def test_nobody_at_all() -> None:
    found = demand(waits(), AS_AT)
    assert set(found["service_area"]) == {"all"}
    assert told(found)["waiting"] == 0


def test_the_quantities_counted_by_hand() -> None:
    """52 in 26 weeks are 2 a week; 2 times 12 ÷ 4 = 6 may wait; 52 more do, 2 a week for 26 weeks, less 0.5."""
    assert of(52, 26, 13, 58) == {
        "referrals_per_week": 2,
        "starts_per_week": 1,
        "ended_per_week": 0.5,
        "waiting": 58,
        "net_change": 13,
        "is_growing": 1,
        "load": 2,
        "target_queue": 6,
        "starts_needed_per_week": 3.5,
    }


def test_the_example_of_nhsrwaitinglist() -> None:
    """30 a week with 1200 waiting: there a target of 52 weeks allows 390; here one of 12 weeks allows 90."""
    found = of(30 * 26, 27 * 26, 0, 1200)
    assert found["load"] == pytest.approx(30 / 27)
    assert found["target_queue"] == 90
    assert found["starts_needed_per_week"] == pytest.approx(30 + (1200 - 90) / 26)


def test_that_many_starts_bring_the_list_to_its_target() -> None:
    found = of(100, 60, 10, 200)
    change = found["referrals_per_week"] - found["ended_per_week"] - found["starts_needed_per_week"]
    assert 200 + 26 * change == pytest.approx(found["target_queue"])


@pytest.mark.parametrize(("started", "is_growing"), [(19, 1), (20, 0), (21, 0)])
def test_a_list_that_stays_does_not_grow(started: int, is_growing: int) -> None:
    assert of(30, started, 10, 50)["is_growing"] == is_growing


def test_no_start_is_needed_for_a_list_that_empties_by_itself() -> None:
    assert of(26, 0, 52, 0)["starts_needed_per_week"] == 0


def test_there_is_no_load_where_nobody_started() -> None:
    assert of(26, 0, 0, 26)["load"] == "z"
    assert of(0, 26, 0, 26)["load"] == 0


@pytest.mark.parametrize(
    ("numbers", "suppressed"),
    [
        ((None, 20, 20, 20), "referrals_per_week net_change is_growing load target_queue starts_needed_per_week"),
        ((20, None, 20, 20), "starts_per_week net_change is_growing load"),
        ((20, 20, None, 20), "ended_per_week net_change is_growing starts_needed_per_week"),
        ((20, 20, 20, None), "waiting starts_needed_per_week"),
        ((20, 20, 20, 20), ""),
        ((20, 20, 0, 20), ""),
    ],
)
def test_what_rests_on_a_suppressed_count_is_suppressed(numbers: tuple[int | None, ...], suppressed: str) -> None:
    found = of(*numbers)
    assert {name for name, value in found.items() if value == "c"} == set(suppressed.split())


def test_a_suppressed_count_hides_that_there_is_no_load() -> None:
    assert of(None, 0, 20, 20)["load"] == "c"
    assert of(20, 0, 20, 20)["load"] == "z"


def test_a_suppressed_row_has_no_number() -> None:
    found = demand_from_counts(counts(None, 0, 7, 8))
    assert found.filter(pl.col("symbol") != "")["value"].is_null().all()
    assert found.filter(pl.col("symbol") == "")["value"].is_not_null().all()


def test_every_quantity_is_defined_and_every_definition_is_a_quantity() -> None:
    defined = demand_quantities()
    assert defined.schema == DEMAND_QUANTITY
    assert set(defined["quantity"]) == set(of(26, 26, 26, 26))
    assert defined["position"].to_list() == list(range(defined.height))
    assert not defined.select(pl.any_horizontal(pl.col(pl.String).str.contains(r"^\s*$|[{}]"))).to_series().any()


def test_the_words_say_the_numbers_that_were_chosen() -> None:
    chosen = parameters()
    words = {row["quantity"]: row["title"] + row["meaning"] for row in demand_quantities().to_dicts()}
    assert f"{chosen.target_wait} weeks ÷ {chosen.waits_in_target}" in words["target_queue"]
    assert f"÷ {chosen.weeks_to_target} weeks" in words["starts_needed_per_week"]
    assert f"started in the last {chosen.weeks_observed} weeks ÷ {chosen.weeks_observed}." in words["starts_per_week"]
    of_quarters = {row["quantity"]: row["meaning"] for row in demand_quantities(of_quarters=True).to_dicts()}
    assert "started in the last two whole quarters" in of_quarters["starts_per_week"]


days = st.integers(-400, 5).map(lambda offset: AS_AT + timedelta(days=offset))


@st.composite
def waiting(draw: st.DrawFn) -> Wait:
    received, over = sorted((draw(days), draw(days)))
    started, ended = draw(st.sampled_from([(over, None), (None, over), (None, None)]))
    return draw(st.sampled_from(["durham", "cornwall"])), received, started, ended


def on_the_list(rows: list[Wait], day: date) -> int:
    return sum(received <= day and all(over is None or over > day for over in ends) for _, received, *ends in rows)


@settings(deadline=None)
@given(st.lists(waiting(), max_size=30))
def test_the_list_then_and_the_change_make_the_list_now(rows: list[Wait]) -> None:
    found = told(demand(waits(*rows), AS_AT))
    assert found["waiting"] == on_the_list(rows, AS_AT)
    assert on_the_list(rows, BEFORE) + found["net_change"] == found["waiting"]
    received = sum(BEFORE < row[1] <= AS_AT for row in rows)
    assert found["referrals_per_week"] == pytest.approx(received / 26)
