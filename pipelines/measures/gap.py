"""Each group of a breakdown beside everybody else: the gap between two shares."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from pipelines.disclosure import SUPPRESSED, Preset
from pipelines.measures.comparison import FIGURE, PERIOD_KEY, proportions, reading, verdict
from pipelines.measures.definition import Definition
from pipelines.measures.intervals import newcombe, share
from pipelines.measures.periods import PeriodKind

GAP = pl.Schema(
    {
        **PERIOD_KEY,
        "breakdown": pl.String(),
        "category": pl.String(),
        **FIGURE,
        "other_numerator": pl.Float64(),
        "other_denominator": pl.Float64(),
        "other_value": pl.Float64(),
        "difference": pl.Float64(),
        "lower": pl.Float64(),
        "upper": pl.Float64(),
        "verdict": pl.String(),
        "reading": pl.String(),
        "symbol": pl.String(),
    }
)
"""One row per measure, yardstick, service area, period and category; a difference is from -1 to 1."""

_LASTING = [
    PeriodKind.FINANCIAL_YEAR.value,
    PeriodKind.ACADEMIC_YEAR.value,
    PeriodKind.ROLLING_12_MONTHS.value,
    PeriodKind.QUARTER.value,
]
"""Groups are compared over periods that are long enough to hold some of each."""
_OTHERS = ("other_numerator", "other_denominator")
_GAP_KEY = [*PERIOD_KEY, "breakdown", "category"]


def gaps(figures: pl.DataFrame, definitions: Sequence[Definition], preset: Preset) -> pl.DataFrame:
    """Each group's share beside that of everybody else, over years and quarters, with Newcombe's 95 % interval.

    Everybody else is the whole less the group. Those whose group is ``unknown`` are among everybody else, whatever the
    group is, and are a group of their own as well: to leave them out would compare with a whole that is published
    nowhere, and would hide it where they fare worse. The more unknown there are, the less a gap says.

    Of controlled figures everybody else is the difference of two rounded counts. It is suppressed where the true one
    may be, and a gap that rounding may have made gets no verdict but ``within``.

    Args:
        figures: rows of ``MEASURE_VALUE``, exact or controlled.
        definitions: of the measures in it.
        preset: how the counts in it were controlled.

    Returns:
        Rows of ``GAP``, sorted by its key. With a symbol there is no gap, only what is known of the group itself: the
        symbol is the group's, or its whole's; ``z`` where there is nobody else; ``c`` where they are suppressed.
    """
    lasting = proportions(figures, definitions).filter(pl.col("period_kind").is_in(_LASTING))
    wholes = lasting.filter(pl.col("breakdown") == "none")
    counts = wholes.select(*PERIOD_KEY, all_of="numerator", all="denominator", all_symbol="symbol")
    groups = lasting.filter(pl.col("breakdown") != "none").join(counts, on=list(PERIOD_KEY), how="left")
    rest = groups.with_columns(
        other_numerator=pl.col("all_of") - pl.col("numerator"),
        other_denominator=pl.col("all") - pl.col("denominator"),
    )
    compared = _compared(rest.with_columns(symbol=_symbol(preset)), preset.slack)
    return compared.with_columns(reading=reading(definitions)).select(GAP.names()).sort(_GAP_KEY)


def _symbol(preset: Preset) -> pl.Expr:
    """The group's symbol, or that of its whole, or why the two leave nobody else to compare with."""
    numerator, denominator = (pl.col(name) for name in _OTHERS)
    is_hidden = pl.any_horizontal(
        *(preset.may_hide(part) for part in (numerator, denominator, denominator - numerator))
    )
    return (
        pl.when(pl.col("symbol") != "")
        .then(pl.col("symbol"))
        .when(pl.col("all_symbol") != "")
        .then(pl.col("all_symbol"))
        .when(is_hidden)
        .then(pl.lit(SUPPRESSED))
        .when(denominator == 0)
        .then(pl.lit("z"))
        .otherwise(pl.lit(""))
    )


def _compared(rest: pl.DataFrame, slack: int) -> pl.DataFrame:
    others = [pl.when(pl.col("symbol") == "").then(pl.col(name)).alias(name) for name in _OTHERS]
    numerator, denominator, other, all_others = (pl.col(name) for name in ("numerator", "denominator", *_OTHERS))
    lower, upper = newcombe(numerator, denominator, other, all_others)
    found = rest.with_columns(others).with_columns(other_value=share(other, all_others), lower=lower, upper=upper)
    _, highest = newcombe(
        _moved(numerator, denominator, slack), denominator, _moved(other, all_others, -2 * slack), all_others
    )
    lowest, _ = newcombe(
        _moved(numerator, denominator, -slack), denominator, _moved(other, all_others, 2 * slack), all_others
    )
    is_below, is_above = highest < 0, lowest > 0
    fewest = pl.when(pl.col("symbol") == "").then(pl.min_horizontal(denominator, all_others))
    return found.with_columns(
        difference=pl.col("value") - pl.col("other_value"),
        verdict=verdict(is_below, is_above, fewest),
    )


def _moved(count: pl.Expr, of_these: pl.Expr, by: int) -> pl.Expr:
    """The count as it may truly be: so many more or fewer, from none to all."""
    return (count + by).clip(0, of_these)
