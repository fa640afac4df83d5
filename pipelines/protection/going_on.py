"""What the build before said of periods that went on: a year up to then is made of the same months as the year now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import polars as pl

from pipelines.measures.definition import Definition
from pipelines.measures.engine import KEY, MEASURE_VALUE
from pipelines.measures.periods import PeriodKind, period_end
from pipelines.protection.months import ADDED_UP, ALREADY
from pipelines.protection.standing import STANDING, Before, Standing, counts_of, unseen

_COUNTS = ["numerator", "denominator"]
_PERIOD = ["measure", "period_kind", "period_start"]
_IS_MONTH = pl.col("period_kind") == PeriodKind.MONTH.value


def with_those_going_on(current: Standing, before: Before, definitions: Sequence[Definition]) -> Standing:
    """Figures as they stand, and beside them, not to be shown, those of periods that went on.

    Their kinds of period end in ``ALREADY``. What they counted is counted again, month by month as the rows are now, so
    that sums hold whatever was put right since; a month that itself went on is taken as it was. Where a measure's open
    figures were not made of its months, nothing is known besides.

    Args:
        current: what ``pipelines.protection.standing.standing`` gives over ``before``.
        before: the build before. Of one of a later day nothing is taken.
        definitions: of the measures.
    """
    if before.until >= before.as_at:
        return current
    kinds = [kind.value for kind in (*ADDED_UP, PeriodKind.AS_AT)]
    going_on = before.published.join(before.closed(before.published), on=KEY, how="anti", maintain_order="left")
    is_stock = pl.col("measure").is_in([definition.measure for definition in definitions if definition.is_snapshot])
    stocks, flows = (
        going_on.filter(pl.col("period_kind").is_in(kinds) & is_asked) for is_asked in (is_stock, ~is_stock)
    )
    counted = pl.concat([_stocks(stocks, current.exact, before), _flows(flows, current.exact, before)])
    its = counted.rename({name: f"{name}_now" for name in _COUNTS})
    seen = pl.concat([stocks, flows]).join(its, on=KEY, maintain_order="left")
    missing = its.filter(pl.col("denominator_now") > 0).join(going_on, on=KEY, how="anti", maintain_order="left")
    numbers = [name for name in MEASURE_VALUE.names() if name not in KEY]
    blank = missing.with_columns(pl.lit(None, MEASURE_VALUE[name]).alias(name) for name in numbers)
    rows = [seen.with_columns(stands=True, is_shown=False, is_seen=True), unseen(blank)]
    none = pl.lit(None, pl.Float64)
    behind = counted.with_columns(value="denominator", symbol=pl.lit(""), lower=none, upper=none)
    columns = [*MEASURE_VALUE.names(), *STANDING.names()]
    return replace(
        current,
        rows=pl.concat([current.rows, *(_named(each).select(columns) for each in rows)]),
        exact=pl.concat([current.exact, _named(behind).select(MEASURE_VALUE.names())]),
    )


def _named(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(pl.col("period_kind") + ALREADY)


def _stocks(going_on: pl.DataFrame, exact: pl.DataFrame, before: Before) -> pl.DataFrame:
    """The list at the close of the day before: that of its quarter now if that ended then, else as it was."""
    quarter = date(before.until.year, before.until.month - (before.until.month - 1) % 3, 1)
    if period_end(PeriodKind.QUARTER, quarter) != before.until:
        return _all_of(going_on, counts_of(before.exact))
    is_its = (pl.col("period_kind") == PeriodKind.QUARTER.value) & (pl.col("period_start") == quarter)
    kind, day = pl.lit(PeriodKind.AS_AT.value), pl.lit(before.until)
    return _all_of(going_on, counts_of(exact.filter(is_its)).with_columns(period_kind=kind, period_start=day))


def _flows(going_on: pl.DataFrame, exact: pl.DataFrame, before: Before) -> pl.DataFrame:
    """What periods that went on had by the day before, of the rows as they are now."""
    then = counts_of(before.exact.filter(_IS_MONTH & (pl.col("period_start") <= before.until)))
    is_over = pl.col("period_start").dt.offset_by("1mo") <= before.until + timedelta(days=1)
    now = pl.concat([counts_of(exact.filter(_IS_MONTH)).filter(is_over), then.filter(~is_over)])
    was, known = _summed(going_on, then), counts_of(before.exact)
    its = pl.concat([was.select(KEY), going_on.select(KEY)]).unique()
    both = its.join(was, on=KEY, how="left").join(known, on=KEY, how="left", suffix="_known")
    differs = (pl.col(name).fill_null(0) != pl.col(f"{name}_known").fill_null(0) for name in _COUNTS)
    other = both.filter(pl.any_horizontal(*differs)).select("measure").unique()
    summed = _all_of(going_on, _summed(going_on, now))
    return summed.join(other, on="measure", how="anti", maintain_order="left")


def _summed(going_on: pl.DataFrame, months: pl.DataFrame) -> pl.DataFrame:
    """The counts of the periods, of all groups, from months that were over or went on."""
    periods = going_on.select(_PERIOD).unique(maintain_order=True)
    held = months.drop("period_kind").rename({"period_start": "month"}).join(periods, on="measure")
    within = held.filter(pl.col("month") >= pl.col("period_start"))
    return within.group_by(KEY, maintain_order=True).agg(pl.col(_COUNTS).sum())


def _all_of(going_on: pl.DataFrame, counts: pl.DataFrame) -> pl.DataFrame:
    """The counts of these figures, none for those without any, and of the groups that have no figure."""
    periods = going_on.select(_PERIOD).unique()
    its = counts.join(periods, on=_PERIOD, how="semi", maintain_order="left")
    keys = pl.concat([going_on.select(KEY), its.select(KEY)]).unique(maintain_order=True)
    found = keys.join(counts, on=KEY, how="left", maintain_order="left")
    return found.select(*KEY, pl.col(_COUNTS).fill_null(0.0))
