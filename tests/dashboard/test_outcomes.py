"""Outcomes as a session sees them, on the shipped submission."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import sentences
from dashboard.relations import values
from dashboard.warehouse import READER
from tests.dashboard.conftest import OpenPage, drawers

LEAVING = "Why children leave and where to"
HEADINGS = [
    "Growth and expected level",
    "By area of development",
    "Pace of development",
    "Typical development in a month",
    LEAVING,
    "How many left",
    "How support ends",
]
BY_SEX = ["Development: by sex", "How support ends: by sex"]


@pytest.fixture(scope="module")
def exact(shipped: Path, open_page: OpenPage) -> AppTest:
    """All areas and one, broken down, with every drawer open; nobody chooses anything on it."""
    asked = {"area": ["All areas", "Cornwall"], "breakdown": "Sex"}
    return open_page(shipped, at="outcomes", **asked, **drawers(*HEADINGS, *BY_SEX))


@pytest.fixture(scope="module")
def controlled(shipped: Path, open_page: OpenPage) -> AppTest:
    """The published figures of a small area, with every drawer open."""
    return open_page(shipped, published_only=True, at="outcomes", area="Cornwall", **drawers(*HEADINGS))


def _text(page: AppTest) -> str:
    assert not page.exception
    return "\n".join(element.value for element in [*page.markdown, *page.info, *page.warning, *page.caption])


def _table(page: AppTest, heading: str) -> Any:
    return page.dataframe[[header.value for header in page.header].index(heading)].value


def test_every_section_is_there_with_its_sentence(exact: AppTest) -> None:
    assert [title.value for title in exact.title] == ["What becomes of the children?"]
    assert {header.value for header in exact.header} == {*HEADINGS, *BY_SEX}
    assert "In the 12 months to Mar 2026" in _text(exact)
    assert "EHC plan requested" in _text(exact)


def test_the_flow_is_the_closures_of_the_warehouse(exact: AppTest, shipped: Path) -> None:
    warehouse = READER.current(shipped)
    shown = _table(exact, LEAVING)
    start = min(shown["Period"])
    assert start == "12 months to Mar 2026"
    for breakdown, column in (("closure_reason", "Reason"), ("destination", "Destination")):
        ours = shown[(shown["Service area"] == "All areas") & (shown[column] != "All")]
        first = warehouse.build["as_at"].replace(year=warehouse.build["as_at"].year - 1, month=4, day=1)
        found = values(warehouse, ["closures"], ["all"], "rolling_12_months", first, first, breakdown=breakdown)
        told = [count for count in ours["Count"] if count != sentences.NONE]
        assert sorted(told) == sorted(sentences.number(value) for value in found.get_column("value"))


def test_no_reason_is_said_to_lead_to_a_destination(exact: AppTest) -> None:
    assert "which reason led to which destination is not counted" in _text(exact)
    shown = _table(exact, LEAVING)
    assert not len(shown[(shown["Reason"] != "All") & (shown["Destination"] != "All")])


def test_what_is_suppressed_is_named_and_is_no_zero(controlled: AppTest) -> None:
    text = _text(controlled)
    assert "suppressed: made enough progress, settled in a setting, moved away and withdrawn by the family" in text
    assert "Suppressed in Cornwall: destination known and progress shared with the next setting." in text
    shown = _table(controlled, LEAVING)
    assert "0" not in set(shown["Count"])


@pytest.mark.parametrize("state", ["exact", "controlled"])
def test_no_cell_is_blank(state: str, request: pytest.FixtureRequest) -> None:
    page: AppTest = request.getfixturevalue(state)
    blank = {"", "None", "nan", "NaT"}
    for table in page.dataframe:
        assert not [cell for row in table.value.to_numpy() for cell in row if str(cell).strip() in blank]
