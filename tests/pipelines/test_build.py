"""The whole run: what goes in, what comes out, and what must not."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

from pipelines.build import Request, build
from pipelines.cli import main
from pipelines.disclosure import PRESETS
from pipelines.generations import PUBLISHED, RECORDS, current_generation
from pipelines.warehouse import read_frame
from tests.pipelines.conftest import VISITS, counting_only, submission_in

WriteSubmission = Callable[..., Path]
RequestFor = Callable[..., Request]

_SHARED = [
    "build",
    "submission",
    "submission_file",
    "rule_file",
    "extract_count",
    "check_result",
    "service_area",
    "standard",
    "statement",
    "visit_rule",
    "leaving_rule",
    "eligibility",
    "measure",
    "measure_breakdown",
    "measure_period",
    "measure_rule",
    "change",
    "change_reason",
    "earlier_build",
    "category",
    "measure_value",
    "area_scope",
    "signal",
    "comparison",
    "gap",
    "demand",
    "demand_quantity",
    "threshold",
    "bank_holiday",
    "word",
    "symbol",
    "file_fault",
    "completeness",
    "freshness",
    "delivery_count",
    "fault_count",
    "contract_extract",
    "contract_column",
    "measure_need",
]
_TABLE_NAMES = "SELECT table_name FROM information_schema.tables"
_CASE_LEVEL = {"last_visit", "outstanding_clock", "visit_gap", "caseload", "event"}
"""The work list, row by row: of the records alone, and asked of the file wherever it is opened."""
_ON_TARGETS_AND_REVIEWS = (
    *("first_targets_on_time", "first_targets_on_time_ignoring_pauses"),
    *("reviews_on_time", "reviews_on_time_ignoring_pauses", "reviews_held_early"),
)
_SET_ASIDE = """\
V-8,R-9,cornwall,2026-02-09,attended,home,60
V-9,R-1,cornwall,,attended,home,60
"""
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


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of the small submission, with two visits that are set aside; only looked at."""
    place = tmp_path_factory.mktemp("built")
    submission = submission_in(place, visits=VISITS + _SET_ASIDE)
    build(Request((submission,), None, None, PRESETS["round5"]), place / "warehouse", _silent)
    return place / "warehouse"


def test_both_files_hold_the_same_tables_of_one_shape(built: Path) -> None:
    for table in _SHARED:
        shapes = [_read(built, name, f"DESCRIBE {table}") for name in (RECORDS, PUBLISHED)]
        assert shapes[0].select("column_name", "column_type").equals(shapes[1].select("column_name", "column_type"))


def test_published_holds_no_row_no_identifier_and_no_file_name(built: Path) -> None:
    tables = _read(built, PUBLISHED, _TABLE_NAMES)["table_name"].to_list()
    kept = _read(built, RECORDS, _TABLE_NAMES)["table_name"].to_list()
    content = (current_generation(built) / PUBLISHED).read_bytes()
    assert sorted(tables) == sorted([*_SHARED, "closed_day", "closure"])
    assert set(kept) >= _CASE_LEVEL and _read(built, RECORDS, "SELECT * FROM event").height
    assert not [mark for mark in (b"R-1", b"C-1", b"V-1", b"T-1", b"W-1", b".csv") if mark in content]


def test_published_gives_no_month_and_no_small_count(built: Path) -> None:
    figures = _read(built, PUBLISHED, "SELECT * FROM measure_value")
    counts = figures.filter(pl.col("measure").is_in(["clocks_overdue", "clocks_due_soon"]))
    assert "month" not in figures["period_kind"].to_list()
    assert not counts.filter(pl.col("value").is_between(1, 4)).height
    assert counts.filter(pl.col("symbol") == "c").height
    assert not figures.filter((pl.col("symbol") == "c") & pl.col("value").is_not_null()).height


def test_nothing_small_is_published_of_what_was_delivered(built: Path) -> None:
    for table, count in (("completeness", "filled"), ("delivery_count", "rows"), ("fault_count", "rows")):
        exact = _read(built, RECORDS, f"SELECT * FROM {table}")
        shown = _read(built, PUBLISHED, f"SELECT * FROM {table}")
        assert exact.filter(pl.col(count).is_between(1, 4)).height
        assert shown.filter(symbol="c").height and not shown.filter(pl.col(count).is_between(1, 4)).height
        assert not shown.filter(pl.col("symbol") != "").drop_nulls(count).height
    assert set(_read(built, PUBLISHED, "SELECT precision FROM freshness")["precision"]) == {"month"}
    assert _read(built, PUBLISHED, "SELECT * FROM freshness WHERE latest_on IS NOT NULL").is_empty()
    assert _read(built, RECORDS, "SELECT * FROM freshness WHERE latest_on IS NOT NULL").height


def test_why_rows_were_set_aside_is_told_with_how_to_mend_them(built: Path) -> None:
    failed = (
        "SELECT * FROM fault_count INNER JOIN check_result USING (code) WHERE fault_count.service_area = 'cornwall'"
    )
    found = _read(built, RECORDS, f"{failed} AND fault_count.rows > 0")
    assert sorted(found["code"]) == ["visits.planned_on.blank", "visits.referral_id.without_referral"]
    assert all(found["sentence"]) and all(found["mend"])


@pytest.mark.parametrize("contents", [RECORDS, PUBLISHED])
def test_what_a_measure_can_be_asked_by_is_what_there_are_figures_by(built: Path, contents: str) -> None:
    figures = _read(built, contents, "SELECT DISTINCT measure, breakdown, period_kind FROM measure_value")
    for choice, given in (("breakdown", figures.filter(pl.col("breakdown") != "none")), ("period_kind", figures)):
        offered = _read(built, contents, f"SELECT measure, {choice} FROM measure_{choice.removesuffix('_kind')}")
        assert given.height and given.join(offered, on=offered.columns, how="anti").is_empty()


@pytest.mark.parametrize("table", ["signal", "comparison", "gap"])
def test_what_follows_from_published_figures_follows_from_controlled_ones(built: Path, table: str) -> None:
    key = "measure, yardstick, service_area, period_kind, period_start"
    figures = _read(built, PUBLISHED, f"SELECT DISTINCT {key} FROM measure_value WHERE value IS NOT NULL")
    told = _read(built, PUBLISHED, f"SELECT DISTINCT {key} FROM {table} WHERE value IS NOT NULL")
    exact = _read(built, RECORDS, f"SELECT DISTINCT {key} FROM {table} WHERE value IS NOT NULL")
    assert told.join(figures, on=told.columns, how="anti", nulls_equal=True).is_empty()
    assert exact.height and "month" not in told["period_kind"]


def test_demand_of_a_handful_of_families_is_suppressed(built: Path) -> None:
    found = _read(built, PUBLISHED, "SELECT value, symbol FROM demand WHERE quantity = 'waiting'")
    exact = _read(built, RECORDS, "SELECT value FROM demand WHERE quantity = 'waiting'")
    assert exact.filter(pl.col("value").is_between(1, 4)).height
    assert found.filter(pl.col("symbol") == "c").height
    assert not found.filter((pl.col("symbol") == "c") & pl.col("value").is_not_null()).height
    assert not found.filter(pl.col("value").is_between(1, 4)).height


def test_only_the_owner_can_read_the_records(built: Path) -> None:
    folder = current_generation(built)
    assert stat.S_IMODE((folder / RECORDS).stat().st_mode) == 0o600
    assert not [path for path in folder.iterdir() if path.name not in (RECORDS, PUBLISHED)]


def test_the_same_submission_gives_the_same_figures_byte_for_byte(
    built: Path, write_submission: WriteSubmission, request_for: RequestFor, tmp_path: Path
) -> None:
    again = tmp_path / "warehouse"
    build(request_for(write_submission("submission", visits=VISITS + _SET_ASIDE)), again, _silent)
    for contents in ("published", "records"):
        printed = [
            _portage("figures", "--warehouse", folder, "--from", contents).stdout_bytes for folder in (built, again)
        ]
        assert printed[0] == printed[1]
        assert printed[0].startswith(b"measure,yardstick,service_area,period_kind,period_start,breakdown,category,")
    for name, folder in (("one", built), ("other", again)):
        asked = ("--area", "cornwall", "--output", tmp_path / f"{name}.zip")
        done = _portage("pack", "--warehouse", folder, *asked)
        assert done.exit_code == 0, done.output
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "other.zip").read_bytes()


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


def test_a_refused_submission_leaves_what_was_published(built: Path, write_submission: WriteSubmission) -> None:
    before = _portage("figures", "--warehouse", built).stdout_bytes
    refused = _portage("build", write_submission("bad", referrals=None), "--warehouse", built, "--json")
    told = json.loads(refused.stdout)
    assert refused.exit_code == 3
    assert told["published"] is False
    assert [(found["code"], found["consequence"]) for found in told["checks"]] == [("referrals.file.missing", "refuse")]
    assert _portage("figures", "--warehouse", built).stdout_bytes == before


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


def test_tables_and_measures_are_asked_for_by_name(built: Path) -> None:
    standards = _portage("figures", "--warehouse", built, "--table", "standard", "--format", "json")
    assert {row["service_area"] for row in json.loads(standards.stdout)} >= {"common"}
    one = _portage("figures", "--warehouse", built, "--measure", "clocks_overdue")
    assert {line.split(",")[0] for line in one.stdout.splitlines()[1:]} == {"clocks_overdue"}
    wrong = _portage("figures", "--warehouse", built, "--measure", "clocks_overdo")
    assert (wrong.exit_code, "clocks_overdue" in wrong.stderr) == (2, True)
