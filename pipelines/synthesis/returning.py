"""Which child a request is for: mostly a new one, now and then one whose earlier referral has ended."""

from __future__ import annotations

import heapq

import numpy as np

from pipelines.synthesis.draw import Flag, Share, Whole


class Returning:
    """Children by the day on which their referral ended; nobody is taken before that day or twice for it.

    A child is known by a number of the caller's.
    """

    def __init__(self) -> None:
        self._until: list[tuple[int, int]] = []
        self._ends: dict[int, int] = {}
        self._free: list[int] = []

    def remember(self, ended_on: int, child: int) -> None:
        """A child may come back when its referral has ended; another day remembered for it before does not count."""
        self._ends[child] = ended_on
        heapq.heappush(self._until, (ended_on, child))

    def take(self, day: int, share: float) -> int | None:
        """Of the children whose referral ended before ``day`` the one that ``share``, 0 to 1, falls upon, if any."""
        while self._until and self._until[0][0] < day:
            self._release(*heapq.heappop(self._until))
        if not self._free:
            return None
        drawn = int(share * len(self._free))
        self._free[drawn], self._free[-1] = self._free[-1], self._free[drawn]
        return self._free.pop()

    def _release(self, ended_on: int, child: int) -> None:
        if self._ends.get(child) == ended_on:
            del self._ends[child]
            self._free.append(child)


class Referred:
    """The children of an area's requests; each is known by the position of the first request that is for it.

    Args:
        comes_back: per request whether it is for a child referred before, if one is still young enough.
        falls_upon: per request which one that is, 0 to 1.
        birth_month: per request the child's, should it be a new one.
        born_from: per request the month from which on a child has to be born to be referred by it.
    """

    def __init__(self, comes_back: Flag, falls_upon: Share, birth_month: Whole, born_from: Whole) -> None:
        self.child = np.arange(len(comes_back))
        self._comes_back, self._falls_upon = comes_back, falls_upon
        self._birth_month, self._born_from = birth_month, born_from
        self._returning = Returning()

    def asks(self, request: int, day: int) -> int:
        """Decide, on the day of a request, which child it is for."""
        again = self._returning.take(day, self._falls_upon[request]) if self._comes_back[request] else None
        if again is not None and self._birth_month[again] >= self._born_from[request]:
            self.child[request] = again
        return int(self.child[request])

    def ends(self, request: int, day: int) -> None:
        """Say, as far as it is known, on which day the referral ends."""
        self._returning.remember(day, int(self.child[request]))
