"""From the smallest periods and single areas to all others: counts add up, snapshots are picked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from pipelines.measures.periods import PeriodKind, last_months, period_start, period_start_of_month


def with_all_areas(cells: pl.DataFrame, counts: Sequence[str]) -> pl.DataFrame:
    """The cells of each service area, and the same of ``all`` together."""
    keys = [name for name in cells.columns if name not in (*counts, "service_area")]
    together = cells.group_by(keys).agg(pl.col(counts).sum()).with_columns(service_area=pl.lit("all"))
    return pl.concat([cells, together.select(cells.columns)])


def in_periods(cells: pl.DataFrame, counts: Sequence[str], kinds: Sequence[PeriodKind], as_at: date) -> pl.DataFrame:
    """Cells added up over the periods that hold them.

    Args:
        cells: counted by ``base_start``: a month's first day; a term's, or ``as_at``, where that is the kind.
        counts: the columns to add up.
        kinds: the kinds of period.
        as_at: the day of the figures.

    Returns:
        ``base_start`` gives way to ``period_kind`` and ``period_start``.
    """
    return in_kinds(cells, kinds, as_at).group_by(pl.exclude(counts)).agg(pl.col(counts).sum())


def in_kinds(cells: pl.DataFrame, kinds: Sequence[PeriodKind], as_at: date) -> pl.DataFrame:
    """Cells in each of the periods that hold them, as ``in_periods`` has them but not added up."""
    return pl.concat([_in_kind(cells, kind, as_at) for kind in kinds])


def in_snapshots(rows: pl.DataFrame, kinds: Sequence[PeriodKind], as_at: date) -> pl.DataFrame:
    """Snapshots by month, each kind of period with the last snapshot that it holds.

    Args:
        rows: by ``base_start``, the first day of the snapshot's month.
        kinds: the kinds of period.
        as_at: the day of the figures, which closes the last month.

    Returns:
        ``base_start`` gives way to ``period_kind`` and ``period_start``.
    """
    this_month = period_start(PeriodKind.MONTH, as_at, as_at)
    parts = []
    for kind in kinds:
        closes = pl.col("base_start").dt.month().is_in(last_months(kind)) | (pl.col("base_start") == this_month)
        parts.append(_in_kind(rows.filter(closes), kind, as_at))
    return pl.concat(parts)


def _in_kind(cells: pl.DataFrame, kind: PeriodKind, as_at: date) -> pl.DataFrame:
    start = period_start_of_month(kind, pl.col("base_start"), as_at)
    placed = cells.with_columns(period_kind=pl.lit(kind.value), period_start=start).drop("base_start")
    return placed.filter(pl.col("period_start").is_not_null())
