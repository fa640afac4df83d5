"""Each service area beside all of them together: funnel limits and a verdict."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from pipelines.measures.binomial import limits
from pipelines.measures.definition import Definition, Direction, Kind
from pipelines.measures.intervals import share

PERIOD_KEY = {
    "measure": pl.String(),
    "yardstick": pl.String(),
    "service_area": pl.String(),
    "period_kind": pl.String(),
    "period_start": pl.Date(),
}
FIGURE = {"numerator": pl.Float64(), "denominator": pl.Float64(), "value": pl.Float64()}

COMPARISON = pl.Schema(
    {
        **PERIOD_KEY,
        **FIGURE,
        "all_areas": pl.Float64(),
        "lower_95": pl.Float64(),
        "upper_95": pl.Float64(),
        "lower_99_8": pl.Float64(),
        "upper_99_8": pl.Float64(),
        "verdict": pl.String(),
        "is_beyond_99_8": pl.Boolean(),
        "reading": pl.String(),
        "symbol": pl.String(),
    }
)
"""One row per measure, yardstick, service area (but ``all``) and period; shares and limits are from 0 to 1."""

_ENOUGH = 10
"""Of fewer no verdict is given: one child more or less would turn it. Our choice."""
_OUTSIDE = {"95": 0.05, "99_8": 0.002}
"""The probability of lying outside the inner and the outer limits by chance alone."""
_READINGS = {
    Direction.HIGHER: {"above": "better", "below": "worse"},
    Direction.LOWER: {"above": "worse", "below": "better"},
    Direction.NEITHER: {"above": "different", "below": "different"},
}
_WHOLE = [name for name in PERIOD_KEY if name != "service_area"]


def comparison(figures: pl.DataFrame, definitions: Sequence[Definition], slack: int) -> pl.DataFrame:
    """Each area's share, in every period, beside what an area of its size would have if it were like all areas.

    An area lies ``within`` the limits if its count does, bounds included, else ``above`` or ``below``; of fewer than
    10 it is ``too few``. Verdicts are by the 95 % limits; a count that rounding may have moved beyond one is within.
    The reading turns a verdict by the measure's direction into ``better``, ``worse``, ``no different``, or
    ``different`` where neither direction is better.

    Args:
        figures: rows of ``MEASURE_VALUE``, exact or controlled; shares of a sum to a sum are not counts and stay out.
        definitions: of the measures in it.
        slack: how far a count may lie from the true one; 0 for exact figures.

    Returns:
        Rows of ``COMPARISON``, sorted by its key. Of a figure with a symbol there is only the symbol; where the share
        of all areas has one, there are neither limits nor verdict.
    """
    whole = proportions(figures, definitions).filter(pl.col("breakdown") == "none")
    overall = whole.filter(pl.col("service_area") == "all").select(*_WHOLE, all_areas=pl.col("value"))
    areas = whole.filter(pl.col("service_area") != "all").join(overall, on=_WHOLE, how="left")
    limited = areas.join(_limits(areas), on=["denominator", "all_areas"], how="left")
    numerator, denominator = pl.col("numerator"), pl.col("denominator")
    least, most = numerator - slack, numerator + slack
    is_below, is_above = most < pl.col("least_95"), least > pl.col("most_95")
    is_beyond = (most < pl.col("least_99_8")) | (least > pl.col("most_99_8"))
    judged = limited.with_columns(
        *(share(pl.col(f"least_{name}"), denominator).alias(f"lower_{name}") for name in _OUTSIDE),
        *(share(pl.col(f"most_{name}"), denominator).alias(f"upper_{name}") for name in _OUTSIDE),
        verdict=verdict(is_below, is_above, denominator),
        is_beyond_99_8=pl.when(denominator >= _ENOUGH).then(is_beyond),
    )
    return judged.with_columns(reading=reading(definitions)).select(COMPARISON.names()).sort(list(PERIOD_KEY))


def proportions(figures: pl.DataFrame, definitions: Sequence[Definition]) -> pl.DataFrame:
    """The rows of the long table that are of proportions."""
    measures = [definition.measure for definition in definitions if definition.kind is Kind.PROPORTION]
    return figures.filter(pl.col("measure").is_in(measures))


def verdict(is_below: pl.Expr, is_above: pl.Expr, fewest: pl.Expr) -> pl.Expr:
    """``too few``, ``below``, ``above`` or ``within``; blank where it cannot be told.

    Args:
        is_below: whether it lies below; blank where it cannot be told.
        is_above: whether it lies above, likewise.
        fewest: how many the smaller of the groups compared has.
    """
    found = pl.when(is_below).then(pl.lit("below")).when(is_above).then(pl.lit("above")).otherwise(pl.lit("within"))
    known = pl.when(is_below.is_not_null() & is_above.is_not_null()).then(found)
    return pl.when(fewest < _ENOUGH).then(pl.lit("too few")).otherwise(known).fill_null("")


def reading(definitions: Sequence[Definition]) -> pl.Expr:
    """The column ``verdict`` read with the direction of the column ``measure``; blank where there is no verdict."""
    known = [pl.when(pl.col("verdict") == "within").then(pl.lit("no different"))]
    for direction, words in _READINGS.items():
        measures = [definition.measure for definition in definitions if definition.direction is direction]
        read = pl.col("verdict").replace_strict(words, default=None, return_dtype=pl.String)
        known.append(pl.when(pl.col("measure").is_in(measures)).then(read))
    return pl.coalesce(*known, pl.lit(""))


def _limits(areas: pl.DataFrame) -> pl.DataFrame:
    """The counts at the limits, once for each size and share of all areas that there are."""
    pairs = areas.select("denominator", "all_areas").drop_nulls().unique(maintain_order=True)
    trials, overall = pairs["denominator"].cast(pl.Int64).to_numpy(), pairs["all_areas"].to_numpy()
    found = {name: limits(outside, trials, overall) for name, outside in _OUTSIDE.items()}
    return pairs.with_columns(
        pl.Series(f"{end}_{name}", counts)
        for name, both in found.items()
        for end, counts in zip(("least", "most"), both, strict=True)
    )
