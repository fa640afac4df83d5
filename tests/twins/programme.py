"""What is provable from bounds and equations: linear programmes, solved by HiGHS."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil, floor

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog
from scipy.sparse import csr_array

from tests.twins.attacker.known import Count, Known

SMALL = (1, 9)
"""The smallest and the largest count whose exact value must not be provable."""
_FAR = 1e5
"""An upper bound for what has none: no service has so many of anything."""
_NEAR = 1e-6
"""Floats so close are one number."""
_WIDE = 40
"""How far from the truth points are looked for before a count is asked for by itself."""
_LARGE = 20_000
"""Programmes of more variables are solved by an interior point: it is slow for small ones, the simplex for large."""

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def provable(known: Known, truth: Mapping[Count, float]) -> dict[Count, int]:
    """The counts of one to nine of which one whole number alone is possible, with that number.

    The truth is used to be quick, and for nothing else. It is one point within all that is known, and a count is not
    provable if another such point has another number for it. Points are asked for at which as many as possible have,
    again and again; a count that has the same number in all of them is asked for by itself.
    """
    programme = Programme(known, truth)
    return dict(programme.exact(programme.unmoved()))


def provable_step_by_step(known: Known) -> dict[Count, int]:
    """What is provable by one equation after the other, over and over, until none says anything new."""
    lower, upper = list(known.lower), list(known.upper)
    has_news = True
    while has_news:
        has_news = sum(_narrow(terms, lower, upper) for terms in known.equations) > 0
    exact = ((name, ceil(lower[at] - _NEAR), floor(min(upper[at], _FAR) + _NEAR)) for name, at in known.number.items())
    return {name: least for name, least, most in exact if least == most and SMALL[0] <= least <= SMALL[1]}


def _narrow(terms: Sequence[tuple[int, int]], lower: list[float], upper: list[float]) -> bool:
    """Narrow the bounds of each term by those of the others; whether any moved."""
    moved = False
    for at, sign in terms:
        others = [(number, -sign * other) for number, other in terms if number != at]
        least = sum(lower[number] if factor > 0 else -upper[number] for number, factor in others)
        most = sum(upper[number] if factor > 0 else -lower[number] for number, factor in others)
        if least > lower[at] or most < upper[at]:
            lower[at], upper[at], moved = max(lower[at], least), min(upper[at], most), True
    return moved


class Programme:
    """The linear programme of what is known."""

    def __init__(self, known: Known, truth: Mapping[Count, float]) -> None:
        rows = [row for row, terms in enumerate(known.equations) for _ in terms]
        columns = [number for terms in known.equations for number, _ in terms]
        signs = [float(sign) for terms in known.equations for _, sign in terms]
        self.names = list(known.number)
        shape = (len(known.equations), len(self.names))
        self.matrix = csr_array((signs, (rows, columns)), shape=shape).tocsc()
        self.lower, self.upper = np.array(known.lower), np.minimum(known.upper, _FAR)
        self.truth = self._completed(truth)

    def _completed(self, truth: Mapping[Count, float]) -> Floats:
        """The truth with numbers for what no figure is of, such as months: any that fit."""
        told = np.array([truth.get(name, np.nan) for name in self.names])
        lower, upper = np.where(np.isnan(told), self.lower, told), np.where(np.isnan(told), self.upper, told)
        assert (lower >= self.lower).all() and (upper <= self.upper).all(), "what is known is wrong"
        return self._least(np.zeros(told.size), lower, upper)

    def _least(self, weights: Floats, lower: Floats, upper: Floats) -> Floats:
        """The point at which the weighted sum is least; what cannot move is left out of the programme."""
        free = lower < upper
        if not free.any():
            return lower
        fixed = np.where(free, 0.0, lower)
        matrix = self.matrix[:, np.flatnonzero(free)].tocsr()
        rows = np.flatnonzero(np.diff(matrix.indptr))
        bounds = np.column_stack([lower[free], upper[free]])
        method = "highs-ipm" if bounds.shape[0] > _LARGE else "highs-ds"
        equal = -(self.matrix @ fixed)[rows]
        found = linprog(weights[free], A_eq=matrix[rows], b_eq=equal, bounds=bounds, method=method)
        assert found.success, found.message
        fixed[free] = found.x
        return fixed

    def exact(self, numbers: Iterable[int]) -> Iterator[tuple[Count, int]]:
        """Those of some counts that are provable, and what they are."""
        for number in numbers:
            one = np.zeros(self.truth.size)
            one[number] = 1
            least, most = (self._least(sign * one, self.lower, self.upper)[number] for sign in (1, -1))
            if ceil(least - _NEAR) == floor(most + _NEAR):
                yield self.names[number], ceil(least - _NEAR)

    def unmoved(self) -> list[int]:
        """The small counts for which no other number was found among points far from the truth for most of them."""
        still = (self.truth > SMALL[0] - _NEAR) & (self.truth < SMALL[1] + _NEAR)
        before = -1
        while still.any() and before != (before := int(still.sum())):
            for sign in (1.0, -1.0):
                still &= ~self._moved(still, sign)
        return [int(number) for number in np.flatnonzero(still)]

    def _moved(self, still: Flags, sign: float) -> Flags:
        """The counts with another number at the point where those that stood still move the most, each by one."""
        reach = np.where(still, 1.0, _WIDE)
        lower, upper = np.maximum(self.lower, self.truth - reach), np.minimum(self.upper, self.truth + reach)
        point = self._least(sign * still.astype(np.float64), lower, upper)
        return np.abs(point - self.truth) > 1 - _NEAR
