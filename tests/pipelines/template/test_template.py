"""What a sender starts from: made from the contract, valid as it is, and never written over anything."""

from __future__ import annotations

import csv
import re
import tomllib
import zipfile
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from expectations import EXTRACTS
from expectations.extract import ColumnType
from pipelines.errors import WrongUsage
from pipelines.ingest.landing import land
from pipelines.ingest.mapping import Mapping, read_mapping
from pipelines.ingest.mapping_faults import mapping_faults
from pipelines.ingest.reading import read_tables
from pipelines.ingest.submission import read_submissions
from pipelines.rules.loading import load_service_areas
from pipelines.shipped import shipped
from pipelines.template.workbook import GUIDE
from pipelines.template.writing import OPTIONAL, WORKBOOK, write_template
from pipelines.warehouse import Warehouse

_AREAS = load_service_areas(shipped("service_areas")).codes


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("made") / "template"
    write_template(made)
    return made


def _part(folder: Path, name: str) -> str:
    with zipfile.ZipFile(folder / WORKBOOK) as book:
        return book.read(name).decode()


def test_every_extract_has_a_blank_file_with_its_headings(folder: Path) -> None:
    for extract in EXTRACTS:
        path = folder / (f"{extract.name}.csv" if extract.is_required else f"{OPTIONAL}/{extract.name}.csv")
        assert path.read_text(encoding="utf-8") == ",".join(column.name for column in extract.columns) + "\n"


def test_what_is_written_is_told(tmp_path: Path) -> None:
    told = write_template(tmp_path / "new" / "template")
    assert sorted(told) == sorted(path for path in (tmp_path / "new").rglob("*") if path.is_file())


def test_the_same_bytes_come_every_time(folder: Path, tmp_path: Path) -> None:
    again = write_template(tmp_path / "again")
    assert all(path.read_bytes() == (folder / path.relative_to(tmp_path / "again")).read_bytes() for path in again)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mapping.toml").write_text("# mine\n", encoding="utf-8")
    with pytest.raises(WrongUsage, match=r"mapping\.toml is there already"):
        write_template(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mapping.toml"]


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(WrongUsage, match="cannot be written"):
        write_template(tmp_path / "file" / "template")


def test_the_settings_say_nothing_until_a_mark_is_taken_away(folder: Path) -> None:
    assert tomllib.loads((folder / "submission.toml").read_text(encoding="utf-8")) == {}
    assert read_mapping(folder) == (Mapping({}), ())


def test_the_settings_are_valid_once_the_marks_are_taken_away(folder: Path) -> None:
    settings = re.sub(r"^#(?! |$)", "", (folder / "submission.toml").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert set(tomllib.loads(settings)) == {"as_at", "delivered_on", "name"}
    text = re.sub(r"^#(?! |$)", "", (folder / "mapping.toml").read_text(encoding="utf-8"), flags=re.MULTILINE)
    mapping = Mapping.model_validate(tomllib.loads(text))
    files = [name for extract in EXTRACTS for name in mapping.of(extract.name).files.names]
    assert not mapping_faults(mapping, files)
    for extract in EXTRACTS:
        said = mapping.of(extract.name)
        assert [fed for (fed,) in said.columns.values()] == [column.name for column in extract.columns]
        for column in (column for column in extract.columns if column.codes):
            assert list(said.values[column.name].values()) == [code for code, _ in column.codes]


def test_the_dictionary_has_every_column_once(folder: Path) -> None:
    with (folder / "guide" / "data_dictionary.csv").open(encoding="utf-8", newline="") as lines:
        rows = {(row["extract"], row["column"]): row for row in csv.DictReader(lines)}
    assert list(rows) == [(extract.name, column.name) for extract in EXTRACTS for column in extract.columns]
    read = (folder / "guide" / "data_dictionary.md").read_text(encoding="utf-8")
    for extract in EXTRACTS:
        for column in extract.columns:
            row = rows[extract.name, column.name]
            assert (row["type"], row["meaning"]) == (column.type.value, column.meaning)
            assert (row["required"] == "yes") == column.is_required
            assert row["codes"] == "; ".join(f"{code} = {title}" for code, title in column.codes)
            assert all(f"`{code}`: {title}" in read for code, title in column.codes)


def test_the_workbook_has_a_list_for_every_code_column(folder: Path) -> None:
    for number, extract in enumerate(EXTRACTS, start=1):
        sheet, notes = _part(folder, f"xl/worksheets/sheet{number}.xml"), _part(folder, f"xl/comments{number}.xml")
        for column in extract.columns:
            assert column.meaning.replace("'", "&#39;") in notes or column.meaning in notes
            if column.type is ColumnType.CODE:
                assert f'"{",".join(code for code, _ in column.codes)}"' in sheet.replace("&quot;", '"')


def test_the_workbook_reads_as_its_headings(folder: Path) -> None:
    known = frozenset(column.name for extract in EXTRACTS for column in extract.columns)
    *tables, guide = read_tables(folder / WORKBOOK, known)
    assert [table.headings for table in tables] == [tuple(c.name for c in extract.columns) for extract in EXTRACTS]
    assert GUIDE in _part(folder, "xl/workbook.xml") and guide.headings


def test_a_blank_template_comes_in_once_its_day_is_given(tmp_path: Path) -> None:
    copied = tmp_path / "filled"
    write_template(copied)
    (copied / "submission.toml").write_text("as_at = 2026-03-31\n", encoding="utf-8")
    landed = land(read_submissions([copied]), _AREAS, Warehouse())
    assert [(file.extract, file.rows) for file in landed.files] == [("referrals", 0), ("visits", 0)]
    assert not landed.faults


def test_a_filled_workbook_comes_in_whatever_it_is_called(tmp_path: Path) -> None:
    """The same sheets with rows typed in, beside a sheet that explains."""
    wanted = {extract.name: extract for extract in EXTRACTS[:2]}
    with xlsxwriter.Workbook(tmp_path / "extracts.xlsx") as book:
        for name, extract in wanted.items():
            source = pl.read_csv(shipped("synthetic", "clean", f"{name}.csv"), infer_schema=False).head(20)
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, [column.name for column in extract.columns])
            for row, cells in enumerate(source.select(c.name for c in extract.columns).iter_rows(), start=1):
                sheet.write_row(row, 0, [cell or "" for cell in cells])
        book.add_worksheet(GUIDE).write_string(0, 0, "How to fill the extracts")
    (tmp_path / "submission.toml").write_text("as_at = 2026-03-31\n", encoding="utf-8")
    landed = land(read_submissions([tmp_path]), _AREAS, Warehouse())
    assert [(file.extract, file.rows) for file in landed.files] == [("referrals", 20), ("visits", 20)]
    assert [fault.code for fault in landed.faults] == ["submission.sheet.unnamed"]
