"""The page as a session sees it, in every state that figures can be in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
import streamlit as st
from streamlit.navigation.page import StreamlitPage
from streamlit.testing.v1 import AppTest

from dashboard import relations, sentences
from dashboard.contents import PAGES
from dashboard.warehouse import READER, Snapshot
from tests.dashboard.conftest import OpenPage, drawers
from tests.dashboard.made_warehouse import Made, make_warehouse

HEADINGS = [
    "Share on time",
    "Overdue now and due soon",
    "Over time",
    "Own limits and common limits",
    "With and without pauses",
    "Reviews held early",
    "How many working days it took",
]
OPEN = drawers(*HEADINGS)
DRAWERS = ("Table", "Definition and source", "Evidence")


@pytest.fixture(scope="module")
def exact(both: Path, open_page: OpenPage) -> AppTest:
    """The page as it opens on exact figures; nobody chooses anything on it."""
    return open_page(both, **OPEN)


@pytest.fixture(scope="module")
def controlled(both: Path, open_page: OpenPage) -> AppTest:
    """The page as it opens on the published figures of a small area; nobody chooses anything on it."""
    return open_page(both, published_only=True, area="Esk and the Long Valley", **OPEN)


def _text(page: AppTest) -> str:
    assert not page.exception
    shown = [*page.markdown, *page.info, *page.warning, *page.caption]
    return "\n".join(element.value for element in shown)


def _cells(page: AppTest) -> set[str]:
    return {str(cell) for table in page.dataframe for row in table.value.itertuples(index=False) for cell in row}


def test_every_section_has_its_sentence_its_table_and_its_definition(exact: AppTest) -> None:
    page = exact
    assert [title.value for title in page.title] == ["Are families seen on time?"]
    assert [header.value for header in page.header] == HEADINGS
    labels = [expander.label for expander in page.expander]
    assert labels == [
        *(f"{what}: {heading.lower()}" for heading in HEADINGS for what in DRAWERS),
        "Evidence: what these figures were made of",
    ]
    assert len(page.get("plotly_chart")) == 11
    assert len(page.main.get("download_button")) == len(HEADINGS)


def test_exact_figures_are_marked_internal_and_dated(exact: AppTest) -> None:
    text = _text(exact)
    assert "As at the close of **31 March 2026**" in text
    assert "Internal: exact figures" in text


def test_published_figures_are_named_so_and_have_no_months(controlled: AppTest) -> None:
    text = _text(controlled)
    assert "Published figures" in text
    assert "Internal" not in text
    assert "Month" not in controlled.sidebar.selectbox(key="by").options
    assert "referrals_made_up.csv" not in _cells(controlled)


def test_records_are_not_opened_when_only_published_figures_are_asked_for(warehouse: Path, open_page: OpenPage) -> None:
    (records,) = warehouse.glob("generations/*/records.duckdb")
    records.write_bytes(b"nobody may read this")
    assert "Published figures" in _text(open_page(warehouse, published_only=True))


def test_damaged_records_give_way_to_the_published_figures_and_say_so(warehouse: Path, open_page: OpenPage) -> None:
    (records,) = warehouse.glob("generations/*/records.duckdb")
    records.write_bytes(b"damaged")
    text = _text(open_page(warehouse, **OPEN))
    assert "cannot be opened; the published ones are shown" in text
    assert "Published figures" in text


def test_an_area_without_a_standard_says_so_in_words(both: Path, open_page: OpenPage) -> None:
    page = open_page(both, area="Dale", **OPEN)
    assert "Dale publishes no limit" in _text(page)
    assert sentences.NO_LIMIT in _cells(page)
    assert "The family is telephoned; no limit is published." in _text(page)


def test_what_is_suppressed_says_so_and_is_neither_blank_nor_nothing(controlled: AppTest) -> None:
    over_time = next(table.value for table in controlled.dataframe if "Share" in table.value and _is_run(table.value))
    suppressed = over_time[over_time["Share"] == sentences.SUPPRESSED]
    assert len(suppressed)
    assert set(suppressed["95 % interval"]) == {sentences.SUPPRESSED}
    assert sentences.REASONS[sentences.SUPPRESSED] in _text(controlled)


@pytest.mark.parametrize("state", ["exact", "controlled"])
def test_no_cell_is_blank(state: str, request: pytest.FixtureRequest) -> None:
    page: AppTest = request.getfixturevalue(state)
    for table in page.dataframe:
        told = table.value.drop(columns=["Limits", "Limit"], errors="ignore")
        assert not [cell for row in told.to_numpy() for cell in row if str(cell).strip() in ("", "None", "nan", "NaT")]


def _is_run(table: Any) -> bool:
    return len(set(table["Period"])) > 1


def test_what_was_not_delivered_says_so(without_targets: Path, open_page: OpenPage) -> None:
    page = open_page(without_targets, **OPEN)
    assert sentences.NOT_DELIVERED in _cells(page)
    assert sentences.REASONS[sentences.NOT_DELIVERED] in _text(page)


def test_areas_with_other_limits_are_not_compared_without_a_word(
    both: Path, exact: AppTest, open_page: OpenPage
) -> None:
    assert any("do not compare them" in info.value for info in exact.info)
    common = open_page(both, limits=sentences.YARDSTICKS["common"])
    assert not any("do not compare them" in info.value for info in common.info)


def test_a_choice_changes_sentence_and_table_and_none_asks_for_one(both: Path, open_page: OpenPage) -> None:
    page = open_page(both, **OPEN)
    before = _text(page)
    page.sidebar.multiselect[0].set_value(["avon", "brent"])
    page.run()
    assert _text(page) != before
    assert set(page.dataframe[0].value["Service area"]) == {"Avon", "Brent"}
    page.sidebar.multiselect[0].set_value([])
    page.run()
    assert "Choose one or more service areas" in _text(page)
    assert not page.header


@pytest.mark.parametrize(
    ("made", "title", "says"),
    [
        (None, "There are no figures here yet", "portage build"),
        (Made(warehouse_format=99), "These figures were built by another version", "Build the figures again"),
    ],
)
def test_no_figures_is_a_page_and_no_traceback(
    made: Made | None, title: str, says: str, tmp_path: Path, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    addresses: list[str] = []
    navigation = st.navigation

    def heard(pages: list[StreamlitPage], **options: Any) -> StreamlitPage:
        addresses.extend(page.url_path for page in pages)
        return navigation(pages, **options)

    monkeypatch.setattr(st, "navigation", heard)
    folder = make_warehouse(tmp_path / "w", made) if made else tmp_path
    page = open_page(folder)
    assert [found.value for found in page.title] == [title]
    assert says in _text(page)
    assert addresses == ["", *(one.path for one in PAGES)], "no link is told to be wrong"


@pytest.mark.parametrize("pointer", ["", "{}", "[]", '{"generation": "../.."}', '{"generation": "000009"}'])
def test_a_damaged_pointer_is_a_page_too(pointer: str, warehouse: Path, open_page: OpenPage) -> None:
    (warehouse / "current.json").write_text(pointer, encoding="utf-8")
    page = open_page(warehouse, **OPEN)
    assert [found.value for found in page.title] == ["These figures cannot be read"]
    assert not page.exception


def test_a_newer_build_is_shown_on_the_next_run(warehouse: Path, open_page: OpenPage) -> None:
    page = open_page(warehouse, **OPEN)
    before = page.dataframe[0].value
    make_warehouse(warehouse, Made(seed=7), generation="000002")
    page.run()
    assert not page.exception
    assert not page.dataframe[0].value.equals(before)


def test_a_build_that_ends_while_the_page_is_drawn_is_shown_whole(
    warehouse: Path, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[Snapshot] = []

    def moved_meanwhile(snapshot: Snapshot) -> pl.DataFrame:
        if not drawn:
            make_warehouse(warehouse, Made(seed=7), generation="000002")
            READER.current(warehouse.resolve())
        drawn.append(snapshot)
        return submissions(snapshot)

    submissions = relations.submissions
    monkeypatch.setattr(relations, "submissions", moved_meanwhile)
    page = open_page(warehouse, **OPEN)
    assert not page.exception
    assert len(drawn) == 2
    assert page.dataframe[0].value.equals(open_page(warehouse, **OPEN).dataframe[0].value)
    assert [title.value for title in page.title] == ["Are families seen on time?"]


def test_a_table_that_is_missing_is_said_in_a_sentence(warehouse: Path, open_page: OpenPage) -> None:
    with duckdb.connect(str(warehouse / "generations" / "000001" / "records.duckdb")) as file:
        file.execute("DROP TABLE extract_count")
    page = open_page(warehouse, **OPEN)
    assert [told.value for told in page.error] == [
        "**These figures cannot be read.** A table of these figures is missing or damaged. Build them again."
    ]
    assert [title.value for title in page.title] == ["Are families seen on time?"]


def test_the_side_bar_offers_the_pack_and_says_of_which_figures(exact: AppTest, controlled: AppTest) -> None:
    labels = [getattr(page.sidebar.get("download_button")[0], "label", "") for page in (exact, controlled)]
    assert labels == ["Internal evidence pack (ZIP)", "Evidence pack (ZIP)"]


def test_without_areas_there_is_no_pack(both: Path, open_page: OpenPage) -> None:
    page = open_page(both)
    page.sidebar.multiselect[0].set_value([]).run()
    assert getattr(page.sidebar.get("download_button")[0], "disabled", False)
