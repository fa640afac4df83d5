from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from pipelines.ingest import reading
from tests.pipelines.ingest.delivery import VISITS, Delivery

ROWS = (
    "visit_id,referral_id,service_area,planned_on,status,worker_id\n"
    "v1,r1,cornwall,2026-01-12,attended,Zoë \u2013 £\n"
    "v2,r1,cornwall,2026-01-13,planned,\n"
)
Fill = Callable[[xlsxwriter.Workbook], None]


def book(fill: Fill) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        fill(workbook)
    return buffer.getvalue()


def parquet(frame: pl.DataFrame) -> bytes:
    buffer = io.BytesIO()
    frame.write_parquet(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_encodings_separators_and_line_ends(delivery: Delivery, encoding: str, separator: str, ending: str) -> None:
    text = ROWS.replace(",", separator).replace("\n", ending)
    assert delivery.land({"visits.csv": text.encode(encoding)}).faults == ()
    assert delivery.rows("visits", "visit_id", "worker_id", "row_number") == [
        ("v1", "Zoë \u2013 £", 2),
        ("v2", None, 3),
    ]


def test_blank_lines_are_no_rows_and_are_counted_as_a_spreadsheet_counts_them(delivery: Delivery) -> None:
    header, first, second, _ = ROWS.split("\n")
    text = f"\n{header}\n\n{first}\n,,,,,\n   \n{second}\n\n"
    landing = delivery.land({"visits.csv": text})
    assert [file.rows for file in landing.files if file.extract == "visits"] == [2]
    assert delivery.rows("visits", "visit_id", "row_number") == [("v1", 4), ("v2", 7)]


def test_a_quoted_line_break_belongs_to_its_cell(delivery: Delivery) -> None:
    text = ROWS.replace("Zoë \u2013 £", '"a ""b""\r\nc, d"')
    delivery.land({"visits.csv": text})
    assert delivery.rows("visits", "worker_id", "row_number") == [('a "b"\r\nc, d', 2), (None, 3)]


def test_cells_are_stripped_and_titles_above_the_headings_skipped(delivery: Delivery) -> None:
    delivery.land({"visits.csv": "Visits, north\n\n" + ROWS.replace("v1", "  v1\u00a0 ")})
    assert delivery.rows("visits", "visit_id", "row_number") == [("v1", 4), ("v2", 5)]


def test_a_row_with_too_many_cells_is_set_aside_and_told(delivery: Delivery) -> None:
    landing = delivery.land(
        {"visits.csv": VISITS + "v2,r1,cornwall,2026-01-13,planned,,MARKER\nv3,r1,cornwall,2026-01-14,planned,,\n"}
    )
    assert [(fault.code, fault.rows, fault.consequence) for fault in landing.faults] == [
        ("visits.row.too_long", 1, "set_aside")
    ]
    assert delivery.rows(
        "visits", "visit_id", "planned_on::VARCHAR", "is_unreadable_planned_on", "is_unreadable_minutes"
    ) == [
        ("v1", "2026-01-12", False, False),
        ("v2", None, True, False),
        ("v3", "2026-01-14", False, False),
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("visits.csv", VISITS + 'v2,"r1,cornwall,2026-01-13,planned\n'),
        ("visits.csv", VISITS + 'v2,r"1,cornwall,2026-01-13,planned\n'),
        ("visits.csv", VISITS + "v2" + ",x" * 600 + "\n"),
        ("visits.csv", VISITS.encode() + b"v2,\x81\x8d,cornwall,2026-01-13,planned\n"),
        ("visits.csv", b"PK\x03\x04\x00\x00\x00\x00"),
        ("visits.xlsx", b"no workbook"),
        ("visits.parquet", b"PAR1 no parquet PAR1"),
        ("visits.ods", b"anything"),
    ],
)
def test_an_unreadable_file_is_refused_without_a_cell_in_the_message(
    delivery: Delivery, name: str, content: str | bytes
) -> None:
    (fault,) = delivery.refused({"visits.csv": None, name: content})
    assert (fault.code, fault.file) == ("visits.file.unreadable", name)
    assert "v2" not in fault.sentence


@pytest.mark.parametrize("content", ["", "\n\n"])
def test_an_empty_file_is_refused(delivery: Delivery, content: str) -> None:
    assert [fault.code for fault in delivery.refused({"visits.csv": content})] == ["visits.file.empty"]


def test_a_file_of_headings_has_no_rows(delivery: Delivery) -> None:
    landing = delivery.land({"visits.csv": VISITS.splitlines()[0]})
    assert [file.rows for file in landing.files] == [1, 0]


def _visits_sheet(workbook: xlsxwriter.Workbook) -> None:
    workbook.add_worksheet("Read me").write(0, 0, "What this is")
    sheet = workbook.add_worksheet("Data")
    dates = workbook.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write(1, 1, "Visits of the north")
    for column, heading in enumerate(
        ("Visit ID ", "referral_id", "service_area", "planned_on", "status", "minutes", "is_joint")
    ):
        sheet.write(3, column + 1, heading)
    planned: tuple[object, ...] = (date(2026, 1, 12), datetime(2026, 1, 12, 9, 15), "12/01/2026", 46034, time(9, 15))
    for row, day in enumerate(planned):
        for column, cell in enumerate((row + 100, "r1", "cornwall", day, "attended", 60.0, True)):
            sheet.write(
                4 + row + (row > 1), column + 1, cell, dates if column == 3 and not isinstance(day, int) else None
            )


def test_a_workbook_with_several_sheets_titles_real_dates_and_text_dates(delivery: Delivery) -> None:
    landing = delivery.land({"visits.csv": None, "visits.xlsx": book(_visits_sheet)})
    assert [fault.code for fault in landing.faults] == ["visits.sheet.unused"]
    assert delivery.rows("visits", "visit_id", "row_number", "planned_on::VARCHAR", "minutes", "is_joint") == [
        ("100", 5, "2026-01-12", 60, True),
        ("101", 6, "2026-01-12", 60, True),
        ("102", 8, "2026-01-12", 60, True),
        ("103", 9, None, 60, True),
        ("104", 10, None, 60, True),
    ]


def test_sheets_that_hold_the_extract_are_read_as_one(delivery: Delivery) -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        for year in ("2024", "2025"):
            sheet = workbook.add_worksheet(year)
            for row, line in enumerate(VISITS.replace("v1", year).split()):
                sheet.write_row(row, 0, line.split(","))

    landing = delivery.land({"visits.csv": None, "visits.xlsx": book(fill)})
    assert [file.file for file in landing.files if file.extract == "visits"] == [
        "visits.xlsx, sheet 1",
        "visits.xlsx, sheet 2",
    ]
    assert delivery.rows("visits", "row_id", "visit_id", "row_number") == [(0, "2024", 2), (1, "2025", 2)]


def test_parquet_with_other_types_than_ours(delivery: Delivery) -> None:
    frame = pl.DataFrame(
        {
            "visit_id": [1.0, 2.98725e13, 1.5e16],
            "referral_id": [7, 8, 9],
            "service_area": pl.Series(["Cornwall", "durham", "durham"], dtype=pl.Categorical),
            "planned_on": [date(2026, 1, 12)] * 3,
            "status": pl.Series(["attended", "planned", "planned"], dtype=pl.Enum(["attended", "planned"])),
            "minutes": [60.0, 45.0, None],
            "is_joint": [True, False, None],
            "practised": pl.Series([1, 0, None], dtype=pl.Int8),
        }
    )
    frame = frame.with_columns(pl.col("planned_on").cast(pl.Datetime("ns", "UTC")))
    assert delivery.land({"visits.csv": None, "visits.parquet": parquet(frame)}).faults == ()
    columns = (
        "visit_id",
        "referral_id",
        "service_area",
        "planned_on::VARCHAR",
        "minutes",
        "is_joint",
        "practised",
        "row_number",
    )
    assert delivery.rows("visits", *columns) == [
        ("1", "7", "cornwall", "2026-01-12", 60, True, True, 2),
        ("29872500000000", "8", "durham", "2026-01-12", 45, False, False, 3),
        ("1.5E+16", "9", "durham", "2026-01-12", None, None, None, 4),
    ]


def test_parquet_with_lists_in_a_column_is_refused(delivery: Delivery) -> None:
    faults = delivery.refused({"visits.csv": None, "visits.parquet": parquet(pl.DataFrame({"visit_id": [["a"]]}))})
    assert [fault.code for fault in faults] == ["visits.file.unreadable"]


def test_several_files_of_an_extract_are_read_as_one(delivery: Delivery, tmp_path: Path) -> None:
    del tmp_path
    landing = delivery.land({"Visits-north.CSV": VISITS.replace("v1", "v2"), "visits.csv": VISITS})
    assert [(file.extract, file.number, file.file) for file in landing.files] == [
        ("visits", 1, "Visits-north.CSV"),
        ("referrals", 1, "referrals.csv"),
        ("visits", 2, "visits.csv"),
    ]
    assert delivery.rows("visits", "row_id", "visit_id") == [(0, "v2"), (1, "v1")]


def test_a_workbook_that_memory_might_not_hold_is_refused_before_it_is_unpacked(
    delivery: Delivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "LARGEST_WORKBOOK", 1 << 10)
    visits = book(lambda workbook: workbook.add_worksheet().write_row(0, 0, VISITS.split(",")))
    (fault,) = delivery.refused({"visits.csv": None, "visits.xlsx": visits})
    assert fault.code == "visits.file.unreadable"
    assert "save it as CSV or Parquet, or in several files" in fault.sentence
