"""Intervals of a proportion, as expressions over a frame's columns."""

from __future__ import annotations

from statistics import NormalDist

import polars as pl

_Z = NormalDist().inv_cdf(0.975)
"""The normal quantile of a 95 % interval."""


def share(numerator: pl.Expr, denominator: pl.Expr) -> pl.Expr:
    """Numerator ÷ denominator; null where there is nothing to count. The one division of a share."""
    return numerator / pl.when(denominator > 0).then(denominator)


def wilson(numerator: pl.Expr, denominator: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """The 95 % Wilson interval of a proportion, from 0 to 1; null where there is nothing to count.

    Source: E. B. Wilson (1927), Journal of the American Statistical Association 22, 209-212.
    """
    counted = pl.when(denominator > 0).then(denominator)
    middle = 2 * numerator + _Z**2
    spread = _Z * (_Z**2 + 4 * numerator * (1 - numerator / counted)).sqrt()
    width = 2 * (counted + _Z**2)
    # None and all are bounds themselves; computed, they would be off by the last binary digit for many counts.
    lower = pl.when(numerator > 0).then((middle - spread) / width).otherwise(0.0)
    upper = pl.when(numerator < denominator).then((middle + spread) / width).otherwise(1.0)
    return pl.when(denominator > 0).then(lower), pl.when(denominator > 0).then(upper)
