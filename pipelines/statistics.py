"""What is read from figures: signals over time, areas and groups compared, demand and capacity."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from pipelines.disclosure import Preset
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
        demand_counts: what ``pipelines.measures.demand.demand_counts`` gives of the same figures or their rows.
        preset: how the figures were controlled.
        period_kind: the kind of period of the points of a series over time.

    Returns:
        ``signal``, ``comparison``, ``gap``, ``demand`` and ``demand_quantity``, in their modules' schemas.
    """
    return {
        "signal": signals(figures, definitions, period_kind),
        "comparison": comparison(figures, definitions, preset.slack),
        "gap": gaps(figures, definitions, preset),
        "demand": demand_from_counts(demand_counts),
        "demand_quantity": demand_quantities(of_quarters=period_kind is PeriodKind.QUARTER),
    }
