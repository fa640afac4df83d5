"""Parts of a block in which to look for other worlds, all else as it is: most are found in small ones."""

from __future__ import annotations

import numpy as np
import polars as pl

from pipelines.protection.bounds import Flags, Floats

_TOGETHER, _MOST = 2, 60_000
"""So many areas are looked at together, or only one where these and all together have more counts than that."""


class Pieces:
    """The counts of a block by breakdown and by service area.

    Attributes:
        by_breakdown: of each breakdown, which counts are its groups. Within one nothing is a whole of another, so that
            other worlds leave all wholes as they are.
        areas: how many areas there are, besides all of them together.
        together: how many of them ``some_areas`` takes.
    """

    def __init__(self, named: pl.DataFrame) -> None:
        """From the ``cells`` of ``pipelines.protection.margins.Margins``."""
        breakdown, area = named["breakdown"], named["service_area"]
        self.by_breakdown = [(breakdown == one).to_numpy() for one in breakdown.unique().sort() if one != "none"]
        self._each = [(area == one).to_numpy() for one in area.unique().sort() if one != "all"]
        self._all = (area == "all").to_numpy()
        self._chance = np.random.default_rng(0)
        self.areas = len(self._each)
        is_few = (_TOGETHER + 1) * named.height <= _MOST * (self.areas + 1)
        self.together = min(_TOGETHER if is_few else 1, self.areas)

    def some_areas(self, wanted: Flags) -> Flags:
        """Some areas, and all areas together; the first is by chance one of those with many of the counts wanted."""
        each = np.array([np.count_nonzero(wanted & inside) for inside in self._each], dtype=np.float64)
        first = self._chance.choice(self.areas, p=_shares(each))
        others = [at for at in self._chance.permutation(self.areas) if at != first]
        inside: Flags = np.logical_or.reduce(
            [self._all, *(self._each[at] for at in [first, *others[: self.together - 1]])]
        )
        return inside


def _shares(each: Floats) -> Floats:
    return each / each.sum() if each.any() else np.full(each.size, 1 / each.size)
