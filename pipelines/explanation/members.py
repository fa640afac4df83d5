"""The rows that a figure is made of, found by the query that counts them."""

from __future__ import annotations

from datetime import date

import polars as pl

from pipelines.asking import Ask
from pipelines.explanation.asking import ALL, Row
from pipelines.measures.definition import Definition
from pipelines.measures.periods import PeriodKind
from pipelines.measures.query import rows_query
from pipelines.measures.rollup import in_kinds, in_snapshots

_ROW_NAMES = ("referral_id", "visit_id", "target_id", "enrolment_id", "standard", "sequence", "area_of_development")
"""What says which row it is, of whichever relation: pseudonymous identifiers, and which of a referral's it is."""
AMOUNTS = ("counted", "of_these", "value")


def rows_of(ask: Ask, definition: Definition, telling: tuple[str, ...] = ()) -> pl.DataFrame:
    """Every row that a measure counts, by the smallest of its periods.

    Args:
        ask: answers from a file with records, whose figures are by this definition.
        definition: the measure's.
        telling: further columns of its relation.

    Returns:
        The columns of ``rows_query``: those that name a row and the day it counts by, before what it adds.
    """
    return ask(members_query(ask, definition, telling))


def members_query(ask: Ask, definition: Definition, telling: tuple[str, ...] = ()) -> str:
    """SQL of what ``rows_of`` gives, over any file of the same format."""
    there = ask(f"SELECT * FROM {definition.relation} LIMIT 0").columns
    named = [name for name in _ROW_NAMES if name in there]
    day = [definition.period] if definition.period else []
    return rows_query(definition, list(dict.fromkeys([*named, *day, *telling])))


def members(ask: Ask, definition: Definition, figure: Row, as_at: date) -> pl.DataFrame:
    """The rows behind one figure.

    Args:
        ask: answers from a file with records.
        definition: of the figure's measure.
        figure: a row of ``measure_value``.
        as_at: the day of the figures.

    Returns:
        One row per row counted: ``service_area``, what names it and the day it counts by, then ``counted`` and
        ``of_these``, which add up to the figure's denominator and numerator, and ``value``, of which a median is.
    """
    by = () if figure["breakdown"] == "none" else (figure["breakdown"],)
    rows = rows_of(ask, definition, by).filter(yardstick=figure["yardstick"])
    placed = (in_snapshots if definition.is_snapshot else in_kinds)(rows, (PeriodKind(figure["period_kind"]),), as_at)
    wanted = [pl.col("period_start") == figure["period_start"], *(pl.col(name) == figure["category"] for name in by)]
    if figure["service_area"] != ALL:
        wanted.append(pl.col("service_area") == figure["service_area"])
    return placed.filter(wanted).drop("yardstick", "period_kind", "period_start")
