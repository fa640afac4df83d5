"""The middle of values of which it is known how often each is there: medians and quantiles, exactly."""

from __future__ import annotations

from fractions import Fraction

import polars as pl

from pipelines.measures.definition import Definition

_HALF = 0.5


def middles(tallied: pl.DataFrame, definition: Definition) -> pl.DataFrame:
    """The middle of each group of values, and how many they are.

    Args:
        tallied: rows ``(*keys, value, counted)``: in the group of the keys, which are texts and dates, the value is
            there so often, in one row or in several. A row without a value is counted and is in no middle.
        definition: a median, the mean of the middle two where their number is even; or a quantile, the smallest value
            that the given share of all does not exceed.

    Returns:
        Rows ``(*keys, counted, of_these, middle)``.
    """
    keys = tallied.select(pl.exclude("value", "counted"))
    numbered = tallied.with_columns(_number(keys).alias("group"))
    there = pl.col("counted").filter(pl.col("value").is_not_null()).sum().alias("there")
    groups = numbered.group_by("group").agg(pl.col(keys.columns).first(), pl.col("counted").sum(), there).sort("group")
    ranked = numbered.select("group", "value", "counted").drop_nulls("value").sort("group", "value")
    middle = pl.when(groups["there"] > 0).then(_middle(ranked["value"], ranked["counted"], groups["there"], definition))
    return groups.select(*keys.columns, "counted", pl.lit(0, dtype=pl.Int64).alias("of_these"), middle.alias("middle"))


def _number(keys: pl.DataFrame) -> pl.Series:
    """One number for each combination of keys: a column of numbers is far quicker to group and to sort by than keys."""
    number = pl.lit(0, dtype=pl.Int64)
    for name, kind in keys.schema.items():
        key = pl.col(name).cast(pl.Categorical) if kind == pl.String else pl.col(name)
        place = key.to_physical().cast(pl.Int64)
        number = number * (place.max() - place.min() + 1) + (place - place.min())
    return keys.select(number).to_series()


def _middle(values: pl.Series, counted: pl.Series, there: pl.Series, definition: Definition) -> pl.Series:
    """Of values sorted within groups that stand one behind the other, of which so many each are ``there``."""
    reached, before = counted.cum_sum(), there.cum_sum() - there

    def at(rank: pl.Series) -> pl.Series:
        places = reached.search_sorted(before + rank, side="left").clip(0, max(len(values) - 1, 0))
        return values.gather(places).cast(pl.Float64)

    if not definition.quantile:
        return at((there + 1) // 2) * _HALF + at(there // 2 + 1) * _HALF
    # As a decimal is written: of 25 values the 0.92 quantile is the 23rd, whatever floats make of it.
    share = Fraction(str(definition.quantile))
    return at((there * share.numerator + share.denominator - 1) // share.denominator)
