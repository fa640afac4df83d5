from __future__ import annotations

import csv
import hashlib
import os
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from expectations import EXTRACTS
from pipelines.errors import SubmissionRefused
from pipelines.ingest.landing import DeliveredFile, land
from pipelines.ingest.submission import read_submissions
from pipelines.warehouse import Warehouse
from tests.pipelines.ingest.delivery import AREAS, REFERRALS, VISITS, Delivery

REAL = Path(__file__).resolve().parents[4] / "shared" / "real" / "appointments.csv"


def test_every_extract_has_a_table_and_those_not_delivered_are_empty(delivery: Delivery) -> None:
    delivery.land({})
    counts = {extract.name: len(delivery.rows(extract.name, "row_id")) for extract in EXTRACTS}
    assert counts == {extract.name: 1 if extract.is_required else 0 for extract in EXTRACTS}


def test_the_columns_of_a_table_and_their_types(delivery: Delivery) -> None:
    delivery.land({})
    described = delivery.warehouse.frame("DESCRIBE landing.reviews").select("column_name", "column_type").rows()
    assert described == [
        ("row_id", "BIGINT"),
        ("submission", "INTEGER"),
        ("delivered_on", "DATE"),
        ("file", "VARCHAR"),
        ("row_number", "BIGINT"),
        ("review_id", "VARCHAR"),
        ("referral_id", "VARCHAR"),
        ("service_area", "VARCHAR"),
        ("held_on", "DATE"),
        ("is_unreadable_held_on", "BOOLEAN"),
    ]


def test_what_is_told_of_a_file(delivery: Delivery) -> None:
    landing = delivery.land({"submission.toml": "as_at = 2026-03-31\ndelivered_on = 2026-04-02\n"})
    sha256 = hashlib.sha256(VISITS.encode()).hexdigest()
    given = ("visit_id", "referral_id", "service_area", "planned_on", "status")
    assert landing.files[1] == DeliveredFile(0, "visits", 1, "visits.csv", sha256, 1, given)
    assert delivery.rows("visits", "row_id", "submission", "delivered_on::VARCHAR", "file", "row_number") == [
        (0, 0, "2026-04-02", "visits.csv", 2)
    ]


def test_submissions_together_share_row_ids_and_keep_their_position(tmp_path: Path) -> None:
    for name in ("north", "south"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "referrals.csv").write_text(REFERRALS)
        (tmp_path / name / "visits.csv").write_text(VISITS)
        (tmp_path / name / "submission.toml").write_text("as_at = 2026-03-31\n")
    with Warehouse() as warehouse:
        landing = land(read_submissions([tmp_path / "north", tmp_path / "south"]), AREAS, warehouse)
        assert warehouse.frame("SELECT row_id, submission FROM landing.visits ORDER BY row_id").rows() == [
            (0, 0),
            (1, 1),
        ]
    assert [(file.submission, file.extract, file.number) for file in landing.files] == [
        (0, "referrals", 1),
        (0, "visits", 1),
        (1, "referrals", 1),
        (1, "visits", 1),
    ]


def test_a_missing_required_extract_is_refused(delivery: Delivery) -> None:
    assert [fault.code for fault in delivery.refused({"visits.csv": None})] == ["visits.file.missing"]


def test_all_that_refuses_is_told_at_once(delivery: Delivery) -> None:
    faults = delivery.refused({"visits.csv": "", "referrals.csv": REFERRALS.replace("child_id", "pupil")})
    assert [fault.code for fault in faults if fault.consequence == "refuse"] == [
        "referrals.child_id.missing",
        "visits.file.empty",
    ]


def test_files_of_no_extract_are_noted(delivery: Delivery) -> None:
    landing = delivery.land(
        {"notes.pdf": "x", "vists.csv": VISITS, "term dates 2026.csv": "service_area,starts_on,ends_on\n"}
    )
    assert [(fault.code, fault.file) for fault in landing.faults] == [
        ("submission.file.unused", "notes.pdf"),
        ("submission.file.unnamed", "vists.csv"),
    ]
    assert "The nearest known is visits" in landing.faults[1].sentence


def test_an_unknown_area_is_refused_with_the_nearest_and_the_line_that_settles_it(delivery: Delivery) -> None:
    (fault,) = delivery.refused({"visits.csv": VISITS.replace("cornwall", "Corn-Wal")})
    assert (fault.code, fault.column, fault.rows) == ("visits.service_area.unknown", "service_area", 1)
    assert "The nearest known is cornwall" in fault.sentence
    assert 'under [visits.values.service_area]: "corn_wal" = "cornwall"' in fault.sentence


def test_an_area_is_read_in_any_case_and_a_blank_one_stays_blank(delivery: Delivery) -> None:
    delivery.land({"visits.csv": VISITS.replace("cornwall", "CORNWALL") + "v2,r1,,2026-01-13,planned\n"})
    assert delivery.rows("visits", "service_area") == [("cornwall",), (None,)]


def test_an_unknown_value_is_named_from_five_rows_on(delivery: Delivery) -> None:
    def text(rows: int) -> str:
        return VISITS + "".join(f"w{at},r1,cornwall,2026-01-13,Atended\n" for at in range(rows))

    assert delivery.land({"visits.csv": text(4)}).faults == ()
    (fault,) = delivery.land({"visits.csv": text(5)}).faults
    assert (fault.code, fault.column, fault.rows) == ("visits.status.value_unknown", "status", 5)
    assert 'under [visits.values.status]: "Atended" = "attended"' in fault.sentence


def test_an_unreadable_cell_is_blank_and_flagged_and_a_blank_one_is_not(delivery: Delivery) -> None:
    header = "visit_id,referral_id,service_area,planned_on,status,minutes\n"
    delivery.land({"visits.csv": header + "v1,r1,cornwall,13/13/2026,gone,\n,r1,cornwall,,,x\n"})
    flags = [f"is_unreadable_{name}" for name in ("planned_on", "status", "minutes")]
    assert delivery.rows("visits", "visit_id", "planned_on", "status", "minutes", *flags) == [
        ("v1", None, None, None, True, True, False),
        (None, None, None, None, False, False, True),
    ]


def _taken_away(path: Path) -> None:
    path.unlink()


def _rewritten(path: Path) -> None:
    """As many bytes, and at the same time of the day: a name in place of a code."""
    was = path.stat()
    path.write_text(path.read_text().replace("v1", "qz"))
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))


@pytest.mark.parametrize("change", [_taken_away, _rewritten])
def test_a_file_that_changes_between_screening_and_storing_is_refused(
    delivery: Delivery, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], None]
) -> None:
    """What is stored would not be what was screened for personal data."""
    from pipelines.ingest import landing

    def changed(warehouse: Warehouse) -> None:
        change(delivery.folder / "visits.csv")
        made(warehouse)

    made = landing._make_tables
    monkeypatch.setattr(landing, "_make_tables", changed)
    (fault,) = delivery.refused({})
    assert fault.code == "visits.file.changed" and fault.sentence.startswith("visits.csv was taken away or changed")


@pytest.mark.skipif(not REAL.is_file(), reason="the real input is not on this machine")
def test_real_input_comes_in_with_a_mapping_alone(tmp_path: Path) -> None:
    shutil.copy(REAL, tmp_path)
    shutil.copy(Path(__file__).parent / "resources" / "real_mapping.toml", tmp_path / "mapping.toml")
    (tmp_path / "submission.toml").write_text("as_at = 2016-06-30\n")
    with Warehouse() as warehouse:
        landing = land(read_submissions([tmp_path]), AREAS, warehouse)
        filled = warehouse.frame(
            "SELECT count(received_on), count(initial_meeting_on), count(sex) FROM landing.referrals"
        )
        statuses = warehouse.frame("SELECT status, count(*) FROM landing.visits GROUP BY 1 ORDER BY 1").rows()
    assert [(file.extract, file.rows) for file in landing.files] == [("referrals", 2999), ("visits", 2999)]
    assert filled.rows() == [(2999, 2999, 2999)]
    with REAL.open(newline="") as file:
        shown = Counter(row["No-show"] for row in csv.DictReader(file))
    assert statuses == [("attended", shown["No"]), ("not_brought", shown["Yes"])]


@pytest.mark.skipif(not REAL.is_file(), reason="the real input is not on this machine")
def test_real_input_without_its_mapping_is_refused(tmp_path: Path) -> None:
    shutil.copy(REAL, tmp_path / "visits.csv")
    (tmp_path / "submission.toml").write_text("as_at = 2016-06-30\n")
    with Warehouse() as warehouse, pytest.raises(SubmissionRefused) as error:
        land(read_submissions([tmp_path]), AREAS, warehouse)
    assert {"referrals.file.missing", "visits.visit_id.missing"} <= {fault.code for fault in error.value.faults}
