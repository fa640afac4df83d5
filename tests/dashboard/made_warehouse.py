"""A small seeded warehouse of plausible figures, in the shape that a build writes, for tests of the dashboard.

Five areas: Avon and Brent keep all four standards, Colne only its review (a window), Dale none, Esk two; the limits
differ. Figures fall and rise by area; one area is small, so that the published file suppresses much of it.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import NormalDist
from typing import Any

import duckdb
import polars as pl

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
    """

    seed: int = 20
    is_without_targets: bool = False
    warehouse_format: int = 1
    areas: tuple[str, ...] = tuple(AREAS)


def make_warehouse(folder: Path, made: Made | None = None, generation: str = "000001", records: bool = True) -> Path:
    """Write a generation and point to it, as a build does; gives the folder."""
    made = made or Made()
    place = folder / "generations" / generation
    place.mkdir(parents=True)
    exact = list(_values(made))
    if records:
        _write(place / "records.duckdb", made, exact, "records")
    published = [_controlled(row) for row in exact if row["period_kind"] != "month"]
    _write(place / "published.duckdb", made, published, "published")
    draft = folder / "current.json.new"
    draft.write_text(json.dumps({"generation": generation}))
    draft.replace(folder / "current.json")
    return folder


def _values(made: Made) -> Iterator[Row]:
    draw = random.Random(made.seed)
    for area in (*made.areas, "all"):
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
    return max(0.0, (2 * x + _Z**2 - spread) / (2 * (n + _Z**2))), min(1.0, (2 * x + _Z**2 + spread) / (2 * (n + _Z**2)))


def _controlled(row: Row) -> Row:
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


def _write(path: Path, made: Made, values: list[Row], contents: str) -> None:
    connection = duckdb.connect(str(path))
    for name, frame in (_tables(made, contents) | {"measure_value": _value_frame(values)}).items():
        connection.register("offered", frame)
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM offered")
        connection.unregister("offered")
    connection.close()


def _value_frame(values: list[Row]) -> pl.DataFrame:
    texts = ["measure", "yardstick", "service_area", "period_kind", "period_start", "breakdown", "category"]
    numbers = dict.fromkeys(("numerator", "denominator", "value", "lower", "upper"), pl.Float64)
    rows = [[row[column] for column in (*texts, *numbers, "symbol")] for row in values]
    schema = {**dict.fromkeys(texts, pl.String), "period_start": pl.Date, **numbers, "symbol": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _tables(made: Made, contents: str) -> dict[str, pl.DataFrame]:
    disclosure = "none" if contents == "records" else "round5"
    return {
        "build": _frame(
            ["program_version", "as_at", "contents", "disclosure", "warehouse_format"],
            [("0.1.0", AS_AT, contents, disclosure, made.warehouse_format)],
        ),
        "service_area": _frame(
            ["service_area", "name", "position"], [(code, AREAS[code], n) for n, code in enumerate(made.areas)]
        ),
        "standard": _frame(
            ["service_area", "standard", "within", "unit", "within_visits", "not_before", "from_on", "until_on", "source"],
            [(*limit, date(2020, 1, 1), None, f"{limit[0].title()} Council, Portage [page 2]") for limit in LIMITS],
            {"within_visits": pl.Int64, "not_before": pl.Int64, "until_on": pl.Date},
        ),
        "statement": _frame(
            ["service_area", "topic", "text", "source"],
            [("dale", "first contact", "The family is telephoned; no limit is published.", "Dale Council, Portage")],
        ),
        "category": _frame(
            ["breakdown", "category", "title", "position"],
            [("standard", code, title, n) for n, (code, title) in enumerate(STANDARDS.items())],
        ),
        "measure": _measures(),
        **_provenance(contents),
    }


def _frame(columns: list[str], rows: list[tuple[Any, ...]], types: dict[str, Any] | None = None) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=columns, schema_overrides=types, orient="row")


def _measures() -> pl.DataFrame:
    titles = {measure: (f"{STANDARDS[code]} on time", code, "proportion") for code, measure in ON_TIME.items()}
    titles |= {f"{m}_ignoring_pauses": (f"{t}, ignoring pauses", s, k) for m, (t, s, k) in titles.items()}
    titles |= {
        "reviews_held_early": ("Reviews held early", "review", "proportion"),
        "median_working_days_to_contact": ("Typical wait for first contact", "first_contact", "median"),
        "median_working_days_to_meeting": ("Typical wait for the initial meeting", "initial_meeting", "median"),
        "clocks_overdue": ("Clocks overdue now", None, "count"),
        "clocks_due_soon": ("Clocks due soon", None, "count"),
    }
    words = ("Those that were so.", "Those that were counted.", "The period in which they fall due.", "1")
    rows = [
        (m, n, title, f"How about {m}?", "It matters.", kind, "", "higher", "Handle with care.", "The Source", s, *words)
        for n, (m, (title, s, kind)) in enumerate(titles.items())
    ]
    columns = ["measure", "position", "title", "question", "why", "kind", "unit", "direction", "caution", "source"]
    return _frame([*columns, "standard", "numerator_words", "denominator_words", "period_words", "version"], rows)


def _provenance(contents: str) -> dict[str, pl.DataFrame]:
    named = "referrals_made_up.csv" if contents == "records" else None
    return {
        "submission": _frame(
            ["position", "name", "as_at", "delivered_on"], [(0, "made up", AS_AT, date(2026, 4, 9))]
        ),
        "submission_file": _frame(
            ["submission", "extract", "number", "file", "sha256", "rows", "symbol"],
            [(0, "referrals", 1, named, "ab" * 32, 1204, ""), (0, "visits", 1, None, "cd" * 32, None, "c")],
            {"file": pl.String},
        ),
        "rule_file": _frame(["kind", "name", "sha256"], [("service_area", "avon", "ef" * 32)]),
        "extract_count": _frame(
            ["extract", "counted", "rows", "symbol"],
            [("referrals", "read", 1204, ""), ("referrals", "accepted", 1200, ""), ("referrals", "set_aside", None, "c")],
        ),
        "check_result": _frame(
            ["code", "extract", "column_name", "consequence", "sentence", "status", "rows", "symbol"],
            [
                ("referrals.sex.code", "referrals", "sex", "note", "Sex is one of the codes.", "failed", 12, ""),
                ("targets.key", "targets", "target_id", "set_aside", "Each target once.", "not_run", None, ""),
                ("visits.key", "visits", "visit_id", "set_aside", "Each visit once.", "passed", 0, ""),
            ],
        ),
    }
