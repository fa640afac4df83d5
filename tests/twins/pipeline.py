"""The pipeline's own answer to what a twin is asked: rows straight into accepted tables, in memory."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from expectations import EXTRACTS
from expectations.extract import ColumnType, Extract
from pipelines.derive import derive
from pipelines.measures.definition import load_definitions
from pipelines.measures.engine import measure
from pipelines.rules.loading import load_service_areas
from pipelines.rules.service_area import ServiceAreas
from pipelines.warehouse import Warehouse
from tests.twins.clocks import Clock
from tests.twins.figures import Figure
from tests.twins.measures import measures
from tests.twins.submission import COMMON, Cells, Rules, Submission

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


_Case = tuple[Rules, Submission]
_kept: list[tuple[_Case, Warehouse]] = []
"""The case derived last: a test asks several things of one submission."""


def clocks(rules: Rules, submission: Submission) -> list[Clock]:
    """The rows of the clock relation."""
    names = ", ".join(Clock.__dataclass_fields__)
    return [Clock(**row) for row in derived(rules, submission).frame(f"SELECT {names} FROM clock").to_dicts()]


def figures(rules: Rules, submission: Submission, only: str = "") -> list[Figure]:
    """The rows of the long table for the measures over clocks, or for one of them."""
    names = {only} if only else {each.name for each in measures()}
    definitions = [definition for definition in load_definitions() if definition.measure in names]
    table = measure(derived(rules, submission), definitions, submission.as_at)
    return [Figure(**row) for row in table.select(*Figure.__dataclass_fields__).to_dicts()]


def derived(rules: Rules, submission: Submission) -> Warehouse:
    """The derived relations of a submission; kept until another one is asked for, so not the caller's to close."""
    case = (rules, submission)
    if not _kept or _kept[0][0] != case:
        _forget()
        _kept.append((case, _derive(rules, submission)))
    return _kept[0][1]


def _forget() -> None:
    while _kept:
        _kept.pop()[1].close()


def _derive(rules: Rules, submission: Submission) -> Warehouse:
    warehouse = Warehouse()
    warehouse.execute("CREATE SCHEMA accepted")
    for extract in EXTRACTS:
        warehouse.store(f"accepted.{extract.name}", accepted(extract, submission.extracts.get(extract.name, [])))
    delivery = {"service_area": pl.String, "extract": pl.String}
    warehouse.store("delivery", pl.DataFrame(sorted(submission.delivered), schema=delivery, orient="row"))
    derive(warehouse, service_areas(rules), submission.as_at)
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
    for entry in sorted((s for s in rules.standards if s.service_area == code), key=lambda s: (s.standard, s.from_on)):
        numbers = {"within": entry.within, "within_visits": entry.within_visits, "not_before": entry.not_before}
        lines += ["[[standard]]", f'id = "{entry.standard}"', f'unit = "{entry.unit}"', f"from = {entry.from_on}"]
        lines += ['source = "Drawn for this test"', *(f"{key} = {n}" for key, n in numbers.items() if n is not None)]
    for day in sorted(rules.closed_days.get(code, ())):
        lines += ["[[closure]]", f"from_on = {day}", f"to_on = {day}"]
    return "\n".join(lines)
