"""The page on data quality, on the shipped submission: whole, complete, and fresh."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.sections.quality.bearing import bearing
from pipelines.changes.comparing import CHANGE
from pipelines.changes.note import EARLIER_BUILD
from pipelines.warehouse import Warehouse
from tests.dashboard.conftest import FiguresOf, OpenPage, drawers
from tests.dashboard.made_warehouse import AS_AT

HEADINGS = [
    "What was delivered, by whom and when",
    "Rows read, accepted and set aside",
    "On which figures it bears",
    "Set aside, and why",
    "Accepted with a note",
    "Completeness by column and area",
    "How fresh the rows are",
    "Checks",
    "What moved since the build before",
]


@pytest.fixture(scope="module", params=[False, True], ids=["records", "published"])
def page(request: pytest.FixtureRequest, shipped: Path, open_page: OpenPage) -> AppTest:
    opened = {**drawers(*HEADINGS), "table_completeness_workshops": "true"}
    asked = {"area": ["All areas", "Cornwall", "Durham"], "extract": "Workshops"}
    return open_page(shipped, published_only=request.param, at="data-quality", **asked, **opened)


def _said(page: AppTest) -> str:
    return "\n".join(told.value for told in page.markdown)


def test_every_section_is_drawn(page: AppTest) -> None:
    assert not page.exception
    assert [title.value for title in page.title] == ["Can the figures be believed?"]
    assert [heading.value for heading in page.header] == HEADINGS
    assert len(page.get("plotly_chart")) == 2


def test_it_says_who_delivered_and_when(page: AppTest) -> None:
    is_exact = "Internal: exact figures" in _said(page)
    assert ("“Synthetic, seed 1”" in _said(page)) == is_exact
    assert "delivered on 31 March 2026: 8 files, for Cornwall, Durham" in _said(page)


def test_an_area_without_a_row_of_an_extract_has_no_share_of_it(page: AppTest) -> None:
    table = next(found.value for found in page.dataframe if "Filled" in found.value.columns)
    cornwall = table[table["Service area"] == "Cornwall"]
    assert set(cornwall["Filled"]) == {"no rows"}
    assert "100 %" in set(table[table["Service area"] == "All areas"]["Filled"])


def test_rows_reach_to_a_day_at_home_and_to_a_month_in_public(page: AppTest) -> None:
    table = next(found.value for found in page.dataframe if "Reaches to" in found.value.columns)
    (visits,) = table[(table["Extract"] == "Visits") & (table["Service area"] == "All areas")]["Reaches to"]
    assert visits == ("31 Mar 2026" if "Internal: exact figures" in _said(page) else "Mar 2026")


def test_no_cell_is_blank(page: AppTest) -> None:
    tables = [*page.dataframe, *page.table]
    cells = [str(cell).strip() for table in tables for cell in table.value.values.flat]
    assert cells and not {"", "None", "nan"} & set(cells)


def test_without_areas_it_asks_for_them(shipped: Path, open_page: OpenPage) -> None:
    page = open_page(shipped, at="data-quality", area="")
    assert not page.exception and "Choose one or more service areas" in page.info[0].value


def test_a_first_build_has_nothing_to_be_compared_with(page: AppTest) -> None:
    assert "There was no build before this one" in _said(page)


@pytest.fixture
def rebuilt(shipped: Path, tmp_path: Path) -> Path:
    """The shipped warehouse with a note of a build before: one figure was revised, and it was rather late."""
    shutil.copytree(shipped, tmp_path / "rebuilt")
    figure = ("visits_attended", "", "cornwall", "quarter", date(2026, 1, 1), "none", "")
    numbers = (1.0, 2.0, 0.5, "", 2.0, 2.0, 1.0, "")
    rows = [(*figure, *numbers, reason, "term_dates, visits") for reason in ("late_rows", "revised_rows")]
    before = ("0.1.0", AS_AT, "round5", "", "What was published before stands.", AS_AT, 1204, 1, 1, 0)
    for path in (tmp_path / "rebuilt").glob("generations/*/*.duckdb"):
        with Warehouse(path) as file:
            file.store("change", pl.DataFrame(rows, schema=CHANGE, orient="row"))
            file.store("earlier_build", pl.DataFrame([before], schema=EARLIER_BUILD, orient="row"))
    return tmp_path / "rebuilt"


@pytest.mark.parametrize("only", [False, True])
def test_what_moved_is_told_with_its_reasons(rebuilt: Path, open_page: OpenPage, only: bool) -> None:
    asked = {"area": "Cornwall", **drawers("What moved since the build before")}
    page = open_page(rebuilt, published_only=only, at="data-quality", **asked)
    assert not page.exception
    assert "The build before was as at 31 March 2026, by version 0.1.0." in _said(page)
    assert "Of 1,204 figures of periods that were closed by 31 March 2026, 1 moved, 1 of them beyond" in _said(page)
    (told,) = [found.value for found in page.dataframe if "Why" in found.value.columns]
    assert told["Why"].to_list() == ["Revised rows", "Rows of the period that arrived later"]
    assert [*told.values[0][1:7]] == ["Cornwall", "Jan to Mar 2026", "none", "All", "50 % (1 of 2)", "100 % (2 of 2)"]


def test_another_areas_figures_are_not_told(rebuilt: Path, open_page: OpenPage) -> None:
    page = open_page(rebuilt, at="data-quality", area="Durham", **drawers("What moved since the build before"))
    assert not [found for found in page.dataframe if "Why" in found.value.columns]


def test_what_was_not_compared_is_told_with_the_reason(rebuilt: Path, open_page: OpenPage) -> None:
    for path in rebuilt.glob("generations/*/records.duckdb"):
        with Warehouse(path) as file:
            file.execute("UPDATE earlier_build SET remark = 'It is of another format.', moved = NULL")
            file.execute("DELETE FROM change")
    page = open_page(rebuilt, at="data-quality", area="Durham")
    assert not page.exception and "It is of another format." in _said(page)


@pytest.mark.parametrize(
    ("rows", "symbol", "said"),
    [
        (1, "", "1 row set aside (Durham)"),
        (20, "", "20 rows set aside"),
        (None, "c", "a suppressed number of rows set aside"),
    ],
)
def test_rows_set_aside_are_told_with_their_number(
    shipped: Path, tmp_path: Path, figures_of: FiguresOf, rows: int | None, symbol: str, said: str
) -> None:
    shutil.copytree(shipped, tmp_path / "over")
    for path in (tmp_path / "over").rglob("published.duckdb"):
        with Warehouse(path) as file:
            of_durham = "service_area = 'durham' AND extract = 'visits' AND counted = 'set_aside'"
            told = "NULL" if rows is None else rows
            file.execute(f"UPDATE delivery_count SET rows = {told}, symbol = '{symbol}' WHERE {of_durham}")
    section = bearing(figures_of(tmp_path / "over", "durham", only=True).context)
    assert said in " ".join(section.table["In the chosen areas"]) and said.capitalize()[:9] in section.lead
