"""What is read from figures: signals over time, areas and groups compared, demand and capacity."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from pipelines.disclosure import SUPPRESSED, Preset
from pipelines.measures.comparison import comparison
from pipelines.measures.definition import Definition
from pipelines.measures.demand import demand_from_counts, demand_quantities
from pipelines.measures.gap import gaps
from pipelines.measures.periods import PeriodKind
from pipelines.measures.signals import signals


def statistic_tables(
    figures: pl.DataFrame,
    definitions: Sequence[Definition],
    demand_counts: pl.DataFrame,
    preset: Preset,
    period_kind: PeriodKind,
) -> dict[str, pl.DataFrame]:
    """Every table of statistics, worked out anew from the figures that are given.

    Args:
        figures: rows of ``MEASURE_VALUE``, exact or controlled.
        definitions: of the measures in it.
        demand_counts: what ``pipelines.measures.demand.demand_counts`` gives, exact.
        preset: how the figures were controlled, and how the counts behind demand and capacity are to be.
        period_kind: the kind of period of the points of a series over time.

    Returns:
        ``signal``, ``comparison``, ``gap``, ``demand`` and ``demand_quantity``, in their modules' schemas.
    """
    return {
        "signal": signals(figures, definitions, period_kind),
        "comparison": comparison(figures, definitions, preset.slack),
        "gap": gaps(figures, definitions, preset),
        "demand": demand_from_counts(_as_suppressed(demand_counts, figures), preset),
        "demand_quantity": demand_quantities(),
    }


def _as_suppressed(demand_counts: pl.DataFrame, figures: pl.DataFrame) -> pl.DataFrame:
    """The counts without those of children waiting whose figure is suppressed: another name must not tell them."""
    is_now = (pl.col("measure") == "children_waiting") & (pl.col("period_kind") == PeriodKind.AS_AT.value)
    hidden = figures.filter(is_now & (pl.col("breakdown") == "none") & (pl.col("symbol") == SUPPRESSED))
    is_hidden = pl.col("service_area").is_in(hidden["service_area"].implode())
    return demand_counts.with_columns(waiting=pl.when(~is_hidden).then("waiting"))
