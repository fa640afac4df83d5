"""What is proposed, what is left to the sender, and what is never told."""

from __future__ import annotations

import tomllib
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from pipelines.errors import SubmissionRefused, WrongUsage
from pipelines.ingest.mapping import Mapping
from pipelines.ingest.mapping_faults import mapping_faults
from pipelines.proposal.proposing import propose_mapping

_REFERRALS = ["Referral ID", "Child ID", "Referral Date"]
_VISITS = ["Visit ID", "Referral ID", "Visit Date", "Visit Status"]
_ROWS = 12


def _csv(headings: list[str], rows: list[list[str]]) -> str:
    return "\n".join(",".join(row) for row in [headings, *rows]) + "\n"


def _referrals(**extra: list[str]) -> str:
    rows = [[f"R-{n}", f"C-{n}", f"2026-01-{n + 1:02}", *(cells[n] for cells in extra.values())] for n in range(_ROWS)]
    return _csv([*_REFERRALS, *extra], rows)


def _visits(statuses: list[str]) -> str:
    return _csv(_VISITS, [[f"V-{n}", f"R-{n}", f"2026-02-{n + 1:02}", status] for n, status in enumerate(statuses)])


def _propose(folder: Path, files: dict[str, str], area: str | None = None) -> str:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    text = propose_mapping(folder, area)
    assert text == propose_mapping(folder, area)
    assert not mapping_faults(Mapping.model_validate(tomllib.loads(text)), files)
    return text


def test_known_values_are_recoded(tmp_path: Path) -> None:
    text = _propose(tmp_path, {"referrals.csv": _referrals(), "visits.csv": _visits(["DNA"] * 5 + ["Kept"] * 7)})
    assert tomllib.loads(text)["visits"]["values"]["status"] == {"DNA": "not_brought", "Kept": "attended"}
    assert '"DNA" = "not_brought"  # sure: ' in text


def test_a_value_that_fewer_than_five_rows_share_is_not_told(tmp_path: Path) -> None:
    visits = _visits(["attended"] * 8 + ["Zebulon"] * 4)
    assert "Zebulon" not in _propose(tmp_path, {"referrals.csv": _referrals(), "visits.csv": visits})


def test_a_value_that_is_not_understood_is_left_to_the_sender(tmp_path: Path) -> None:
    text = _propose(tmp_path, {"referrals.csv": _referrals(), "visits.csv": _visits(["Qx"] * 12)})
    assert '# "Qx" = ""  # not settled: ' in text
    assert "Qx" not in str(tomllib.loads(text))


def test_a_negated_value_is_not_like_what_it_negates(tmp_path: Path) -> None:
    text = _propose(tmp_path, {"referrals.csv": _referrals(), "visits.csv": _visits(["Never attended"] * 12)})
    assert "attended" not in tomllib.loads(text)["visits"].get("values", {}).get("status", {}).values()


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Surname", ["Zebulon"] * _ROWS),
        ("DOB", ["2024-05-17"] * _ROWS),
        ("Worker note", ["zebulon@example.org"] * _ROWS),
        ("Month of birth", ["2024-05-17"] * _ROWS),
        ("Spare", ["17/05/2024"] * _ROWS),
    ],
)
def test_personal_data_is_named_as_not_to_be_delivered(tmp_path: Path, heading: str, cells: list[str]) -> None:
    text = _propose(tmp_path, {"referrals.csv": _referrals(**{heading: cells}), "visits.csv": _visits([])})
    told = text.partition("Not to be delivered")[2]
    assert f'"{heading}" in referrals.csv' in told
    assert heading not in tomllib.loads(text)["referrals"]["columns"]
    assert "ebulon" not in text and "17" not in text


@pytest.mark.parametrize("area", ["durham", "Durham "])
def test_the_area_that_is_given_by_code_or_name_holds(tmp_path: Path, area: str) -> None:
    text = _propose(tmp_path, {"referrals.csv": _referrals(), "visits.csv": _visits([])}, area)
    said = tomllib.loads(text)
    assert said["referrals"]["constants"] == said["visits"]["constants"] == {"service_area": "durham"}


def test_the_only_area_that_a_file_is_named_for_is_likely(tmp_path: Path) -> None:
    text = _propose(tmp_path, {"referrals_durham.csv": _referrals(), "visits.csv": _visits([])})
    assert 'service_area = "durham"  # likely: ' in text


def test_without_a_hint_the_area_is_left_to_the_sender(tmp_path: Path) -> None:
    folder = tmp_path / "submission"
    folder.mkdir()
    text = _propose(folder, {"referrals.csv": _referrals(), "visits.csv": _visits([])})
    assert "constants" not in tomllib.loads(text)["referrals"]
    assert "# [referrals.constants]" in text


def test_an_area_that_there_is_not_is_refused_with_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "referrals.csv").write_text(_referrals(), encoding="utf-8")
    with pytest.raises(WrongUsage, match=r"There is no service area durhan; the nearest (is|are) durham"):
        propose_mapping(tmp_path, "durhan")


def test_two_headings_for_one_column_are_not_sure(tmp_path: Path) -> None:
    extra = {"Received Date": ["2026-01-20"] * _ROWS}
    text = _propose(tmp_path, {"referrals.csv": _referrals(**extra), "visits.csv": _visits([])})
    assert ' = "received_on"  # sure' not in text


def test_a_heading_is_not_believed_against_its_cells(tmp_path: Path) -> None:
    extra = {"Decision Date": ["accepted"] * _ROWS}
    text = _propose(tmp_path, {"referrals.csv": _referrals(**extra), "visits.csv": _visits([])})
    assert tomllib.loads(text)["referrals"]["columns"].get("Decision Date") != "decided_on"


def test_files_named_for_nothing_are_found_by_their_headings(tmp_path: Path) -> None:
    text = _propose(tmp_path, {"export1.csv": _referrals(), "export2.csv": _visits(["attended"] * 12)})
    said = tomllib.loads(text)
    assert said["referrals"]["files"]["names"] == ["export1.csv"]
    assert said["visits"]["files"]["names"] == ["export2.csv"]


def test_a_workbook_of_several_sheets_serves_several_extracts(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "export.xlsx") as book:
        for text in (_referrals(), _visits(["attended"] * 12)):
            sheet = book.add_worksheet()
            for row, line in enumerate(text.splitlines()):
                sheet.write_row(row, 0, line.split(","))
    said = tomllib.loads(propose_mapping(tmp_path))
    assert {name for name, one in said.items() if one["files"]["names"] == ["export.xlsx"]} == {"referrals", "visits"}


def test_parquet_is_looked_at_too(tmp_path: Path) -> None:
    pl.read_csv(_referrals().encode(), try_parse_dates=True).write_parquet(tmp_path / "referrals.parquet")
    assert tomllib.loads(propose_mapping(tmp_path))["referrals"]["columns"]["Referral Date"] == "received_on"


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_looked_at(tmp_path: Path) -> None:
    (tmp_path / "visits.parquet").write_bytes(b"nothing of the kind")
    text = _propose(tmp_path, {"referrals.csv": _referrals()})
    assert "# visits.parquet cannot be read: " in text
    assert "referrals" in tomllib.loads(text)


@pytest.mark.parametrize("name", ["absent", "empty"])
def test_a_folder_without_files_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(SubmissionRefused):
        propose_mapping(tmp_path / name)


def test_a_file_without_headings_is_not_told_by_its_cells(tmp_path: Path) -> None:
    text = _propose(tmp_path, {"export.csv": "Zebulon,Ada\nMoses,Eve\n", "referrals.csv": _referrals()})
    assert not {"Zebulon", "Ada", "Moses", "Eve"} & set(text.replace('"', " ").split())
