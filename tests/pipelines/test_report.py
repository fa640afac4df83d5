"""A report as a file: CSV or a workbook, by its ending, with no cell's value and no formula in it."""

from __future__ import annotations

import csv
import re
import zipfile
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from pipelines.anonymity import Anonymity, Coarsening
from pipelines.errors import WrongUsage
from pipelines.inspection import REPORT
from pipelines.report import check_ending, write_report
from pipelines.summary import Finding, Summary
from pipelines.workbook import write_workbook

LATE, BLANK = "referrals.closed_on.before_received_on", "visits.planned_on.blank"
LINES = pl.DataFrame(
    [
        ("=1+1.csv", None, "visits", "@Remark", "visits.heading.unknown", "note", "=1+1.csv has a heading."),
        ("referrals.csv", 3, "referrals", "closed_on", LATE, "set_aside", "closed_on is before received_on."),
        ("referrals.csv", 9, "referrals", "closed_on", LATE, "set_aside", "closed_on is before received_on."),
    ],
    schema=REPORT,
    orient="row",
)
COUNTS = {"files": 1, "read": 9, "accepted": 7, "set_aside": 2, "superseded": 0, "noted": 0}
SUMMARY = Summary(
    date(2026, 3, 31),
    {"referrals": COUNTS, "pauses": dict.fromkeys(COUNTS, 0)},
    (
        Finding(LATE, "referrals", "closed_on", "set_aside", 2),
        Finding("visits.heading.unknown", "visits", "@Remark", "note", 0),
    ),
    ("closed_on is before received_on.", "=1+1.csv has a heading."),
    False,
    Anonymity(9, 1, 2, 3, (Coarsening("sex", "leaving sex out", 3),)),
)


def cells(report: Path, sheet: str) -> list[list[str | None]]:
    frame = pl.read_excel(report, sheet_name=sheet, has_header=False, infer_schema_length=0, drop_empty_rows=False)
    return [list(row) for row in frame.iter_rows()]


def parts(report: Path) -> dict[str, str]:
    with zipfile.ZipFile(report) as inside:
        return {name: inside.read(name).decode("utf-8") for name in inside.namelist()}


@pytest.mark.parametrize("name", ["faults.csv", "faults.xlsx", "FAULTS.XLSX"])
def test_an_ending_says_the_form(tmp_path: Path, name: str) -> None:
    write_report(tmp_path / name, SUMMARY, [LINES])
    assert (tmp_path / name).read_bytes().startswith(b"PK") == name.lower().endswith("xlsx")


@pytest.mark.parametrize("name", ["faults", "faults.xls", "faults.txt", "csv"])
def test_another_ending_is_wrong_usage(tmp_path: Path, name: str) -> None:
    with pytest.raises(WrongUsage, match=r"has to end in \.csv or \.xlsx"):
        check_ending(tmp_path / name)
    with pytest.raises(WrongUsage):
        write_report(tmp_path / name, SUMMARY, [LINES])
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["faults.csv", "faults.xlsx"])
def test_a_report_that_cannot_be_written_is_wrong_usage(tmp_path: Path, name: str) -> None:
    with pytest.raises(WrongUsage, match="cannot be written"):
        write_report(tmp_path / "nowhere" / name, SUMMARY, [LINES])


def test_a_csv_has_a_line_per_fault(tmp_path: Path) -> None:
    write_report(tmp_path / "faults.csv", SUMMARY, [LINES])
    with (tmp_path / "faults.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    assert rows[0] == REPORT.names() and rows[2][:2] == ["referrals.csv", "3"] and len(rows) == 4


@pytest.mark.parametrize("beginning", ["=", "+", "-", "@", "\t", "\r"])
def test_nothing_in_a_csv_is_taken_for_a_formula(tmp_path: Path, beginning: str) -> None:
    lines = LINES.with_columns(file=pl.lit(f"{beginning}cmd.csv"))
    write_report(tmp_path / "faults.csv", SUMMARY, [lines])
    with (tmp_path / "faults.csv").open(encoding="utf-8", newline="") as written:
        assert all(row[0].startswith("'") for row in list(csv.reader(written))[1:])


def test_a_workbook_has_a_row_per_fault(tmp_path: Path) -> None:
    write_report(tmp_path / "faults.xlsx", SUMMARY, [LINES])
    rows = cells(tmp_path / "faults.xlsx", "Faults")
    assert rows[0] == ["File", "Row", "Extract", "Column", "Code", "Consequence", "What is wrong"]
    assert rows[1] == ["=1+1.csv", None, *rows[1][2:5], "Noted", "=1+1.csv has a heading."]
    assert rows[3] == ["referrals.csv", "9", "referrals", "closed_on", LATE, "Set aside", rows[3][-1]]
    assert len(rows) == 4


@pytest.mark.parametrize("name", ["faults.csv", "faults.xlsx"])
def test_rows_that_come_some_at_a_time_are_one_report(tmp_path: Path, name: str) -> None:
    (tmp_path / "one").mkdir()
    write_report(tmp_path / "one" / name, SUMMARY, [LINES])
    write_report(tmp_path / name, SUMMARY, iter([LINES.head(1), LINES.clear(), LINES.tail(2)]))
    assert (tmp_path / name).read_bytes() == (tmp_path / "one" / name).read_bytes()


def test_nothing_in_a_workbook_is_a_formula_or_a_link(tmp_path: Path) -> None:
    write_report(tmp_path / "faults.xlsx", SUMMARY, [LINES.with_columns(file=pl.lit("https://example.org/a.csv"))])
    inside = parts(tmp_path / "faults.xlsx")
    sheets = "".join(text for name, text in inside.items() if "sheet" in name)
    assert "<f>" not in sheets and "hyperlink" not in sheets and "=1+1.csv" in sheets


def test_a_workbook_begins_with_what_was_found_and_how_to_mend_it(tmp_path: Path) -> None:
    write_report(tmp_path / "faults.xlsx", SUMMARY, [LINES])
    rows = cells(tmp_path / "faults.xlsx", "Summary")
    assert rows[0] == ["Code", "Extract", "Column", "Consequence", "Rows", "What is wrong", "How to mend it"]
    assert rows[1][:5] == [LATE, "referrals", "closed_on", "Set aside", "2"] and str(rows[1][6]).startswith("Look up")
    assert rows[2][4] is None
    assert ["referrals", "1", "9", "7", "2", "0", "0"] in rows
    told = {row[0] for row in rows}
    assert {"As at 31 March 2026.", "Leaving sex out would take 3 of them out of such groups."} <= told
    assert "pauses" not in told


def test_a_workbook_of_nothing_says_so(tmp_path: Path) -> None:
    write_report(tmp_path / "faults.xlsx", Summary(None, {}, (), (), False), [LINES.clear()])
    assert cells(tmp_path / "faults.xlsx", "Summary")[1][0] == "Nothing to mend."


def test_headings_stay_in_sight_and_can_be_filtered(tmp_path: Path) -> None:
    write_report(tmp_path / "faults.xlsx", SUMMARY, [LINES])
    for name, text in parts(tmp_path / "faults.xlsx").items():
        if re.search(r"sheet\d", name):
            assert 'state="frozen"' in text and "<autoFilter" in text and "<cols>" in text


def test_the_same_findings_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        write_report(tmp_path / name, SUMMARY, [LINES])
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_a_workbook_that_is_full_says_what_it_leaves_out(tmp_path: Path) -> None:
    write_workbook(tmp_path / "faults.xlsx", SUMMARY, [LINES.head(1), LINES.tail(2)], most_rows=2)
    assert len(cells(tmp_path / "faults.xlsx", "Faults")) == 3
    told = [row[0] for row in cells(tmp_path / "faults.xlsx", "Summary")]
    assert "The next sheet is full: 1 more are left out of it, and a report ending in .csv has all." in told
