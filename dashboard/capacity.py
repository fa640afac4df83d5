"""What pages ask of a warehouse about demand and capacity: each question once, answered with a frame."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dashboard.warehouse import Snapshot

_DEMAND = """
WITH asked AS (SELECT unnest($areas) AS service_area, generate_subscripts($areas, 1) AS place)

SELECT
    service_area, quantity, demand_quantity.title, demand_quantity.unit, demand.value,
    coalesce(demand.symbol, 'z') AS symbol
FROM asked
CROSS JOIN warehouse.demand_quantity
LEFT JOIN warehouse.demand USING (service_area, quantity)
ORDER BY asked.place, demand_quantity.position
"""


def demand(warehouse: Snapshot, areas: Sequence[str]) -> pl.DataFrame:
    """Service area, quantity, title, unit, value and symbol: a row per area and quantity, in the areas' order."""
    return warehouse.frame(_DEMAND, areas=list(areas))
