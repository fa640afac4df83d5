"""Demand and capacity: does the waiting list grow, how long may it be, and how many starts would bring it there."""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.disclosure import SUPPRESSED
from pipelines.measures.intervals import share

DEMAND = pl.Schema({"service_area": pl.String(), "quantity": pl.String(), "value": pl.Float64(), "symbol": pl.String()})
"""One row per service area, ``all`` among them, and quantity."""

DEMAND_QUANTITY = pl.Schema(
    {
        "quantity": pl.String(),
        "position": pl.Int64(),
        "title": pl.String(),
        "unit": pl.String(),
        "meaning": pl.String(),
        "source": pl.String(),
    }
)
"""One row per quantity, in the order in which they are read: what it is."""

_FILE = Path(__file__).resolve().parent / "demand.toml"
_OBSERVED = {
    False: "the last {weeks_observed} weeks",
    True: "the last two whole quarters, taken for {weeks_observed} weeks",
}
"""Whether whole quarters are observed, in words."""
_COUNTS = ("received", "started", "ended", "waiting")
_EVENTS = {"received": "received_on", "started": "started_on", "ended": "wait_ended_on"}
"""What is counted over the weeks observed, by its day."""


@dataclass(frozen=True)
class Parameters:
    """The numbers that were chosen, from ``demand.toml``, where each has its meaning and source.

    Attributes:
        weeks_observed: over how many weeks rates are taken.
        target_wait: the wait that should not be exceeded, in weeks.
        waits_in_target: how many times the mean wait has to go into it.
        weeks_to_target: within how many weeks the list is to come to its target size.
    """

    weeks_observed: int
    target_wait: int
    waits_in_target: int
    weeks_to_target: int


def demand(waits: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """The quantities of ``demand.toml``, exact.

    Args:
        waits: one row per referral, with its ``service_area``, ``received_on``, ``started_on``, and ``wait_ended_on``,
            the day on which it ended without having started.
        as_at: the day whose close is "now".

    Returns:
        Rows of ``DEMAND``, sorted. The symbol is ``z`` for the load where nobody started.
    """
    return demand_from_counts(demand_counts(waits, as_at))


def demand_counts(waits: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """What the quantities are made of, exact: one row per service area and one for ``all``.

    Returns:
        ``service_area``, and children: ``received``, ``started`` and ``ended`` (without a start) in the weeks observed,
        ``waiting`` at the close of ``as_at``.
    """
    before = as_at - timedelta(weeks=parameters().weeks_observed)
    counts = waits.select(
        "service_area",
        *(
            pl.col(column).is_between(before, as_at, closed="right").fill_null(False).cast(pl.Int64).alias(name)
            for name, column in _EVENTS.items()
        ),
        waiting=_is_waiting(as_at).cast(pl.Int64),
    )
    areas = counts.group_by("service_area").sum()
    return pl.concat([areas, areas.select(pl.lit("all").alias("service_area"), pl.col(_COUNTS).sum())]).sort(
        "service_area"
    )


def _is_waiting(as_at: date) -> pl.Expr:
    is_over = pl.any_horizontal((pl.col(name) <= as_at).fill_null(False) for name in ("started_on", "wait_ended_on"))
    return (pl.col("received_on") <= as_at) & ~is_over


def demand_from_counts(counts: pl.DataFrame) -> pl.DataFrame:
    """The quantities of counts.

    Args:
        counts: what ``demand_counts`` gives, or ``pipelines.measures.published_demand``: blank where not known.

    Returns:
        Rows of ``DEMAND``, sorted. The symbol is ``c`` where any count behind a quantity is suppressed, and ``z`` for
        the load where nobody started.
    """
    is_idle = pl.col("received").is_not_null() & (pl.col("started") == 0).fill_null(False)
    found = counts.select("service_area", is_idle.alias("is_idle"), **_quantities(parameters()))
    rows = found.unpivot(index=["service_area", "is_idle"], variable_name="quantity", value_name="value")
    is_without = (pl.col("quantity") == "load") & pl.col("is_idle")
    missing = pl.when(is_without).then(pl.lit("z")).otherwise(pl.lit(SUPPRESSED))
    symbol = pl.when(pl.col("value").is_null()).then(missing).otherwise(pl.lit(""))
    return rows.with_columns(symbol=symbol).select(DEMAND.names()).sort("service_area", "quantity")


def _quantities(chosen: Parameters) -> dict[str, pl.Expr]:
    """Each by its name in ``demand.toml``. One that rests on a suppressed count is blank."""
    received, started, ended, waiting = (pl.col(name).cast(pl.Float64) for name in _COUNTS)
    arriving, starting, ending = (count / chosen.weeks_observed for count in (received, started, ended))
    target_queue = arriving * chosen.target_wait / chosen.waits_in_target
    relief = arriving + (waiting - target_queue) / chosen.weeks_to_target
    net_change = received - started - ended
    return {
        "referrals_per_week": arriving,
        "starts_per_week": starting,
        "ended_per_week": ending,
        "waiting": waiting,
        "net_change": net_change,
        "is_growing": (net_change > 0).cast(pl.Float64),
        "load": share(received, started),
        "target_queue": target_queue,
        "starts_needed_per_week": (relief - ending).clip(0),
    }


@cache
def parameters() -> Parameters:
    """The chosen numbers."""
    return Parameters(**{row["name"]: row["value"] for row in _content()["parameter"]})


def demand_quantities(*, of_quarters: bool = False) -> pl.DataFrame:
    """What each quantity is, in words: rows of ``DEMAND_QUANTITY``, in the order in which they are read.

    Args:
        of_quarters: whether what came and went is that of whole quarters, and not of the weeks up to the day.
    """
    numbers = asdict(parameters())
    named = numbers | {"observed": _OBSERVED[of_quarters].format(**numbers)}
    rows = [
        (
            row["name"],
            position,
            row["title"].format(**named),
            row["unit"],
            row["meaning"].format(**named),
            row["source"],
        )
        for position, row in enumerate(_content()["quantity"])
    ]
    return pl.DataFrame(rows, schema=DEMAND_QUANTITY, orient="row")


def _content() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
