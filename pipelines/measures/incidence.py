"""How likely it is that something has begun by a day, where it can also end without, and some still wait."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np
import numpy.typing as npt

from pipelines.measures.intervals import NORMAL_QUANTILE

Counts = npt.NDArray[np.int64]
Floats = npt.NDArray[np.floating]


@dataclass(frozen=True)
class Incidence:
    """The probability, from 0 to 1, and its 95 % bounds; these are blank where the probability is 0 or 1."""

    value: float
    lower: float | None
    upper: float | None


def cumulative_incidence(days: Counts, starts: Counts, ends: Counts, censored: Counts, within: int) -> Incidence:
    """The Aalen-Johansen cumulative incidence of starts, with ends without a start as the competing event.

    Whoever is censored on a day was at risk on that day. Past the last day that was observed the last value stands.

    Args:
        days: the distinct days since receipt on which something was observed, ascending; the day of receipt is 0.
        starts: how many started on each of these days.
        ends: how many ended on each of them without having started.
        censored: how many still waited when they were last observed, on each of them.
        within: the last day that counts.

    Returns:
        The probability of having started by the close of the day ``within``, with bounds on the scale of log(-log);
        0 without bounds where nobody was observed.

    Source:
        O. Aalen and S. Johansen (1978), Scandinavian Journal of Statistics 5, 141-150; bounds as in R's survfit.
    """
    leaving = starts + ends + censored
    at_risk = leaving.sum() - np.cumsum(leaving) + leaving
    counted = (days <= within) & (starts + ends > 0)
    # As floats: the cube of a large cohort is beyond what an integer of the machine holds.
    return _incidence(*(counts[counted].astype(np.float64) for counts in (at_risk, starts, starts + ends)))


def _incidence(at_risk: Floats, starts: Floats, events: Floats) -> Incidence:
    """From who was at risk, who started, and who started or ended, on each day with an event up to the horizon.

    The variance is that of R's survfit: over these days, the sum of what a day's events, its starts and both add.
    """
    surviving = np.cumprod(1 - events / at_risk)
    before = np.concatenate(([1.0], surviving))[:-1]
    reached = np.cumsum(before * starts / at_risk)
    value = _final(surviving, reached, has_ends=bool((events > starts).any()))
    rest = value - reached
    staying = at_risk - events
    of_events = np.divide(rest**2 * events, at_risk * staying, out=np.zeros_like(rest), where=staying > 0)
    of_starts = before**2 * starts * (at_risk - starts) / at_risk**3
    of_both = 2 * rest * before * starts / at_risk**2
    return _bounded(value, float((of_events + of_starts - of_both).sum()))


def _final(surviving: Floats, reached: Floats, *, has_ends: bool) -> float:
    """The last value; with nothing but starts it is what does not survive, which is exactly 1 once nobody is left."""
    if not reached.size:
        return 0.0
    return float(reached[-1] if has_ends else 1 - surviving[-1])


def _bounded(value: float, variance: float) -> Incidence:
    if value in (0, 1):
        return Incidence(value, None, None)
    # A sum of no variance may come out a last binary digit below 0.
    width = NORMAL_QUANTILE * sqrt(max(variance, 0)) / (value * abs(log(value)))
    return Incidence(value, value ** exp(width), value ** exp(-width))
