"""Which counts of a large block to look at together first, so that little is left for all of them at once."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from pipelines.protection.bounds import Whole

_TOGETHER = 1_500
"""About so many counts at a time: programmes of this size take the least time for each count."""
_TURNS = 2


def neighbours(named: pl.DataFrame) -> Iterator[Whole]:
    """Cells between which counts can be exchanged: of some groups of a breakdown, and of an area and all areas.

    Args:
        named: the ``cells`` of ``pipelines.protection.margins.Margins``.
    """
    chance = np.random.default_rng(0)
    for broken_down in named.filter(pl.col("breakdown") != "none").partition_by("yardstick", "breakdown"):
        group = broken_down["category"].rank("dense").cast(pl.Int64).to_numpy() - 1
        groups = int(group.max()) + 1
        pieces = max(1, min(groups // 2, round(broken_down.height / _TOGETHER)))
        for _ in range(_TURNS if pieces > 1 else 1):
            piece = chance.permutation(groups)[group] * pieces // groups
            yield from (_cells(broken_down.filter(pl.Series(piece == number))) for number in range(pieces))
    is_all = pl.col("service_area") == "all"
    for by_yardstick in named.partition_by("yardstick"):
        for area in by_yardstick.filter(~is_all).partition_by("service_area"):
            yield _cells(pl.concat([area, by_yardstick.filter(is_all)]))


def _cells(named: pl.DataFrame) -> Whole:
    return named["cell"].to_numpy().astype(np.int64)
