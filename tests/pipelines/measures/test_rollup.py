"""From months and single areas to all other periods and to all areas: sums, and snapshots picked."""

from __future__ import annotations

from datetime import date

import polars as pl

from pipelines.measures.periods import PeriodKind
from pipelines.measures.rollup import in_periods, in_snapshots, with_all_areas

AS_AT = date(2026, 2, 14)


def cells(*rows: tuple[str, date, int]) -> pl.DataFrame:
    """Area, base start and count; not broken down."""
    given = pl.DataFrame(rows, schema=["service_area", "base_start", "counted_0"], orient="row")
    return given.with_columns(yardstick=pl.lit(""), breakdown=pl.lit("none"), category=pl.lit(""))


def found(rows: pl.DataFrame) -> list[tuple[object, ...]]:
    return sorted(rows.select("period_kind", "period_start", "counted_0").iter_rows())


def test_all_areas_together_are_the_sum() -> None:
    rows = with_all_areas(cells(("a", date(2026, 1, 1), 2), ("b", date(2026, 1, 1), 3)), ["counted_0"])
    assert sorted(rows.select("service_area", "counted_0").iter_rows()) == [("a", 2), ("all", 5), ("b", 3)]


def test_months_add_up_over_the_periods_that_hold_them() -> None:
    months = cells(("a", date(2025, 2, 1), 1), ("a", date(2025, 3, 1), 2), ("a", date(2025, 4, 1), 4))
    kinds = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.FINANCIAL_YEAR, PeriodKind.ACADEMIC_YEAR)
    assert found(in_periods(months, ["counted_0"], kinds, AS_AT)) == [
        ("academic_year", date(2024, 9, 1), 7),
        ("financial_year", date(2024, 4, 1), 3),
        ("financial_year", date(2025, 4, 1), 4),
        ("month", date(2025, 2, 1), 1),
        ("month", date(2025, 3, 1), 2),
        ("month", date(2025, 4, 1), 4),
        ("quarter", date(2025, 1, 1), 3),
        ("quarter", date(2025, 4, 1), 4),
    ]


def test_the_rolling_months_are_the_twelve_that_end_with_that_of_the_figures() -> None:
    months = cells(("a", date(2025, 2, 1), 1), ("a", date(2025, 3, 1), 2), ("a", date(2026, 2, 1), 4))
    rows = in_periods(months, ["counted_0"], (PeriodKind.ROLLING_12_MONTHS,), AS_AT)
    assert found(rows) == [("rolling_12_months", date(2025, 3, 1), 6)]


def test_a_quarter_has_its_last_snapshot_or_that_of_the_day_of_the_figures() -> None:
    months = [(date(2025, month, 1), month) for month in range(7, 13)] + [
        (date(2026, 1, 1), 13),
        (date(2026, 2, 1), 14),
    ]
    rows = in_snapshots(cells(*(("a", start, n) for start, n in months)), (PeriodKind.QUARTER,), AS_AT)
    assert found(rows) == [
        ("quarter", date(2025, 7, 1), 9),
        ("quarter", date(2025, 10, 1), 12),
        ("quarter", date(2026, 1, 1), 14),
    ]


def test_every_month_has_its_snapshot_and_the_day_of_the_figures_the_last() -> None:
    rows = cells(("a", date(2026, 1, 1), 13), ("a", date(2026, 2, 1), 14))
    assert found(in_snapshots(rows, (PeriodKind.MONTH, PeriodKind.AS_AT), AS_AT)) == [
        ("as_at", AS_AT, 14),
        ("month", date(2026, 1, 1), 13),
        ("month", date(2026, 2, 1), 14),
    ]
