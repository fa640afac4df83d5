"""The tables that count rows tell no small count, alone or together, and no more of them goes than has to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from random import Random

import polars as pl
import pytest

from pipelines.disclosure import EXACT, PRESETS, Preset, controlled_counts
from pipelines.measures.engine import MEASURE_VALUE
from pipelines.protection.steady import steady
from pipelines.quality.completeness import COMPLETENESS, controlled_completeness
from pipelines.quality.row_tables import to_be_published
from pipelines.quality.together import together
from pipelines.quality.told import told
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
    failed = dict[tuple[str, str], int]()
    for area in AREAS:
        aside = sum(rows[submission, area, "set_aside"] for submission in range(2))
        failed[area, "a"] = chance.randint(0, aside)
        failed[area, "b"] = chance.randint(aside - failed[area, "a"], aside)
        failed[area, "c"] = chance.choice([0, 0, 1, 1, 2, 6])
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
        "check_result": of(
            ["code", "extract", "consequence", "rows"],
            [(code, "referrals", "note" if code == "c" else "set_aside", count) for code, count in codes.items()],
        ),
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


def _figures(measure: str, breakdown: str, places: list[tuple[date, str]]) -> pl.DataFrame:
    """So many suppressed figures of quarters and groups."""
    names = ("measure", "yardstick", "service_area", "period_kind", "breakdown", "symbol")
    told = dict(zip(names, (measure, "", "durham", "quarter", breakdown, "c"), strict=True))
    rows = [{**told, "period_start": start, "category": category} for start, category in places]
    blank = [pl.lit(None, kind).alias(name) for name, kind in MEASURE_VALUE.items() if kind == pl.Float64]
    return pl.DataFrame(rows).with_columns(blank).select(MEASURE_VALUE.names()).cast(MEASURE_VALUE)


def _durham(rows: int, filled: int) -> Tables:
    found = _tables(
        {(0, "durham", part): rows for part in ("accepted", "read")},
        {"durham": rows},
        {("durham", column): filled for column in COLUMNS},
        {("durham", "a"): 0},
    )
    return {**found, "submission_file": found["submission_file"].head(1)}


QUARTERS = pl.date_range(date(2024, 1, 1), date(2025, 7, 1), "1q", eager=True).to_list()


@pytest.mark.parametrize("places", [[(start, "") for start in QUARTERS], [(QUARTERS[0], name) for name in "abcdefg"]])
def test_suppressed_figures_do_not_tell_the_referrals_of_an_area(places: list[tuple[date, str]]) -> None:
    """Seven suppressed quarters or groups are seven at least; of five or more, up to seven, each would be one."""
    exact = _durham(7, 7)
    shown = alone(exact, PRESETS["round5"])
    by = "ethnicity" if places[0][1] else "none"
    found = together(exact, shown, PRESETS["round5"], _figures("referrals_received", by, places))
    for table, name in (("delivery_count", "accepted"), ("extract_count", "accepted")):
        assert shown[table].filter(counted=name)["symbol"].to_list() == [""]
    assert found["delivery_count"].filter(counted="accepted")["symbol"].to_list() == ["c"]
    fewer = together(exact, shown, PRESETS["round5"], _figures("referrals_received", by, places[:6]))
    assert all(rows.equals(shown[table]) for table, rows in fewer.items())


def test_nor_do_suppressed_closures_tell_whose_day_is_filled() -> None:
    exact = _durham(40, 7)
    shown = alone(exact, PRESETS["round5"])
    found = together(exact, shown, PRESETS["round5"], _figures("closures", "none", [(at, "") for at in QUARTERS]))
    symbols = dict(found["completeness"].filter(service_area="durham").select("column_name", "symbol").iter_rows())
    assert symbols == {"sex": "", "closed_on": "c"}


def test_rows_that_stand_are_controlled_with_the_new_ones() -> None:
    """All five, one area five as before and two ``c``: with seven of five, one and one these would be told."""
    now, then = delivered(0), delivered(0)
    for tables, faults in ((then, (7, 0, 0)), (now, (5, 1, 1))):
        failed = dict(zip(AREAS, faults, strict=True)) | {"all": 7}
        of_c = pl.col("code") == "c"
        counted = pl.when(of_c).then(pl.col("service_area").replace_strict(failed, return_dtype=pl.Int64))
        tables["fault_count"] = tables["fault_count"].with_columns(rows=counted.otherwise("rows"))
        tables["check_result"] = tables["check_result"].with_columns(rows=pl.when(of_c).then(7).otherwise("rows"))
    for tables in (now, then):
        tables["submission_file"] = tables["submission_file"].with_columns(sha256=pl.lit("ab" * 32))
        tables["check_result"] = tables["check_result"].with_columns(extract=pl.lit("referrals"))
        tables["fault_count"] = tables["fault_count"].with_columns(extract=pl.lit("referrals"))
    preset = PRESETS["round5"]
    figures = _figures("closures", "none", [(QUARTERS[0], "")])
    shown = to_be_published(now, alone(now, preset), preset, figures, alone(then, preset))
    assert attacked(now, steady(alone(now, preset), alone(then, preset), preset), preset) != {}
    assert attacked(now, shown, preset) == {}


def test_a_row_that_stands_may_be_of_fewer_now_than_it_could_be_new() -> None:
    """Five were published, and three are left: to be taken for five at least would shut the truth out."""
    exact = _tables({(0, "durham", "read"): 40}, {"durham": 40}, {("durham", "sex"): 37}, {("durham", "a"): 3})
    laid = alone(exact, PRESETS["round5"])
    for name, column in (("fault_count", "rows"), ("completeness", "filled")):
        stood = {"fault_count": 5, "completeness": 35}[name]
        laid[name] = laid[name].with_columns(pl.lit(stood).alias(column), symbol=pl.lit(""))
    laid["completeness"] = laid["completeness"].with_columns(rows=pl.lit(40))
    every = list(told(exact, laid, PRESETS["round5"]))
    assert all(one.least <= one.true <= one.most for one in every)
    split = {one.name: one.is_split for one in every if one.is_given}
    assert not split["fault", "durham", "a"] and not split["blank", "durham", "referrals", "sex"]
    assert split["rows", 0, "durham", "referrals", "read"] and split["filled", "durham", "referrals", "sex"]
