"""The Aalen-Johansen probability of a start, by exact fractions and one pass per event day."""

from __future__ import annotations

from fractions import Fraction
from math import exp, log, sqrt
from statistics import NormalDist

CENSORED, STARTED, ENDED = 0, 1, 2
Followed = list[tuple[int, int]]
"""Of each referral: the days it was followed, and what happened then."""
Z = NormalDist().inv_cdf(0.975)


def probability(followed: Followed, horizon: int) -> tuple[float, float | None, float | None]:
    """The probability of a start within ``horizon`` days, with its 95 % bounds; no bounds for a certainty."""
    days = sorted({day for day, event in followed if event != CENSORED and day <= horizon})
    share = incidence(followed, horizon)
    if share in (0, 1):
        return float(share), None, None
    error = sqrt(sum(_variance_on(followed, day, share) for day in days))
    reach = Z * error / (float(share) * abs(log(share)))
    return float(share), float(share) ** exp(reach), float(share) ** exp(-reach)


def incidence(followed: Followed, horizon: int) -> Fraction:
    """The share that has started by a day, had nobody been lost from sight."""
    days = {day for day, event in followed if event == STARTED and day <= horizon}
    shares = (_survival_before(followed, day) * Fraction(*_starts_of(followed, day)) for day in days)
    return sum(shares, start=Fraction(0))


def _survival_before(followed: Followed, day: int) -> Fraction:
    survival = Fraction(1)
    for earlier in {d for d, event in followed if event != CENSORED and d < day}:
        survival *= 1 - Fraction(_events_on(followed, earlier), _at_risk(followed, earlier))
    return survival


def _at_risk(followed: Followed, day: int) -> int:
    return sum(lasted >= day for lasted, _ in followed)


def _events_on(followed: Followed, day: int) -> int:
    return sum(lasted == day and event != CENSORED for lasted, event in followed)


def _starts_of(followed: Followed, day: int) -> tuple[int, int]:
    """The starts on a day, and of how many."""
    return sum(lasted == day and event == STARTED for lasted, event in followed), _at_risk(followed, day)


def _variance_on(followed: Followed, day: int, share: Fraction) -> Fraction:
    starts, at_risk = _starts_of(followed, day)
    events = _events_on(followed, day)
    survival = _survival_before(followed, day)
    still_to_come = share - incidence(followed, day)
    part = survival**2 * starts * Fraction(at_risk - starts, at_risk**3)
    part -= 2 * still_to_come * survival * Fraction(starts, at_risk**2)
    if at_risk > events:
        part += still_to_come**2 * Fraction(events, at_risk * (at_risk - events))
    return part
