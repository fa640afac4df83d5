"""The contract as a reader is shown it."""

from __future__ import annotations

from expectations import EXTRACTS
from pipelines.quality.contract import contract_columns, contract_extracts


def test_every_extract_says_by_which_day_its_rows_are_fresh() -> None:
    dated = dict(contract_extracts().select("extract", "dated_by").iter_rows())
    assert dated["referrals"] == "received_on"
    assert dated["visits"] == "planned_on"
    assert all(extract.column(dated[extract.name]).is_required for extract in EXTRACTS)


def test_a_title_is_no_columns_name() -> None:
    titles = contract_columns()["title"].to_list()
    assert not [title for title in titles if "_" in title or title.endswith(" on") or title != title.strip()]
    assert {"Deprivation (IMD) decile", "Received", "Diagnosis", "Area of development"} <= set(titles)


def test_titles_of_an_extract_are_told_apart() -> None:
    assert contract_columns().select("extract", "title").is_unique().all()
