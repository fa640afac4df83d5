"""What a build publishes: over the build before, or as it was worked out beforehand, or worked out now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl

from pipelines.disclosure import Preset
from pipelines.measures.definition import Definition
from pipelines.protection.going_on import with_those_going_on
from pipelines.protection.standing import Before, Standing
from pipelines.protection.suppression import publishable
from pipelines.protection.worked_out import worked_out


def to_publish(
    current: Standing,
    former: Before | None,
    definitions: Sequence[Definition],
    preset: Preset,
    beforehand: Path | None,
    told: Callable[[float], None],
) -> pl.DataFrame:
    """The figures that may be published.

    Args:
        current: the figures as they stand over the build before.
        former: that build, if there is one.
        definitions: of the measures.
        preset: how counts are controlled.
        beforehand: what ``pipelines.protection.worked_out`` kept, if anything; it is of a build over no other.
        told: told what share of the figures is done.

    Returns:
        Rows of ``MEASURE_VALUE`` without those by month, sorted by their key.
    """
    found = worked_out(beforehand, current.exact, definitions, preset) if beforehand and not former else None
    if found is not None:
        return found
    known = with_those_going_on(current, former, definitions) if former else current
    return publishable(current.exact, definitions, preset, known, told)
