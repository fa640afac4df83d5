"""The page on data quality, on the shipped submission: whole, complete, and fresh."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard.conftest import OpenPage, drawers

HEADINGS = [
    "What was delivered, by whom and when",
    "Rows read, accepted and set aside",
    "On which figures it bears",
    "Set aside, and why",
    "Accepted with a note",
    "Completeness by column and area",
    "How fresh the rows are",
    "Checks",
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
