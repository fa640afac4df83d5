"""Counts that are the same by other names, or hold together by how an area works: seen from the true counts.

An outsider knows them from the rules that are published. Here they are told by whether they hold, which finds all that
he knows, and some that he does not; then a few figures more are suppressed than have to be.
"""

from __future__ import annotations

import polars as pl

from pipelines.measures.identities import identities
from pipelines.measures.periods import PeriodKind
from pipelines.protection.counts import PLACE, set_of
from pipelines.protection.months import ALREADY, COHORT, cohort_months

_SERIES = [name for name in PLACE if name != "yardstick"]
_PERIOD = ["service_area", "period_kind", "period_start"]


def holding(terms: pl.DataFrame, cells: pl.DataFrame) -> pl.DataFrame:
    """Those equations between counts that come to nothing.

    Args:
        terms: ``number`` of the equation, ``cell`` and ``sign``.
        cells: ``cell`` and ``count``, the true one, blank where it is not known: no equation of it is taken.
    """
    counted = terms.join(cells.select("cell", "count"), on="cell", how="left", maintain_order="left")
    come = counted.group_by("number").agg(
        ((pl.col("count") * pl.col("sign")).sum() == 0) & (pl.col("count").null_count() == 0)
    )
    return terms.join(come.filter("count"), on="number", how="semi", maintain_order="left")


def same_by_both(cells: pl.DataFrame) -> pl.DataFrame:
    """Counts by an area's own limits that are those by the common ones, as the limits are.

    They are taken for the same from the last period on in which they are not, and up to the first.

    Args:
        cells: ``cell``, ``set``, ``PLACE`` and ``count``, the true one.

    Returns:
        ``cell`` by the area's own limits, and ``common``, the cell that is the same.
    """
    own, common = (cells.filter(pl.col("yardstick") == one) for one in ("own", "common"))
    keys = ["set", *_SERIES]
    # A measure by one yardstick alone has nothing that could be the same.
    areas = own.select("service_area").unique().join(common.select("service_area").unique(), on="service_area")
    both = (
        own.select(*keys, "cell", "count")
        .join(common.select(*keys, "count", common="cell"), on=keys, how="full", coalesce=True, suffix="_common")
        .join(areas, on="service_area", how="semi")
    )
    is_same = (pl.col("count") == pl.col("count_common")).fill_null(False)
    periods = both.group_by(_PERIOD).agg(is_same.all().alias("is_same"))
    differing = (
        periods.filter(~pl.col("is_same"))
        .group_by("service_area")
        .agg(first=pl.col("period_start").min(), last=pl.col("period_start").max())
    )
    is_beside = (
        pl.col("first").is_null()
        | (pl.col("period_start") < pl.col("first"))
        | (pl.col("period_start") > pl.col("last"))
    )
    linked = periods.filter("is_same").join(differing, on="service_area", how="left").filter(is_beside)
    return both.join(linked, on=_PERIOD, how="semi").select("cell", "common").sort("cell")


def cohorts(cells: pl.DataFrame, parts: pl.DataFrame) -> pl.DataFrame:
    """The referrals of a cohort, as what a count has of a period of its own: rows of ``cells`` by another name.

    There are none where the cohort does not begin with a month. That of the day of the build before is one as well,
    unless the month of that day went on.
    """
    is_end = pl.col("period_start").dt.offset_by("1d").dt.day() == 1
    is_before = pl.col("period_kind") == PeriodKind.AS_AT + ALREADY
    is_of_a_day = (pl.col("period_kind") == PeriodKind.AS_AT.value) | (is_before & is_end)
    begins = pl.col("period_start").dt.offset_by(f"-{cohort_months()}mo").dt.offset_by("1d")
    measures, found = set(parts["measure"]), [cells.clear()]
    for cohort in (one for one in identities().cohort if {one.measure, one.of} <= measures):
        of, counted = set_of(parts, cohort.of)[0], set_of(parts, cohort.measure)
        its = cells.filter(pl.col("set").is_in(counted) & is_of_a_day)
        named = its.with_columns(set=pl.lit(of, pl.Int64), period_kind=pl.lit(COHORT), period_start=begins)
        found.append(named.filter(pl.col("period_start").dt.day() == 1))
    return pl.concat(found)
