"""The tables that count rows tell no small count, alone or together, and no more of them goes than has to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from random import Random

import polars as pl
import pytest

from pipelines.disclosure import EXACT, PRESETS, Preset, controlled_counts
from pipelines.measures.engine import MEASURE_VALUE
from pipelines.quality.completeness import COMPLETENESS, controlled_completeness
from pipelines.quality.together import together
from tests.twins.attacker.known import Count
from tests.twins.attacker.rows import rows_counted, rows_known
from tests.twins.programme import provable

CONTROLS = ("round5", "nhs", "opensafely")
AREAS = ("durham", "cornwall", "surrey")
COLUMNS = ("sex", "closed_on")
Tables = dict[str, pl.DataFrame]


def delivered(seed: int) -> Tables:
    """The exact tables of two submissions of referrals, by chance, with few rows in each area."""
    chance = Random(seed)
    rows = {
        (submission, area, part): chance.choice([0, 0, 1, 2, 3, 7]) if part != "accepted" else chance.randint(1, 9)
        for submission in range(2)
        for area in AREAS
        for part in ("accepted", "set_aside", "superseded")
    }
    for submission in range(2):
        for area in AREAS:
            rows[submission, area, "read"] = sum(of for key, of in rows.items() if key[:2] == (submission, area))
    accepted = {area: sum(rows[submission, area, "accepted"] for submission in range(2)) for area in AREAS}
    filled = {
        (area, column): chance.choice([accepted[area], chance.randint(0, accepted[area])])
        for area in AREAS
        for column in COLUMNS
    }
    failed = {(area, code): chance.choice([0, 0, 1, 1, 2, 6]) for area in AREAS for code in ("a", "b")}
    return _tables(rows, accepted, filled, failed)


def _tables(
    rows: Mapping[tuple[int, str, str], int],
    accepted: Mapping[str, int],
    filled: Mapping[tuple[str, str], int],
    failed: Mapping[tuple[str, str], int],
) -> Tables:
    def of(names: list[str], counts: list[tuple[object, ...]]) -> pl.DataFrame:
        return pl.DataFrame(counts, schema=names, orient="row").with_columns(symbol=pl.lit(""))

    every = {part: sum(of for key, of in rows.items() if key[2] == part) for _, _, part in rows}
    read = [sum(of for key, of in rows.items() if key[0] == one and key[2] == "read") for one in range(2)]
    cells = [(area, column, accepted[area], number) for (area, column), number in filled.items()]
    cells += [
        ("all", one, sum(accepted.values()), sum(of for key, of in filled.items() if key[1] == one)) for one in COLUMNS
    ]
    codes = {code: sum(of for key, of in failed.items() if key[1] == code) for _, code in failed}
    return {
        "extract_count": of(
            ["extract", "counted", "rows"], [("referrals", part, count) for part, count in every.items()]
        ),
        "submission_file": of(
            ["submission", "extract", "number", "rows"], [(one, "referrals", 1, read[one]) for one in range(2)]
        ),
        "delivery_count": of(
            ["submission", "service_area", "extract", "counted", "rows"],
            [(one, area, "referrals", part, count) for (one, area, part), count in rows.items()],
        ),
        "check_result": of(["code", "rows"], list(codes.items())),
        "fault_count": of(
            ["service_area", "code", "rows"],
            [*((*key, count) for key, count in failed.items()), *(("all", code, of) for code, of in codes.items())],
        ),
        "completeness": pl.DataFrame(
            [(area, "referrals", column, of, some, some / of, "") for area, column, of, some in cells],
            schema=COMPLETENESS,
            orient="row",
        ),
    }


def alone(exact: Tables, preset: Preset) -> Tables:
    """Each count controlled by itself."""
    return {
        name: controlled_completeness(rows, preset)
        if name == "completeness"
        else controlled_counts(rows, "rows", preset).select(rows.columns)
        for name, rows in exact.items()
    }


def attacked(exact: Tables, shown: Tables, preset: Preset) -> dict[Count, int]:
    return provable(rows_known(shown, preset), rows_counted(exact))


@pytest.mark.parametrize("preset", CONTROLS)
def test_nothing_is_provable_of_few_rows(preset: str) -> None:
    for seed in range(12):
        exact = delivered(seed)
        assert attacked(exact, together(exact, alone(exact, PRESETS[preset]), PRESETS[preset]), PRESETS[preset]) == {}


def test_counts_controlled_each_by_itself_would_be_found() -> None:
    found = [attacked(exact, alone(exact, PRESETS["round5"]), PRESETS["round5"]) for exact in map(delivered, range(12))]
    assert any(found)


@pytest.mark.parametrize("preset", ["round5", "nhs"])
def test_a_row_goes_with_all_its_numbers_and_one_of_none_is_left(preset: str) -> None:
    for seed in range(12):
        exact = delivered(seed)
        shown = together(exact, alone(exact, PRESETS[preset]), PRESETS[preset])
        for name, rows in shown.items():
            numbers = [column for column in ("rows", "filled", "share") if column in rows.columns]
            is_hidden = rows["symbol"] == "c"
            assert (
                rows.filter(is_hidden)[numbers].null_count().sum_horizontal().item() == len(numbers) * is_hidden.sum()
            )
            if name != "completeness":
                assert not exact[name].filter(is_hidden & (exact[name]["rows"] == 0)).height


def test_nothing_more_goes_where_nothing_follows() -> None:
    exact = delivered(0)
    many = {name: rows.with_columns(pl.col("^(rows|filled)$") * 40) for name, rows in exact.items()}
    shown = alone(many, PRESETS["round5"])
    assert all(rows.equals(shown[name]) for name, rows in together(many, shown, PRESETS["round5"]).items())


def test_what_is_exact_stays_exact() -> None:
    exact = delivered(1)
    assert together(exact, exact, EXACT) == exact


def test_the_figures_of_quarters_do_not_tell_the_referrals_of_an_area() -> None:
    """Seven suppressed quarters are seven at least; of five or more, up to seven, each would be one."""
    quarters = pl.date_range(date(2024, 1, 1), date(2025, 7, 1), "1q", eager=True)
    figures = pl.DataFrame(
        {"period_start": quarters, "value": [1.0] * 7, "numerator": None, "denominator": None, "lower": None}
    ).with_columns(
        measure=pl.lit("referrals_received"),
        yardstick=pl.lit(""),
        service_area=pl.lit("durham"),
        period_kind=pl.lit("quarter"),
        breakdown=pl.lit("none"),
        category=pl.lit(""),
        upper=pl.lit(None),
        symbol=pl.lit(""),
    )
    exact = figures.select(MEASURE_VALUE.names()).cast(MEASURE_VALUE)
    published = exact.with_columns(value=pl.lit(None, pl.Float64), symbol=pl.lit("c"))
    rows = _tables(
        {(0, "durham", part): 7 for part in ("accepted", "read")},
        {"durham": 7},
        {("durham", column): 7 for column in COLUMNS},
        {("durham", "a"): 0},
    )
    rows["submission_file"] = rows["submission_file"].head(1)
    shown = alone(rows, PRESETS["round5"])
    found = together(rows, shown, PRESETS["round5"], (exact, published))
    accepted = found["delivery_count"].filter(counted="accepted")
    assert accepted["symbol"].to_list() == ["c"] and shown["delivery_count"]["symbol"].to_list() == ["", ""]
