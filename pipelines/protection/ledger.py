"""The counts of a block, how they are read off its figures, and what they add up to."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from pipelines.disclosure import Preset, without_numbers
from pipelines.protection.beyond import beyond
from pipelines.protection.bounds import Floats, System
from pipelines.protection.counts import PLACE, counts
from pipelines.protection.exchanges import Exchanges
from pipelines.protection.known import alone, placed


@dataclass(frozen=True)
class Ledger:
    """The counts of a block: how they are read off its figures, and what they add up to.

    Attributes:
        named: ``cell``, ``set`` and place of all its counts, those that no figure is of among them.
        parts: what ``pipelines.protection.counts.parts_of`` gives.
        preset: how the figures were controlled.
        system: the equations of the block.
        exchanges: what single cases can change.
        counted: ``set``, place and ``count``: the true number of what figures are of.
    """

    named: pl.DataFrame
    parts: pl.DataFrame
    preset: Preset
    system: System
    exchanges: Exchanges
    counted: pl.DataFrame

    @property
    def size(self) -> int:
        """How many counts there are."""
        return self.named.height

    def known(self, rows: pl.DataFrame, preset: Preset | None = None) -> pl.DataFrame:
        """What each figure says of each count: ``pipelines.protection.counts.counts`` with ``cell``.

        With a preset, what figures say that are controlled in this way; middles tell nothing then.
        """
        known = counts(rows, self.parts, preset or self.preset)
        return placed(known if preset else pl.concat([known, self._beyond(rows)]), self.named)

    def _beyond(self, rows: pl.DataFrame) -> pl.DataFrame:
        """What middles tell of the counts beyond thresholds: bounds that have the true number within."""
        told = beyond(rows, self.parts, self.preset).join(self.counted, on=["set", *PLACE], maintain_order="left")
        upper = pl.when(pl.col("upper").is_not_null()).then(pl.max_horizontal("upper", "count"))
        return told.with_columns(lower=pl.min_horizontal("lower", "count"), upper=upper).drop("count")

    def ends(self, rows: pl.DataFrame) -> tuple[Floats, Floats]:
        """The least and the most that each count can be by its own figures."""
        return alone(self.known(rows), self.size)[:2]

    def floor(self, rows: pl.DataFrame) -> Floats:
        """The least that each count can be once nothing shows it."""
        return self.ends(without_numbers(rows, pl.col("symbol") == ""))[0]
