"""The limits that areas set themselves, in words, on any day."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest

from dashboard import sentences
from dashboard.limits import Limits

CHANGED_ON = date(2025, 4, 1)
COLUMNS = {
    "service_area": pl.String,
    "standard": pl.String,
    "within": pl.Int64,
    "unit": pl.String,
    "within_visits": pl.Int64,
    "not_before": pl.Int64,
    "from_on": pl.Date,
    "until_on": pl.Date,
    "source": pl.String,
}
BEFORE, LONG_AGO = CHANGED_ON - timedelta(days=1), date(2020, 1, 1)
ROWS = [
    ("avon", "first_contact", 5, "working_days", None, None, LONG_AGO, BEFORE, "Page 1"),
    ("avon", "first_contact", 3, "working_days", None, None, CHANGED_ON, None, "Page 2"),
    ("brent", "review", 6, "months", None, 3, LONG_AGO, None, "Page 3"),
    ("common", "first_contact", 5, "working_days", None, None, LONG_AGO, None, "Page 4"),
]


@pytest.fixture
def limits() -> Limits:
    return Limits(pl.DataFrame(ROWS, schema=COLUMNS, orient="row"))


@pytest.mark.parametrize(("on", "said"), [(BEFORE, "within 5 working days"), (CHANGED_ON, "within 3 working days")])
def test_the_limit_in_force_on_the_day_is_said(limits: Limits, on: date, said: str) -> None:
    assert limits.words("avon", "first_contact", "own", on) == said


def test_before_the_first_limit_there_is_none(limits: Limits) -> None:
    assert limits.words("avon", "first_contact", "own", LONG_AGO - timedelta(days=1)) == sentences.NO_LIMIT


def test_the_common_limit_holds_for_everybody(limits: Limits) -> None:
    assert limits.words("dale", "first_contact", "common", CHANGED_ON) == "within 5 working days"
    assert limits.has("dale", "first_contact", "common")


def test_an_area_without_a_limit_has_none(limits: Limits) -> None:
    assert limits.words("dale", "first_contact", "own", CHANGED_ON) == sentences.NO_LIMIT
    assert not limits.has("dale", "first_contact", "own")


def test_all_areas_together_have_each_its_own(limits: Limits) -> None:
    assert limits.words("all", "review", "own", CHANGED_ON) == "own limit of each area"
    assert limits.has("all", "review", "own")


def test_all_areas_together_have_none_where_nobody_has(limits: Limits) -> None:
    assert not limits.has("all", "initial_meeting", "own")
    assert limits.words("all", "initial_meeting", "own", CHANGED_ON) == sentences.NO_LIMIT


def test_a_history_is_told_from_its_start(limits: Limits) -> None:
    assert [one.source for one in limits.history("avon", "first_contact", "own")] == ["Page 1", "Page 2"]


@pytest.mark.parametrize(
    ("areas", "standard", "differ"),
    [
        (["avon"], "first_contact", False),
        (["avon", "dale"], "first_contact", True),
        (["dale", "esk"], "first_contact", False),
        (["all"], "review", True),
        (["all"], "initial_meeting", False),
    ],
)
def test_limits_differ_where_one_is_missing_too(limits: Limits, areas: list[str], standard: str, differ: bool) -> None:
    assert limits.differ(areas, [standard], CHANGED_ON) is differ


@pytest.mark.parametrize(("area", "has_window"), [("brent", True), ("avon", False), ("all", True)])
def test_a_window_is_a_limit_with_an_earliest_day(limits: Limits, area: str, has_window: bool) -> None:
    assert limits.has_window(area, "review") is has_window


def test_a_limit_by_visits_is_said_too() -> None:
    row = ("avon", "first_targets", 2, "months", 6, None, LONG_AGO, None, "Page 5")
    limits = Limits(pl.DataFrame([row], schema=COLUMNS, orient="row"))
    assert limits.words("avon", "first_targets", "own", CHANGED_ON) == "within 2 months and by the sixth visit"
