"""The page of definitions: every card, the rules side by side, and the words."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from pipelines.measures.definition import load_definitions
from tests.dashboard.conftest import OpenPage, drawers


def _said(page: AppTest) -> str:
    return "\n".join(told.value for told in page.markdown)


def test_every_measure_has_a_card_and_one_is_opened_by_its_link(shipped: Path, open_page: OpenPage) -> None:
    page = open_page(shipped, at="definitions", measure_targets_achieved="true")
    labels = {drawer.label for drawer in page.expander}
    assert not page.exception
    assert {definition.title for definition in load_definitions()} <= labels
    assert "Do children reach the targets agreed with the family?" in _said(page)
    assert "Rests on referrals and targets." in _said(page)
    assert "Broken down by area of development, source of the referral" in _said(page)


def test_published_cards_offer_no_month(shipped: Path, open_page: OpenPage) -> None:
    page = open_page(shipped, True, at="definitions", theme="Targets", measure_targets_achieved="true")
    assert [heading.value for heading in page.header] == ["Targets", "All measures"]
    assert "Given by quarter, financial year" in _said(page)


def test_words_are_looked_for_in_all_that_a_card_says(shipped: Path, open_page: OpenPage) -> None:
    page = open_page(shipped, at="definitions", find="eighth ZEBRA")
    assert page.info[0].value == "Nothing has all of these words."
    found = open_page(shipped, at="definitions", find="RECORDED pause")
    assert "Families contacted on time" in {drawer.label for drawer in found.expander}
    assert "Children waiting" not in {drawer.label for drawer in found.expander}


def test_standards_stand_side_by_side_with_their_dates_and_sources(shipped: Path, open_page: OpenPage) -> None:
    part = "Standards and rules of service areas"
    page = open_page(shipped, at="definitions", part=part, **drawers("Standards side by side", "When children leave"))
    now = page.table[0].value.set_index("Service area")
    assert now.loc["Cornwall", "First contact"] == "Within 5 working days"
    assert set(now.loc["Durham"]) == {"None published"}
    assert now.loc["Northumberland", "Review with the family"] == "Between 3 and 6 months"
    history = page.dataframe[0].value
    assert all(history["Source"]) and all(told.startswith("from ") for told in history["In force"])


def test_only_the_chosen_areas_rules_and_the_common_ones_are_shown(shipped: Path, open_page: OpenPage) -> None:
    page = open_page(shipped, True, at="definitions", part="Standards and rules of service areas", area="Durham")
    assert list(page.table[0].value["Service area"]) == ["Durham", "Common limits"]
    assert "Criteria" in page.table[1].value.columns


def test_days_and_words_are_explained(shipped: Path, open_page: OpenPage) -> None:
    days = open_page(shipped, at="definitions", part="How days are counted", **drawers("Bank holidays"))
    assert "no bank holiday of England and Wales" in _said(days)
    assert "Good Friday" in set(days.dataframe[0].value["Bank holiday"])
    words = open_page(shipped, True, at="definitions", part="Words and symbols")
    assert list(words.table[0].value["In words"]) == ["Suppressed", "Not delivered", "Not applicable"]
    assert "**Set aside.**" in _said(words)


def test_a_part_that_there_is_not_is_said_so(shipped: Path, open_page: OpenPage) -> None:
    page = open_page(shipped, at="definitions", part="Nonsense")
    assert not page.exception and "that is not there; shown instead: " in page.warning[0].value
