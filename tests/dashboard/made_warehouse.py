"""A small made-up warehouse, in the shape that a build writes, for tests of the dashboard."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from pipelines.changes.note import EARLIER_BUILD
from tests.dashboard.made_figures import AREAS, AS_AT, LIMITS, ON_TIME, STANDARDS, Made, Row, controlled, exact_figures
from tests.dashboard.made_signals import signal_frame

__all__ = ["AREAS", "AS_AT", "LIMITS", "STANDARDS", "Made", "make_warehouse"]

_UNITS = {"proportion": "share", "median": "working days", "count": "clocks"}
_EXTRACTS = ("referrals", "visits")
_STANDARD = [
    *("service_area", "standard", "within", "unit", "within_visits", "not_before"),
    *("from_on", "until_on", "source"),
]


def make_warehouse(folder: Path, made: Made | None = None, generation: str = "000001", records: bool = True) -> Path:
    """Write a generation and point to it, as a build does; gives the folder."""
    made = made or Made()
    place = folder / "generations" / generation
    place.mkdir(parents=True)
    exact = list(exact_figures(made))
    if records:
        _write(place / "records.duckdb", made, exact, "records")
    published = [controlled(row) for row in exact if row["period_kind"] != "month"]
    _write(place / "published.duckdb", made, published, "published")
    draft = folder / "current.json.new"
    draft.write_text(json.dumps({"generation": generation}))
    draft.replace(folder / "current.json")
    return folder


def _write(path: Path, made: Made, values: list[Row], contents: str) -> None:
    connection = duckdb.connect(str(path))
    figures = {"measure_value": _value_frame(values), "signal": signal_frame(values, contents)}
    for name, frame in (_tables(made, contents) | figures).items():
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
            _STANDARD,
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
        "freshness": _frame(
            ["service_area", "extract", "symbol"],
            [(area, extract, "x" if area in made.silent else "") for area in made.areas for extract in _EXTRACTS],
        ),
        **_provenance(contents),
    }


def _frame(columns: list[str], rows: list[tuple[Any, ...]], types: dict[str, Any] | None = None) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=columns, schema_overrides=types, orient="row")


def _measures() -> pl.DataFrame:
    titles: dict[str, tuple[str, str | None, str]] = {
        measure: (f"{STANDARDS[code]} on time", code, "proportion") for code, measure in ON_TIME.items()
    }
    titles |= {f"{m}_ignoring_pauses": (f"{t}, ignoring pauses", s, k) for m, (t, s, k) in titles.items()}
    titles |= {
        "reviews_held_early": ("Reviews held early", "review", "proportion"),
        "median_working_days_to_contact": ("Typical wait for first contact", "first_contact", "median"),
        "median_working_days_to_meeting": ("Typical wait for the initial meeting", "initial_meeting", "median"),
        "clocks_overdue": ("Clocks overdue now", None, "count"),
        "clocks_due_soon": ("Clocks due soon", None, "count"),
    }
    words = ("Those that were so.", "Those that were counted.", "The period in which they fall due.", "1")
    told = ("higher", "Handle with care.", "The Source")
    rows = [
        (m, n, title, f"How about {m}?", "It matters.", kind, _UNITS[kind], *told, s, *words)
        for n, (m, (title, s, kind)) in enumerate(titles.items())
    ]
    columns = ["measure", "position", "title", "question", "why", "kind", "unit", "direction", "caution", "source"]
    return _frame([*columns, "standard", "numerator_words", "denominator_words", "period_words", "version"], rows)


def _provenance(contents: str) -> dict[str, pl.DataFrame]:
    is_kept = contents == "records"
    named, few = ("referrals_made_up.csv", "cd" * 32) if is_kept else (None, None)
    twice = (2, "") if is_kept else (None, "c")
    return {
        "submission": _frame(["position", "name", "as_at", "delivered_on"], [(0, "made up", AS_AT, date(2026, 4, 9))]),
        "submission_file": _frame(
            ["submission", "extract", "number", "file", "sha256", "rows", "symbol"],
            [(0, "referrals", 1, named, "ab" * 32, 1204, ""), (0, "visits", 1, None, few, None, "c")],
            {"file": pl.String},
        ),
        "rule_file": _frame(["kind", "name", "sha256"], [("service_area", "avon.toml", "ef" * 32)]),
        "earlier_build": EARLIER_BUILD.to_frame(),
        "extract_count": _frame(
            ["extract", "counted", "rows", "symbol"],
            [
                ("referrals", "files", 1, ""),
                ("referrals", "read", 1204, ""),
                ("referrals", "accepted", 1200, ""),
                ("referrals", "set_aside", None, "c"),
                ("referrals", "superseded", 0, ""),
                ("referrals", "noted", 12, ""),
                *(("visits", counted, 1, "") for counted in ("files", "read", "accepted", "set_aside", "superseded")),
                ("targets", "files", 0, ""),
            ],
        ),
        "check_result": _frame(
            ["code", "extract", "column_name", "consequence", "sentence", "mend", "status", "rows", "symbol"],
            [
                (
                    "referrals.sex.code",
                    "referrals",
                    "sex",
                    "note",
                    "Sex is one of the codes.",
                    "Mend it.",
                    "failed",
                    12,
                    "",
                ),
                ("targets.key", "targets", "id", "set_aside", "Each target once.", "Mend it.", "not_run", None, ""),
                ("visits.key", "visits", "visit_id", "set_aside", "Each visit once.", "Mend it.", "failed", *twice),
            ],
        ),
        **_contract(),
        **_received(contents),
    }


def _contract() -> dict[str, pl.DataFrame]:
    """What extracts and measures rest on."""
    needs = [(measure, extract, True) for measure in ON_TIME.values() for extract in _EXTRACTS]
    return {
        "contract_extract": _frame(
            ["extract", "title", "position", "dated_by"],
            [
                (extract, extract.title(), n, "received_on")
                for n, extract in enumerate(("referrals", "visits", "targets"))
            ],
        ),
        "contract_column": _frame(["column_name", "title"], [("planned_on", "Planned")]),
        "measure_need": _frame(["measure", "extract", "is_required"], needs),
        "measure_rule": _frame(
            ["measure", "rule", "standard"], [(measure, "standard", code) for code, measure in ON_TIME.items()]
        ),
    }


def _received(contents: str) -> dict[str, pl.DataFrame]:
    """Avon's rows: a few visits were set aside, exactly two, which what is published does not tell."""
    aside = (2, "") if contents == "records" else (None, "c")
    counts = {"read": (1200, ""), "accepted": (1200, ""), "set_aside": aside, "superseded": (0, "")}
    return {
        "delivery_count": _frame(
            ["submission", "service_area", "extract", "counted", "rows", "symbol"],
            [(0, "avon", extract, counted, *told) for extract in _EXTRACTS for counted, told in counts.items()],
        ),
        "fault_count": _frame(
            ["service_area", "extract", "code", "rows", "symbol"],
            [("avon", "visits", "visits.key", *aside), ("dale", "visits", "visits.key", 0, "")],
        ),
        "file_fault": _frame(["extract", "code", "sentence", "mend"], [("visits", "late", "It is late.", "Mend it.")]),
    }
