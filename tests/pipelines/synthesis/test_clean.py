"""The shipped clean submission: nothing in it is at fault, and nothing in it looks like a person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import holidays
import pytest

from expectations import EXTRACTS
from expectations.extract import Column, ColumnType, Extract

Clean = dict[str, list[dict[str, str]]]
ENDS = ("declined", "withdrawn")
PSEUDONYM = re.compile(r"[A-Z]{2}-[A-Z]-\d{4,7}")
SHAPES = {
    ColumnType.DATE: re.compile(r"20\d\d-\d\d-\d\d"),
    ColumnType.MONTH: re.compile(r"20\d\d-\d\d"),
    ColumnType.INTEGER: re.compile(r"\d+"),
    ColumnType.NUMBER: re.compile(r"\d+\.\d"),
    ColumnType.BOOLEAN: re.compile("true|false"),
    ColumnType.TEXT: PSEUDONYM,
    ColumnType.AREA: re.compile("cornwall|durham|england|lancashire|northumberland"),
}


def cells(extract: Extract, clean: Clean) -> Iterator[tuple[Column, str]]:
    for row in clean[extract.name]:
        for column in extract.columns:
            yield column, row[column.name]


def by_referral(clean: Clean) -> dict[str, dict[str, str]]:
    return {row["referral_id"]: row for row in clean["referrals"]}


@pytest.mark.parametrize("extract", EXTRACTS, ids=lambda extract: extract.name)
def test_has_the_contracts_columns_and_rows_in_order(extract: Extract, clean: Clean) -> None:
    rows = clean[extract.name]
    keys = [tuple(row[name] for name in extract.key or rows[0]) for row in rows]
    assert list(rows[0]) == [column.name for column in extract.columns]
    assert keys == sorted(keys)
    assert not extract.key or len(set(keys)) == len(keys)


@pytest.mark.parametrize("extract", EXTRACTS, ids=lambda extract: extract.name)
def test_every_cell_is_as_its_column_says(extract: Extract, clean: Clean) -> None:
    for column, cell in cells(extract, clean):
        if not cell:
            assert not column.is_required, column.name
        elif column.type is ColumnType.CODE:
            assert cell in dict(column.codes), column.name
        else:
            assert SHAPES[column.type].fullmatch(cell), column.name
        if cell and column.least is not None and column.most is not None:
            assert column.least <= float(cell) <= column.most, column.name


def test_files_are_small_utf8_with_unix_line_ends(clean_folder: Path) -> None:
    contents = [path.read_bytes() for path in clean_folder.iterdir()]
    assert sum(map(len, contents)) < 2_000_000
    assert not any(b"\r" in content or content.startswith(b"\xef\xbb\xbf") for content in contents)
    assert all(content.endswith(b"\n") and content.isascii() for content in contents)


def test_referrals_dates_are_in_order(clean: Clean) -> None:
    later = ("decided_on", "first_contact_on", "initial_meeting_on", "started_on", "closed_on")
    for row in clean["referrals"]:
        end = min(filter(None, [row["closed_on"], row["decided_on"] if row["decision"] in ENDS else ""]), default="9")
        assert all(row["received_on"] <= row[name] <= end for name in later if row[name] and name != "decided_on")
        assert not row["decided_on"] or row["received_on"] <= row["decided_on"]
        assert not row["initial_meeting_on"] or "" < row["first_contact_on"] <= row["initial_meeting_on"]
        assert not row["transition_shared_on"] or row["received_on"] <= row["transition_shared_on"] <= end
        assert not row["birth_month"] or row["birth_month"] <= row["received_on"]
        assert bool(row["decided_on"]) == (row["decision"] != "pending")


def test_nothing_but_plans_is_later_than_the_last_day(clean: Clean, as_at: date) -> None:
    planned = {"planned_on", "review_due_on", "to_on", "starts_on", "ends_on"}
    for extract in EXTRACTS:
        for column, cell in cells(extract, clean):
            if column.type is ColumnType.DATE and column.name not in planned:
                assert cell <= as_at.isoformat(), (extract.name, column.name)
    assert {row["status"] for row in clean["visits"] if row["planned_on"] > as_at.isoformat()} == {"planned"}


def test_no_child_has_two_open_referrals(clean: Clean) -> None:
    still_open = Counter(
        row["child_id"] for row in clean["referrals"] if not row["closed_on"] and row["decision"] not in ENDS
    )
    assert max(still_open.values()) == 1


def test_some_children_are_referred_again(clean: Clean) -> None:
    times = Counter(row["child_id"] for row in clean["referrals"])
    assert max(times.values()) > 1


@pytest.mark.parametrize(
    ("extract", "column"),
    [
        ("visits", "planned_on"),
        ("targets", "set_on"),
        ("reviews", "held_on"),
        ("assessments", "assessed_on"),
        ("pauses", "from_on"),
    ],
)
def test_what_belongs_to_a_referral_lies_in_its_time(extract: str, column: str, clean: Clean) -> None:
    referrals = by_referral(clean)
    for row in clean[extract]:
        referral = referrals[row["referral_id"]]
        assert referral["service_area"] == row["service_area"]
        assert referral["received_on"] <= row[column]
        assert not referral["closed_on"] or row[column] <= referral["closed_on"]


def test_targets_and_pauses_run_forward(clean: Clean) -> None:
    assert all(row["set_on"] < row["review_due_on"] for row in clean["targets"])
    assert all(row["set_on"] <= row["reviewed_on"] for row in clean["targets"] if row["reviewed_on"])
    assert all(bool(row["reviewed_on"]) == bool(row["outcome"]) for row in clean["targets"])
    assert all(row["from_on"] <= row["to_on"] for row in clean["pauses"])
    assert all(row["starts_on"] < row["ends_on"] for row in clean["term_dates"])


def test_visits_are_in_term_and_not_on_bank_holidays(clean: Clean) -> None:
    closed = {day.isoformat() for day in holidays.country_holidays("GB", subdiv="ENG", years=range(2023, 2027))}
    terms = [tuple(row.values()) for row in clean["term_dates"]]
    for row in clean["visits"]:
        assert row["planned_on"] not in closed
        assert any(a == row["service_area"] and s <= row["planned_on"] <= e for a, s, e in terms)


def test_terms_cover_the_whole_time(clean: Clean) -> None:
    for area in {row["service_area"] for row in clean["term_dates"]}:
        starts = [row["starts_on"] for row in clean["term_dates"] if row["service_area"] == area]
        assert min(starts) <= "2023-04-17"
        assert max(starts) >= "2026-06-01"


def test_every_code_of_the_contract_occurs(clean: Clean) -> None:
    rare = {"SPLD", "MSI", "OTH", "NSA"}
    for extract in EXTRACTS:
        for column in extract.columns:
            missing = {code for code, _ in column.codes} - {row[column.name] for row in clean[extract.name]}
            assert missing <= rare, column.name
