"""The queue: a service area has so many places, and a family begins when one is free."""

from __future__ import annotations

import heapq
from datetime import date, timedelta

from pipelines.synthesis.draw import Draw
from pipelines.synthesis.model import AreaModel


class Places:
    """The places of an area's workers, first come, first served.

    Args:
        model: the area's parameters.
        referrals_a_year: how many the area receives; places are in proportion.
        first: the first day; every place is taken then, by a family of earlier times.
        draw: where the first families' days of leaving come from.
    """

    def __init__(self, model: AreaModel, referrals_a_year: float, first: date, draw: Draw) -> None:
        number = max(1, round(model.places * referrals_a_year))
        opens = first + timedelta(days=model.backlog_days)
        leaving = (opens + timedelta(days=int(draw.between(0, model.support_days))) for _ in range(number))
        self._free = [(day, place) for place, day in enumerate(leaving)]
        heapq.heapify(self._free)
        self._caseload = model.caseload

    def next_free_on(self) -> date:
        """The day on which the next place is free."""
        return self._free[0][0]

    def take(self, until: date) -> int:
        """Take that place until a day, and say whose it is: the worker's number, from 1."""
        _, place = heapq.heappop(self._free)
        heapq.heappush(self._free, (until, place))
        return place // self._caseload + 1
