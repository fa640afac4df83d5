"""Records that are made of arrays: some of their elements, and the order of referrals and days."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

import numpy as np

from pipelines.synthesis.draw import Flag, Whole

T = TypeVar("T")
_DAYS = 1 << 24
"""More than there are between any two days, so that a referral and a day are one number in the order of both."""


def part(whole: T, which: slice | Whole | Flag) -> T:
    """The same elements of every array of a frozen object and of those that it is made of; the rest as it is."""
    taken: Any = whole
    if isinstance(whole, np.ndarray):
        taken = whole[which]
    elif isinstance(whole, tuple):
        taken = tuple(part(each, which) for each in whole)
    elif is_dataclass(whole) and not isinstance(whole, type):
        taken = replace(whole, **{field.name: part(getattr(whole, field.name), which) for field in fields(whole)})
    return taken  # type: ignore[no-any-return]


def joined(arrays: list[Whole]) -> Whole:
    """Arrays one after the other; none give an empty one."""
    return np.concatenate([np.zeros(0, dtype=np.int64), *arrays])


def in_order(of: Whole, day: Whole) -> Whole:
    """Referrals' positions and days as single numbers, which are in the order of referrals and then of days."""
    return of * _DAYS + day
