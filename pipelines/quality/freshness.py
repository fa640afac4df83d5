"""How far the delivered rows reach: the latest day of each extract, by the day of the figures."""

from __future__ import annotations

import polars as pl

from expectations import EXTRACTS
from pipelines.disclosure import Preset, is_given
from pipelines.quality.scope import ALL, DeliveryScope, marked

FRESHNESS = pl.Schema(
    {
        "service_area": pl.String(),
        "extract": pl.String(),
        "latest_on": pl.Date(),
        "precision": pl.String(),
        "symbol": pl.String(),
    }
)
"""One row per service area, ``all`` among them, and extract: the latest day on which a row is dated by it."""

_KEY = ["service_area", "extract"]


def freshness(months: pl.DataFrame, scope: DeliveryScope) -> pl.DataFrame:
    """The latest days themselves, exact.

    Args:
        months: those of ``pipelines.quality.profile.Profile``.
        scope: what was delivered.

    Returns:
        Rows of ``FRESHNESS`` with the precision ``day``. The symbol is ``x`` where the extract was not delivered for
        the area, and ``z`` where none of its rows is dated by the day of the figures.
    """
    latest = _with_all(months).group_by(_KEY).agg(pl.col("latest_on").max())
    return _completed(latest, scope, "day", pl.lit("z"))


def controlled_freshness(months: pl.DataFrame, scope: DeliveryScope, preset: Preset) -> pl.DataFrame:
    """What may be published of them: the first day of the latest month with as many rows as may be given.

    Returns:
        Rows of ``FRESHNESS`` with the precision ``month``. Later rows may be there, too few to be told; the symbol is
        ``c`` where no month has enough.
    """
    counted = _with_all(months).group_by(*_KEY, "month_on").agg(pl.col("rows").sum())
    enough = counted.with_columns(latest_on=pl.when(is_given(pl.col("rows"), preset)).then("month_on"))
    latest = enough.group_by(_KEY).agg(pl.col("latest_on").max(), has_rows=pl.lit(True))
    return _completed(latest, scope, "month", pl.when(pl.col("has_rows")).then(pl.lit("c")).otherwise(pl.lit("z")))


def _with_all(months: pl.DataFrame) -> pl.DataFrame:
    return pl.concat([months, months.with_columns(service_area=pl.lit(ALL))])


def _completed(latest: pl.DataFrame, scope: DeliveryScope, precision: str, without: pl.Expr) -> pl.DataFrame:
    rows = [(area, extract.name) for area in scope.everywhere for extract in EXTRACTS]
    every = marked(pl.DataFrame(rows, schema=_KEY, orient="row"), scope)
    found = every.join(latest, on=_KEY, how="left", maintain_order="left")
    symbol = (
        pl.when(~pl.col("is_delivered"))
        .then(pl.lit("x"))
        .when(pl.col("latest_on").is_null())
        .then(without)
        .otherwise(pl.lit(""))
    )
    return found.with_columns(symbol=symbol, precision=pl.lit(precision)).select(FRESHNESS.names())
