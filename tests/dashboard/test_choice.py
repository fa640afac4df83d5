"""Periods that pages show without being asked."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.choice import latest_12_months


@pytest.mark.parametrize(
    ("as_at", "start"),
    [
        (date(2026, 3, 31), date(2025, 4, 1)),
        (date(2025, 12, 1), date(2025, 1, 1)),
        (date(2024, 2, 29), date(2023, 3, 1)),
        (date(2026, 1, 15), date(2025, 2, 1)),
    ],
)
def test_the_latest_12_months_end_with_the_month_of_the_day(as_at: date, start: date) -> None:
    assert latest_12_months(as_at).start == start
