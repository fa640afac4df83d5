"""What a submission comes to: its figures and what is counted beside them, exact and as they may be published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from pipelines import provenance
from pipelines.disclosure import EXACT, Preset
from pipelines.inspection import Inspection
from pipelines.measures.definition import Definition
from pipelines.measures.demand import demand_counts
from pipelines.measures.engine import measure
from pipelines.measures.published_demand import published_counts
from pipelines.measures.soundness import check_figures
from pipelines.protection.standing import Before
from pipelines.quality.row_tables import row_tables, to_be_published
from pipelines.quality.tables import Quality, quality_of
from pipelines.warehouse import Warehouse


@dataclass(frozen=True)
class Counted:
    """What a submission comes to.

    Attributes:
        figures: rows of ``MEASURE_VALUE``; by month where they are exact.
        demand: what demand and capacity are made of.
        area_scope: which rules each service area has published, and whether its term dates were delivered.
        rows: the tables that count rows, by name.
        quality: what was delivered and how complete it is, exact.
        bank_holidays: the days that are no working days anywhere.
    """

    figures: pl.DataFrame
    demand: pl.DataFrame
    area_scope: pl.DataFrame
    rows: Mapping[str, pl.DataFrame]
    quality: Quality
    bank_holidays: pl.DataFrame


def counted_exactly(records: Warehouse, definitions: Sequence[Definition], inspection: Inspection) -> Counted:
    """What the rows of a submission come to.

    Args:
        records: holds the derived relations, and the rows as they were delivered.
        definitions: of the measures.
        inspection: what was read and checked.
    """
    figures = measure(records, definitions, inspection.as_at)
    check_figures(figures, definitions)
    waits = records.frame("SELECT service_area, received_on, started_on, wait_ended_on FROM wait")
    quality = quality_of(records, inspection)
    return Counted(
        figures,
        demand_counts(waits, inspection.as_at),
        records.frame("SELECT * FROM area_scope ORDER BY service_area"),
        row_tables(inspection, quality, EXACT, "records"),
        quality,
        records.frame("SELECT * FROM bank_holiday ORDER BY holiday_on"),
    )


def to_be_shown(
    counted: Counted, figures: pl.DataFrame, inspection: Inspection, preset: Preset, former: Before | None
) -> Counted:
    """What may be published.

    Args:
        counted: what ``counted_exactly`` gives.
        figures: the figures that may be published.
        inspection: what was read and checked.
        preset: how counts are controlled.
        former: the build before, if there is one.
    """
    is_zero_hidden = preset.smallest_hidden <= 0 <= preset.largest_hidden
    demand = published_counts(figures, inspection.as_at, is_zero_hidden=is_zero_hidden)
    before = former.tables if former else None
    exact, fresh = (row_tables(inspection, counted.quality, each, provenance.PUBLISHED) for each in (EXACT, preset))
    rows = to_be_published(exact, fresh, preset, figures, before)
    return replace(counted, figures=figures, demand=demand, rows=rows)
