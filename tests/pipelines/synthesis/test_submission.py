"""The generator: the same seed gives the same bytes, and the shipped submission is what it gives."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from pipelines.errors import WrongUsage
from pipelines.synthesis import synthesise

AREAS = ("durham", "cornwall")
LAST_DAY = date(2025, 6, 30)


def written(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_shipped_submission_is_what_its_recorded_seed_gives(tmp_path: Path, clean_folder: Path) -> None:
    made_with = tomllib.loads((clean_folder / "synthesis.toml").read_text(encoding="utf-8"))
    synthesise(tmp_path, **made_with)
    assert written(tmp_path) == written(clean_folder)


def test_order_and_repetition_of_areas_make_no_difference(tmp_path: Path) -> None:
    synthesise(tmp_path / "one", 7, 40, AREAS, LAST_DAY, 2)
    synthesise(tmp_path / "two", 7, 40, (*AREAS[::-1], *AREAS), LAST_DAY, 2)
    assert written(tmp_path / "one") == written(tmp_path / "two")


def test_another_seed_gives_other_rows(tmp_path: Path) -> None:
    synthesise(tmp_path / "one", 7, 40, AREAS, LAST_DAY, 2)
    synthesise(tmp_path / "two", 8, 40, AREAS, LAST_DAY, 2)
    assert written(tmp_path / "one")["visits.csv"] != written(tmp_path / "two")["visits.csv"]


def test_writes_as_many_referrals_as_asked_in_the_time_asked(tmp_path: Path) -> None:
    synthesise(tmp_path, 7, 41, AREAS, LAST_DAY, 2)
    rows = (tmp_path / "referrals.csv").read_text(encoding="utf-8").splitlines()[1:]
    received = [date.fromisoformat(row.split(",")[3]) for row in rows]
    assert len(rows) == 41
    assert min(received) > date(2023, 6, 30)
    assert max(received) <= LAST_DAY


def test_no_referrals_give_headings_alone(tmp_path: Path) -> None:
    synthesise(tmp_path, 7, 0, AREAS, LAST_DAY, 1)
    assert len((tmp_path / "referrals.csv").read_text(encoding="utf-8").splitlines()) == 1


def test_covers_a_year_that_ends_on_a_leap_day(tmp_path: Path) -> None:
    synthesise(tmp_path, 7, 5, AREAS, date(2024, 2, 28), 1)
    synthesise(tmp_path, 7, 5, AREAS, date(2024, 2, 29), 1)


def test_area_without_parameters_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="atlantis; it knows cornwall"):
        synthesise(tmp_path / "new", 7, 10, ("atlantis", "durham"), LAST_DAY, 1)
    assert not (tmp_path / "new").exists()
