"""The pipeline's own answer to what a twin is asked: rows straight into accepted tables, in memory."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from expectations import EXTRACTS
from expectations.extract import ColumnType, Extract
from pipelines.derive import RELATIONS, derive
from pipelines.measures.definition import load_definitions
from pipelines.measures.engine import measure
from pipelines.rules.loading import load_service_areas
from pipelines.rules.service_area import ServiceAreas
from pipelines.warehouse import Warehouse
from tests.repository.source import SQL, statements
from tests.twins.clocks import Clock
from tests.twins.figures import Figure
from tests.twins.submission import COMMON, Cells, Dated, EligibilityRule, Rules, Standard, Submission
from tests.twins.work_list import SHAPES

_TYPES: dict[ColumnType, type[pl.DataType]] = {
    ColumnType.DATE: pl.Date,
    ColumnType.MONTH: pl.Date,
    ColumnType.INTEGER: pl.Int64,
    ColumnType.NUMBER: pl.Float64,
    ColumnType.BOOLEAN: pl.Boolean,
}
_PROVENANCE: dict[str, type[pl.DataType]] = {
    "row_id": pl.Int64,
    "submission": pl.Int32,
    "file": pl.String,
    "row_number": pl.Int64,
}


DEFINITIONS = load_definitions()
SCOPES = ("referral", "clock_scope", "area_scope")
"""The relations that every figure rests on: whose it is, and whether it can be told."""
_Case = tuple[Rules, Submission, frozenset[str]]
_kept: list[tuple[_Case, Warehouse]] = []
"""The case derived last: a test asks several things of one submission."""


def clocks(rules: Rules, submission: Submission) -> list[Clock]:
    """The rows of the clock relation."""
    names = ", ".join(Clock.__dataclass_fields__)
    warehouse = derived(rules, submission, frozenset({"clock"}))
    return [Clock(**row) for row in warehouse.frame(f"SELECT {names} FROM clock").to_dicts()]


def work_list(rules: Rules, submission: Submission, relation: str) -> list[Any]:
    """The rows of one of the work list's relations."""
    shape = SHAPES[relation]
    warehouse = derived(rules, submission, frozenset({relation}))
    rows = warehouse.frame(f"SELECT {', '.join(shape.__dataclass_fields__)} FROM {relation}")
    return [shape(**row) for row in rows.to_dicts()]


def figures(rules: Rules, submission: Submission, only: str | Collection[str] = "") -> list[Figure]:
    """The rows of the long table for all measures, for one of them, or for several."""
    names = {only} if isinstance(only, str) else set(only)
    definitions = [each for each in DEFINITIONS if only == "" or each.measure in names]
    wanted = frozenset({*SCOPES, *(each.relation for each in definitions)})
    table = measure(derived(rules, submission, wanted), definitions, submission.as_at)
    return [Figure(**row) for row in table.select(*Figure.__dataclass_fields__).to_dicts()]


def derived(rules: Rules, submission: Submission, wanted: frozenset[str] = frozenset(RELATIONS)) -> Warehouse:
    """The wanted relations of a submission, and those they rest on.

    They are kept until more or others are asked for, so not the caller's to close.
    """
    if not _kept or _kept[0][0][:2] != (rules, submission) or not wanted <= _kept[0][0][2]:
        _forget()
        _kept.append(((rules, submission, wanted), _derive(rules, submission, wanted)))
    return _kept[0][1]


def _forget() -> None:
    while _kept:
        _kept.pop()[1].close()


@cache
def resting_on(relation: str) -> frozenset[str]:
    """A relation and all that it rests on, by the names that its SQL says."""
    words = set(re.findall(r"\w+", statements(SQL / f"{relation}.sql")))
    earlier = RELATIONS[: RELATIONS.index(relation)]
    return frozenset({relation}).union(*(resting_on(name) for name in earlier if name in words))


def _derive(rules: Rules, submission: Submission, wanted: frozenset[str]) -> Warehouse:
    warehouse = Warehouse()
    warehouse.execute("CREATE SCHEMA accepted")
    for extract in EXTRACTS:
        warehouse.store(f"accepted.{extract.name}", accepted(extract, submission.extracts.get(extract.name, [])))
    delivery = {"service_area": pl.String, "extract": pl.String}
    warehouse.store("delivery", pl.DataFrame(sorted(submission.delivered), schema=delivery, orient="row"))
    needed = frozenset[str]().union(*map(resting_on, wanted))
    derive(warehouse, service_areas(rules), submission.as_at, [name for name in RELATIONS if name in needed])
    return warehouse


def accepted(extract: Extract, rows: list[Cells]) -> pl.DataFrame:
    """Rows as the checks leave them, typed by the contract; columns that are not given are blank."""
    schema = _PROVENANCE | {column.name: _TYPES.get(column.type, pl.String) for column in extract.columns}
    provenance = (
        {"row_id": n, "submission": 0, "file": f"{extract.name}.csv", "row_number": n + 2} for n in range(len(rows))
    )
    return pl.DataFrame([p | row for p, row in zip(provenance, rows, strict=True)], schema=schema)


def service_areas(rules: Rules) -> ServiceAreas:
    """The rules as the loader reads them from one file per area."""
    with TemporaryDirectory() as folder:
        for code in (*rules.areas, COMMON):
            Path(folder, f"{code}.toml").write_text(_toml(rules, code), encoding="utf-8")
        return load_service_areas(Path(folder))


def _toml(rules: Rules, code: str) -> str:
    lines = [f'code = "{code}"', f'name = "{code.title()}"']
    for heading, entries in (
        ("standard", ((s, _standard(s)) for s in rules.standards)),
        ("visits", ((v, {"every_weeks": v.every_weeks, "typical_minutes": v.typical_minutes}) for v in rules.visits)),
        ("leaving", ((e, {"rule": e.rule, "years": e.years}) for e in rules.leaving)),
        ("eligibility", ((e, _eligibility(e)) for e in rules.eligibility)),
    ):
        for entry, keys in sorted((pair for pair in entries if pair[0].service_area == code), key=_from):
            lines += [f"[[{heading}]]", f"from = {entry.from_on}", 'source = "Drawn for this test"', *_lines(keys)]
    for day in sorted(rules.closed_days.get(code, ())):
        lines += ["[[closure]]", f"from_on = {day}", f"to_on = {day}"]
    return "\n".join(lines)


def _from(pair: tuple[Dated, dict[str, Any]]) -> date:
    return pair[0].from_on


def _standard(entry: Standard) -> dict[str, Any]:
    limits = {"within": entry.within, "within_visits": entry.within_visits, "not_before": entry.not_before}
    return {"id": entry.standard, "unit": entry.unit} | limits


def _eligibility(entry: EligibilityRule) -> dict[str, Any]:
    keys = {"max_age_months": entry.max_age_months, "before_leaving": entry.before_leaving}
    return keys | {"any_of": list(entry.any_of) or None}


def _lines(keys: dict[str, Any]) -> Iterator[str]:
    return (f"{key} = {_value(value)}" for key, value in keys.items() if value is not None)


def _value(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join("{ " + ", ".join(_lines(table)) + " }" for table in value) + "]"
    return json.dumps(value)
