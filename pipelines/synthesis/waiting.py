"""The waiting list: families queue for a place, those in greater need ahead, and some give up or grow too old.

This is the one part that has to be told in order, day by day; everything else is drawn for many referrals at once.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass

import numpy as np

from expectations import codes
from pipelines.synthesis.children import Children
from pipelines.synthesis.draw import Draw, Flag, Whole
from pipelines.synthesis.model import AreaModel
from pipelines.synthesis.places import Places
from pipelines.synthesis.requests import LEAST_SUPPORT_DAYS, LEAST_WAIT_DAYS, Requests
from pipelines.synthesis.returning import Referred
from pipelines.synthesis.school_days import Calendar, month_of

NEVER = 1 << 22
"""A day later than any other."""


@dataclass(frozen=True)
class Waits:
    """How each request's wait ended; one element per request in every array.

    Attributes:
        child: the request with which its child was referred for the first time, as a position.
        started_on: the first day of support; ``NEVER`` where no place was free in time.
        ended_on: the day of the closure, or of the decision not to accept.
        is_too_old: whether it ended because the child had grown too old.
        worker: the number of the worker whose place was taken; 0 where none was.
    """

    child: Whole
    started_on: Whole
    ended_on: Whole
    is_too_old: Flag
    worker: Whole


class WaitingList:
    """An area's waiting list, from the first day on.

    Args:
        model: the area's parameters.
        calendar: its days; support starts on school days.
        requests: all requests, in the order in which they are received.
        new: for each request the child that is referred by it, should it be a new one.
        places: the area's places.
        draw: where it comes from which children come back.
    """

    def __init__(
        self, model: AreaModel, calendar: Calendar, requests: Requests, new: Children, places: Places, draw: Draw
    ) -> None:
        self._calendar, self._requests, self._places = calendar, requests, places
        self._referred = _referred(model, requests, new, draw)
        self._is_accepted, self._too_old_on = requests.is_accepted, new.too_old_on
        head_starts = np.array([model.head_start_days[code] for code, _ in codes.PRIORITY])
        self._asked_as_if_on = requests.received_on - head_starts[requests.priority]
        number = len(requests.received_on)
        self._gives_up_on = np.full(number, NEVER)
        self._waits = Waits(
            child=self._referred.child,
            started_on=np.full(number, NEVER),
            ended_on=requests.decided_on.copy(),
            is_too_old=np.zeros(number, dtype=bool),
            worker=np.zeros(number, dtype=np.int64),
        )
        self._queue: list[tuple[int, int]] = []

    def until(self, last: int) -> Waits:
        """How the waits ended if places are given up to this day; call it once."""
        ready = np.where(self._is_accepted, self._requests.ready_on, NEVER)
        days = np.arange(self._calendar.first, last + 1)
        arrivals, joiners = _by_day(self._requests.received_on, days), _by_day(ready, days)
        for day, asking, joining, is_open in zip(
            days.tolist(), arrivals, joiners, self._calendar.is_school_day(days).tolist(), strict=True
        ):
            for request in asking.tolist():
                self._ask(request, day)
            for request in joining.tolist():
                heapq.heappush(self._queue, (int(self._asked_as_if_on[request]), request))
            self._give_places(day if is_open else NEVER)
        return self._waits

    def _ask(self, request: int, day: int) -> None:
        too_old_on = self._too_old_on[self._referred.asks(request, day)]
        patient_until = self._requests.received_on[request] + self._requests.patience_days[request]
        gives_up_on = max(day + LEAST_WAIT_DAYS, min(int(patient_until), int(too_old_on)))
        self._gives_up_on[request] = gives_up_on
        decided_on = int(self._requests.decided_on[request])
        is_accepted = bool(self._is_accepted[request])
        self._end(request, max(gives_up_on, decided_on) if is_accepted else decided_on)
        self._waits.is_too_old[request] = is_accepted and gives_up_on >= too_old_on

    def _give_places(self, day: int) -> None:
        while self._queue and self._places.next_free_on() <= day < NEVER:
            _, request = heapq.heappop(self._queue)
            if day <= self._gives_up_on[request]:
                self._start(request, day)

    def _start(self, request: int, day: int) -> None:
        too_old_on = int(self._too_old_on[self._referred.child[request]])
        done_on = day + int(self._requests.support_days[request])
        closes_on = max(min(done_on, too_old_on), day + LEAST_SUPPORT_DAYS)
        self._waits.started_on[request] = day
        self._waits.is_too_old[request] = closes_on >= too_old_on
        self._waits.worker[request] = self._places.take(closes_on + int(self._requests.rests_days[request]))
        self._end(request, closes_on)

    def _end(self, request: int, day: int) -> None:
        ended_on = self._calendar.next_working_day(day)
        self._waits.ended_on[request] = ended_on
        self._referred.ends(request, ended_on)


def _referred(model: AreaModel, requests: Requests, new: Children, draw: Draw) -> Referred:
    number = len(requests.received_on)
    comes_back = draw.chance(model.returning, number)
    born_from = month_of(requests.received_on) - model.age_months.most
    return Referred(comes_back, draw.shares(number), new.birth_month, born_from)


def _by_day(days_of: Whole, days: Whole) -> list[Whole]:
    """For each of the days in a row the positions that fall on it."""
    order = np.argsort(days_of, kind="stable")
    begins = np.searchsorted(days_of[order], np.append(days, days[-1] + 1), side="left")
    return np.split(order, begins)[1:-1]
