"""What the reader has chosen: from the side bar, from the address, and what the address cannot have."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.choice import Period
from tests.dashboard.conftest import Make, OpenPage, drawers
from tests.dashboard.made_warehouse import AREAS, Made


@pytest.fixture(scope="module")
def at_first(both: Path, open_page: OpenPage) -> AppTest:
    """The page as it opens; nobody chooses anything on it."""
    return open_page(both)


def _chosen(page: AppTest) -> dict[str, object]:
    assert not page.exception
    return {widget.key: widget.value for widget in [*page.multiselect, *page.radio, *page.selectbox]}


def _options(page: AppTest, key: str) -> list[str]:
    return list(page.selectbox(key=key).options)


def test_periods_know_their_names() -> None:
    period = Period("quarter", date(2026, 1, 1))
    assert (period.title, period.in_sentence) == ("Jan to Mar 2026", "in Jan to Mar 2026")


def test_at_first_everything_is_shown(at_first: AppTest) -> None:
    assert _chosen(at_first) == {
        "area": ["all"],
        "limits": "own",
        "breakdown": "none",
        "picture": "svg",
        "by": "quarter",
        "period_quarter": Period("rolling_12_months", date(2025, 4, 1)),
        "from_quarter": Period("quarter", date(2024, 4, 1)),
        "to_quarter": Period("quarter", date(2026, 1, 1)),
    }


def test_an_address_is_a_view(both: Path, open_page: OpenPage) -> None:
    asked = {"area": ["Avon", "Esk and the Long Valley"], "limits": "Common limits", "by": "Month"}
    asked |= {"picture": "PNG, for slides"}
    periods = {"period_month": "Dec 2025", "from_month": "Jan 2025", "to_month": "Dec 2025"}
    assert _chosen(open_page(both, **asked, **periods)) == {
        "area": ["avon", "esk"],
        "limits": "common",
        "breakdown": "none",
        "picture": "png",
        "by": "month",
        "period_month": Period("month", date(2025, 12, 1)),
        "from_month": Period("month", date(2025, 1, 1)),
        "to_month": Period("month", date(2025, 12, 1)),
    }


def test_a_view_is_shown_as_the_address_asks(both: Path, open_page: OpenPage) -> None:
    page = open_page(both, by="Month", from_month="Jan 2025", to_month="Mar 2025", **drawers("Over time"))
    assert list(dict.fromkeys(page.dataframe[0].value["Period"])) == ["Jan 2025", "Feb 2025", "Mar 2025"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"area": ["Avon", "**Atlantis**"]}, ["a service area"]),
        (
            {"area": "Atlantis", "limits": "None", "by": "Decade"},
            ["a service area", "a kind of limits", "a length of period"],
        ),
        ({"from_quarter": "Jan to Mar 1999", "to_quarter": "soon"}, ["a period"]),
    ],
    ids=["one of two areas", "nothing that is there", "no such periods"],
)
def test_what_the_address_cannot_have_is_said_and_never_repeated(
    both: Path, open_page: OpenPage, asked: dict[str, str | list[str]], said: list[str]
) -> None:
    page = open_page(both, **asked)
    assert [told.value for told in page.warning] == [
        f"The link asks for {what} that these figures do not have; what the side bar says is shown instead."
        for what in said
    ]
    assert not any("Atlantis" in told.value for told in page.markdown)
    assert page.header


def test_a_link_whose_run_ends_before_it_begins_says_what_is_shown(both: Path, open_page: OpenPage) -> None:
    page = open_page(both, from_quarter="Jul to Sep 2025", to_quarter="Jan to Mar 2025")
    assert [told.value for told in page.warning] == [
        "The link asks for periods that end, with Jan to Mar 2025, before they begin; "
        "Jul to Sep 2025 to Jan to Mar 2026 is shown instead."
    ]
    chosen = _chosen(page)
    assert chosen["from_quarter"] == Period("quarter", date(2025, 7, 1))
    assert chosen["to_quarter"] == Period("quarter", date(2026, 1, 1))
    page.selectbox(key="from_quarter").set_value(Period("quarter", date(2025, 10, 1))).run()
    assert not page.warning


def test_what_the_address_can_have_is_not_remarked_on(both: Path, open_page: OpenPage) -> None:
    assert not open_page(both, area="Avon", by="Quarter", period_quarter="12 months to Mar 2026").warning


def test_exact_figures_have_months(at_first: AppTest) -> None:
    assert "Month" in _options(at_first, "by")


def test_a_link_to_months_is_told_that_published_figures_have_none(both: Path, open_page: OpenPage) -> None:
    page = open_page(both, published_only=True, by="Month", from_month="Jan 2025")
    assert len(page.warning) == 2
    assert "Month" not in _options(page, "by")
    assert _chosen(page)["by"] == "quarter"


def test_a_run_never_ends_before_it_begins(both: Path, open_page: OpenPage) -> None:
    page = open_page(both)
    page.selectbox(key="from_quarter").set_value(Period("quarter", date(2025, 10, 1))).run()
    assert _options(page, "to_quarter") == ["Jan to Mar 2026", "Oct to Dec 2025"]


def test_areas_stand_in_their_order_whatever_the_order_of_choice(both: Path, open_page: OpenPage) -> None:
    page = open_page(both, area=["Dale", "Avon"], **drawers("Share on time"))
    assert list(dict.fromkeys(page.dataframe[0].value["Service area"])) == ["Avon", "Dale"]


def test_all_areas_together_come_first(at_first: AppTest) -> None:
    assert list(at_first.multiselect(key="area").options) == ["All areas", *AREAS.values()]


def test_one_area_alone_needs_no_word_for_all(make: Make, open_page: OpenPage) -> None:
    page = open_page(make(Made(areas=("avon",))))
    assert list(page.multiselect(key="area").options) == ["Avon"]
    assert _chosen(page)["area"] == ["avon"]
