"""Demand that may be published: what follows from the published figures, and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from pipelines.measures.engine import MEASURE_VALUE
from pipelines.measures.published_demand import published_counts

AS_AT = date(2026, 5, 15)
LAST, BEFORE, LONG_AGO, GOING_ON = date(2026, 1, 1), date(2025, 10, 1), date(2025, 7, 1), date(2026, 4, 1)


def figure(measure: str, start: date, value: float | None, area: str = "durham", **more: str) -> dict[str, Any]:
    kind = "as_at" if start == AS_AT else "quarter"
    named = {"measure": measure, "yardstick": "", "service_area": area, "period_kind": kind, "breakdown": "none"}
    told = {"period_start": start, "category": "", "value": value, "symbol": "c" if value is None else ""}
    return {**named, **told, **more}


def counts(*figures: dict[str, Any], is_zero_hidden: bool = False) -> dict[str, tuple[float | None, ...]]:
    """By area: received, started, ended, waiting."""
    frame = pl.DataFrame(figures, schema_overrides={"value": pl.Float64})
    missing = [pl.lit(None, kind).alias(name) for name, kind in MEASURE_VALUE.items() if name not in frame.columns]
    found = published_counts(
        frame.with_columns(missing).select(MEASURE_VALUE.names()), AS_AT, is_zero_hidden=is_zero_hidden
    )
    assert found.columns == ["service_area", "received", "started", "ended", "waiting"]
    return {row[0]: row[1:] for row in found.rows()}


def test_the_last_two_quarters_that_are_over_are_added_up() -> None:
    figures = [
        *(figure("referrals_received", start, value) for start, value in ((LAST, 15), (BEFORE, 10))),
        *(figure("waits_started", start, 5) for start in (LAST, BEFORE, LONG_AGO, GOING_ON)),
        figure("waits_ended", LAST, 5),
        figure("children_waiting", AS_AT, 20),
    ]
    assert counts(*figures) == {"durham": (25, 10, 5, 20)}


def test_one_suppressed_quarter_suppresses_the_sum_of_its_area_alone() -> None:
    figures = [
        *(figure("referrals_received", start, value) for start, value in ((LAST, None), (BEFORE, 10))),
        *(figure("referrals_received", start, 10, "cornwall") for start in (LAST, BEFORE)),
        figure("children_waiting", AS_AT, None),
    ]
    assert counts(*figures) == {"cornwall": (20, 0, 0, 0), "durham": (None, 0, 0, None)}


def test_neither_groups_nor_the_list_of_a_quarter_are_counted_besides() -> None:
    figures = [
        figure("referrals_received", LAST, 10),
        figure("referrals_received", LAST, 10, breakdown="sex", category="F"),
        figure("children_waiting", LAST, 35),
        figure("children_waiting", AS_AT, 30),
    ]
    assert counts(*figures) == {"durham": (10, 0, 0, 30)}


def test_where_none_is_suppressed_no_figure_is_no_zero() -> None:
    figures = [figure("referrals_received", LAST, 15), figure("children_waiting", AS_AT, 20)]
    assert counts(*figures, is_zero_hidden=True) == {"durham": (15, None, None, 20)}
    assert counts(*figures) == {"durham": (15, 0, 0, 20)}
