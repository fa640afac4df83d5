"""Children who are referred again: not before their referral has ended, not twice for one, and not when too old."""

from __future__ import annotations

import numpy as np

from pipelines.synthesis.returning import Referred, Returning

ENDED = 100
CHILD = 3


def test_nobody_comes_back_on_or_before_the_day_of_the_end() -> None:
    returning = Returning()
    returning.remember(ENDED, CHILD)
    assert returning.take(ENDED, 0.5) is None
    assert returning.take(ENDED + 1, 0.5) == CHILD


def test_nobody_comes_back_twice_for_one_referral() -> None:
    returning = Returning()
    returning.remember(ENDED, CHILD)
    assert returning.take(ENDED + 1, 0) == CHILD
    assert returning.take(ENDED + 2, 0) is None


def test_only_the_last_day_remembered_counts() -> None:
    returning = Returning()
    returning.remember(ENDED, CHILD)
    returning.remember(ENDED + 50, CHILD)
    assert returning.take(ENDED + 50, 0) is None
    assert returning.take(ENDED + 51, 0) == CHILD
    assert returning.take(ENDED + 99, 0) is None


def test_every_child_can_be_fallen_upon() -> None:
    drawn = []
    for share in (0.0, 0.4, 0.99):
        returning = Returning()
        for child in range(3):
            returning.remember(ENDED + child, child)
        drawn.append(returning.take(ENDED + 9, share))
    assert drawn == [0, 1, 2]


def referred(born_from: int) -> Referred:
    found = Referred(np.array([False, True]), np.array([0.0, 0.0]), np.array([50, 60]), np.array([0, born_from]))
    found.asks(0, ENDED - 10)
    found.ends(0, ENDED)
    return found


def test_a_request_is_for_the_child_of_an_earlier_one() -> None:
    assert referred(born_from=50).asks(1, ENDED + 1) == 0


def test_who_is_too_old_does_not_come_back() -> None:
    assert referred(born_from=51).asks(1, ENDED + 1) == 1


def test_who_has_not_left_does_not_come_back() -> None:
    assert referred(born_from=50).asks(1, ENDED) == 1
