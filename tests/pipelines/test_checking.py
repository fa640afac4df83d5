"""What a check leaves behind: a summary, a report and pages, none of which has a cell's value in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipelines.cli import main
from tests.pipelines.conftest import WriteSubmission

MARKERS = ("MRKREF", "MRKCHD", "MRKSRC", "MRKVIS", "MRKSTA", "MRKWRK", "MRKEXT")
REFERRALS = """\
referral_id,child_id,service_area,received_on,closed_on,source,sex,Extra column
MRKREF1,MRKCHD1,cornwall,2026-01-05,2026-01-04,MRKSRC,F,MRKEXT
MRKREF1,MRKCHD1,cornwall,2026-01-05,,health,F,MRKEXT
MRKREF2,MRKCHD2,cornwall,2026-01-07,,health,M,MRKEXT
"""
VISITS = """\
visit_id,referral_id,service_area,planned_on,status,kind,minutes,worker_id
MRKVIS1,MRKREF1,cornwall,2026-01-26,attended,home,300,MRKWRK
MRKVIS2,MRKREF2,cornwall,2026-02-02,MRKSTA,home,300,MRKWRK
MRKVIS3,MRKREF2,cornwall,2026-02-02,attended,home,300,MRKWRK
"""


def run(*arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["check", *map(str, arguments)])
    return done.exit_code, done.output


@pytest.fixture
def faulty(write_submission: WriteSubmission) -> Path:
    return write_submission(referrals=REFERRALS, visits=VISITS, targets=None, reviews=None)


def test_nothing_that_is_written_holds_a_value(faulty: Path, tmp_path: Path) -> None:
    report, docs = tmp_path / "faults.xlsx", tmp_path / "docs"
    exit_code, output = run(faulty, "--report", report, "--data-docs", docs)
    assert exit_code == 0 and (docs / "index.html").is_file()
    pages = [path.read_bytes() for path in docs.rglob("*") if path.is_file()]
    assert sum(b"closed_on is before received_on" in page for page in pages) == 1
    csv_report = tmp_path / "faults.csv"
    run(faulty, "--report", csv_report)
    inside = _unpacked(report)
    for told in (*pages, output.encode(), csv_report.read_bytes(), inside):
        assert not [marker for marker in MARKERS if marker.encode() in told]
    assert b"closed_on is before received_on" in inside and b"stands on more than one row" in csv_report.read_bytes()


def _unpacked(report: Path) -> bytes:
    import zipfile

    with zipfile.ZipFile(report) as parts:
        return b"".join(parts.read(name) for name in parts.namelist())


def test_the_rows_are_those_of_a_spreadsheet(faulty: Path, tmp_path: Path) -> None:
    report = tmp_path / "faults.csv"
    run(faulty, "--report", report)
    closed = [line for line in report.read_text(encoding="utf-8").splitlines() if "closed_on.before" in line]
    assert [line.split(",")[:2] for line in closed] == [["referrals.csv", "2"]]


def test_the_text_says_what_was_found_and_then_how_to_mend_it(faulty: Path) -> None:
    _, output = run(faulty)
    found, mended = output.index("Set aside, most rows first:"), output.index("How to mend it, in the same order:")
    assert found < output.index("Noted, most rows first:") < mended
    assert "Look up closed_on and received_on in the case record" in output[mended:]
    assert "1 referrals alone" in output and "--report faults.xlsx" in output


def test_programs_are_told_what_they_always_were(faulty: Path) -> None:
    _, output = run(faulty, "--json")
    told = json.loads(output[output.index("{") :])
    assert list(told) == ["as_at", "extracts", "checks", "published"]
    assert set(told["checks"][0]) == {"code", "extract", "column", "consequence", "rows"}


def test_a_clean_submission_has_nothing_to_mend(write_submission: WriteSubmission) -> None:
    exit_code, output = run(write_submission())
    assert exit_code == 0 and output.rstrip().endswith("Nothing to mend.")


def test_a_refused_submission_is_reported_all_the_same(write_submission: WriteSubmission, tmp_path: Path) -> None:
    report = tmp_path / "faults.xlsx"
    exit_code, _ = run(write_submission(visits=None), "--report", report)
    assert exit_code == 3 and b"visits.file.missing" in _unpacked(report)


def test_a_wrong_ending_is_told_before_anything_is_read(tmp_path: Path) -> None:
    exit_code, output = run(tmp_path / "no-submission", "--report", tmp_path / "faults.pdf")
    assert exit_code == 2 and "has to end in .csv or .xlsx" in output


def test_pages_that_cannot_be_written_are_wrong_usage(faulty: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    exit_code, output = run(faulty, "--data-docs", tmp_path / "taken")
    assert exit_code == 2 and "cannot be written to" in output


def test_pages_leave_what_is_in_their_folder(faulty: Path, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "mine.txt").write_text("mine", encoding="utf-8")
    run(faulty, "--data-docs", tmp_path / "docs")
    assert (tmp_path / "docs" / "mine.txt").read_text(encoding="utf-8") == "mine"
