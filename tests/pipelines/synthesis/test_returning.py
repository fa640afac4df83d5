"""Children who are referred again: not before their referral has ended, and not when too old."""

from __future__ import annotations

from datetime import date

from pipelines.synthesis.child import Child, months_after, new_child
from pipelines.synthesis.draw import Draw
from pipelines.synthesis.model import load_models
from pipelines.synthesis.returning import Returning

ENDED = date(2025, 3, 10)
EVER = date(1900, 1, 1)


def child() -> Child:
    return new_child(load_models(["durham"])["durham"], 1, date(2024, 9, 2), Draw("7"))


def test_nobody_comes_back_on_or_before_the_day_of_the_end() -> None:
    returning = Returning()
    returning.remember(ENDED, child())
    assert returning.take(ENDED, EVER, Draw("7")) is None
    assert returning.take(date(2025, 3, 11), EVER, Draw("7")) == child()


def test_nobody_comes_back_twice_for_one_referral() -> None:
    returning = Returning()
    returning.remember(ENDED, child())
    assert returning.take(date(2025, 4, 1), EVER, Draw("7"))
    assert returning.take(date(2025, 4, 2), EVER, Draw("7")) is None


def test_who_is_too_old_does_not_come_back() -> None:
    returning = Returning()
    returning.remember(ENDED, child())
    assert returning.take(date(2025, 4, 1), months_after(child().birth_month, 1), Draw("7")) is None


def test_months_are_counted_over_the_turn_of_the_year() -> None:
    assert months_after(date(2025, 1, 31), -1) == date(2024, 12, 1)
    assert months_after(date(2025, 1, 31), 12) == date(2026, 1, 1)
    assert months_after(date(2025, 12, 31), 0) == date(2025, 12, 1)
