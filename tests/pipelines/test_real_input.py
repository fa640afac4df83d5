"""Real appointments that nobody made for us come in with a mapping alone, and come out as a plain count says."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest

from pipelines.build import Request, build
from pipelines.disclosure import PRESETS
from pipelines.generations import RECORDS, current_generation
from pipelines.summary import Summary
from pipelines.warehouse import read_frame

_REAL = Path(__file__).resolve().parents[2].parent / "shared" / "real" / "appointments.csv"
_MAPPING = Path(__file__).resolve().parent / "ingest" / "resources" / "real_mapping.toml"
_ROWS = 2999
_AS_AT = date(2016, 6, 30)
_LIMIT = 10

pytestmark = pytest.mark.skipif(not _REAL.is_file(), reason="the real appointments are not on this machine")


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> tuple[Summary, Path]:
    folder = tmp_path_factory.mktemp("real")
    shutil.copy(_REAL, folder / "appointments.csv")
    shutil.copy(_MAPPING, folder / "mapping.toml")
    (folder / "submission.toml").write_text(f"as_at = {_AS_AT}\n", encoding="utf-8")
    warehouse = tmp_path_factory.mktemp("warehouse")
    request = Request((folder,), None, None, PRESETS["round5"])
    return build(request, warehouse, lambda _step: None), warehouse


def test_every_row_is_accounted_for(outcome: tuple[Summary, Path]) -> None:
    for extract in ("referrals", "visits"):
        counts = outcome[0].extracts[extract]
        assert counts["read"] == _ROWS
        assert counts["accepted"] + counts["set_aside"] + counts["superseded"] == _ROWS


def test_identifiers_a_spreadsheet_has_rounded_are_noted(outcome: tuple[Summary, Path]) -> None:
    with _REAL.open(encoding="utf-8", newline="") as lines:
        rounded = sum("E+" in row["PatientId"] for row in csv.DictReader(lines))
    found = {finding.code: finding.rows for finding in outcome[0].checks}
    assert found["referrals.child_id.spreadsheet_number"] == rounded


def test_the_initial_meeting_clock_is_a_plain_count(outcome: tuple[Summary, Path]) -> None:
    clocks = read_frame(
        current_generation(outcome[1]) / RECORDS,
        "SELECT referral_id, due_on, status FROM clock WHERE standard = 'initial_meeting' AND yardstick = 'common'",
    )
    plain = {row[0]: row[1:] for row in _plain_clocks()}
    assert {row[0]: row[1:] for row in clocks.iter_rows()} == plain
    assert len(plain) == outcome[0].extracts["referrals"]["accepted"]


def test_the_share_on_time_is_a_plain_share(outcome: tuple[Summary, Path]) -> None:
    figures = read_frame(
        current_generation(outcome[1]) / RECORDS,
        "SELECT period_start, numerator, denominator FROM measure_value WHERE measure = 'initial_meeting_on_time' "
        "AND yardstick = 'common' AND service_area = 'all' AND period_kind = 'month' AND breakdown = 'none'",
    )
    due = Counter(row[1].replace(day=1) for row in _plain_clocks() if row[1] <= _AS_AT)
    met = Counter(row[1].replace(day=1) for row in _plain_clocks() if row[1] <= _AS_AT and row[2] == "met")
    assert {(start, n, d) for start, n, d in figures.iter_rows()} == {(day, met[day], due[day]) for day in due}


@pytest.mark.parametrize(("measure", "no_show"), [("visits_attended", "No"), ("visits_not_brought", "Yes")])
def test_visits_are_the_files_own_counts(outcome: tuple[Summary, Path], measure: str, no_show: str) -> None:
    figures = read_frame(
        current_generation(outcome[1]) / RECORDS,
        f"SELECT period_start, numerator, denominator FROM measure_value WHERE measure = '{measure}' "
        "AND service_area = 'all' AND period_kind = 'month' AND breakdown = 'none'",
    )
    usable = [row for row in _rows() if row["AppointmentDay"][:10] >= row["ScheduledDay"][:10]]
    every = Counter(_month(row) for row in usable)
    counted = Counter(_month(row) for row in usable if row["No-show"] == no_show)
    assert {(start, n, d) for start, n, d in figures.iter_rows()} == {(day, counted[day], every[day]) for day in every}


def _month(row: dict[str, str]) -> date:
    return date.fromisoformat(row["AppointmentDay"][:10]).replace(day=1)


def _rows() -> list[dict[str, str]]:
    with _REAL.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _plain_clocks() -> Iterator[tuple[str, date, str]]:
    """Referral, last day on time and status, one appointment after another; each identifier stands once."""
    rows = _rows()
    assert len({row["AppointmentID"] for row in rows}) == len(rows)
    for row in rows:
        received, met = (date.fromisoformat(row[name][:10]) for name in ("ScheduledDay", "AppointmentDay"))
        if met >= received:
            due = _nth_working_day(received, _LIMIT)
            yield row["AppointmentID"], due, "met" if met <= due else "missed"


def _nth_working_day(day: date, number: int) -> date:
    closed = holidays.country_holidays("GB", subdiv="ENG", years=range(day.year, day.year + 2))
    while number:
        day += timedelta(days=1)
        number -= day.weekday() < 5 and day not in closed
    return day
