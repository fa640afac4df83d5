"""The generator: the same seed gives the same bytes in both forms, and the shipped submission is what it gives."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from expectations import EXTRACTS
from expectations.extract import ColumnType
from pipelines.checking import check
from pipelines.cli import main
from pipelines.errors import WrongUsage
from pipelines.synthesis import synthesis_steps, synthesise
from pipelines.synthesis.area import REFERRALS_AT_A_TIME, batches
from pipelines.synthesis.extract_files import FORMS

AREAS = ("durham", "cornwall")
LAST_DAY = date(2025, 6, 30)
TYPES: dict[ColumnType, type[pl.DataType]] = {
    ColumnType.DATE: pl.Date,
    ColumnType.INTEGER: pl.Int64,
    ColumnType.NUMBER: pl.Float64,
    ColumnType.BOOLEAN: pl.Boolean,
}


def written(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def rows(folder: Path, extract: str, form: str) -> pl.DataFrame:
    path = folder / f"{extract}.{form}"
    return pl.read_csv(path, try_parse_dates=True) if form == "csv" else pl.read_parquet(path)


def test_shipped_submission_is_what_its_recorded_seed_gives(tmp_path: Path, clean_folder: Path) -> None:
    made_with = tomllib.loads((clean_folder / "synthesis.toml").read_text(encoding="utf-8"))
    synthesise(tmp_path, form=made_with.pop("format"), **made_with)
    assert written(tmp_path) == written(clean_folder)


@pytest.mark.parametrize("form", FORMS)
def test_order_and_repetition_of_areas_make_no_difference(form: str, tmp_path: Path) -> None:
    synthesise(tmp_path / "one", 7, 40, AREAS, LAST_DAY, 2, form)
    synthesise(tmp_path / "two", 7, 40, (*AREAS[::-1], *AREAS), LAST_DAY, 2, form)
    assert written(tmp_path / "one") == written(tmp_path / "two")


@pytest.mark.parametrize("form", FORMS)
def test_another_seed_gives_other_rows(form: str, tmp_path: Path) -> None:
    synthesise(tmp_path / "one", 7, 40, AREAS, LAST_DAY, 2, form)
    synthesise(tmp_path / "two", 8, 40, AREAS, LAST_DAY, 2, form)
    assert written(tmp_path / "one")[f"visits.{form}"] != written(tmp_path / "two")[f"visits.{form}"]


@pytest.mark.parametrize("form", FORMS)
def test_the_number_of_cores_makes_no_difference(form: str, tmp_path: Path) -> None:
    arguments = ["--seed", "7", "--referrals", "400", "--format", form]
    for cores in ("1", "4"):
        command = [sys.executable, "-m", "pipelines.cli", "synthesise", str(tmp_path / cores), *arguments]
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, "POLARS_MAX_THREADS": cores})
    assert written(tmp_path / "1") == written(tmp_path / "4")


def test_an_area_alone_is_the_same_as_among_others_of_its_size(tmp_path: Path) -> None:
    synthesise(tmp_path / "both", 7, 100, AREAS, LAST_DAY, 2)
    both = pl.read_csv(tmp_path / "both" / "visits.csv", infer_schema=False)
    referrals = pl.read_csv(tmp_path / "both" / "referrals.csv", infer_schema=False)
    number = referrals.filter(pl.col("service_area") == "durham").height
    synthesise(tmp_path / "alone", 7, number, ["durham"], LAST_DAY, 2)
    alone = pl.read_csv(tmp_path / "alone" / "visits.csv", infer_schema=False)
    assert both.filter(pl.col("service_area") == "durham").equals(alone)


def test_the_command_takes_areas_by_code_and_by_name(tmp_path: Path) -> None:
    arguments = ["synthesise", str(tmp_path / "made"), "--seed", "7", "--referrals", "20", "--years", "1", "--areas"]
    done = CliRunner().invoke(main, [*arguments, "Durham, england"])
    assert done.exit_code == 0, done.output
    referrals = pl.read_csv(tmp_path / "made" / "referrals.csv", infer_schema=False)
    assert set(referrals.get_column("service_area")) == {"durham", "england"}
    done = CliRunner().invoke(main, [*arguments, "Durhum"])
    assert done.exit_code == 2 and "no parameters for Durhum; it knows cornwall, durham" in done.output


def test_csv_and_parquet_hold_the_same(tmp_path: Path) -> None:
    for form in FORMS:
        synthesise(tmp_path / form, 7, 60, AREAS, LAST_DAY, 2, form)
    for extract in EXTRACTS:
        plain = pl.read_csv(tmp_path / "csv" / f"{extract.name}.csv", infer_schema=False)
        typed = rows(tmp_path / "parquet", extract.name, "parquet")
        assert typed.columns == plain.columns
        assert typed.with_columns(pl.all().cast(pl.String)).equals(plain), extract.name


def test_parquet_columns_have_the_types_of_the_contract(tmp_path: Path) -> None:
    synthesise(tmp_path, 7, 20, AREAS, LAST_DAY, 2, "parquet")
    for extract in EXTRACTS:
        schema = pl.read_parquet_schema(tmp_path / f"{extract.name}.parquet")
        expected = {column.name: TYPES.get(column.type, pl.String) for column in extract.columns}
        assert schema == expected, extract.name


@pytest.mark.parametrize("form", FORMS)
def test_our_own_checks_find_nothing_to_say(form: str, tmp_path: Path) -> None:
    synthesise(tmp_path, 11, 150, AREAS, LAST_DAY, 3, form)
    lines: list[pl.DataFrame] = []
    found = check((tmp_path,), None, None, lambda _: None, report=lambda _, some: lines.extend(some))
    assert not found.checks
    assert not sum(some.height for some in lines)


def test_the_other_form_is_not_written_beside_the_one(tmp_path: Path) -> None:
    synthesise(tmp_path, 7, 20, AREAS, LAST_DAY, 2)
    before = written(tmp_path)
    with pytest.raises(WrongUsage, match=r"already holds referrals\.csv"):
        synthesise(tmp_path, 7, 20, AREAS, LAST_DAY, 2, "parquet")
    assert written(tmp_path) == before


def test_what_was_there_before_is_replaced(tmp_path: Path) -> None:
    synthesise(tmp_path / "twice", 8, 60, AREAS, LAST_DAY, 2)
    synthesise(tmp_path / "twice", 7, 20, AREAS, LAST_DAY, 2)
    synthesise(tmp_path / "once", 7, 20, AREAS, LAST_DAY, 2)
    assert written(tmp_path / "twice") == written(tmp_path / "once")


@pytest.mark.parametrize("form", FORMS)
def test_writes_as_many_referrals_as_asked_in_the_time_asked(form: str, tmp_path: Path) -> None:
    synthesise(tmp_path, 7, 41, AREAS, LAST_DAY, 2, form)
    received: list[date] = rows(tmp_path, "referrals", form)["received_on"].to_list()
    assert len(received) == 41
    assert min(received) > date(2023, 6, 30)
    assert max(received) <= LAST_DAY


@pytest.mark.parametrize("form", FORMS)
def test_no_referrals_give_headings_alone(form: str, tmp_path: Path) -> None:
    synthesise(tmp_path, 7, 0, AREAS, LAST_DAY, 1, form)
    for extract in EXTRACTS:
        found = rows(tmp_path, extract.name, form)
        assert found.columns == [column.name for column in extract.columns]
        assert extract.name in {"term_dates", "workshops"} or found.height == 0


@pytest.mark.parametrize("referrals", [1, 2, 3])
def test_a_handful_of_referrals_is_enough(referrals: int, tmp_path: Path) -> None:
    synthesise(tmp_path, 7, referrals, AREAS, LAST_DAY, 1)
    assert pl.read_csv(tmp_path / "referrals.csv").height == referrals


@pytest.mark.parametrize("last", [date(2024, 2, 28), date(2024, 2, 29), date(1960, 1, 1), date(2200, 12, 31)])
def test_covers_years_that_end_on_any_day(last: date, tmp_path: Path) -> None:
    synthesise(tmp_path, 7, 40, AREAS, last, 1)
    assert pl.read_csv(tmp_path / "visits.csv").height > 40


def test_area_without_parameters_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="atlantis; it knows cornwall"):
        synthesise(tmp_path / "new", 7, 10, ("atlantis", "durham"), LAST_DAY, 1)
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("referrals", [0, 1, REFERRALS_AT_A_TIME, REFERRALS_AT_A_TIME + 1, 300_000])
def test_batches_are_bounded_and_leave_nobody_out(referrals: int) -> None:
    lengths = [len(range(referrals)[batch]) for batch in batches(referrals)]
    assert sum(lengths) == referrals
    assert max(lengths, default=0) <= REFERRALS_AT_A_TIME


def test_numbers_and_order_go_on_from_batch_to_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.synthesis.area.REFERRALS_AT_A_TIME", 7)
    synthesise(tmp_path, 7, 40, AREAS, LAST_DAY, 2)
    for extract in EXTRACTS:
        cells = pl.read_csv(tmp_path / f"{extract.name}.csv", infer_schema=False)
        keys = cells.select(extract.key or cells.columns)
        assert keys.equals(keys.sort(keys.columns)), extract.name
        assert not extract.key or keys.is_unique().all(), extract.name
    visits = rows(tmp_path, "visits", "csv").group_by("service_area").agg(pl.len(), pl.col("visit_id").max())
    assert visits["visit_id"].str.tail(7).cast(pl.Int64).to_list() == visits["len"].to_list()


def test_every_step_is_announced_as_foretold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.synthesis.area.REFERRALS_AT_A_TIME", 7)
    said: list[str] = []
    synthesise(tmp_path, 7, 40, AREAS, LAST_DAY, 2, announce=said.append)
    assert tuple(said) == synthesis_steps(40, AREAS)
    assert len(said) > len(AREAS)
