"""The visits that were kept: on which everything that support achieves depends."""

from __future__ import annotations

import numpy as np

from pipelines.synthesis.draw import Flag, Share, Whole
from pipelines.synthesis.parts import in_order
from pipelines.synthesis.visits import ATTENDED, PLANNED, Visits


class Kept:
    """The attended visits of some referrals among those that were to take place by the last day.

    Args:
        visits: all their visits.
        referrals: how many referrals these are; positions run from 0.

    Attributes:
        day: the days of attended visits, in the order of their referrals and days.
        begins, ends: per referral the position in ``day`` of its first visit, and the one after its last.
    """

    def __init__(self, visits: Visits, referrals: int) -> None:
        is_attended = visits.status == ATTENDED
        self.day = visits.planned_on[is_attended]
        self._attended = in_order(visits.of[is_attended], self.day)
        self._due = in_order(visits.of[visits.status != PLANNED], visits.planned_on[visits.status != PLANNED])
        bounds = np.searchsorted(visits.of[is_attended], np.arange(referrals + 1), side="left")
        self.begins, self.ends = bounds[:-1], bounds[1:]

    @property
    def is_visited(self) -> Flag:
        """Per referral whether any visit was attended."""
        return self.ends > self.begins

    @property
    def first_on(self) -> Whole:
        """The day of the first attended visit, of those referrals that have one."""
        return np.asarray(self.day[self.begins[self.is_visited]], dtype=np.int64)

    def not_before(self, of: Whole, day: Whole) -> tuple[Whole, Flag]:
        """The first attended visit on or after a day, as positions in ``day``, and whether there is one."""
        positions = np.searchsorted(self._attended, in_order(of, day), side="left")
        return positions, positions < self.ends[of]

    def share(self, of: Whole, after: Whole, until: Whole) -> Share:
        """The share attended of the visits later than one day and up to another; 0 where there were none."""
        attended = _between(self._attended, of, after, until)
        return attended / np.maximum(_between(self._due, of, after, until), 1)


def _between(visits: Whole, of: Whole, after: Whole, until: Whole) -> Whole:
    upto = np.searchsorted(visits, in_order(of, until), side="right")
    return np.asarray(upto - np.searchsorted(visits, in_order(of, after), side="right"))
