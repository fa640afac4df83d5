"""Rows are as fresh as the latest of them that is dated by the day of the figures."""

from __future__ import annotations

from datetime import date

import polars as pl

from pipelines.disclosure import PRESETS
from pipelines.quality.freshness import FRESHNESS, controlled_freshness, freshness
from pipelines.quality.profile import profile
from pipelines.quality.scope import DeliveryScope, delivery_scope
from pipelines.warehouse import Warehouse
from tests.pipelines.quality.conftest import LandedAs, StoreRows

AS_AT = date(2026, 3, 31)
VISITS = "\n".join(
    ["service_area | planned_on | status"]
    + ["cornwall | 2026-01-05 | attended"] * 5
    + ["cornwall | 2026-03-05 | attended"] * 3
    + ["cornwall | 2026-04-02 | planned"] * 9
    + ["durham | 2026-02-11 | attended"] * 2
)


def _scope(warehouse: Warehouse, landed: LandedAs) -> DeliveryScope:
    for area in ("cornwall", "durham"):
        warehouse.execute(f"INSERT INTO delivery VALUES ('{area}', 'visits'), ('{area}', 'reviews')")
    return delivery_scope(warehouse, landed("visits", "reviews"), ("cornwall", "durham"))


def _of(found: pl.DataFrame, extract: str) -> list[tuple[object, ...]]:
    return found.filter(extract=extract).drop("extract").rows()


def test_the_latest_day_is_exact_at_home(warehouse: Warehouse, store_rows: StoreRows, landed_as: LandedAs) -> None:
    store_rows("visits", VISITS)
    found = freshness(profile(warehouse, AS_AT).months, _scope(warehouse, landed_as))
    assert found.schema == FRESHNESS
    assert _of(found, "visits") == [
        ("all", date(2026, 3, 5), "day", ""),
        ("cornwall", date(2026, 3, 5), "day", ""),
        ("durham", date(2026, 2, 11), "day", ""),
    ]
    assert {row[1:] for row in _of(found, "reviews")} == {(None, "day", "z")}
    assert {row[1:] for row in _of(found, "targets")} == {(None, "day", "x")}


def test_only_a_month_with_enough_rows_is_published(
    warehouse: Warehouse, store_rows: StoreRows, landed_as: LandedAs
) -> None:
    store_rows("visits", VISITS)
    months = profile(warehouse, AS_AT).months
    found = controlled_freshness(months, _scope(warehouse, landed_as), PRESETS["round5"])
    assert found.schema == FRESHNESS
    assert _of(found, "visits") == [
        ("all", date(2026, 1, 1), "month", ""),
        ("cornwall", date(2026, 1, 1), "month", ""),
        ("durham", None, "month", "c"),
    ]
    assert {row[1:] for row in _of(found, "reviews")} == {(None, "month", "z")}
    assert {row[1:] for row in _of(found, "targets")} == {(None, "month", "x")}
