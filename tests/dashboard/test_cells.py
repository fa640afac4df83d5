"""No cell that is written can be taken for a formula, and what is none stays as it is."""

from __future__ import annotations

import csv
import io
from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.cells import csv_bytes, harmless

DANGEROUS = "=+-@\t\r\uff1d\uff0b\uff0d\uff20"
BLANK = " \t\r\n\ufeff\u200b\u00a0\u3000"
CELLS = st.text(st.sampled_from(f"{DANGEROUS}{BLANK};,\"'a1|") | st.characters(codec="utf-8"), max_size=12)


def _written(cells: list[str]) -> list[str]:
    rows = list(csv.reader(io.StringIO(csv_bytes(pl.DataFrame({"cell": cells})).decode(), newline="")))
    return [row[0] if row else "" for row in rows[1:]]


def _begins_a_formula(cell: str) -> bool:
    """A plain twin: what is left once everything that looks blank is gone from the front."""
    return cell.lstrip(BLANK)[:1] in tuple("=+-@\uff1d\uff0b\uff0d\uff20") or cell[:1] in ("\t", "\r")


@given(st.lists(CELLS, min_size=1, max_size=8))
def test_no_cell_begins_a_formula(cells: list[str]) -> None:
    for cell in _written(cells):
        assert not _begins_a_formula(cell)


@given(st.lists(CELLS, min_size=1, max_size=8))
def test_no_cell_begins_a_formula_where_semicolons_part_cells(cells: list[str]) -> None:
    for cell in _written(cells):
        assert not any(_begins_a_formula(piece) for piece in cell.split(";")[1:])


@given(CELLS.filter(bool))
def test_no_heading_begins_a_formula(heading: str) -> None:
    (written, *_), *_ = csv.reader(io.StringIO(csv_bytes(pl.DataFrame({heading: [1]})).decode(), newline=""))
    assert not any(_begins_a_formula(piece) for piece in written.split(";"))
    assert written.replace("'", "") == heading.replace("'", "")


@given(st.lists(CELLS, min_size=1, max_size=8))
def test_only_apostrophes_are_added(cells: list[str]) -> None:
    for before, after in zip(cells, harmless(pl.DataFrame({"cell": cells}))["cell"], strict=True):
        assert after.replace("'", "") == before.replace("'", "")


@pytest.mark.parametrize(
    "cell", ["a-b", "R-17", "1 = 2", "a; b = c", "'=1", "(-1)", "£-5", "", "12 months to Mar 2026"]
)
def test_what_is_no_formula_stays(cell: str) -> None:
    assert _written([cell]) == [cell]


@pytest.mark.parametrize(
    "cell", ["=1+1", "+44 1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\uff1d1", "a;=1", "\ufeff=1"]
)
def test_what_is_one_is_marked(cell: str) -> None:
    assert _written([cell]) != [cell]


def test_numbers_below_zero_stay_numbers() -> None:
    rows = pl.DataFrame({"number": [-1.5, None], "whole": [-2, 3], "day": [date(2026, 3, 31)] * 2, "is": [True, False]})
    assert csv_bytes(rows).decode() == "number,whole,day,is\n-1.5,-2,2026-03-31,true\n,3,2026-03-31,false\n"
