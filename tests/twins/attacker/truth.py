"""What the counts of an attacker truly are: also those that no figure is of."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from tests.twins.attacker.known import Count, Known

Floats = npt.NDArray[np.float64]


def true_counts(known: Known, truth: Mapping[Count, float]) -> Floats:
    """The true number of every count of an attacker: of months too, and of those that only equations name.

    Args:
        known: what he can write down.
        truth: what ``tests.twins.attacker.reading.counted`` gives of the exact figures, months among them.
    """
    numbers = np.array([_true(known, truth, count) for count in known.number])
    waiting = known.equations
    while True:
        is_open = [sum(np.isnan(numbers[cell]) for cell, _ in terms) for terms in waiting]
        one = [terms for terms, unknown in zip(waiting, is_open, strict=True) if unknown == 1]
        if not one:
            return numbers
        for terms in one:
            cell, sign = next(((cell, sign) for cell, sign in terms if np.isnan(numbers[cell])), (0, 0))
            if sign:
                numbers[cell] = -sum(other * numbers[at] for at, other in terms if at != cell) / sign
        waiting = [terms for terms, unknown in zip(waiting, is_open, strict=True) if unknown > 1]


def _true(known: Known, truth: Mapping[Count, float], count: Count) -> float:
    whose, (yardstick, area, kind, _, breakdown, category) = count
    if " but " in whose:
        return float("nan")
    if not kind.startswith("months"):
        return truth.get(count, float("nan"))
    months = known.months[int(kind.split()[1])]
    return sum(truth.get((whose, (yardstick, area, "month", month, breakdown, category)), 0.0) for month in months)
