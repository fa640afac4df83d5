"""The tables of a pack as tidy CSV, and the metadata that says what their columns are (CSV on the Web)."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from dashboard.cells import csv_bytes
from dashboard.pack import standing
from dashboard.pack.scope import Scope, since
from dashboard.rules import IN_REACH
from dashboard.warehouse import Snapshot

FOLDER = "csv"
METADATA = "csv-metadata.json"
"""Where a reader of CSV on the Web looks for what a folder of tables is."""
_INTERNAL = "INTERNAL_"
_CONTEXT = "http://www.w3.org/ns/csvw"
_DATATYPES = {
    pl.String: "string",
    pl.Date: "date",
    pl.Int64: "integer",
    pl.Float64: "number",
    pl.Boolean: "boolean",
}
_BY_AREA = "list_contains($areas, service_area)"
_BY_PERIOD = "period_start >= $first AND period_start < $before"


@dataclass(frozen=True)
class Table:
    """One table of a pack.

    Attributes:
        name: of the relation, and of the file.
        title: what it holds.
        key: the columns that tell its rows apart; none if only all of them do.
        left_out: columns of the relation that a pack does not have.
        is_of_all: whether it tells of all areas together, and belongs to packs of all of them alone.
    """

    name: str
    title: str
    key: tuple[str, ...]
    left_out: tuple[str, ...]
    is_of_all: bool

    def file_name(self, is_exact: bool) -> str:
        """Where in the pack it stands; a table of exact figures says so by its name wherever it goes."""
        return f"{FOLDER}/{_INTERNAL if is_exact else ''}{self.name}.csv"


@cache
def _declared() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("tables.toml").read_text(encoding="utf-8"))


@cache
def tables() -> tuple[Table, ...]:
    """Every table of a pack of all areas, in their order."""
    return tuple(
        Table(one["name"], one["title"], tuple(one["key"]), tuple(one.get("left_out", ())), one.get("is_of_all", False))
        for one in _declared()["table"]
    )


def rows(warehouse: Snapshot, table: Table, scope: Scope) -> pl.DataFrame:
    """The rows of a table that belong to a pack, sorted by its columns from left to right."""
    columns = warehouse.frame(f"SELECT * FROM warehouse.{table.name} LIMIT 0").columns
    kept = [column for column in columns if column not in table.left_out]
    asked: dict[str, object] = {}
    clauses = []
    if "service_area" in columns:
        clauses.append(_BY_AREA)
        asked["areas"] = scope.holders
    if "period_start" in columns:
        clauses.append(_BY_PERIOD)
        asked |= {"first": scope.from_on, "before": scope.before}
    if "holiday_on" in columns:
        clauses.append(IN_REACH)
        asked["since"] = since(warehouse, scope)
    where = f"WHERE {' AND '.join(clauses)}" if clauses else ""
    return warehouse.frame(f"SELECT {', '.join(kept)} FROM warehouse.{table.name} {where} ORDER BY ALL", **asked)


def figures(warehouse: Snapshot, scope: Scope) -> pl.DataFrame:
    """The figures of a pack, as they stand in the warehouse."""
    return rows(warehouse, tables()[0], scope)


def files(warehouse: Snapshot, scope: Scope) -> dict[str, bytes]:
    """The CSV files of a pack and their metadata, by their names in it."""
    found = {table: rows(warehouse, table, scope) for table in tables() if scope.is_of_all or not table.is_of_all}
    written = {table.file_name(warehouse.is_exact): csv_bytes(frame) for table, frame in found.items()}
    return written | {f"{FOLDER}/{METADATA}": _metadata(warehouse, found)}


def _metadata(warehouse: Snapshot, found: dict[Table, pl.DataFrame]) -> bytes:
    told = {
        "@context": [_CONTEXT, {"@language": "en"}],
        "dc:title": standing.title(warehouse),
        "dc:description": standing.standing(warehouse),
        "dialect": {"encoding": "utf-8", "header": True, "lineTerminators": ["\n"]},
        "tables": [_table(table, frame, warehouse.is_exact) for table, frame in found.items()],
    }
    return (json.dumps(told, indent=1, ensure_ascii=False) + "\n").encode()


def _table(table: Table, frame: pl.DataFrame, is_exact: bool) -> dict[str, Any]:
    schema: dict[str, Any] = {"columns": list(_columns(table, frame))}
    if table.key:
        schema["primaryKey"] = list(table.key)
    url = Path(table.file_name(is_exact)).name
    return {"url": url, "dc:title": table.title, "tableSchema": schema}


def _columns(table: Table, frame: pl.DataFrame) -> Iterator[dict[str, Any]]:
    meanings = _declared()["columns"]
    for name, kind in frame.schema.items():
        yield {
            "name": name,
            "titles": name,
            "dc:description": meanings.get(name, name),
            "datatype": _DATATYPES[kind.base_type()],
            "required": name in table.key and frame.get_column(name).cast(pl.String).str.len_chars().gt(0).all(),
        }
