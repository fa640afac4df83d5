"""What the build before said of periods that went on: a year up to then is made of the same months as the year now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import polars as pl

from pipelines.measures.definition import Definition
from pipelines.measures.engine import KEY, MEASURE_VALUE
from pipelines.measures.identities import identities
from pipelines.measures.periods import PeriodKind, period_end
from pipelines.protection.counts import parts_of, set_of
from pipelines.protection.months import ADDED_UP, ALREADY, cohort_months
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
    going_on = before.published.join(before.closed(before.published), on=KEY, how="anti", maintain_order="left")
    told, counted = _counted_again(going_on, current.exact, before, definitions)
    its = counted.rename({name: f"{name}_now" for name in _COUNTS})
    seen = told.join(its, on=KEY, maintain_order="left")
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


def _counted_again(
    going_on: pl.DataFrame, exact: pl.DataFrame, before: Before, definitions: Sequence[Definition]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The figures of periods that went on that hang together with others, and what is behind them now."""
    of_cohorts = _of_cohorts(definitions)
    is_stock = pl.col("measure").is_in([definition.measure for definition in definitions if definition.is_snapshot])
    is_cohort = pl.col("measure").is_in(of_cohorts["measure"].implode())
    of_kinds = going_on.filter(pl.col("period_kind").is_in([kind.value for kind in (*ADDED_UP, PeriodKind.AS_AT)]))
    stocks, flows, made_of_others = (
        of_kinds.filter(is_asked) for is_asked in (is_stock, ~is_stock & ~is_cohort, is_cohort)
    )
    counted = (
        _stocks(stocks, exact, before),
        _flows(flows, exact, before),
        _in_cohorts(made_of_others, of_cohorts, exact, before),
    )
    return pl.concat([stocks, flows, made_of_others]), pl.concat(counted)


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
    return _recounted(going_on, _summed(going_on, then), _summed(going_on, now), before)


def _of_cohorts(definitions: Sequence[Definition]) -> pl.DataFrame:
    """Each ``measure`` over the rows of a cohort, and the count that these are ``of``."""
    parts = parts_of(definitions)
    numbers = [(number, one.of) for one in identities().cohort for number in set_of(parts, one.measure)]
    named = pl.DataFrame(numbers, schema={"set": pl.Int64, "of": pl.String}, orient="row")
    return parts.filter(pl.col("part") == "denominator").join(named, on="set").select("measure", "of")


def _in_cohorts(going_on: pl.DataFrame, of_cohorts: pl.DataFrame, exact: pl.DataFrame, before: Before) -> pl.DataFrame:
    """What the cohorts of the day before are made of, of the rows as they are now; none that end within a month."""
    until = pl.lit(before.until)
    begins, following = until.dt.offset_by(f"-{cohort_months()}mo").dt.offset_by("1d"), until.dt.offset_by("1d")
    is_of_months = (begins.dt.day() == 1) & (following.dt.day() == 1)
    is_within = is_of_months & pl.col("period_start").is_between(begins, until)
    by = [name for name in KEY if not name.startswith("period")]
    told = going_on.select("measure", "breakdown").unique()
    # How many of them had started is none of what months add up to.
    known = counts_of(before.exact).select(*KEY, "numerator")

    def summed(figures: pl.DataFrame) -> pl.DataFrame:
        months = counts_of(figures.filter(_IS_MONTH & is_within)).rename({"measure": "of"}).join(of_cohorts, on="of")
        its = months.group_by(by, maintain_order=True).agg(pl.col("denominator").sum())
        named = its.join(told, on=told.columns, how="semi").with_columns(
            period_kind=pl.lit(PeriodKind.AS_AT.value), period_start=pl.lit(before.until)
        )
        return named.join(known, on=KEY, how="left").select(*KEY, *_COUNTS)

    return _recounted(going_on, summed(before.exact), summed(exact), before)


def _recounted(going_on: pl.DataFrame, was: pl.DataFrame, now: pl.DataFrame, before: Before) -> pl.DataFrame:
    """What is counted now, of the measures of which what was counted then is what the figures were made of."""
    known = counts_of(before.exact)
    its = pl.concat([was.select(KEY), going_on.select(KEY)]).unique()
    both = its.join(was, on=KEY, how="left").join(known, on=KEY, how="left", suffix="_known")
    differs = (pl.col(name).fill_null(0) != pl.col(f"{name}_known").fill_null(0) for name in _COUNTS)
    other = both.filter(pl.any_horizontal(*differs)).select("measure").unique()
    return _all_of(going_on, now).join(other, on="measure", how="anti", maintain_order="left")


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
