"""What the shipped submission has to show: areas that differ, one that gets better, one that gets worse."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from statistics import median

import pytest

Clean = dict[str, list[dict[str, str]]]
YEARS = ("2023-04-01", "2024-04-01", "2025-04-01", "2026-04-01")


def days_to(column: str, area: str, clean: Clean, first: str, last: str) -> list[int]:
    return [
        (date.fromisoformat(row[column]) - date.fromisoformat(row["received_on"])).days
        for row in clean["referrals"]
        if row["service_area"] == area and row[column] and first <= row["received_on"] < last
    ]


def waiting(area: str, clean: Clean, day: str) -> int:
    ended = {"declined", "withdrawn"}
    return sum(
        row["service_area"] == area
        and row["received_on"] <= day
        and not "" < row["started_on"] <= day
        and not "" < row["closed_on"] <= day
        and not (row["decision"] in ended and row["decided_on"] <= day)
        for row in clean["referrals"]
    )


@pytest.mark.parametrize("column", ["first_contact_on", "initial_meeting_on"])
def test_cornwall_is_faster_every_year_and_lancashire_slower(column: str, clean: Clean) -> None:
    spans = list(pairwise(YEARS))
    cornwall = [median(days_to(column, "cornwall", clean, *span)) for span in spans]
    lancashire = [median(days_to(column, "lancashire", clean, *span)) for span in spans]
    assert cornwall[0] > cornwall[2]
    assert lancashire[0] < lancashire[2]


def test_waiting_grows_in_lancashire_and_melts_in_cornwall(clean: Clean) -> None:
    assert waiting("lancashire", clean, "2026-03-31") > 2 * waiting("lancashire", clean, "2023-09-30")
    assert waiting("cornwall", clean, "2026-03-31") < waiting("cornwall", clean, "2023-09-30")


def test_some_clocks_run_and_some_are_overdue_on_the_last_day(clean: Clean, as_at: date) -> None:
    unmet = [
        as_at - date.fromisoformat(row["received_on"])
        for row in clean["referrals"]
        if row["decision"] in {"accepted", "pending"} and not row["closed_on"] and not row["initial_meeting_on"]
    ]
    assert min(unmet) < timedelta(days=14)
    assert max(unmet) > timedelta(days=20)


def test_some_are_open_some_closed_some_wait(clean: Clean) -> None:
    rows = clean["referrals"]
    assert sum(bool(row["started_on"]) and not row["closed_on"] for row in rows) > 50
    assert sum(bool(row["started_on"] and row["closed_on"]) for row in rows) > 100
    assert any(row["closed_on"] and not row["started_on"] for row in rows)
    assert {"accepted", "declined", "withdrawn", "pending"} == {row["decision"] for row in rows}


def test_the_service_for_the_youngest_meets_in_groups_most_and_the_distant_one_least(clean: Clean) -> None:
    shares = {
        area: sum(row["kind"] == "group" for row in clean["visits"] if row["service_area"] == area)
        / sum(row["service_area"] == area for row in clean["visits"])
        for area in {row["service_area"] for row in clean["visits"]}
    }
    assert max(shares, key=lambda area: shares[area]) == "durham"
    assert min(shares, key=lambda area: shares[area]) == "northumberland"


def test_intervals_are_as_each_area_says(clean: Clean) -> None:
    def weekly(area: str) -> float:
        told = [row["visit_interval_weeks"] for row in clean["referrals"] if row["service_area"] == area]
        return told.count("1") / sum(map(bool, told))

    assert weekly("england") > 0.9
    assert weekly("northumberland") < 0.5


def test_more_and_more_visits_are_cancelled_by_the_service_that_grows(clean: Clean) -> None:
    def cancelled(first: str, last: str) -> float:
        visits = [
            row["status"]
            for row in clean["visits"]
            if row["service_area"] == "lancashire" and first <= row["planned_on"] < last
        ]
        return visits.count("cancelled_by_service") / len(visits)

    assert cancelled(*YEARS[2:]) > 1.5 * cancelled(*YEARS[:2])


def test_high_priority_waits_least_where_families_queue(clean: Clean) -> None:
    def wait(priority: str) -> float:
        rows = [row for row in clean["referrals"] if row["priority"] == priority]
        return median(days_to("started_on", "lancashire", {"referrals": rows}, YEARS[2], YEARS[3]))

    assert wait("high") < wait("medium")


def test_some_children_grow_too_old_while_they_wait(clean: Clean) -> None:
    assert any(row["closure_reason"] == "age_limit" and not row["started_on"] for row in clean["referrals"])


def test_every_standard_is_paused_somewhere(clean: Clean) -> None:
    assert {row["standard"] for row in clean["pauses"]} == {
        "first_contact",
        "initial_meeting",
        "first_targets",
        "review",
    }


def test_optional_cells_are_blank_now_and_then(clean: Clean) -> None:
    for column in ("ethnicity", "imd_decile", "primary_need", "asq_low_areas", "source", "sex"):
        blank = sum(not row[column] for row in clean["referrals"])
        assert 0 < blank < len(clean["referrals"]) / 2, column
