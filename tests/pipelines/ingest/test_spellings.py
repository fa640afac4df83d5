from __future__ import annotations

import io
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn

import pyarrow as pa
import pytest
import xlsxwriter
from pyarrow import parquet

from pipelines.ingest import decoding
from tests.pipelines.ingest.delivery import REFERRALS, VISITS, Delivery


def typed_visits(**columns: pa.Array) -> bytes:
    """One visit in Parquet, with some columns of other types."""
    plain = dict(zip(*(line.split(",") for line in VISITS.splitlines()), strict=True))
    table = pa.table({**{name: pa.array([cell]) for name, cell in plain.items()}, **columns})
    buffer = io.BytesIO()
    parquet.write_table(table, buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "planned",
    [
        pa.array([datetime(2026, 1, 12, 9, 15)], pa.timestamp("ms")),
        pa.array([datetime(2026, 1, 12, 9, 15)], pa.timestamp("ns", "UTC")),
        pa.array([date(2026, 1, 12)], pa.date32()),
        pa.array([date(2026, 1, 12)], pa.date64()),
        pa.array(["12/01/2026"], pa.large_string()),
        pa.array(["2026-Jan-12 00:00:00"]).dictionary_encode(),
    ],
)
def test_a_date_of_parquet_in_any_type(delivery: Delivery, planned: pa.Array) -> None:
    assert delivery.land({"visits.csv": None, "visits.parquet": typed_visits(planned_on=planned)}).faults == ()
    assert delivery.rows("visits", "planned_on::VARCHAR") == [("2026-01-12",)]


@pytest.mark.parametrize("planned", [pa.array([20260112]), pa.array([46034.0]), pa.array(["01/13/2026"])])
def test_what_is_no_date_in_parquet_is_unreadable(delivery: Delivery, planned: pa.Array) -> None:
    delivery.land({"visits.csv": None, "visits.parquet": typed_visits(planned_on=planned)})
    assert delivery.rows("visits", "planned_on", "is_unreadable_planned_on") == [(None, True)]


@pytest.mark.parametrize("minutes", [pa.array([60.0]), pa.array(["60"]), pa.array([60], pa.int8()), pa.array(["60.0"])])
@pytest.mark.parametrize("is_joint", [pa.array([1]), pa.array([True]), pa.array(["Y"]), pa.array([1.0])])
def test_a_number_and_a_boolean_of_parquet_in_any_type(
    delivery: Delivery, minutes: pa.Array, is_joint: pa.Array
) -> None:
    content = typed_visits(minutes=minutes, is_joint=is_joint)
    assert delivery.land({"visits.csv": None, "visits.parquet": content}).faults == ()
    assert delivery.rows("visits", "minutes", "is_joint") == [(60, True)]


@pytest.mark.parametrize(
    "minutes", [pa.array([60.5]), pa.array([float("nan")]), pa.array(["an hour"]), pa.array([999])]
)
def test_what_is_no_number_in_parquet_is_unreadable(delivery: Delivery, minutes: pa.Array) -> None:
    delivery.land({"visits.csv": None, "visits.parquet": typed_visits(minutes=minutes)})
    assert delivery.rows("visits", "minutes", "is_unreadable_minutes")[0][0] is None


def test_a_damaged_parquet_file_is_refused_in_a_sentence(delivery: Delivery) -> None:
    content = typed_visits()
    for spoilt in (content[:-20], content[:40] + bytes(30) + content[70:], content[: len(content) // 2]):
        (fault,) = delivery.refused({"visits.csv": None, "visits.parquet": spoilt})
        assert (fault.code, "damaged" in fault.sentence) == ("visits.file.unreadable", True)


def test_a_parquet_file_with_texts_that_are_none_is_refused_in_a_sentence(delivery: Delivery) -> None:
    """A single changed byte in a file without checksums: it is read without a word, and stops whoever stores it."""
    spoilt = typed_visits(worker_id=pa.array(["wquorn"])).replace(b"wquorn", b"wq\xb5orn")
    (fault,) = delivery.refused({"visits.csv": None, "visits.parquet": spoilt})
    assert fault.code == "visits.file.unreadable" and "damaged" in fault.sentence


def test_two_columns_of_one_name_in_parquet_are_refused(delivery: Delivery) -> None:
    buffer = io.BytesIO()
    names = [*VISITS.splitlines()[0].split(","), "status"]
    cells = [*VISITS.splitlines()[1].split(","), "planned"]
    parquet.write_table(pa.Table.from_arrays([pa.array([cell]) for cell in cells], names=names), buffer)
    faults = delivery.refused({"visits.csv": None, "visits.parquet": buffer.getvalue()})
    assert "visits.heading.repeated" in [fault.code for fault in faults]


def _workbook(**sheets: str) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        for name, text in sheets.items():
            sheet = workbook.add_worksheet(name.replace("_", " "))
            for row, line in enumerate(text.split()):
                sheet.write_row(row, 0, line.split(","))
    return buffer.getvalue()


BOTH = '[referrals.files]\nnames = ["all.xlsx"]\n[visits.files]\nnames = ["all.xlsx"]\n'
ONE = '[referrals.files]\nnames = ["all.xlsx"]\n'


@pytest.mark.parametrize(
    ("names", "mapping"),
    [
        (("Requests", "Dates"), BOTH),
        (("REFERRALS 2025", "visits"), ""),
        (("Requests", "Visits_north"), ONE),
    ],
    ids=["by headings, where the mapping names it", "by the sheets' names", "one of each"],
)
def test_one_workbook_may_serve_two_extracts(delivery: Delivery, names: tuple[str, str], mapping: str) -> None:
    book = _workbook(**dict(zip(names, (REFERRALS, VISITS), strict=True)))
    files = {"referrals.csv": None, "visits.csv": None, "all.xlsx": book, "mapping.toml": mapping}
    assert [(file.extract, file.file, file.rows) for file in delivery.land(files).files] == [
        ("referrals", "all.xlsx, sheet 1", 1),
        ("visits", "all.xlsx, sheet 2", 1),
    ]


def test_a_sheet_is_read_as_what_it_is_named_for_and_as_nothing_else(delivery: Delivery) -> None:
    """Its headings would do for reviews as well; a sheet that is named for nothing is told, and not its name."""
    reviews = "review_id,referral_id,service_area,held_on\nw1,r1,cornwall,2026-03-16\n"
    book = _workbook(Referrals=REFERRALS, Visits=VISITS, Reviews=reviews, Mia=reviews)
    landing = delivery.land({"referrals.csv": None, "visits.csv": None, "all.xlsx": book})
    assert [(file.extract, file.number, file.rows) for file in landing.files] == [
        ("referrals", 1, 1),
        ("visits", 1, 1),
        ("reviews", 1, 1),
    ]
    (told,) = landing.faults
    assert told.code == "submission.sheet.unnamed" and "sheet 4" in told.sentence and "Mia" not in told.sentence


def test_a_workbook_named_for_an_extract_is_that_extract_whatever_its_sheets_are_called(delivery: Delivery) -> None:
    landing = delivery.land({"visits.csv": None, "visits.xlsx": _workbook(Referrals=VISITS)})
    assert [(file.extract, file.rows) for file in landing.files] == [("referrals", 1), ("visits", 1)]


@pytest.mark.parametrize(("day", "is_refused"), [(1, False), (14, True)])
def test_a_date_cell_of_a_month_is_on_the_first(delivery: Delivery, day: int, is_refused: bool) -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        for row, line in enumerate(REFERRALS.split()):
            sheet.write_row(row, 0, line.split(","))
        sheet.write(0, 4, "birth_month")
        sheet.write_datetime(1, 4, datetime(2022, 2, day), workbook.add_format({"num_format": "mmm yyyy"}))
    files = {"referrals.csv": None, "referrals.xlsx": buffer.getvalue()}
    if is_refused:
        assert [fault.code for fault in delivery.refused(files)] == ["referrals.personal_data.date_of_birth"]
    else:
        delivery.land(files)
        assert delivery.rows("referrals", "birth_month::VARCHAR") == [("2022-02-01",)]


@pytest.mark.parametrize("ending", ["|", "\r", " "])
def test_rows_that_have_run_together_are_no_headings_and_are_not_told(delivery: Delivery, ending: str) -> None:
    rows = VISITS + "".join(f"8{at}qzxv,r1,cornwall,2026-01-12,attended\n" for at in range(9))
    (fault,) = delivery.refused({"visits.csv": rows.replace("\n", ending)})
    assert fault.code == "visits.heading.missing"


def test_settings_that_cannot_be_opened_are_not_called_wrong_toml(delivery: Delivery) -> None:
    (delivery.folder / "mapping.toml").mkdir()
    (fault,) = delivery.refused({})
    assert (fault.code, fault.file) == ("mapping.toml.not_opened", "mapping.toml")
    assert "cannot be opened" in fault.sentence and "TOML" not in fault.sentence


def test_settings_in_another_encoding_are_told_so(delivery: Delivery) -> None:
    (fault,) = delivery.refused({"mapping.toml": '[visits.values.status]\n"caf\u00e9" = "planned"\n'.encode("cp1252")})
    assert (fault.code, "no text in UTF-8" in fault.sentence) == ("mapping.toml.unreadable", True)


def test_a_file_that_cannot_be_opened_is_told_so(delivery: Delivery, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("pipelines.ingest.examination.digest", refused)
    for fault in delivery.refused({}):
        assert fault.code.endswith(".file.unreadable")
        assert "cannot be opened" in fault.sentence


def test_a_file_that_goes_away_while_it_is_screened_is_told_so(
    delivery: Delivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(text: decoding.TextFile) -> NoReturn:
        raise FileNotFoundError(2, "No such file or directory", str(text.path))

    whole = decoding.TextFile.utf8
    calls: list[int] = []

    def later(text: decoding.TextFile, piece_bytes: int) -> object:
        calls.append(1)
        return gone(text) if len(calls) > 4 else whole(text, piece_bytes)

    monkeypatch.setattr(decoding.TextFile, "utf8", later)
    faults = delivery.refused({})
    assert {fault.code for fault in faults} <= {"referrals.file.unreadable", "visits.file.unreadable"}
    assert all("cannot be opened" in fault.sentence for fault in faults)
