"""Disclosure control: what each preset does to each count, on both sides of every edge."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl
import pytest

from pipelines.disclosure import EXACT, PRESETS, controlled, controlled_counts
from pipelines.measures.definition import Definition, load_definitions
from pipelines.measures.engine import KEY, MEASURE_VALUE

DEFINITIONS = load_definitions()
SHARE, COUNT, MEDIAN = "first_contact_on_time", "clocks_overdue", "median_working_days_to_contact"
CHANCE, LONGEST, PLAN = "started_within_12_weeks", "longest_wait_days", "visit_plan_kept"
NUMBERS = ("numerator", "denominator", "value", "lower", "upper")
NOTHING = dict.fromkeys(NUMBERS)


def rows(measure: str, *numbers: Mapping[str, object]) -> pl.DataFrame:
    """Exact figures of one measure, one period after the other."""
    named = {
        "measure": measure,
        "yardstick": "own",
        "service_area": "all",
        "period_kind": "quarter",
        "breakdown": "none",
        "category": "",
        "symbol": "",
    }
    starts = pl.date_range(date(2001, 1, 1), date(2060, 1, 1), interval="3mo", eager=True)
    told = [{**NOTHING, **named, "period_start": start, **more} for start, more in zip(starts, numbers, strict=False)]
    return pl.DataFrame(told, schema=MEASURE_VALUE)


def share(numerator: int, denominator: int) -> dict[str, object]:
    """An exact share; its interval is not asked for, because none may come from exact counts."""
    value = numerator / denominator if denominator else None
    return {"numerator": numerator, "denominator": denominator, "value": value, "lower": 0.0, "upper": 1.0}


def count(number: int) -> dict[str, object]:
    return {"numerator": number, "value": number}


def control(figures: pl.DataFrame, preset: str) -> list[dict[str, object]]:
    return controlled(figures, DEFINITIONS, PRESETS[preset]).to_dicts()


@pytest.mark.parametrize(
    ("preset", "shown"),
    [
        (
            "round5",
            {0: 0, 1: "c", 2: "c", 3: "c", 4: "c", 5: 5, 6: 5, 7: 5, 8: 10, 12: 10, 13: 15, 1002: 1000, 1003: 1005},
        ),
        ("nhs", {0: 0, 1: "c", 4: "c", 5: "c", 7: "c", 8: 10, 12: 10, 13: 15}),
        ("opensafely", {0: "c", 1: "c", 7: "c", 8: 10, 12: 10, 13: 15}),
        ("none", {0: 0, 1: 1, 4: 4, 5: 5, 7: 7, 8: 8, 1003: 1003}),
    ],
)
def test_counts(preset: str, shown: dict[int, object]) -> None:
    found = control(rows(COUNT, *map(count, shown)), preset)
    assert [row["symbol"] or row["value"] for row in found] == list(shown.values())
    assert [row["symbol"] or row["numerator"] for row in found] == list(shown.values())


@pytest.mark.parametrize(
    ("preset", "shown"),
    [
        ("round5", {0: 0, 1: "c", 4: "c", 5: 5, 7: 5, 8: 10}),
        ("nhs", {0: 0, 1: "c", 7: "c", 8: 10}),
        ("opensafely", {0: "c", 7: "c", 8: 10}),
        ("none", {0: 0, 1: 1, 7: 7, 8: 8}),
    ],
)
def test_rows_of_extracts_and_checks_are_counts_too(preset: str, shown: dict[int, object]) -> None:
    found = controlled_counts(
        pl.DataFrame({"extract": ["visits"] * len(shown), "rows": list(shown)}), "rows", PRESETS[preset]
    )
    assert [row["symbol"] or row["rows"] for row in found.to_dicts()] == list(shown.values())
    assert found["rows"].dtype == pl.Int64
    assert all((row["rows"] is None) == (row["symbol"] == "c") for row in found.to_dicts())


@pytest.mark.parametrize(
    ("numerator", "denominator", "shown"),
    [
        (50, 100, (50, 100)),
        (0, 100, (0, 100)),
        (100, 100, (100, 100)),
        (5, 100, (5, 100)),
        (4, 100, None),
        (1, 100, None),
        (95, 100, (95, 100)),
        (96, 100, None),
        (99, 100, None),
        (4, 4, None),
        (0, 4, None),
        (5, 5, (5, 5)),
        (0, 5, (0, 5)),
        (5, 10, (5, 10)),
        (6, 11, (5, 10)),
        (52, 103, (50, 105)),
    ],
)
def test_a_share_is_suppressed_by_numerator_denominator_or_difference(
    numerator: int, denominator: int, shown: tuple[int, int] | None
) -> None:
    (found,) = control(rows(SHARE, share(numerator, denominator)), "round5")
    assert found["symbol"] == ("" if shown else "c")
    assert (found["numerator"], found["denominator"]) == (shown or (None, None))


def test_a_share_and_its_interval_come_from_the_rounded_counts() -> None:
    (found,) = control(rows(SHARE, share(52, 103)), "round5")
    assert found["value"] == 50 / 105
    assert (round(found["lower"], 6), round(found["upper"], 6)) == (0.3832, 0.570862)  # type: ignore[call-overload]


def test_no_share_rises_above_one_by_rounding() -> None:
    every = [share(numerator, denominator) for denominator in range(1, 19) for numerator in range(denominator + 1)]
    found = [row for row in control(rows(SHARE, *every), "round5") if not row["symbol"]]
    assert found and all(0 <= row["value"] <= 1 for row in found)  # type: ignore[operator]


def test_where_nothing_is_left_nothing_of_it_is_left() -> None:
    for figures in (rows(SHARE, share(2, 50)), rows(COUNT, count(3)), rows(MEDIAN, {"denominator": 3, "value": 4.0})):
        (found,) = control(figures, "round5")
        assert found["symbol"] == "c" and [found[name] for name in NUMBERS] == [None] * len(NUMBERS)


@pytest.mark.parametrize("preset", ["round5", "nhs", "opensafely"])
def test_a_median_needs_ten(preset: str) -> None:
    nine, ten, thirteen = control(
        rows(MEDIAN, *({"denominator": number, "value": 7.2} for number in (9, 10, 13))), preset
    )
    assert (nine["symbol"], nine["value"], nine["denominator"]) == ("c", None, None)
    assert (ten["symbol"], ten["value"], ten["denominator"]) == ("", 7.0, 10.0)
    assert (thirteen["symbol"], thirteen["value"], thirteen["denominator"]) == ("", 7.0, 15.0)


def test_a_median_is_given_to_whole_units() -> None:
    values = [7.0, 7.4, 7.6, 8.0]
    found = control(rows(MEDIAN, *({"denominator": 40, "value": value} for value in values)), "round5")
    assert [row["value"] for row in found] == [7.0, 7.0, 8.0, 8.0]


@pytest.mark.parametrize("preset", ["round5", "nhs", "opensafely"])
def test_a_probability_needs_ten_and_is_given_in_steps(preset: str) -> None:
    exact = {"value": 0.5249, "lower": 0.4251, "upper": 0.676}
    nine, ten = control(rows(CHANCE, *({"denominator": number, **exact} for number in (9, 12))), preset)
    assert (nine["symbol"], *(nine[name] for name in NUMBERS)) == ("c", None, None, None, None, None)
    assert [ten[name] for name in NUMBERS] == [None, 10.0, 0.5, 0.45, 0.7]


def test_a_chance_without_bounds_stays_without() -> None:
    (found,) = control(rows(CHANCE, {"denominator": 12, "value": 1.0}), "round5")
    assert [found[name] for name in NUMBERS] == [None, 10.0, 1.0, None, None]


def test_a_quantile_is_controlled_as_a_median_and_a_ratio_as_a_share() -> None:
    nine, ten = control(rows(LONGEST, *({"denominator": number, "value": 138.0} for number in (9, 10))), "round5")
    assert (nine["symbol"], nine["value"], ten["value"]) == ("c", None, 138.0)
    few, many = control(rows(PLAN, share(3, 40), share(33, 42)), "round5")
    assert few["symbol"] == "c" and (many["numerator"], many["denominator"]) == (35.0, 40.0)


def test_exact_figures_stay_exact() -> None:
    figures = pl.concat(
        [
            rows(SHARE, share(1, 3)),
            rows(COUNT, count(2)),
            rows(MEDIAN, {"denominator": 1, "value": 7.5}),
            rows(CHANCE, {"denominator": 1, "value": 0.123}),
        ]
    )
    assert controlled(figures, DEFINITIONS, EXACT).equals(figures.sort(KEY))


@pytest.mark.parametrize("preset", sorted(PRESETS))
def test_no_month_goes_out(preset: str) -> None:
    monthly = rows(SHARE, share(50, 100)).with_columns(period_kind=pl.lit("month"))
    quarterly = rows(SHARE, share(50, 100))
    assert [row["period_kind"] for row in control(pl.concat([monthly, quarterly]), preset)] == ["quarter"]


@pytest.mark.parametrize("preset", sorted(PRESETS))
@pytest.mark.parametrize("symbol", ["x", "z"])
@pytest.mark.parametrize("measure", [SHARE, COUNT, MEDIAN])
def test_what_cannot_be_told_keeps_its_symbol(measure: str, symbol: str, preset: str) -> None:
    (found,) = control(rows(measure, {"symbol": symbol}), preset)
    assert found["symbol"] == symbol and [found[name] for name in NUMBERS] == [None] * len(NUMBERS)


def test_a_share_of_nothing_is_not_applicable_and_not_suppressed() -> None:
    (found,) = control(rows(SHARE, {"numerator": None, "denominator": None, "symbol": "z"}), "opensafely")
    assert found["symbol"] == "z"


def test_rows_are_sorted_and_none_is_lost() -> None:
    figures = pl.concat([rows(measure, *([{"symbol": "z"}] * 5)) for measure in (MEDIAN, COUNT, SHARE)])
    found = controlled(figures, DEFINITIONS, PRESETS["round5"])
    assert found.schema == MEASURE_VALUE and found.height == figures.height
    assert found.equals(found.sort(KEY))


def test_every_kind_of_measure_is_controlled() -> None:
    """A kind that disclosure control does not know would go out as it is, or not at all."""
    by_kind: dict[str, Definition] = {definition.kind.value: definition for definition in DEFINITIONS}
    for definition in by_kind.values():
        (found,) = control(rows(definition.measure, {"numerator": 3, "denominator": 3, "value": 3.0}), "round5")
        assert found["symbol"] == "c", f"a {definition.kind} of three goes out"
