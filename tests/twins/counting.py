"""From what counts, one by one, to rows of the long table: for every measure behind which there is no clock."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil
from statistics import median

from tests.twins import incidence, periods
from tests.twins.figures import ALL, BREAKDOWNS, GAP, Figure, Numbers, wilson
from tests.twins.submission import Cells

ZERO: Numbers = (0.0, None, 0.0, None, None, "")


@dataclass(frozen=True)
class Item:
    """One thing that counts.

    ``counts_on`` decides its periods; ``categories`` has its category in each breakdown, ``none`` included.
    ``amount`` is 0 or 1 for a proportion, 1 for a count, the value for a median or quantile, what was kept ``of`` what
    was expected for a ratio, the day of ``event`` for a probability.
    """

    service_area: str
    counts_on: date
    categories: dict[str, str]
    amount: float
    of: float = 1
    event: int = incidence.CENSORED


@dataclass(frozen=True)
class PlainMeasure:
    """What a figure is of.

    ``kind`` is ``proportion``, ``count``, ``median``, ``quantile``, ``ratio`` or ``probability``; ``quantile`` is the
    share that must not exceed it; ``horizon`` is the day by which the probability is.
    """

    name: str
    kind: str
    period_kinds: tuple[str, ...]
    breakdowns: tuple[str, ...] = BREAKDOWNS
    is_snapshot: bool = False
    quantile: Fraction | None = None
    horizon: int = 0


def categories(referral: Cells, **further: str) -> dict[str, str]:
    """A referral's category in every breakdown that all referrals have, and in further ones."""
    decile = referral.get("imd_decile")
    cells = {**referral, "imd_quintile": None if decile is None else str((decile + 1) // 2)}
    return {"none": ""} | {name: cells.get(name) or "unknown" for name in BREAKDOWNS} | further


def standing(
    areas: Sequence[str], supplies: Callable[[str], bool], has_rule: Callable[[str], bool] = lambda _: True
) -> dict[str, str]:
    """Why an area, or ``all``, has no figures of a measure: ``x``, ``z``, or blank where it has."""
    told = {area: "x" if not supplies(area) else "" if has_rule(area) else "z" for area in areas}
    if "" in told.values():
        return told | {ALL: ""}
    no_extract = "z" not in told.values()
    return told | {ALL: "x" if no_extract or any(has_rule(area) for area in areas) else "z"}


def first_received(referrals: Iterable[Cells]) -> dict[str, date]:
    """Each area's first day of receipt, and that of ``all``; empty where there are no referrals."""
    days: dict[str, list[date]] = defaultdict(list)
    for referral in referrals:
        for area in (referral["service_area"], ALL):
            days[area].append(referral["received_on"])
    return {area: min(received) for area, received in days.items()}


def tabulate(
    measure: PlainMeasure,
    items: Sequence[Item],
    areas: Sequence[str],
    standing: dict[str, str],
    first_received: dict[str, date],
    as_at: date,
) -> list[Figure]:
    """The rows of each area, and of ``all``; an area without referrals has those of what it brought."""
    rows: list[Figure] = []
    able = [item for item in items if not standing[item.service_area] and item.of > 0]
    for area in [*areas, ALL] if areas else []:
        since = first_received.get(area, as_at)
        every_start = {kind: periods.between(kind, since, as_at, as_at) for kind in measure.period_kinds}
        if standing[area]:
            empty: Numbers = (None, None, None, None, None, standing[area])
            rows += [_figure(measure, area, (kind, s), empty) for kind in every_start for s in every_start[kind]]
        else:
            rows += _area(measure, area, [i for i in able if area in (ALL, i.service_area)], every_start, as_at)
    return rows


def _area(
    measure: PlainMeasure, area: str, items: list[Item], every_start: dict[str, list[date]], as_at: date
) -> Iterator[Figure]:
    for kind in measure.period_kinds:
        for breakdown in ("none", *measure.breakdowns):
            cells = _cells(measure, items, kind, breakdown, as_at)
            for (start, category), counted in cells.items():
                yield _figure(measure, area, (kind, start), numbers(measure, counted), breakdown, category)
        filled = {start for start, _ in _cells(measure, items, kind, "none", as_at)}
        is_always_there = measure.is_snapshot or kind == "as_at"
        expected = every_start[kind] if is_always_there else _between(kind, filled, as_at)
        for start in expected:
            if start not in filled:
                yield _figure(measure, area, (kind, start), ZERO if measure.kind == "count" else GAP)


def _between(kind: str, filled: set[date], as_at: date) -> list[date]:
    return periods.between(kind, min(filled), max(filled), as_at) if filled else []


def _cells(
    measure: PlainMeasure, items: list[Item], kind: str, breakdown: str, as_at: date
) -> dict[tuple[date, str], list[Item]]:
    cells: dict[tuple[date, str], list[Item]] = defaultdict(list)
    for item in items:
        start = periods.start_of(kind, item.counts_on, as_at)
        if start is not None and (not measure.is_snapshot or shows(kind, item.counts_on, as_at)):
            cells[start, item.categories[breakdown]].append(item)
    return cells


def shows(kind: str, snapshot_on: date, as_at: date) -> bool:
    """Whether a period of a kind is given as it stood at that snapshot."""
    if snapshot_on == as_at or kind == "month":
        return True
    is_last_of_month = snapshot_on.day == calendar.monthrange(snapshot_on.year, snapshot_on.month)[1]
    return kind == "quarter" and is_last_of_month and snapshot_on.month in (3, 6, 9, 12)


def numbers(measure: PlainMeasure, items: Sequence[Item]) -> Numbers:
    """Numerator, denominator, value, bounds and symbol of at least one thing that counts."""
    amounts, count = [item.amount for item in items], float(len(items))
    if measure.kind == "count":
        return count, None, count, None, None, ""
    if measure.kind == "median":
        return None, count, float(median(amounts)), None, None, ""
    if measure.kind == "quantile":
        assert measure.quantile is not None
        return None, count, float(sorted(amounts)[ceil(measure.quantile * len(items)) - 1]), None, None, ""
    if measure.kind == "probability":
        followed = [(int(item.amount), item.event) for item in items]
        return None, count, *incidence.probability(followed, measure.horizon), ""
    kept, expected = sum(amounts), sum(item.of for item in items)
    lower, upper = wilson(int(kept), int(expected))
    return float(kept), float(expected), float(Fraction(int(kept), int(expected))), lower, upper, ""


def _figure(
    measure: PlainMeasure,
    area: str,
    period: tuple[str, date],
    amounts: Numbers,
    breakdown: str = "none",
    category: str = "",
) -> Figure:
    kind, start = period
    return Figure(measure.name, "", area, kind, start, breakdown, category, *amounts)
