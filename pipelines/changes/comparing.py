"""Two builds compared: figures of closed periods that moved, each with its reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from pipelines.changes.figures import moved
from pipelines.changes.members import by_rows
from pipelines.changes.pair import Pair
from pipelines.changes.reasons import LATE, Reason
from pipelines.changes.settings import EVERYWHERE, PUBLISHED_ALONE, by_later_events, by_program, by_supply
from pipelines.measures.engine import KEY, MEASURE_VALUE

_NUMBERS = ("numerator", "denominator", "value")
CHANGE = pl.Schema(
    {
        **{name: MEASURE_VALUE[name] for name in KEY},
        **{f"was_{name}": pl.Float64() for name in _NUMBERS},
        "was_symbol": pl.String(),
        **{name: pl.Float64() for name in _NUMBERS},
        "symbol": pl.String(),
        "reason": pl.String(),
        "detail": pl.String(),
    }
)
"""One row per figure that moved and reason: its numbers then and now. A group without a figure has the symbol ``z``."""


@dataclass(frozen=True)
class Changes:
    """What moved between two builds.

    Attributes:
        rows: of ``CHANGE``, sorted.
        open: how many figures moved whose period was not closed, which are expected to.
        compared: how many figures of closed periods were compared.
        closed_by: the day by which a period had to be over.
        measures: those that only one of the builds has.
    """

    rows: pl.DataFrame
    open: int
    compared: int
    closed_by: date
    measures: tuple[str, ...]

    @property
    def figures(self) -> int:
        """How many figures of closed periods moved."""
        return self.rows.select(KEY).unique().height

    @property
    def beyond_late(self) -> pl.DataFrame:
        """The rows of figures that have a reason beyond late data."""
        others = self.rows.filter(~pl.col("reason").is_in([reason.value for reason in LATE])).select(KEY).unique()
        return self.rows.join(others, on=KEY, how="semi", maintain_order="left")

    @property
    def by_reason(self) -> dict[Reason, int]:
        """How many figures each reason bears on, in the reasons' order; one figure may have several."""
        counts = dict(self.rows.group_by("reason").len().rows())
        return {reason: counts[reason.value] for reason in Reason if reason.value in counts}


def compare(pair: Pair, measures: Sequence[str] = ()) -> Changes:
    """Compare two files of one kind.

    Args:
        pair: both of records, or both of what is published.
        measures: those to compare; all if none is named.
    """
    found = moved(pair, measures)
    keys = found.figures.select(KEY)
    rows = found.figures.join(_reasons(pair, keys), on=KEY) if keys.height else CHANGE.to_frame()
    return Changes(
        rows.select(CHANGE.names()).cast(CHANGE).sort(*KEY, "reason"),
        found.open,
        found.compared,
        pair.closed_by,
        _of_one_alone(pair),
    )


def _reasons(pair: Pair, figures: pl.DataFrame) -> pl.DataFrame:
    is_exact = pair.later("SELECT contents FROM build").item() == "records"
    finders = (by_rows, *EVERYWHERE) if is_exact else (*PUBLISHED_ALONE, *EVERYWHERE)
    columns = [*KEY, "reason", "detail"]
    found = pl.concat([find(pair, figures).select(columns) for find in finders])
    for finders in ((by_supply,), (by_later_events, by_program)):
        rest = figures.join(found, on=KEY, how="anti")
        found = pl.concat([found, *(find(pair, rest).select(columns) for find in finders)])
    unknown = figures.join(found, on=KEY, how="anti").with_columns(
        reason=pl.lit(Reason.UNKNOWN.value), detail=pl.lit("")
    )
    every = pl.concat([found, unknown.select(columns)])
    return every.group_by(*KEY, "reason").agg(pl.col("detail").unique().sort().str.join("; "))


def _of_one_alone(pair: Pair) -> tuple[str, ...]:
    one, other = (set(ask("SELECT measure FROM measure")["measure"]) for ask in (pair.earlier, pair.later))
    return tuple(sorted(one ^ other))
