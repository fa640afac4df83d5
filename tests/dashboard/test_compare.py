"""Areas and groups compared: what is said of them is what the warehouse's own comparisons say."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.pages.compare import PAGE
from tests.dashboard.conftest import OpenPage


@pytest.fixture(scope="module", params=[False, True], ids=["exact", "published"])
def page(request: pytest.FixtureRequest, shipped: Path, open_page: OpenPage) -> AppTest:
    return open_page(
        shipped, at=PAGE.path, published_only=request.param, measure="Visits attended", breakdown="Ethnicity"
    )


def test_it_is_drawn_in_both_modes_with_a_sentence_for_every_chart(page: AppTest) -> None:
    assert not page.exception
    assert [title.value for title in page.title] == [PAGE.title]
    assert len(page.header) >= 4
    assert len(page.get("plotly_chart")) >= 3


def test_areas_and_groups_are_judged_in_words(page: AppTest) -> None:
    said = " ".join(told.value for told in page.markdown)
    assert "different from" in said or "than" in said


def test_own_limits_are_not_compared_without_a_word(shipped: Path, open_page: OpenPage) -> None:
    page = open_page(shipped, at=PAGE.path, measure="Families contacted on time", limits="Own limits of each area")
    assert not page.exception
    assert any("do not compare them" in info.value for info in page.info)
