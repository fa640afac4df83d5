"""What each measure can be asked by, so that a reader need not look for it among all figures."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import polars as pl

from pipelines.measures.definition import Definition
from pipelines.measures.periods import PeriodKind


def breakdown_choices(definitions: Sequence[Definition]) -> pl.DataFrame:
    """One row per measure and breakdown it is given by, whole figures left out; ``position`` counts from 1."""
    rows = [
        (definition.measure, breakdown, position)
        for definition in definitions
        for position, breakdown in enumerate(definition.breakdowns, start=1)
    ]
    schema = {"measure": pl.String, "breakdown": pl.String, "position": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def period_choices(definitions: Sequence[Definition], withheld: Collection[PeriodKind] = ()) -> pl.DataFrame:
    """One row per measure and kind of period it is given by, in the definition's order.

    Args:
        definitions: the measures'.
        withheld: the kinds of which the file has no figure.
    """
    rows = [
        (definition.measure, kind.value)
        for definition in definitions
        for kind in definition.period_kinds
        if kind not in withheld
    ]
    return pl.DataFrame(rows, schema={"measure": pl.String, "period_kind": pl.String}, orient="row")
