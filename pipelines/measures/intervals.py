"""Intervals of a proportion, as expressions over a frame's columns."""

from __future__ import annotations

from statistics import NormalDist

import polars as pl

NORMAL_QUANTILE = NormalDist().inv_cdf(0.975)
"""The normal quantile of a 95 % interval."""


def share(numerator: pl.Expr, denominator: pl.Expr) -> pl.Expr:
    """Numerator ÷ denominator; null where there is nothing to count. The one division of a share."""
    return numerator / pl.when(denominator > 0).then(denominator)


def wilson(numerator: pl.Expr, denominator: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """The 95 % Wilson interval of a proportion, from 0 to 1; null where there is nothing to count.

    Source: E. B. Wilson (1927), Journal of the American Statistical Association 22, 209-212.
    """
    counted = pl.when(denominator > 0).then(denominator)
    middle = 2 * numerator + NORMAL_QUANTILE**2
    spread = NORMAL_QUANTILE * (NORMAL_QUANTILE**2 + 4 * numerator * (1 - numerator / counted)).sqrt()
    width = 2 * (counted + NORMAL_QUANTILE**2)
    # None and all are bounds themselves; computed, they would be off by the last binary digit for many counts.
    lower = pl.when(numerator > 0).then((middle - spread) / width).otherwise(0.0)
    upper = pl.when(numerator < denominator).then((middle + spread) / width).otherwise(1.0)
    return pl.when(denominator > 0).then(lower), pl.when(denominator > 0).then(upper)


def newcombe(
    numerator: pl.Expr, denominator: pl.Expr, other_numerator: pl.Expr, other_denominator: pl.Expr
) -> tuple[pl.Expr, pl.Expr]:
    """The 95 % interval of a proportion less another, independent one, from -1 to 1; blank where either counts nothing.

    Source: R. G. Newcombe (1998), Statistics in Medicine 17, 873-890: method 10, the hybrid score interval.
    """
    value, other = share(numerator, denominator), share(other_numerator, other_denominator)
    (lower, upper), (other_lower, other_upper) = (
        wilson(numerator, denominator),
        wilson(other_numerator, other_denominator),
    )
    below = ((value - lower) ** 2 + (other_upper - other) ** 2).sqrt()
    above = ((upper - value) ** 2 + (other - other_lower) ** 2).sqrt()
    # A gap of everything to nothing may come out beyond 1 by its last binary digit.
    return (value - other - below).clip(-1, 1), (value - other + above).clip(-1, 1)
