"""Two finished files of one kind, asked together or one by one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from pipelines.asking import Ask, Parameters
from pipelines.errors import WrongUsage
from pipelines.finished import must_be_of_this_format
from pipelines.warehouse import Warehouse

EARLIER, LATER = "earlier", "later"


@dataclass(frozen=True)
class Pair:
    """Two files.

    Attributes:
        scratch: reads both, under their names, and holds nothing itself.
        earlier, later: answer from one of them; its relations need no name before theirs.
    """

    scratch: Warehouse
    earlier: Ask
    later: Ask

    @property
    def ask(self) -> Ask:
        """Answers from both, whose relations are named ``earlier.<relation>`` and ``later.<relation>``."""
        return self.scratch.frame

    @property
    def closed_by(self) -> date:
        """The earlier of the two days of the figures: what had ended by then was closed in both."""
        days: list[date] = [ask("SELECT as_at FROM build").item() for ask in (self.earlier, self.later)]
        return min(days)

    def keep(self, name: str, side: str, query: str) -> None:
        """Make a passing relation of a query over one of the files."""
        self.scratch.execute(f"USE {side}")
        self.scratch.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {query}")


@contextmanager
def pair_of(earlier: Path, later: Path) -> Iterator[Pair]:
    """Open two files for the block.

    Raises:
        NoWarehouse: one of them cannot be opened, or is of another format.
        WrongUsage: they are one and the same file.
    """
    if earlier.resolve() == later.resolve():
        raise WrongUsage(f"{earlier.parent} cannot be compared with itself; name two builds.")
    with Warehouse() as scratch, scratch.reading(earlier, EARLIER), scratch.reading(later, LATER):
        try:
            pair = Pair(scratch, _asking(scratch, EARLIER), _asking(scratch, LATER))
            must_be_of_this_format(pair.earlier, earlier.parent)
            must_be_of_this_format(pair.later, later.parent)
            yield pair
        finally:
            scratch.execute("USE warehouse")


def _asking(scratch: Warehouse, side: str) -> Ask:
    def ask(sql: str, parameters: Parameters | None = None, /) -> pl.DataFrame:
        scratch.execute(f"USE {side}")
        return scratch.frame(sql, parameters)

    return ask
