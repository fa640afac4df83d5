"""Write the clocks and the shares on time as a dbt project: the same relations, with dbt's tests, on DuckDB.

    python tests/benchmarks/dbt_peer.py SUBMISSION FOLDER

The folder becomes a project whose file of relations, ``build.duckdb``, already holds the rules, for dbt has no part in
reading those. ``dbt build`` then reads the extracts a clock rests on, makes every relation up to ``clock``, and the
share on time by area and quarter. It recodes and screens nothing, sets no row aside and knows no other measure.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl

from expectations import EXTRACTS
from expectations.check import Check
from expectations.extract import Column, ColumnType, Extract
from pipelines import derive
from pipelines.ingest.submission import read_submissions
from pipelines.rules.loading import load_service_areas
from pipelines.rules.service_area import ServiceAreas
from pipelines.shipped import shipped
from pipelines.warehouse import Warehouse

_SQL = Path(derive.__file__).parent / "sql"
_EXTRACTS = ("referrals", "visits", "targets", "reviews", "pauses")
_RELATIONS = derive.RELATIONS[: derive.RELATIONS.index("clock") + 1]
_READ = re.compile(r"\b(FROM|JOIN)\s+(?:accepted\.)?([a-z_]+)\b")
_PROJECT = {"name": "clocks", "version": "1.0.0", "profile": "clocks", "models": {"+materialized": "table"}}
_ON_TIME = """
SELECT
    service_area, standard, yardstick, date_trunc('quarter', due_on) AS quarter_on,
    count(*) FILTER (WHERE status = 'met') AS numerator,
    count(*) FILTER (WHERE status IN ('met', 'missed', 'overdue')) AS denominator
FROM {{ ref('clock') }}
GROUP BY ALL
"""


def main() -> None:
    """Write the project."""
    submission, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    models = folder / "models"
    models.mkdir(parents=True)
    as_at = read_submissions([submission], None)[0].as_at
    _store_rules(folder / "build.duckdb", load_service_areas(shipped("service_areas")), as_at)
    for extract in _extracts():
        (models / f"{extract.name}.sql").write_text(_reading(extract, submission), encoding="utf-8")
    for relation in _RELATIONS:
        query = (_SQL / f"{relation}.sql").read_text(encoding="utf-8")
        (models / f"{relation}.sql").write_text(_READ.sub(_referring, query), encoding="utf-8")
    (models / "on_time.sql").write_text(_ON_TIME, encoding="utf-8")
    # JSON is YAML, too.
    (models / "tests.yml").write_text(json.dumps({"models": [_tested(one) for one in _extracts()]}), encoding="utf-8")
    (folder / "dbt_project.yml").write_text(json.dumps(_PROJECT), encoding="utf-8")
    output = {"type": "duckdb", "path": "build.duckdb", "threads": 2, "settings": {"memory_limit": "4GiB"}}
    profiles = {"clocks": {"target": "here", "outputs": {"here": output}}}
    (folder / "profiles.yml").write_text(json.dumps(profiles), encoding="utf-8")


def _extracts() -> Iterator[Extract]:
    return (extract for extract in EXTRACTS if extract.name in _EXTRACTS)


def _store_rules(file: Path, areas: ServiceAreas, as_at: date) -> None:
    """Everything that is known before any row is, and that every extract was delivered for every area."""
    with Warehouse(file) as warehouse:
        derive.load_rules(warehouse, areas, as_at)
        first, last = as_at.replace(year=as_at.year - 10), as_at.replace(year=as_at.year + 25)
        days = pl.date_range(first, last, eager=True).alias("day_on")
        warehouse.store("day", pl.DataFrame({"day_on": days, "weekday": days.dt.weekday()}))
        extracts = pl.DataFrame({"extract": [extract.name for extract in EXTRACTS]})
        codes = pl.DataFrame({"service_area": sorted(areas.codes)})
        warehouse.store("delivery", codes.join(extracts, how="cross"))


def _reading(extract: Extract, submission: Path) -> str:
    columns = ", ".join(_typed(column) for column in extract.columns)
    path = submission / f"{extract.name}.csv"
    return f"SELECT row_number() OVER () AS row_id, {columns} FROM read_csv('{path}', all_varchar = true)"


def _typed(column: Column) -> str:
    if column.type is ColumnType.MONTH:
        return f"CAST({column.name} || '-01' AS DATE) AS {column.name}"
    types = {"date": "DATE", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN"}
    return f"CAST({column.name} AS {types.get(column.type.value, 'VARCHAR')}) AS {column.name}"


def _referring(found: re.Match[str]) -> str:
    word, name = found.groups()
    return f"{word} {{{{ ref('{name}') }}}}" if name in (*_EXTRACTS, *_RELATIONS) else f"{word} {name}"


def _tested(extract: Extract) -> dict[str, object]:
    """The checks that dbt has a test for, as its tests."""
    tests: dict[str, list[object]] = {}
    for check in extract.checks:
        tests.setdefault(check.column, []).extend(_as_test(check, extract))
    return {"name": extract.name, "columns": [{"name": name, "data_tests": found} for name, found in tests.items()]}


def _as_test(check: Check, extract: Extract) -> Iterator[object]:
    kind = check.code.rsplit(".", 1)[1]
    column = next(column for column in extract.columns if column.name == check.column)
    if kind == "blank":
        yield "not_null"
    elif kind == "repeated":
        yield "unique"
    elif kind == "unreadable" and column.codes:
        yield {"accepted_values": {"arguments": {"values": [code for code, _ in column.codes]}}}
    elif kind == "without_referral":
        yield {"relationships": {"arguments": {"to": "ref('referrals')", "field": "referral_id"}}}


if __name__ == "__main__":
    main()
