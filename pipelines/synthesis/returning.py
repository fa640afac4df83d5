"""The children whose referral has ended, of whom some are referred again."""

from __future__ import annotations

import heapq
from datetime import date

from pipelines.synthesis.child import Child
from pipelines.synthesis.draw import Draw


class Returning:
    """Children by the day on which their referral ended; nobody is taken before that day or twice for it."""

    def __init__(self) -> None:
        self._until: list[tuple[date, int, Child]] = []
        self._free: list[Child] = []

    def remember(self, ended_on: date, child: Child) -> None:
        """A child may come back when the referral has ended."""
        heapq.heappush(self._until, (ended_on, child.number, child))

    def take(self, day: date, born_from: date, draw: Draw) -> Child | None:
        """A child whose referral ended before ``day``; none where nobody is left or the child drawn is too old."""
        while self._until and self._until[0][0] < day:
            self._free.append(heapq.heappop(self._until)[2])
        if not self._free:
            return None
        drawn = draw.whole(0, len(self._free) - 1)
        self._free[drawn], self._free[-1] = self._free[-1], self._free[drawn]
        child = self._free.pop()
        return child if child.birth_month >= born_from else None
