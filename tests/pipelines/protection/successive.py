"""Two published files of successive builds, as somebody has them who kept the first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import NamedTuple

import polars as pl

from pipelines.disclosure import SUPPRESSED, Preset
from pipelines.measures.engine import KEY, MEASURE_VALUE
from pipelines.protection.going_on import with_those_going_on
from pipelines.protection.months import ALREADY
from pipelines.protection.standing import Before, counts_of, standing
from pipelines.protection.suppression import publishable
from tests.pipelines.protection.conftest import DEFINITIONS
from tests.twins.attacker.sums import THEN

_COUNTS = ("numerator", "denominator")


class Successive(NamedTuple):
    """What there is to attack, and what it hides.

    Attributes:
        exact: rows of ``MEASURE_VALUE``; of periods that went on at the first day, what they had by then as rows are
            now, under kinds that end in ``THEN``.
        published: likewise, controlled, with ``leeway``: how much the counts behind a figure changed at most since.
    """

    exact: pl.DataFrame
    published: pl.DataFrame


def successive(
    earlier: pl.DataFrame,
    exact: pl.DataFrame,
    preset: Preset,
    until: date,
    as_at: date,
    ignored: pl.Expr | None = None,
) -> Successive:
    """Publish figures of one day, and then those of a later one over them.

    The attacker is told more than a file tells: which figures stand though their counts changed, and by how much.
    What went on then is taken as the control lays it out: that it lays out all that hangs together is not tested here.

    Args:
        earlier: rows of ``MEASURE_VALUE`` of the first day, exact, also by month.
        exact: those of the later one.
        preset: how both are controlled.
        until: the first day.
        as_at: the later one.
        ignored: what a broken control forgets of the figures as they stand.
    """
    first = publishable(earlier, DEFINITIONS, preset)
    before = Before(first, earlier, until, as_at)
    current = with_those_going_on(standing(exact, DEFINITIONS, preset, before), before, DEFINITIONS)
    standing_now = current.rows.filter("stands")
    is_then = pl.col("period_kind").str.ends_with(ALREADY)
    then, rest = standing_now.filter(is_then), standing_now.filter(~is_then)
    looked_at = current if ignored is None else replace(current, rows=current.rows.remove(ignored))
    shown = publishable(exact, DEFINITIONS, preset, looked_at)
    # Of a group without a figure that has something in it now there is nothing to be seen, and nothing to be known.
    unseen = pl.concat([then, rest]).filter(~pl.col("is_seen")).with_columns(symbol=pl.lit(SUPPRESSED))
    seen = pl.concat([then.filter("is_seen").select(MEASURE_VALUE.names()), shown])
    known = pl.concat([seen, unseen.select(MEASURE_VALUE.names())])
    was = pl.concat([_named(counts_of(earlier)), counts_of(earlier)]).join(standing_now.select(KEY), on=KEY, how="semi")
    leeway = (
        standing_now.select(*KEY, "numerator_now", "denominator_now")
        .join(pl.concat([current.stood.select(was.columns), was]).unique(KEY, keep="first"), on=KEY, how="left")
        .select(*KEY, leeway=_apart())
    )
    known = known.join(leeway, on=KEY, how="left").with_columns(pl.col("leeway").fill_null(0).cast(pl.Int64))
    behind = pl.concat([current.exact, _counted(rest.join(current.exact, on=KEY, how="anti"))])
    return Successive(_renamed(behind), _renamed(known))


def _apart() -> pl.Expr:
    """By how much at most a figure's counts, and what lacks to all, are others now."""
    some, every = (pl.col(f"{name}_now").fill_null(0) - pl.col(name).fill_null(0) for name in _COUNTS)
    return pl.max_horizontal(some.abs(), every.abs(), (every - some).abs())


def _counted(rows: pl.DataFrame) -> pl.DataFrame:
    """What stands without anything in it now, counted: none."""
    none = pl.lit(None, pl.Float64)
    nothing = [pl.lit(0.0).alias(name) for name in (*_COUNTS, "value")]
    return rows.with_columns(*nothing, lower=none, upper=none, symbol=pl.lit("")).select(MEASURE_VALUE.names())


def _named(counts: pl.DataFrame) -> pl.DataFrame:
    return counts.with_columns(pl.col("period_kind") + ALREADY)


def _renamed(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(pl.col("period_kind").str.replace(ALREADY, THEN, literal=True))
