"""Plausible figures, seeded: what a build would count of services that do not exist.

Five areas: Avon and Brent keep all four standards, Colne only its review (a window), Dale none, Esk two; the limits
differ. Figures fall and rise by area; one area is small, so that the published file suppresses much of it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from statistics import NormalDist
from typing import Any

AS_AT = date(2026, 3, 31)
AREAS = {"avon": "Avon", "brent": "Brent", "colne": "Colne", "dale": "Dale", "esk": "Esk and the Long Valley"}
STANDARDS = {
    "first_contact": "First contact",
    "initial_meeting": "Initial meeting",
    "first_targets": "First targets",
    "review": "Review with the family",
}
ON_TIME = {
    "first_contact": "first_contact_on_time",
    "initial_meeting": "initial_meeting_on_time",
    "first_targets": "first_targets_on_time",
    "review": "reviews_on_time",
}
LIMITS = (
    ("avon", "first_contact", 5, "working_days", None, None),
    ("avon", "initial_meeting", 10, "working_days", None, None),
    ("avon", "first_targets", 2, "months", 6, None),
    ("avon", "review", 4, "months", None, None),
    ("brent", "first_contact", 3, "working_days", None, None),
    ("brent", "initial_meeting", 15, "working_days", None, None),
    ("brent", "first_targets", 8, "weeks", None, None),
    ("brent", "review", 6, "months", None, None),
    ("colne", "review", 6, "months", None, 3),
    ("esk", "first_contact", 5, "working_days", None, None),
    ("esk", "initial_meeting", 10, "working_days", None, None),
    ("common", "first_contact", 5, "working_days", None, None),
    ("common", "initial_meeting", 10, "working_days", None, None),
    ("common", "first_targets", 2, "months", 6, None),
    ("common", "review", 4, "months", None, None),
)
_LEVEL = {"avon": 0.86, "brent": 0.72, "colne": 0.64, "dale": 0.58, "esk": 0.8, "all": 0.74}
_SIZE = {"avon": 9, "brent": 6, "colne": 5, "dale": 4, "esk": 1, "all": 25}
_MONTHS = {"month": 1, "quarter": 3, "financial_year": 12, "academic_year": 12, "rolling_12_months": 12}
_Z = NormalDist().inv_cdf(0.975)

Row = dict[str, Any]


@dataclass(frozen=True)
class Made:
    """What a warehouse is made with.

    Attributes:
        seed: another seed gives other figures.
        is_without_targets: as if the targets were not delivered.
        warehouse_format: the shape that ``build`` claims.
        areas: the codes of the areas in it.
        silent: those of them for which nothing was delivered.
    """

    seed: int = 20
    is_without_targets: bool = False
    warehouse_format: int = 5
    areas: tuple[str, ...] = tuple(AREAS)
    silent: tuple[str, ...] = ()


def exact_figures(made: Made) -> Iterator[Row]:
    draw = random.Random(made.seed)
    for area in (*(area for area in made.areas if area not in made.silent), "all"):
        for standard in STANDARDS:
            for yardstick in ("own", "common"):
                yield from _shares_of(made, draw, area, standard, yardstick)
        yield from _early(made, draw, area)
        yield from _medians(draw, area)
        yield from _outstanding(made, draw, area)


def _has_limit(area: str, standard: str, yardstick: str) -> bool:
    holders = {limit[0] for limit in LIMITS if limit[1] == standard and limit[0] != "common"}
    return yardstick == "common" or (bool(holders) if area == "all" else area in holders)


def _shares_of(made: Made, draw: random.Random, area: str, standard: str, yardstick: str) -> Iterator[Row]:
    missing = made.is_without_targets and standard in ("first_targets", "review")
    symbol = "" if _has_limit(area, standard, yardstick) else "z"
    for kind, start, months in _periods():
        size = draw.randint(0, 2 * _SIZE[area]) * months
        kept = sum(draw.random() < _LEVEL[area] for _ in range(size))
        unpaused = max(0, kept - draw.randint(0, 1 + size // 12))
        for measure, met in ((ON_TIME[standard], kept), (f"{ON_TIME[standard]}_ignoring_pauses", unpaused)):
            row = {"measure": measure, "yardstick": yardstick, "service_area": area, "period_kind": kind}
            yield _share(row | {"period_start": start}, met, size, "x" if missing else symbol)


def _early(made: Made, draw: random.Random, area: str) -> Iterator[Row]:
    for kind, start, months in _periods():
        size = draw.randint(1, 2 * _SIZE[area]) * months
        row = {"measure": "reviews_held_early", "yardstick": "own", "service_area": area, "period_kind": kind}
        symbol = "x" if made.is_without_targets else "" if area in ("colne", "all") else "z"
        yield _share(row | {"period_start": start}, draw.randint(0, size // 3), size, symbol)


def _medians(draw: random.Random, area: str) -> Iterator[Row]:
    for name, usual in (("contact", 4), ("meeting", 9)):
        for kind, start, months in _periods():
            row = {"measure": f"median_working_days_to_{name}", "yardstick": "common", "service_area": area}
            number = {"denominator": float(_SIZE[area] * months), "value": usual + draw.randint(0, 8) / 2}
            yield _blank(row | {"period_kind": kind, "period_start": start} | number)


def _outstanding(made: Made, draw: random.Random, area: str) -> Iterator[Row]:
    for measure in ("clocks_overdue", "clocks_due_soon"):
        for yardstick in ("own", "common"):
            total = 0.0
            row = {"measure": measure, "yardstick": yardstick, "service_area": area, "period_kind": "as_at"}
            for standard in STANDARDS:
                missing = made.is_without_targets and standard in ("first_targets", "review")
                if _has_limit(area, standard, yardstick) and not missing:
                    number = float(draw.randint(0, 2 * _SIZE[area]))
                    total += number
                    whose = {"breakdown": "standard", "category": standard, "numerator": number, "value": number}
                    yield _blank(row | {"period_start": AS_AT} | whose)
            has_any = area == "all" or yardstick == "common" or any(area == limit[0] for limit in LIMITS)
            told = {"numerator": total, "value": total} if has_any else {"symbol": "z"}
            yield _blank(row | {"period_start": AS_AT} | told)


def _periods() -> Iterator[tuple[str, date, int]]:
    for year in (2024, 2025):
        yield "financial_year", date(year, 4, 1), 12
        yield "academic_year", date(year, 9, 1), 12
    yield "rolling_12_months", date(2025, 4, 1), 12
    for index in range(24):
        start = date(2024 + (3 + index) // 12, (3 + index) % 12 + 1, 1)
        yield "month", start, 1
        if start.month in (1, 4, 7, 10):
            yield "quarter", start, 3


def _blank(row: Row) -> Row:
    empty = {"breakdown": "none", "category": "", "numerator": None, "denominator": None, "value": None}
    return empty | {"lower": None, "upper": None, "symbol": ""} | row


def _share(row: Row, met: float, size: float, symbol: str) -> Row:
    if symbol or not size:
        return _blank(row | {"symbol": symbol or "z"})
    lower, upper = _wilson(met, size)
    return _blank(
        row | {"numerator": float(met), "denominator": float(size), "value": met / size, "lower": lower, "upper": upper}
    )


def _wilson(x: float, n: float) -> tuple[float, float]:
    spread = _Z * (_Z**2 + 4 * x * (1 - x / n)) ** 0.5
    middle, twice = 2 * x + _Z**2, 2 * (n + _Z**2)
    return (middle - spread) / twice if x else 0.0, (middle + spread) / twice if x < n else 1.0


def controlled(row: Row) -> Row:
    """A row as a published file would give it: small counts suppressed, others to the nearest 5."""
    numerator, denominator = row["numerator"], row["denominator"]
    if row["symbol"] or row["value"] is None:
        return row
    if denominator is None:
        return row | ({"numerator": None, "value": None, "symbol": "c"} if 0 < numerator < 5 else _rounded_count(row))
    small = denominator < 10 if numerator is None else any(0 < n < 5 for n in (numerator, denominator - numerator))
    if small:
        return row | dict.fromkeys(("numerator", "denominator", "value", "lower", "upper")) | {"symbol": "c"}
    if numerator is None:
        return row | {"value": float(round(row["value"])), "denominator": 5.0 * round(denominator / 5)}
    return _share(row, 5.0 * round(numerator / 5), 5.0 * round(denominator / 5), "")


def _rounded_count(row: Row) -> Row:
    number = 5.0 * round(row["numerator"] / 5)
    return {"numerator": number, "value": number}
