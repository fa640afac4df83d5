"""Identifiers that can be guessed are told, a file's column at a time; opaque ones never are."""

from __future__ import annotations

import random
import uuid
from collections.abc import Sequence
from datetime import date, timedelta

import polars as pl
import pytest

from expectations.check import Consequence
from pipelines.identifiers import guessable_identifiers
from pipelines.warehouse import Warehouse

ROWS = 42
SCHEMA = {"referral_id": pl.String, "child_id": pl.String, "received_on": pl.Date, "birth_month": pl.Date}
DAYS = [date(2025, 1, 1) + timedelta(days=6 * n) for n in range(ROWS)]
MONTHS = [date(2020 + n % 5, 1 + (n * 7) % 12, 1) for n in range(ROWS)]
OPAQUE = [uuid.UUID(int=random.Random(n).getrandbits(128)).hex for n in range(ROWS)]


def told(
    identifiers: Sequence[str | None],
    days: Sequence[date] = DAYS,
    areas: Sequence[str] | None = None,
    files: Sequence[str] | None = None,
) -> list[tuple[str, str, int]]:
    rows = len(identifiers)
    frame = pl.DataFrame(
        {
            "submission": [0] * rows,
            "file": files or ["referrals.csv"] * rows,
            "service_area": areas or ["durham"] * rows,
            "referral_id": identifiers,
            "child_id": OPAQUE[:rows],
            "received_on": days[:rows],
            "birth_month": MONTHS[:rows],
        },
        schema_overrides=SCHEMA,
    )
    with Warehouse() as warehouse:
        warehouse.execute("CREATE SCHEMA delivered")
        warehouse.store("delivered.referrals", frame.sample(fraction=1.0, shuffle=True, seed=3))
        found = guessable_identifiers(warehouse)
    assert all(fault.consequence is Consequence.NOTE and fault.column == "referral_id" for fault in found)
    return [(fault.code.removeprefix("referrals.referral_id."), fault.file, fault.rows) for fault in found]


RISING = [str(8 + 3 * n) for n in range(ROWS)]


def test_bare_numbers_that_rise_with_receipt_are_told() -> None:
    assert told(RISING) == [("in_order", "referrals.csv", ROWS)]


def test_numbers_are_numbers_with_noughts_before_them() -> None:
    assert told([number.zfill(9) for number in RISING]) == [("in_order", "referrals.csv", ROWS)]


def test_one_that_was_entered_late_changes_nothing() -> None:
    assert told([*RISING[1:20], RISING[0], *RISING[20:]]) == [("in_order", "referrals.csv", ROWS)]


def test_numbers_in_no_order_are_opaque() -> None:
    assert told(random.Random(5).sample(RISING, ROWS)) == []


def test_numbers_of_pseudonyms_with_letters_are_opaque() -> None:
    assert told([f"C-{number}" for number in RISING]) == []


def test_a_few_numbers_may_rise_by_chance() -> None:
    assert told(RISING[:20]) == [] and told(RISING[:21]) != []


def test_numbers_of_one_day_have_no_order() -> None:
    assert told(RISING, [DAYS[0]] * ROWS) == []


def test_each_service_area_has_its_own_numbers() -> None:
    days = [day for early in DAYS[:21] for day in (early, early + timedelta(days=2000))]
    areas = ["durham", "kent"] * 21
    assert told(RISING, days, areas) == [("in_order", "referrals.csv", ROWS)]
    assert told(RISING, days) == []


def test_only_the_file_that_is_so_is_told() -> None:
    files = ["a.csv"] * 21 + ["b.csv"] * 21
    assert told([*RISING[:21], *OPAQUE[21:]], files=files) == [("in_order", "a.csv", 21)]


@pytest.mark.parametrize("spelling", ["%Y%m", "%m-%Y", "K%Y/%mB"])
def test_a_birth_month_within_is_told(spelling: str) -> None:
    found = told([f"{month.strftime(spelling)}-{n:02}x" for n, month in enumerate(MONTHS)])
    assert found == [("holds_birth_month", "referrals.csv", ROWS)]


@pytest.mark.parametrize("spelling", ["%Y%m%d", "%d%m%Y", "R%y-%m-%d", "%d%m%y"])
def test_a_day_of_receipt_within_is_told(spelling: str) -> None:
    assert ("holds_received_on", "referrals.csv", ROWS) in told([f"{day.strftime(spelling)}x" for day in DAYS])


def test_a_birth_month_within_few_is_chance() -> None:
    assert told([f"{MONTHS[0]:%Y%m}a", *OPAQUE[1:]]) == []


def test_opaque_and_blank_identifiers_are_not_told() -> None:
    assert told(OPAQUE) == [] and told([None] * ROWS) == [] and told([]) == []
