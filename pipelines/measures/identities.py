"""What has to hold between measures: shares of one whole, and a list with what comes and goes."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal

import polars as pl
from pydantic import BaseModel, ConfigDict

from pipelines.measures.periods import PeriodKind

_FILE = Path(__file__).resolve().parent / "identities.toml"
_ROW = ["yardstick", "service_area", "period_kind", "period_start", "breakdown", "category"]
_MONTHLY = ["service_area", "period_start", "breakdown", "category"]


class Whole(BaseModel):
    """Measures that are the shares of one whole."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    parts: tuple[str, ...]


class Kept(BaseModel):
    """A list: a count at the ends of months, and the counts of what was added and removed within months.

    With ``has_exceptions`` there are rows that may come or go by another way.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    stock: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    has_exceptions: bool = False


class Cohort(BaseModel):
    """A measure as at the day of the figures, over all that a count has of the months of the cohort up to that day."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    measure: str
    of: str


class Grouped(BaseModel):
    """A number of a measure that is some categories of a count, by one of the count's breakdowns."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    measure: str
    part: Literal["numerator", "denominator"]
    of: str
    breakdown: str
    categories: tuple[str, ...]


class Within(BaseModel):
    """A number of a measure that is counted among those of another; with ``is_all``, it is all of them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    measure: str
    part: Literal["numerator", "denominator"]
    of: str
    of_part: Literal["numerator", "rest"]
    is_all: bool = False


class Beyond(BaseModel):
    """A measure whose numerator are the values beyond a threshold, and the middles that are out of the same values."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    measure: str
    threshold: str
    middles: tuple[str, ...]


class Identities(BaseModel):
    """All that has to hold between measures."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    whole: tuple[Whole, ...]
    list: tuple[Kept, ...]
    grouped: tuple[Grouped, ...]
    within: tuple[Within, ...]
    cohort: tuple[Cohort, ...]
    beyond: tuple[Beyond, ...]


@cache
def identities() -> Identities:
    """What the shipped file says."""
    return Identities.model_validate(tomllib.loads(_FILE.read_text(encoding="utf-8")))


def not_making_a_whole(told: pl.DataFrame, whole: Whole) -> pl.DataFrame:
    """The rows in which the shares of a whole do not add up to it; ``measure`` is the first of them.

    Args:
        told: rows of ``MEASURE_VALUE`` that have numbers.
        whole: the shares.
    """
    parts = told.filter(pl.col("measure").is_in(whole.parts))
    sums = parts.group_by(_ROW).agg(
        pl.col("measure").first(),
        pl.col("numerator").sum(),
        pl.col("denominator").first(),
        pl.col("denominator").n_unique().alias("wholes"),
    )
    return sums.filter((pl.col("numerator") != pl.col("denominator")) | (pl.col("wholes") > 1))


def not_in_balance(told: pl.DataFrame, kept: Kept) -> pl.DataFrame:
    """The months whose list is not the list before with what came and less what went; ``measure`` is the list.

    Args:
        told: rows of ``MEASURE_VALUE`` that have numbers.
        kept: the list; breakdowns that it has and its additions do not, or the other way round, are left alone.
    """
    monthly = told.filter(pl.col("period_kind") == PeriodKind.MONTH.value)
    flows = _signed(monthly, kept.added, -1), _signed(monthly, kept.removed, 1)
    stock = _signed(monthly, (kept.stock,), 1)
    if stock.is_empty():
        return pl.DataFrame(schema={"measure": pl.String})
    carried = stock.with_columns(pl.col("period_start").dt.offset_by("1mo"), -pl.col("numerator"))
    is_shown = pl.col("period_start") <= stock["period_start"].max()
    every = pl.concat([stock, carried.filter(is_shown), *flows])
    known = every.join(flows[0].select("breakdown").unique(), on="breakdown", how="semi")
    sums = known.group_by(_MONTHLY).agg(pl.col("numerator").sum())
    return sums.filter(pl.col("numerator") != 0).with_columns(measure=pl.lit(kept.stock))


def not_grouped(told: pl.DataFrame, grouped: Grouped) -> pl.DataFrame:
    """The rows whose number is not that of the categories together.

    Args:
        told: rows of ``MEASURE_VALUE`` that have numbers.
        grouped: the number, and the categories.
    """
    is_whole = (pl.col("measure") == grouped.measure) & (pl.col("breakdown") == "none")
    is_part = (pl.col("measure") == grouped.of) & (pl.col("breakdown") == grouped.breakdown)
    its_parts = told.filter(is_part & pl.col("category").is_in(grouped.categories))
    sums = its_parts.group_by(_ROW[:4]).agg(pl.col("numerator").sum().alias("grouped"))
    both = told.filter(is_whole).join(sums, on=_ROW[:4], how="left")
    return both.filter(pl.col(grouped.part) != pl.col("grouped").fill_null(0))


def not_within(told: pl.DataFrame, within: Within) -> pl.DataFrame:
    """The rows whose number is more than that among which it is counted, or not all of it where it has to be.

    Args:
        told: rows of ``MEASURE_VALUE`` that have numbers.
        within: the number, and among which it is counted.
    """
    rest = pl.col("denominator") - pl.col("numerator")
    among = pl.col("numerator") if within.of_part == "numerator" else rest
    outer = told.filter(pl.col("measure") == within.of).select(*_ROW, among=among)
    both = told.filter(pl.col("measure") == within.measure).join(outer, on=_ROW)
    counted = pl.col(within.part)
    return both.filter((counted > pl.col("among")) | (pl.lit(within.is_all) & (counted != pl.col("among"))))


def _signed(monthly: pl.DataFrame, measures: Sequence[str], sign: int) -> pl.DataFrame:
    rows = monthly.filter(pl.col("measure").is_in(measures))
    return rows.select(*_MONTHLY, pl.col("numerator") * sign)
