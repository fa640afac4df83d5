"""The counts of a block, how they are read off its figures, and what they add up to."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from pipelines.disclosure import Preset, without_numbers
from pipelines.protection.bounds import Floats, System
from pipelines.protection.counts import counts
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
    """

    named: pl.DataFrame
    parts: pl.DataFrame
    preset: Preset
    system: System
    exchanges: Exchanges

    @property
    def size(self) -> int:
        """How many counts there are."""
        return self.named.height

    def known(self, rows: pl.DataFrame, preset: Preset | None = None) -> pl.DataFrame:
        """What each figure says of each count: ``pipelines.protection.counts.counts`` with ``cell``."""
        return placed(counts(rows, self.parts, preset or self.preset), self.named)

    def ends(self, rows: pl.DataFrame) -> tuple[Floats, Floats]:
        """The least and the most that each count can be by its own figures."""
        return alone(self.known(rows), self.size)[:2]

    def floor(self, rows: pl.DataFrame) -> Floats:
        """The least that each count can be once nothing shows it."""
        return self.ends(without_numbers(rows, pl.col("symbol") == ""))[0]
