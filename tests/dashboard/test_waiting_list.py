"""The waiting list as a session sees it, on the shipped submission."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import rules, sentences
from dashboard.relations import values
from dashboard.sections.waiting_list.who import who_waits_how_long
from dashboard.warehouse import READER
from tests.dashboard.conftest import FiguresOf, OpenPage, drawers

HEADINGS = [
    "Size of the list",
    "Who waits how long",
    "How long they have waited",
    "Waiting over 12 and over 18 weeks",
    "Chance of starting in time",
    "Demand and capacity",
    "Children who may become too old before they start",
    "Who is referred and accepted",
    "Typical age at referral",
]
BY_SEX = ["Waiting: by sex", "Chance of starting: by sex", "Referred and accepted: by sex"]


@pytest.fixture(scope="module")
def exact(shipped: Path, open_page: OpenPage) -> AppTest:
    """All areas and one, broken down, with every drawer open; nobody chooses anything on it."""
    asked = {"area": ["All areas", "Lancashire"], "breakdown": "Sex"}
    return open_page(shipped, at="waiting-list", **asked, **drawers(*HEADINGS, *BY_SEX))


@pytest.fixture(scope="module")
def controlled(shipped: Path, open_page: OpenPage) -> AppTest:
    """The published figures of a small area, with every drawer open."""
    return open_page(shipped, published_only=True, at="waiting-list", area="Cornwall", **drawers(*HEADINGS))


def _text(page: AppTest) -> str:
    assert not page.exception
    return "\n".join(element.value for element in [*page.markdown, *page.info, *page.warning, *page.caption])


def _table(page: AppTest, heading: str) -> Any:
    return page.dataframe[[header.value for header in page.header].index(heading)].value


def test_every_section_is_there_with_its_sentence(exact: AppTest) -> None:
    assert [title.value for title in exact.title] == ["Who waits, how long, and does the list grow?"]
    assert {header.value for header in exact.header} == {*HEADINGS, *BY_SEX}
    text = _text(exact)
    assert "All areas, at the end of Jan to Mar 2026: children waiting" in text
    assert "In Jan to Mar 2026: referrals received" in text
    assert "On 31 March 2026" in text


def test_the_headline_is_the_day_of_the_figures_and_months_can_be_had(exact: AppTest, controlled: AppTest) -> None:
    assert "Figures for" not in {box.label for box in exact.sidebar.selectbox}
    assert exact.sidebar.selectbox(key="by").options == ["Month", "Quarter"]
    assert controlled.sidebar.selectbox(key="by").options == ["Quarter"]


def test_the_list_of_the_table_is_the_list_of_the_warehouse(exact: AppTest, shipped: Path) -> None:
    shown = _table(exact, "Who waits how long")
    ours = shown[(shown["Service area"] == "Lancashire") & (shown["Days waited"] != "All")]
    warehouse = READER.current(shipped)
    day = warehouse.build["as_at"]
    found = values(warehouse, ["children_waiting"], ["lancashire"], "as_at", day, day, breakdown="band")
    assert sorted(count for count in ours["Count"] if count != sentences.NONE) == sorted(
        sentences.number(value) for value in found.get_column("value")
    )


def test_demand_is_told_with_its_meaning_and_source(exact: AppTest, shipped: Path) -> None:
    warehouse = READER.current(shipped)
    shown = _table(exact, "Demand and capacity")
    assert len(shown) == 2 * rules.demand_quantities(warehouse).height
    assert set(shown[shown["Quantity"] == "Is the list growing?"]["Value"]) <= {"yes", "no"}
    assert "Little's law" in _text(exact)
    assert "In Lancashire: referrals in each week 1.2; starts each week 0.5" in _text(exact)


def test_groups_of_one_size_are_told_together(shipped: Path, figures_of: FiguresOf) -> None:
    section = who_waits_how_long(figures_of(shipped, "durham", only=True))
    told = {chart.title: chart.sentence for chart in section.charts}
    assert told["By priority"].startswith("The largest groups by priority: medium and low, 5 each.")
    assert told["By days waited"].startswith("The largest group by days waited: 4 to 12 weeks, 5.")


def test_rules_stand_beside_the_figures_that_go_by_them(exact: AppTest) -> None:
    text = _text(exact)
    assert "When children leave" in text
    assert "Lancashire: At the start of the term after the third birthday, from 1 January 2000. Source: " in text
    assert "Who may be referred" in text


def test_what_is_suppressed_is_said_and_neither_blank_nor_nothing(controlled: AppTest) -> None:
    text = _text(controlled)
    assert "children waiting suppressed" in text
    assert "whether the list is growing: suppressed" in text
    assert "Suppressed: up to 1 week, 1 to 2 weeks and 2 to 4 weeks." in text
    hidden = _table(controlled, "Who waits how long")
    assert set(hidden["Count"]) == {sentences.SUPPRESSED, sentences.NONE}


@pytest.mark.parametrize("state", ["exact", "controlled"])
def test_no_cell_is_blank(state: str, request: pytest.FixtureRequest) -> None:
    page: AppTest = request.getfixturevalue(state)
    blank = {"", "None", "nan", "NaT"}
    for table in page.dataframe:
        assert not [cell for row in table.value.to_numpy() for cell in row if str(cell).strip() in blank]


def test_no_area_is_asked_for_one(shipped: Path, open_page: OpenPage) -> None:
    page = open_page(shipped, at="waiting-list")
    page.sidebar.multiselect[0].set_value([]).run()
    assert "Choose one or more service areas" in _text(page)
    assert not page.header
