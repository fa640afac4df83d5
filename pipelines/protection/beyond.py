"""What a median or a quantile of waits tells of how many waited longer than a threshold."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from pipelines.disclosure import Preset
from pipelines.measures.identities import identities
from pipelines.measures.thresholds import thresholds
from pipelines.protection.counts import PLACE, set_of

_UNIT = 0.5
"""A median is given in whole units; a quantile is a value and a whole number already."""


def beyond(figures: pl.DataFrame, parts: pl.DataFrame, preset: Preset) -> pl.DataFrame:
    """The bounds of how many values lie beyond a threshold, from each median and quantile that is given.

    If the smallest value that 92 of 100 do not exceed is beyond, then more than 8 of 100 are; if it is not, no more
    are. If the largest is, then one is. A figure that stands may be of other values by now, and tells nothing here.

    Args:
        figures: rows of ``MEASURE_VALUE``, controlled, with their number in ``row``, and ``STANDING``.
        parts: what ``pipelines.protection.counts.parts_of`` gives.
        preset: how they were controlled.

    Returns:
        The columns of ``pipelines.protection.counts.counts``.
    """
    given = figures.filter((pl.col("symbol") == "") & ~pl.col("stands"))
    told = [_of(given, *each, preset) for each in _thresholds(parts)]
    return pl.concat(told) if told else _of(given.clear(), parts.clear(), 0, 0.0, preset)


def _thresholds(parts: pl.DataFrame) -> Iterator[tuple[pl.DataFrame, int, float]]:
    """For every count of what is beyond: the quantiles that are out of the same values, its set, and the threshold."""
    days = dict(thresholds().select("name", "value").iter_rows())
    quantiles = parts.filter(pl.col("quantile").is_not_null()).select("measure", "quantile", "is_mean")
    for one in identities().beyond:
        for counted in set_of(parts, one.measure, "numerator"):
            yield quantiles.filter(pl.col("measure").is_in(one.middles)), counted, days[one.threshold]


def _of(given: pl.DataFrame, quantiles: pl.DataFrame, counted: int, threshold: float, preset: Preset) -> pl.DataFrame:
    values, share = pl.col("denominator"), pl.col("quantile")
    fewest = pl.max_horizontal(values - preset.slack, pl.lit(float(preset.least_for_middle)))
    slack = pl.when("is_mean").then(_UNIT).otherwise(0.0)
    is_beyond, is_within = pl.col("value") - slack > threshold, pl.col("value") + slack <= threshold
    # The mean of the middle two is beyond where the upper one is.
    least = pl.when("is_mean").then((fewest * share).ceil()).otherwise(_rest(fewest, share) + 1)
    told = given.join(quantiles, on="measure", maintain_order="left").filter(is_beyond | is_within)
    return told.select(
        "row",
        pl.lit("numerator").alias("part"),
        pl.lit(counted, pl.Int64).alias("set"),
        *PLACE,
        lower=pl.when(is_beyond).then(least).otherwise(0.0),
        upper=pl.when(is_within).then(_rest(values + preset.slack, share)),
        is_given=pl.lit(True),
        is_split=pl.lit(False),
    )


def _rest(values: pl.Expr, share: pl.Expr) -> pl.Expr:
    """Of so many values those above the smallest that this share of all does not exceed."""
    return values - (values * share).round(6).ceil()
