"""The whole run: what is asked for, and what comes of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

from pipelines.build import Request, build
from pipelines.cli import main
from pipelines.generations import PUBLISHED, RECORDS, current_generation
from pipelines.warehouse import read_frame
from tests.pipelines.conftest import counting_only

WriteSubmission = Callable[..., Path]
RequestFor = Callable[..., Request]
_ON_TARGETS_AND_REVIEWS = (
    *("first_targets_on_time", "first_targets_on_time_ignoring_pauses"),
    *("reviews_on_time", "reviews_on_time_ignoring_pauses", "reviews_held_early"),
)
_AREA = """\
code = "ambershire"
name = "Ambershire"
[[standard]]
id = "initial_meeting"
within = 3
unit = "weeks"
from = 2020-01-01
source = "Ambershire Council, Portage"
[[standard]]
id = "initial_meeting"
within = 1
unit = "weeks"
from = 2026-02-01
source = "Ambershire Council, Portage, revised"
[[standard]]
id = "first_contact"
within = 2
unit = "working_days"
from = 2020-01-01
source = "Ambershire Council, Portage"
[[closure]]
from_on = 2026-01-06
to_on = 2026-01-07
"""
_AMBERSHIRE_REFERRALS = """\
referral_id,child_id,service_area,received_on,first_contact_on,initial_meeting_on
R-1,C-1,ambershire,2026-01-05,2026-01-09,2026-01-26
R-2,C-2,ambershire,2026-01-31,2026-02-02,2026-02-22
R-3,C-3,ambershire,2026-02-01,2026-02-04,2026-02-09
"""
_AMBERSHIRE_VISITS = """\
visit_id,referral_id,service_area,planned_on,status
V-1,R-1,ambershire,2026-02-05,attended
"""


def _silent(_step: str) -> None:
    """Tell nobody."""


def _read(warehouse: Path, name: str, sql: str) -> pl.DataFrame:
    return read_frame(current_generation(warehouse) / name, sql)


def _portage(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.mark.usefixtures("one_measure")
def test_an_earlier_day_shows_the_past(
    write_submission: WriteSubmission, request_for: RequestFor, tmp_path: Path
) -> None:
    build(request_for(write_submission(), as_at=date(2026, 1, 8)), tmp_path / "warehouse", _silent)
    clocks = _read(tmp_path / "warehouse", RECORDS, "SELECT DISTINCT referral_id, status FROM clock ORDER BY ALL")
    assert clocks.rows() == [("R-1", "running"), ("R-2", "running")]


@pytest.mark.usefixtures("one_measure")
def test_a_new_area_in_another_folder_needs_no_code(
    write_submission: WriteSubmission, request_for: RequestFor, tmp_path: Path
) -> None:
    """Weeks, a rule that changes half way, and closed days.

    R-1 has two closed days after Monday 5 January: day 2 is Friday 9 January; three weeks end on the 26th. R-2 is
    received on the last day of the old rule: its three weeks end on 21 February. R-3 comes under one week.
    """
    areas = tmp_path / "areas"
    areas.mkdir()
    (areas / "ambershire.toml").write_text(_AREA, encoding="utf-8")
    submission = write_submission(
        referrals=_AMBERSHIRE_REFERRALS, visits=_AMBERSHIRE_VISITS, targets=None, reviews=None
    )
    build(request_for(submission, service_areas=areas), tmp_path / "warehouse", _silent)
    sql = (
        "SELECT referral_id, standard, due_on, status FROM clock WHERE yardstick = 'own' ORDER BY standard, referral_id"
    )
    assert _read(tmp_path / "warehouse", RECORDS, sql).rows() == [
        ("R-1", "first_contact", date(2026, 1, 9), "met"),
        ("R-2", "first_contact", date(2026, 2, 3), "met"),
        ("R-3", "first_contact", date(2026, 2, 3), "missed"),
        ("R-1", "initial_meeting", date(2026, 1, 26), "met"),
        ("R-2", "initial_meeting", date(2026, 2, 21), "missed"),
        ("R-3", "initial_meeting", date(2026, 2, 8), "missed"),
    ]


def test_without_targets_and_reviews_their_figures_are_not_available(
    write_submission: WriteSubmission, request_for: RequestFor, tmp_path: Path
) -> None:
    with counting_only(*_ON_TARGETS_AND_REVIEWS, "first_contact_on_time"):
        build(request_for(write_submission(targets=None, reviews=None)), tmp_path / "warehouse", _silent)
    symbols = _read(tmp_path / "warehouse", RECORDS, "SELECT DISTINCT measure, symbol FROM measure_value ORDER BY ALL")
    found = symbols.filter(pl.col("measure") != "first_contact_on_time")
    assert found.rows() == [(measure, "x") for measure in sorted(_ON_TARGETS_AND_REVIEWS)]
    assert "x" not in symbols.filter(pl.col("measure") == "first_contact_on_time")["symbol"]


@pytest.mark.usefixtures("one_measure")
def test_the_later_delivery_of_a_row_counts(write_submission: WriteSubmission, tmp_path: Path) -> None:
    earlier, later = write_submission("earlier"), write_submission("later")
    for folder, day in ((earlier, "2026-03-31"), (later, "2026-04-02")):
        with (folder / "submission.toml").open("a", encoding="utf-8") as settings:
            settings.write(f"delivered_on = {day}\n")
    done = _portage("build", earlier, later, "--warehouse", tmp_path / "warehouse", "--json")
    counts = json.loads(done.stdout)["extracts"]["referrals"]
    assert counts == {"files": 2, "read": 6, "accepted": 3, "set_aside": 0, "superseded": 3, "noted": 0}


@pytest.mark.usefixtures("one_measure")
def test_the_summary_is_one_json_object(write_submission: WriteSubmission, tmp_path: Path) -> None:
    done = _portage("build", write_submission(), "--warehouse", tmp_path / "warehouse", "--json")
    told = json.loads(done.stdout)
    assert (done.exit_code, done.stderr) == (0, "")
    assert list(told) == ["as_at", "extracts", "checks", "published"]
    assert (told["as_at"], told["checks"], told["published"]) == ("2026-03-31", [], True)
    assert told["extracts"]["visits"] == {
        "files": 1, "read": 3, "accepted": 3, "set_aside": 0, "superseded": 0, "noted": 0
    }  # fmt: skip


def test_a_check_changes_nothing_and_reports_rows_as_a_spreadsheet_shows_them(
    write_submission: WriteSubmission, tmp_path: Path
) -> None:
    rows = ("V-1,R-1,cornwall,2026-02-05,attended", "", "V-2,R-9,cornwall,2026-02-05,lost")
    visits = "\n".join(["visit_id,referral_id,service_area,planned_on,status", *rows])
    submission, report = write_submission(visits=visits), tmp_path / "report.csv"
    done = _portage("check", submission, "--report", report)
    lines = pl.read_csv(report)
    assert done.exit_code == 0
    assert lines.select("file", "row_number", "column", "code", "consequence").rows() == [
        ("visits.csv", 4, "referral_id", "visits.referral_id.without_referral", "set_aside"),
        ("visits.csv", 4, "status", "visits.status.unreadable", "set_aside"),
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report.csv", "submission"]


@pytest.mark.parametrize(
    ("arguments", "exit_code", "says"),
    [
        (("build",), 2, "SUBMISSION"),
        (("figures", "--warehouse", "nowhere"), 6, "There is no warehouse in nowhere yet"),
        (("serve", "--warehouse", "nowhere"), 6, "There is no warehouse in nowhere yet"),
        (("build", "nowhere", "--warehouse", "w"), 3, "nowhere"),
        (("check", "nowhere", "--as-at", "31.3.2026"), 2, "--as-at"),
        (("build", "x", "--warehouse", "w", "--disclosure", "none"), 2, "--i-may-publish-exact-figures"),
        (("check", "{submission}", "--service-areas", "nowhere"), 4, "nowhere"),
    ],
)
def test_an_error_is_one_sentence_and_its_exit_code(
    arguments: tuple[str, ...],
    exit_code: int,
    says: str,
    write_submission: WriteSubmission,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    submission = write_submission()
    monkeypatch.chdir(tmp_path)
    done = _portage(*(argument.format(submission=submission) for argument in arguments))
    assert (done.exit_code, "Traceback" in done.output) == (exit_code, False)
    assert says in done.stderr


def test_a_first_build_passes_over_what_was_there(
    write_submission: WriteSubmission, request_for: RequestFor, tmp_path: Path
) -> None:
    """It is compared with nothing, and nothing of what was published there stands, nor is said to."""
    request = request_for(write_submission())
    told = []
    for each in (request, request, replace(request, is_first=True)):
        build(each, tmp_path / "warehouse", _silent)
        told.append(read_frame(current_generation(tmp_path / "warehouse") / PUBLISHED, "SELECT * FROM earlier_build"))
    assert [rows.height for rows in told] == [0, 1, 0]
