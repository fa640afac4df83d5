"""What was found of the delivered rows, and the tables that say what was to be delivered, and how fresh it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from pipelines.disclosure import Preset
from pipelines.inspection import Inspection
from pipelines.measures.definition import Definition
from pipelines.quality.contract import contract_columns, contract_extracts
from pipelines.quality.freshness import controlled_freshness, freshness
from pipelines.quality.needs import measure_needs
from pipelines.quality.profile import Profile, profile
from pipelines.quality.received import delivery_counts, fault_counts
from pipelines.quality.scope import DeliveryScope, delivery_scope
from pipelines.warehouse import Warehouse


@dataclass(frozen=True)
class Quality:
    """What was found of the delivered rows, exact.

    Attributes:
        scope: what was delivered for whom.
        profile: the accepted rows, counted.
        deliveries: rows of ``DELIVERY_COUNT``.
        faults: rows of ``FAULT_COUNT``.
    """

    scope: DeliveryScope
    profile: Profile
    deliveries: pl.DataFrame
    faults: pl.DataFrame


def quality_of(warehouse: Warehouse, inspection: Inspection) -> Quality:
    """Count what was delivered; ``landing`` and ``superseded`` are still there."""
    scope = delivery_scope(warehouse, inspection.landing, [area.code for area in inspection.areas.areas])
    found = profile(warehouse, inspection.as_at)
    return Quality(
        scope,
        found,
        delivery_counts(warehouse, found.rows, inspection.landing),
        fault_counts(warehouse, inspection.results, scope),
    )


def quality_tables(
    quality: Quality, definitions: Sequence[Definition], preset: Preset, is_exact: bool
) -> dict[str, pl.DataFrame]:
    """The tables by name.

    Args:
        quality: what was found, exact.
        definitions: of the measures.
        preset: how counts are controlled.
        is_exact: whether days may be given, and not months alone.
    """
    scope, months = quality.scope, quality.profile.months
    return {
        "freshness": freshness(months, scope) if is_exact else controlled_freshness(months, scope, preset),
        "contract_extract": contract_extracts(),
        "contract_column": contract_columns(),
        "measure_need": measure_needs(definitions),
    }
