"""Delivered rows, one good one of each extract, and which checks a row fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import polars as pl
import pytest

from expectations import EXTRACTS
from expectations.extract import ColumnType, Extract, can_be_unreadable
from pipelines.warehouse import Warehouse

AS_AT = date(2026, 3, 31)
BANK_HOLIDAY = date(2026, 1, 1)
OURS = {"service_area": "cornwall", "referral_id": "r1"}
GOOD: dict[str, dict[str, Any]] = {
    "referrals": {"child_id": "c1", "received_on": date(2026, 1, 5)},
    "visits": {"visit_id": "v1", "planned_on": date(2026, 2, 2), "status": "attended"},
    "targets": {"target_id": "t1", "set_on": date(2026, 2, 9), "review_due_on": date(2026, 5, 9)},
    "reviews": {"review_id": "w1", "held_on": date(2026, 3, 16)},
    "assessments": {"assessment_id": "a1", "assessed_on": date(2026, 2, 2), "area_of_development": "physical"},
    "pauses": {
        "standard": "review",
        "from_on": date(2026, 3, 2),
        "to_on": date(2026, 3, 2),
        "reason": "child_unwell",
    },
    "workshops": {"enrolment_id": "e1", "first_day_on": date(2026, 2, 2)},
    "term_dates": {"starts_on": date(2026, 1, 5), "ends_on": date(2026, 1, 5)},
}
"""What a row needs beside its area and referral, with every date on the edge that is still good."""
_TYPES: dict[ColumnType, pl.DataType] = {
    ColumnType.DATE: pl.Date(),
    ColumnType.MONTH: pl.Date(),
    ColumnType.INTEGER: pl.Int64(),
    ColumnType.NUMBER: pl.Float64(),
    ColumnType.BOOLEAN: pl.Boolean(),
}

Row = Mapping[str, Any]
Failed = Callable[..., list[set[str]]]


def _frame(extract: Extract, rows: tuple[Row, ...]) -> pl.DataFrame:
    """Typed rows, numbered from 0; an unreadable cell is blank and flagged, as landing leaves it."""
    names = [column.name for column in extract.columns]
    flagged = [f"is_unreadable_{column.name}" for column in extract.columns if can_be_unreadable(column)]
    schema = {
        "row_id": pl.Int64(),
        **{column.name: _TYPES.get(column.type, pl.String()) for column in extract.columns},
        **dict.fromkeys(flagged, pl.Boolean()),
    }
    base = {**OURS, **GOOD[extract.name]}
    told = [{name: row.get(name, base.get(name)) for name in names} for row in rows]
    flags = [{flag: bool(row.get(flag, False)) for flag in flagged} for row in rows]
    return pl.DataFrame(
        [{"row_id": n, **cells, **flag} for n, (cells, flag) in enumerate(zip(told, flags, strict=True))], schema=schema
    )


@pytest.fixture
def failed() -> Iterator[Failed]:
    """The codes that each of some rows of an extract fails; their one referral is a good one."""
    with Warehouse() as warehouse:
        warehouse.store("as_at", pl.DataFrame({"as_at": [AS_AT]}))
        warehouse.store("bank_holiday", pl.DataFrame({"holiday_on": [BANK_HOLIDAY]}))
        for schema in ("delivered", "accepted"):
            warehouse.execute(f"CREATE SCHEMA {schema}")
            for extract in EXTRACTS:
                warehouse.store(f"{schema}.{extract.name}", _frame(extract, ()))
        warehouse.store("accepted.referrals", _frame(EXTRACTS[0], ({},)))

        def of(extract: Extract, *rows: Row) -> list[set[str]]:
            batch = f"delivered.{extract.name}"
            warehouse.store(batch, _frame(extract, rows))
            found: list[set[str]] = [set() for _ in rows]
            for check in extract.checks:
                failing = warehouse.frame(check.unexpected_rows_query.format(batch=batch))
                assert failing.columns == ["row_id"] and not failing.is_duplicated().any()
                for row in failing["row_id"]:
                    found[row].add(check.code)
            return found

        yield of
