"""One of a thing is told as one, and a rounded number not as one that was counted."""

from __future__ import annotations

import pytest

from pipelines.explanation.wording import quantity, sentence, some_rows
from pipelines.measures.definition import Kind


@pytest.mark.parametrize(
    "value, unit, told",
    [
        (1, "children", "1 child"),
        (2, "children", "2 children"),
        (1, "referrals", "1 referral"),
        (1.0, "referrals per start", "1 referral per start"),
        (0.5, "weeks", "0.5 weeks"),
        (1, "share", "100.0 %"),
    ],
)
def test_one_is_told_as_one(value: float, unit: str, told: str) -> None:
    assert quantity(value, unit) == told


@pytest.mark.parametrize("is_exact, told", [(True, "counted one by one"), (False, "as published")])
def test_a_rounded_number_is_not_said_to_be_counted(is_exact: bool, told: str) -> None:
    figure, card = {"symbol": "", "value": 30.0}, {"kind": Kind.COUNT, "unit": "referrals"}
    assert sentence(figure, card, {}, is_exact) == f"30 referrals, {told}."


@pytest.mark.parametrize(
    "rows, symbol, told",
    [
        (1, "", "1 row"),
        (1204, "", "1,204 rows"),
        (None, "c", "a suppressed number of rows"),
        (None, "x", "not delivered"),
    ],
)
def test_a_number_of_rows_is_told_with_its_noun(rows: int | None, symbol: str, told: str) -> None:
    assert some_rows(rows, symbol) == told
