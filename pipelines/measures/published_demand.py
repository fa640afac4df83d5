"""The counts behind demand and capacity as published figures have them, so that demand tells nothing besides."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from pipelines.measures.periods import PeriodKind, period_end, period_start, periods_between

_COUNTED = {"received": "referrals_received", "started": "waits_started", "ended": "waits_ended"}
"""The measure by quarter of what comes and goes."""
_WAITING = {"waiting": "children_waiting"}
_QUARTERS = 2
"""Half a year, as the weeks observed are."""


def published_counts(figures: pl.DataFrame, as_at: date, *, is_zero_hidden: bool = False) -> pl.DataFrame:
    """What ``pipelines.measures.demand.demand_counts`` gives, as far as figures that may be published tell it.

    Weeks that no figure is of would be a count more, out of which and the quarters others could be worked out.

    Args:
        figures: rows of ``MEASURE_VALUE``, controlled.
        as_at: their day.
        is_zero_hidden: whether a count of none is suppressed as well.

    Returns:
        ``service_area``, sorted, and children: ``received``, ``started`` and ``ended`` in the last two quarters that
        were over at ``as_at``, and ``waiting``; blank where a figure is suppressed.
    """
    whole = figures.filter(pl.col("breakdown") == "none")
    over = _quarters_over(as_at)
    is_observed = (pl.col("period_kind") == PeriodKind.QUARTER.value) & pl.col("period_start").is_in(over)
    observed = whole.filter(is_observed)
    now = whole.filter(pl.col("period_kind") == PeriodKind.AS_AT.value)
    found = whole.select("service_area").unique().sort("service_area")
    for rows, names in ((observed, _COUNTED), (now, _WAITING)):
        for name, measure in names.items():
            found = found.join(_summed(rows, measure, name), on="service_area", how="left", maintain_order="left")
    return found.select("service_area", *(_summed_up(name, is_zero_hidden) for name in (*_COUNTED, *_WAITING)))


def _quarters_over(as_at: date) -> list[date]:
    """The first days of the last quarters that were over by a day."""
    first = period_start(PeriodKind.QUARTER, as_at - timedelta(days=365), as_at)
    quarters = periods_between(PeriodKind.QUARTER, first, as_at)
    return [start for start in quarters if period_end(PeriodKind.QUARTER, start) <= as_at][-_QUARTERS:]


def _summed(rows: pl.DataFrame, measure: str, name: str) -> pl.DataFrame:
    """By area the sum of a measure, and whether every figure of it is given."""
    its = rows.filter(pl.col("measure") == measure).group_by("service_area")
    return its.agg(pl.col("value").sum().alias(name), pl.col("value").is_not_null().all().alias(f"{name}_is_given"))


def _summed_up(name: str, is_zero_hidden: bool) -> pl.Expr:
    """The number; where there is no figure as there is nothing to count 0, if that may be said; else blank."""
    none = pl.when(not is_zero_hidden).then(0.0)
    return pl.when(pl.col(f"{name}_is_given").fill_null(True)).then(pl.col(name).fill_null(none)).alias(name)
