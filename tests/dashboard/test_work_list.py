"""The work list as a session sees it, on the shipped submission."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import drawing, relations, sentences
from dashboard.sections.work_list import cases
from dashboard.warehouse import READER
from tests.dashboard.conftest import OpenPage, drawers

HEADINGS = [
    "Clocks overdue and due soon",
    "Not visited for weeks of term",
    "Caseload of each worker",
    "The story of one referral",
]
AT = "work-list"


@pytest.fixture(scope="module")
def page(shipped: Path, open_page: OpenPage) -> AppTest:
    """The page as it opens on all areas, with one referral chosen and every drawer open."""
    return open_page(shipped, at=AT, of="Cornwall", referral="CO-R-0000035", **drawers(*HEADINGS))


def _text(page: AppTest) -> str:
    assert not page.exception
    return "\n".join(element.value for element in (*page.markdown, *page.info, *page.warning))


def test_it_has_its_lists_its_pictures_and_its_definitions(page: AppTest) -> None:
    assert [title.value for title in page.title] == ["What is to be done next?"]
    assert [header.value for header in page.header] == HEADINGS
    assert len(page.get("plotly_chart")) == 3
    assert len(page.main.get("download_button")) == len(HEADINGS)
    assert "began after the last attended visit" in _text(page)
    assert "131 visits were attended, the last on 22 January 2026" in _text(page)


def test_the_lists_count_what_the_figures_count(page: AppTest, shipped: Path) -> None:
    clocks, _, caseload, _ = (table.value for table in page.dataframe[:4])
    as_at = READER.current(shipped.resolve()).build["as_at"]
    measures = ["clocks_overdue", "clocks_due_soon", "children_supported"]
    rows = relations.values(READER.current(shipped.resolve()), measures, ["all"], "as_at", as_at, as_at)
    told = {(row["measure"], row["yardstick"]): row["value"] for row in rows.to_dicts()}
    in_hand = {
        column: sum(int(cell) for cell in caseload[column] if cell != sentences.NO_LIMIT)
        for column in ("Clocks overdue", "Clocks due soon")
    }
    assert (clocks["Status"] == "Overdue").sum() == told["clocks_overdue", "own"] == in_hand["Clocks overdue"]
    assert (clocks["Status"] == "Due soon").sum() == told["clocks_due_soon", "own"] == in_hand["Clocks due soon"]
    assert caseload["Children supported"].sum() == told["children_supported", ""]


def test_clocks_stand_by_due_day_and_no_cell_of_a_list_is_blank(page: AppTest) -> None:
    clocks = page.dataframe[0].value
    assert list(clocks["Due"]) == sorted(clocks["Due"])
    for table in page.dataframe[:4]:
        assert not [cell for row in table.value.to_numpy() for cell in row if str(cell) in ("", "None", "nan", "NaT")]


def test_filters_narrow_the_lists_and_say_so(shipped: Path, open_page: OpenPage) -> None:
    page = open_page(shipped, at=AT, standard="Initial meeting", worker=["No worker yet", "W-gone"], priority="Gone")
    assert set(page.dataframe[0].value["Standard"]) == {"Initial meeting"}
    assert set(page.dataframe[0].value["Worker"]) == {"No worker yet"}
    assert "among the cases that the filters leave" in _text(page)
    assert "Choose a referral" in _text(page)
    assert [told.value for told in page.warning] == [
        "The link asks for something under “Worker” that is not there; shown instead: No worker yet.",
        "The link asks for something under “Priority” that is not there; shown instead: Any priority.",
    ]


def test_of_very_many_the_first_are_shown(shipped: Path, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cases, "_MOST_OFFERED", 1)
    monkeypatch.setattr(drawing, "_MOST_ROWS", 1)
    page = open_page(shipped, at=AT, worker="No worker yet")
    offered = next(choice for choice in page.multiselect if choice.label == "Worker")
    assert (offered.options, offered.disabled, offered.placeholder) == ([], True, "None, or too many to choose from")
    assert len(page.dataframe[0].value) == 1
    told = " ".join(caption.value for caption in page.caption)
    assert re.search(r"The first 1 of \d+ rows are shown; the CSV has all of them\.", told)


def test_what_is_empty_is_told_in_words(shipped: Path, open_page: OpenPage) -> None:
    page = open_page(shipped, at=AT, area="Cornwall", of="Cornwall", referral="DU-R-0000035", worker="CO-W-0001")
    text = _text(page)
    assert "no clock is overdue, and none falls due within 10 working days" in text
    assert "Cornwall has no referral DU-R-0000035" in text
    assert not page.dataframe


def test_it_is_not_there_beside_published_figures(shipped: Path, open_page: OpenPage) -> None:
    page = open_page(shipped, published_only=True, at=AT)
    assert not [header for header in page.header if header.value in HEADINGS]


def test_an_area_without_a_limit_has_no_clocks_and_says_so(shipped: Path, open_page: OpenPage) -> None:
    page = open_page(shipped, at="work-list", area="Lancashire", table_caseload_of_each_worker="true")
    told = [element.value for element in page.markdown]
    assert sum("Lancashire publishes no limit, so no clock runs there by own limits." in text for text in told) == 2
    assert not any("no clock is overdue" in text.lower() for text in told)
    (caseload,) = [table.value for table in page.dataframe if "Clocks overdue" in table.value]
    assert set(caseload["Clocks overdue"]) == {sentences.NO_LIMIT}
    common = open_page(shipped, at="work-list", area="Lancashire", limits=sentences.YARDSTICKS["common"])
    assert any("in Lancashire, 27 clocks are overdue" in element.value for element in common.markdown)
