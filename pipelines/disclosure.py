"""Disclosure control: what a figure becomes before it may leave the building. Applied last, once, to everything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from pipelines.measures.definition import SHARES, Definition, Kind
from pipelines.measures.engine import KEY, MEASURE_VALUE
from pipelines.measures.intervals import share, wilson
from pipelines.measures.periods import PeriodKind

SUPPRESSED = "c"


@dataclass(frozen=True)
class Preset:
    """One way to control counts.

    Attributes:
        name: what it is asked for by.
        smallest_hidden: the smallest count that is suppressed.
        largest_hidden: the largest count that is suppressed; below ``smallest_hidden`` where none is.
        round_to: other counts are given to the nearest multiple of it.
        least_for_middle: how many values a median, a quantile or a probability needs to be given at all.
        probability_step: probabilities and their bounds are given to the nearest multiple of it.
    """

    name: str
    smallest_hidden: int
    largest_hidden: int
    round_to: int
    least_for_middle: int
    probability_step: float = 0.05

    @property
    def slack(self) -> int:
        """How far a count that is given may lie from the true one."""
        return self.round_to // 2

    def may_hide(self, difference: pl.Expr) -> pl.Expr:
        """Whether the difference of two counts that are given may stand for a true one that is suppressed."""
        return difference <= self.largest_hidden + 2 * self.slack if self.slack else pl.lit(False)


PRESETS = {
    preset.name: preset
    for preset in (
        Preset("round5", smallest_hidden=1, largest_hidden=4, round_to=5, least_for_middle=10),
        Preset("nhs", smallest_hidden=1, largest_hidden=7, round_to=5, least_for_middle=10),
        Preset("opensafely", smallest_hidden=0, largest_hidden=7, round_to=5, least_for_middle=10),
        Preset("none", smallest_hidden=0, largest_hidden=-1, round_to=1, least_for_middle=0),
    )
}
EXACT = PRESETS["none"]

_DIGITS = 6
WITHHELD_PERIODS = (PeriodKind.MONTH,)
"""The kinds of period of which nothing is published."""


def controlled(figures: pl.DataFrame, definitions: Sequence[Definition], preset: Preset) -> pl.DataFrame:
    """The figures that may be published.

    Args:
        figures: rows of ``MEASURE_VALUE``, exact.
        definitions: of the measures in it; their kinds say how a figure is controlled.
        preset: how counts are controlled.

    Returns:
        Rows of ``MEASURE_VALUE`` without those by month, sorted by their key. A suppressed figure has the symbol
        ``c`` and no numbers; what was not applicable or not available stays so.
    """
    kinds = pl.DataFrame(
        [(definition.measure, definition.kind.value) for definition in definitions],
        schema={"measure": pl.String, "kind": pl.String},
        orient="row",
    )
    withheld = [kind.value for kind in WITHHELD_PERIODS]
    given = figures.filter(~pl.col("period_kind").is_in(withheld)).join(kinds, on="measure")
    parts = [_by_kind(given.filter(pl.col("kind") == kind.value), kind, preset) for kind in Kind]
    return pl.concat(parts).select(MEASURE_VALUE.names()).sort(KEY)


def controlled_counts(rows: pl.DataFrame, column: str, preset: Preset) -> pl.DataFrame:
    """A frame whose counts in ``column`` are controlled; its column ``symbol`` says which are suppressed."""
    hidden = _is_hidden(pl.col(column), preset)
    symbol = pl.when(hidden).then(pl.lit(SUPPRESSED)).otherwise(pl.lit(""))
    count = pl.when(~hidden).then(_rounded(pl.col(column), preset)).cast(pl.Int64)
    return rows.with_columns(symbol.alias("symbol"), count.alias(column))


def is_given(count: pl.Expr, preset: Preset) -> pl.Expr:
    """Whether there is a count at all, and one that may be given."""
    return (count > 0) & ~_is_hidden(count, preset)


def _by_kind(rows: pl.DataFrame, kind: Kind, preset: Preset) -> pl.DataFrame:
    if preset is EXACT:
        return rows
    if kind in SHARES:
        return controlled_shares(rows, preset)
    if kind is Kind.COUNT:
        return _counts(rows, preset)
    return _probabilities(rows, preset) if kind is Kind.PROBABILITY else _middles(rows, preset)


def controlled_shares(rows: pl.DataFrame, preset: Preset) -> pl.DataFrame:
    """Shares worked out anew from controlled counts; ``c``, without numbers, where one or what lacks to all is hidden.

    Args:
        rows: with ``numerator``, ``denominator``, ``value``, ``lower``, ``upper`` and ``symbol``, whatever else.
        preset: how counts are controlled.
    """
    if preset is EXACT:
        return rows
    numerator, denominator = pl.col("numerator"), pl.col("denominator")
    parts = (numerator, denominator, denominator - numerator)
    shown = _suppressed_where(rows, pl.any_horizontal(*(_is_hidden(part, preset) for part in parts)))
    rounded = shown.with_columns(_rounded(numerator, preset), _rounded(denominator, preset))
    lower, upper = wilson(numerator, denominator)
    return rounded.with_columns(value=share(numerator, denominator), lower=lower, upper=upper)


def _counts(rows: pl.DataFrame, preset: Preset) -> pl.DataFrame:
    shown = _suppressed_where(rows, _is_hidden(pl.col("value"), preset))
    return shown.with_columns(_rounded(pl.col("numerator"), preset), _rounded(pl.col("value"), preset))


def _middles(rows: pl.DataFrame, preset: Preset) -> pl.DataFrame:
    """Whole units; a half goes to the even one, as Python and most statistics packages have it."""
    shown = _suppressed_where(rows, pl.col("denominator") < preset.least_for_middle)
    return shown.with_columns(_rounded(pl.col("denominator"), preset), pl.col("value").round())


def _probabilities(rows: pl.DataFrame, preset: Preset) -> pl.DataFrame:
    shown = _suppressed_where(rows, pl.col("denominator") < preset.least_for_middle)
    steps = round(1 / preset.probability_step)
    # Seven tenths have to be 0.7: a division by a constant may leave a binary digit more.
    stepped = [((pl.col(name) * steps).round() / steps).round(_DIGITS) for name in ("value", "lower", "upper")]
    return shown.with_columns(_rounded(pl.col("denominator"), preset), *stepped)


def _suppressed_where(rows: pl.DataFrame, hidden: pl.Expr) -> pl.DataFrame:
    """The rows with nothing but a symbol where they are hidden; a row that has a symbol already keeps it."""
    return without_numbers(rows, (pl.col("symbol") == "") & hidden.fill_null(False))


def without_numbers(rows: pl.DataFrame, is_hidden: pl.Expr) -> pl.DataFrame:
    """The rows, those that are hidden with nothing but the symbol that says so."""
    numbers = ("numerator", "denominator", "value", "lower", "upper")
    blanked = [pl.when(~is_hidden).then(pl.col(name)).alias(name) for name in numbers]
    symbol = pl.when(is_hidden).then(pl.lit(SUPPRESSED)).otherwise(pl.col("symbol")).alias("symbol")
    return rows.with_columns(*blanked, symbol)


def _is_hidden(count: pl.Expr, preset: Preset) -> pl.Expr:
    return count.is_between(preset.smallest_hidden, preset.largest_hidden)


def _rounded(count: pl.Expr, preset: Preset) -> pl.Expr:
    return (count / preset.round_to).round() * preset.round_to
