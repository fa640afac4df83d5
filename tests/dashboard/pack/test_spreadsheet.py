"""The workbook of a pack as it prints, and its numbers as they show."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import polars as pl
import pytest

from dashboard.pack.sheets import Sheet, number_format
from tests.dashboard.pack.made_packs import contents

_ON_A_PAGE = 180
"""Characters that are still read where they are printed across."""
_SECTIONS = {"0.0%", "#,##0", "#,##0.0", "#,##0.00"}


@pytest.fixture(scope="module")
def parts(published: Path) -> dict[str, str]:
    """The parts of the workbook of Cornwall's pack."""
    with zipfile.ZipFile(io.BytesIO(contents(published)["tables.xlsx"])) as book:
        return {name: book.read(name).decode() for name in book.namelist() if name.endswith(".xml")}


def test_every_table_repeats_the_names_of_its_columns_on_each_page(published: Path, parts: dict[str, str]) -> None:
    repeated = re.findall(r"_xlnm.Print_Titles[^>]*>'?([^'!<]+)'?!\$(\d+):\$(\d+)<", parts["xl/workbook.xml"])
    named = re.findall(r'<sheet name="([^"]+)"', parts["xl/workbook.xml"])
    assert {name for name, _, _ in repeated} == set(named) - {"Cover"}
    book = contents(published)["tables.xlsx"]
    for name, first, last in repeated:
        rows = pl.read_excel(
            io.BytesIO(book), sheet_name=name, has_header=False, infer_schema_length=0, drop_empty_rows=False
        ).rows()
        assert first == last and all(rows[int(first) - 1]) and not all(rows[int(first) - 2]), name


def test_no_number_ends_in_a_point(parts: dict[str, str]) -> None:
    formats = set(re.findall(r'formatCode="([^"]+)"', parts["xl/styles.xml"]))
    assert formats and formats <= _SECTIONS


def test_no_table_is_too_wide_to_be_read_in_print(parts: dict[str, str]) -> None:
    sheets = [text for name, text in parts.items() if name.startswith("xl/worksheets/")]
    widths = [[float(width) for width in re.findall(r'<col [^>]*width="([\d.]+)"', sheet)] for sheet in sheets]
    assert all(sum(one) <= _ON_A_PAGE + len(one) for one in widths) and len(widths) > 50


def test_long_texts_have_as_many_lines_as_it_takes() -> None:
    cells = {"Short": ["brief"], **{name: ["a word or two " * 30] for name in "abcdefgh"}}
    wide = Sheet("A title", pl.DataFrame(cells), "scope", "source")
    assert sum(wide.widths) <= _ON_A_PAGE and wide.widths[0] == min(wide.widths)
    assert len(set(wide.widths[1:])) == 1


def test_a_number_is_no_wider_than_it_is_shown() -> None:
    cells = pl.DataFrame({"Share": pl.Series([2 / 3, "[c]"], dtype=pl.Object)})
    assert Sheet("A title", cells, "scope", "source", "measure").widths == [13]


@pytest.mark.parametrize(
    ("numbers", "form"),
    [([10.0, "[c]"], "#,##0"), ([10.0, 4.5], "#,##0.0"), ([1 / 3, 2.0], "#,##0.00"), (["[x]"], "#,##0")],
)
def test_a_column_has_the_decimals_that_its_numbers_need(numbers: list[float | str], form: str) -> None:
    assert number_format(numbers) == {"num_format": form}
