"""A service area's places: so many families can be supported at a time, each by one worker."""

from __future__ import annotations

import heapq

from pipelines.synthesis.draw import Draw
from pipelines.synthesis.model import AreaModel


class Places:
    """The places of an area's workers; the one that is free first is given first.

    Args:
        model: the area's parameters.
        referrals_a_year: how many the area receives; places are in proportion.
        first: the first day; every place is taken then, by a family of earlier times.
        draw: where the first families' days of leaving come from.
    """

    def __init__(self, model: AreaModel, referrals_a_year: float, first: int, draw: Draw) -> None:
        number = max(1, round(model.places * referrals_a_year))
        opens = first + model.backlog_days
        leaving: list[int] = (opens + draw.whole(0, model.first_leave_days, number)).tolist()
        self._free = [(day, place) for place, day in enumerate(leaving)]
        heapq.heapify(self._free)
        self._caseload = model.caseload

    def next_free_on(self) -> int:
        """The day on which the next place is free."""
        return self._free[0][0]

    def take(self, until: int) -> int:
        """Take that place until a day, and say whose it is: the worker's number, from 1."""
        _, place = self._free[0]
        heapq.heapreplace(self._free, (until, place))
        return place // self._caseload + 1
