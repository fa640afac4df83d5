"""What a build leaves: two files, of one shape, controlled, always the same, and untouched by what is refused."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

from pipelines.build import Request, build
from pipelines.cli import main
from pipelines.disclosure import PRESETS
from pipelines.generations import PUBLISHED, RECORDS, current_generation
from pipelines.warehouse import read_frame
from tests.pipelines.conftest import VISITS, submission_in

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
_SET_ASIDE = """\
V-8,R-9,cornwall,2026-02-09,attended,home,60
V-9,R-1,cornwall,,attended,home,60
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


def test_the_hash_of_a_file_of_so_few_rows_that_they_could_be_guessed_stays_at_home(built: Path) -> None:
    files = "SELECT extract, sha256, symbol FROM submission_file ORDER BY extract, number"
    published, kept = (_read(built, name, files) for name in (PUBLISHED, RECORDS))
    assert published["sha256"].is_null().equals(published["symbol"] == "c")
    assert 0 < published["sha256"].null_count() < published.height and not kept["sha256"].null_count()
    given = published.filter(pl.col("symbol") == "")
    assert given.join(kept, on=["extract", "sha256"], how="semi").height == given.height
    content = (current_generation(built) / PUBLISHED).read_bytes()
    few = kept.filter(pl.Series(published["symbol"] == "c"))["sha256"].to_list()
    assert not [digest for digest in few if digest.encode() in content]


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


def test_a_refused_submission_leaves_what_was_published(built: Path, write_submission: WriteSubmission) -> None:
    before = _portage("figures", "--warehouse", built).stdout_bytes
    refused = _portage("build", write_submission("bad", referrals=None), "--warehouse", built, "--json")
    told = json.loads(refused.stdout)
    assert refused.exit_code == 3
    assert told["published"] is False
    assert [(found["code"], found["consequence"]) for found in told["checks"]] == [("referrals.file.missing", "refuse")]
    assert _portage("figures", "--warehouse", built).stdout_bytes == before


def test_tables_and_measures_are_asked_for_by_name(built: Path) -> None:
    standards = _portage("figures", "--warehouse", built, "--table", "standard", "--format", "json")
    assert {row["service_area"] for row in json.loads(standards.stdout)} >= {"common"}
    one = _portage("figures", "--warehouse", built, "--measure", "clocks_overdue")
    assert {line.split(",")[0] for line in one.stdout.splitlines()[1:]} == {"clocks_overdue"}
    wrong = _portage("figures", "--warehouse", built, "--measure", "clocks_overdo")
    assert (wrong.exit_code, "clocks_overdue" in wrong.stderr) == (2, True)
