"""What counts add up to: the equations that an outsider can write down between them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

import polars as pl

from pipelines.measures.identities import identities
from pipelines.measures.periods import PeriodKind
from pipelines.protection.alike import cohorts, holding, same_by_both
from pipelines.protection.counts import PLACE, set_of, wholes, within_of
from pipelines.protection.months import ADDED_UP, ALREADY, COHORT, SERIES, months_of, spans_of

EQUATION = pl.Schema({"equation": pl.Int64(), "cell": pl.Int64(), "sign": pl.Int64()})
"""One row per count in an equation: the counts with their signs come to nothing. Sorted by ``equation``."""

_COUNT = ["cell", "set", *PLACE]
_MOMENT = ["yardstick", "service_area", "breakdown", "category"]


class Margins(NamedTuple):
    """What counts add up to.

    Attributes:
        equations: rows of ``EQUATION``.
        cells: ``cell``, ``set`` and ``PLACE`` of every count in them, also of those that no figure is of: runs of
            months, whose ``period_kind`` is ``months``, and what is counted besides others, whose sets are below 0.
        spans: ``period_kind`` and ``period_start`` of each period, with the first ``month`` of each run that it holds.
        cohorts: some of ``cells`` by another name, as what a count has of a period of its own.
        linked: those that are the same by both yardsticks.
    """

    equations: pl.DataFrame
    cells: pl.DataFrame
    spans: pl.DataFrame
    cohorts: pl.DataFrame
    linked: pl.Series


def margins(cells: pl.DataFrame, parts: pl.DataFrame, snapshots: frozenset[int], until: date | None = None) -> Margins:
    """All equations between counts.

    A count that is in no row is none: a category is only there with something in it. Months are published nowhere, but
    quarters and years are made of them; they join the cells with numbers of their own.

    Args:
        cells: ``cell`` (from 0), ``set`` and ``PLACE``, each place of a set once, and ``count``, the true number.
        parts: what ``pipelines.protection.counts.parts_of`` gives.
        snapshots: the sets that are counted at the close of days, which months do not add up to.
        until: the day of the build before, if there are cells from it.
    """
    is_snapshot = pl.col("set").is_in(list(snapshots))
    flows, stocks = cells.filter(~is_snapshot), cells.filter(is_snapshot)
    in_cohort = cohorts(cells, parts)
    flows = pl.concat([flows, in_cohort])
    spans = spans_of(flows, until)
    months = months_of(flows, spans, cells.height)
    same = same_by_both(cells)
    every = pl.concat([cells.select(_COUNT), months.select(_COUNT)])
    within = list(_within(every, parts))
    groups = [
        *_sums(cells),
        *_wholes(every, parts),
        *_grouped(cells, parts),
        _periods(flows, months, spans),
        *_one_moment(stocks, until),
        *_balances(cells, parts),
        _pairs(same),
        *(sums for sums, _ in within),
    ]
    terms = _numbered([group for group in groups if not group.is_empty()])
    named = pl.concat([every, *(beside for _, beside in within)])
    linked = pl.concat([same["cell"], same["common"]])
    return Margins(terms, named, spans, in_cohort.select(_COUNT), linked)


def _sums(cells: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """All service areas are the areas together, and a whole is the categories of each of its breakdowns."""
    is_all, is_whole = pl.col("service_area") == "all", pl.col("breakdown") == "none"
    yield _made_of(cells.filter(is_all), cells.filter(~is_all), ["set", *(n for n in PLACE if n != "service_area")])
    parts = cells.filter(~is_whole)
    broken_down = parts.select("set", by="breakdown").unique(maintain_order=True)
    totals = cells.filter(is_whole).join(broken_down, on="set", maintain_order="left")
    yield _made_of(totals, parts.with_columns(by="breakdown"), ["set", *PLACE[:4], "by"])


def _made_of(totals: pl.DataFrame, parts: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    """An equation, named by ``total`` and ``by``, for each total and its parts."""
    numbered = totals.with_row_index("number")
    its_parts = parts.join(numbered.select(*by, "number"), on=by)
    return pl.concat([_terms(numbered, -1), _terms(its_parts, 1)])


def _terms(counted: pl.DataFrame, sign: int) -> pl.DataFrame:
    return counted.select(pl.col("number").cast(pl.Int64), pl.col("cell").cast(pl.Int64), sign=pl.lit(sign, pl.Int64))


def _wholes(cells: pl.DataFrame, parts: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Numerators, and what lacks to all, make up denominators; the shares of one whole add up to it."""
    for total, members in sorted({(total, tuple(members)) for total, members in wholes(parts)}):
        shares = cells.filter(pl.col("set").is_in(members))
        # Not every breakdown of the whole has the shares as well.
        whole = cells.filter(pl.col("set") == total).join(shares, on=PLACE, how="semi", maintain_order="left")
        yield _made_of(whole, shares, PLACE)


def _grouped(cells: pl.DataFrame, parts: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Some categories of a count are a number of another measure."""
    measures = set(parts["measure"])
    for grouped in (one for one in identities().grouped if {one.measure, one.of} <= measures):
        whole, counted = set_of(parts, grouped.measure, grouped.part), set_of(parts, grouped.of, "denominator")
        totals = cells.filter(pl.col("set").is_in(whole) & (pl.col("breakdown") == "none"))
        in_group = (pl.col("breakdown") == grouped.breakdown) & pl.col("category").is_in(grouped.categories)
        yield _made_of(totals, cells.filter(pl.col("set").is_in(counted) & in_group), PLACE[:4])


def _within(cells: pl.DataFrame, parts: pl.DataFrame) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """What is counted among other counts, and what is counted there besides: cells of their own, which are given."""
    first = cells.height
    for within in within_of(parts):
        inner = cells.filter(pl.col("set") == within.counted).select("cell", *PLACE)
        among = cells.filter(pl.col("set") == within.among)
        outer = among.join(inner, on=PLACE, how="semi", maintain_order="left")
        beside = outer.select(PLACE).head(0 if within.is_all else outer.height)
        numbered = beside.with_row_index("cell", offset=first).with_columns(pl.col("cell").cast(inner.schema["cell"]))
        named = numbered.with_columns(pl.lit(within.beside, pl.Int64).alias("set")).select(_COUNT)
        yield _made_of(outer, pl.concat([inner, numbered]), PLACE), named
        first += beside.height


def _periods(flows: pl.DataFrame, months: pl.DataFrame, spans: pl.DataFrame) -> pl.DataFrame:
    """Quarters and years are made of the same months; months of which all periods are the same are one."""
    kinds = [*(kind + of_then for kind in ADDED_UP for of_then in ("", ALREADY)), COHORT]
    numbered = flows.filter(pl.col("period_kind").is_in(kinds)).with_row_index("number")
    held = numbered.join(spans, on=["period_kind", "period_start"]).select("number", *SERIES, "span")
    its = months.select("cell", *SERIES, "span").join(held, on=[*SERIES, "span"])
    return pl.concat([_terms(numbered, -1), _terms(its, 1)])


def _one_moment(stocks: pl.DataFrame, until: date | None) -> Iterator[pl.DataFrame]:
    """What is counted as at the day of the figures is what the quarter that holds it has; so it was before."""
    is_quarter = pl.col("period_kind") == PeriodKind.QUARTER.value
    quarters = [(PeriodKind.AS_AT.value, is_quarter)]
    if until:
        # Of a quarter that went on then there is one count from then, and another from now.
        is_over = is_quarter & (pl.col("period_start").dt.offset_by("3mo") <= until + timedelta(days=1))
        quarters += [(PeriodKind.AS_AT + ALREADY, is_over | (pl.col("period_kind") == PeriodKind.QUARTER + ALREADY))]
    for kind, is_candidate in quarters:
        its = stocks.filter(is_candidate)
        latest = its.filter(pl.col("period_start") == pl.col("period_start").max())
        yield _made_of(stocks.filter(pl.col("period_kind") == kind), latest, ["set", *_MOMENT])


def _balances(cells: pl.DataFrame, parts: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """A list is the list a quarter before, with what came and less what went."""
    quarters, measures = cells.filter(pl.col("period_kind") == PeriodKind.QUARTER.value), set(parts["measure"])
    for kept in (one for one in identities().list if one.stock in measures):
        stock, added, removed = (_of(quarters, parts, names) for names in ((kept.stock,), kept.added, kept.removed))
        if stock.is_empty():
            continue
        shared = stock.join(added.select("breakdown").unique(), on="breakdown", how="semi", maintain_order="left")
        before = shared.with_columns(pl.col("period_start").dt.offset_by("3mo"))
        keys = [*_MOMENT, "period_start"]
        numbered = pl.concat([shared, before]).select(keys).unique(maintain_order=True).with_row_index("number")
        known = numbered.filter(pl.col("period_start") <= quarters["period_start"].max())
        signed = ((shared, -1), (before, 1), (added, 1), (removed, -1))
        terms = pl.concat([_terms(rows.join(known, on=keys, maintain_order="left"), sign) for rows, sign in signed])
        yield holding(terms, cells) if kept.has_exceptions else terms


def _pairs(same: pl.DataFrame) -> pl.DataFrame:
    numbered = same.with_row_index("number")
    return pl.concat([_terms(numbered, 1), _terms(numbered.drop("cell").rename({"common": "cell"}), -1)])


def _of(cells: pl.DataFrame, parts: pl.DataFrame, measures: tuple[str, ...]) -> pl.DataFrame:
    whole = parts.filter(pl.col("measure").is_in(measures) & (pl.col("part") == "denominator"))
    return cells.join(whole.select("set"), on="set", how="semi", maintain_order="left")


def _numbered(groups: list[pl.DataFrame]) -> pl.DataFrame:
    """The equations of all groups, numbered on."""
    before, together = 0, [EQUATION.to_frame()]
    for group in groups:
        together.append(group.select(equation=pl.col("number") + before, cell="cell", sign="sign"))
        before += 1 + int(group["number"].to_numpy().max())
    return pl.concat(together).sort("equation", "cell")
