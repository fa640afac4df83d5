"""The checks, run by Great Expectations inside DuckDB; the one place of the pipelines that imports it.

No row passes through Python: a failing expectation's own query names its rows, and DuckDB writes them down.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from expectations import EXTRACTS
from expectations.check import Check, Consequence, as_expectation
from expectations.extract import Extract
from pipelines.errors import FiguresWrong
from pipelines.warehouse import Warehouse


class Status(StrEnum):
    """What became of a check; failed, and not run, are two things."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_RUN = "not_run"


@dataclass(frozen=True)
class CheckResult:
    """A check, what became of it, and how many rows failed it."""

    check: Check
    status: Status
    rows: int


def prepare() -> None:
    """Import Great Expectations, which takes seconds, so that checking can begin at once afterwards."""
    import great_expectations  # noqa: F401  (imported for what it leaves behind)


def validate(warehouse: Warehouse, delivered: frozenset[str]) -> tuple[CheckResult, ...]:
    """Check every delivered row, and part the accepted from those set aside.

    Args:
        warehouse: holds ``landing.<extract>`` and ``delivered.<extract>`` for every extract, and the rules.
            Afterwards it holds ``accepted.<extract>`` and ``set_aside.<extract>`` as well, and ``row_fault``:
            one row per row and check that it failed.
        delivered: the extracts of which a file was delivered.

    Raises:
        FiguresWrong: a check could not be run, so that nothing can be said of its rows.
    """
    for schema in ("accepted", "set_aside"):
        warehouse.execute(f"CREATE SCHEMA {schema}")
    warehouse.execute("CREATE TABLE row_fault (extract VARCHAR, row_id BIGINT, code VARCHAR, consequence VARCHAR)")
    return tuple(result for together in _rounds() for result in _validate_round(warehouse, together, delivered))


def _rounds() -> tuple[Sequence[Extract], Sequence[Extract]]:
    """Referrals first: the rows of the others are checked against the accepted ones."""
    return EXTRACTS[:1], EXTRACTS[1:]


def _validate_round(
    warehouse: Warehouse, together: Sequence[Extract], delivered: frozenset[str]
) -> Iterator[CheckResult]:
    present = [extract for extract in together if extract.name in delivered]
    succeeded = _run(warehouse, present)
    for extract in together:
        for check in extract.checks:
            yield _written_down(warehouse, check, succeeded)
        _part(warehouse, extract)


def _written_down(warehouse: Warehouse, check: Check, succeeded: dict[str, bool]) -> CheckResult:
    if check.code not in succeeded:
        return CheckResult(check, Status.NOT_RUN, 0)
    if succeeded[check.code]:
        return CheckResult(check, Status.PASSED, 0)
    failing = check.unexpected_rows_query.format(batch=f"delivered.{check.extract}")
    warehouse.execute(
        f"INSERT INTO row_fault SELECT $extract, row_id, $code, $consequence FROM ({failing})",
        {"extract": check.extract, "code": check.code, "consequence": check.consequence.value},
    )
    rows = warehouse.frame("SELECT count(*) FROM row_fault WHERE code = $code", {"code": check.code}).item()
    return CheckResult(check, Status.FAILED, rows)


def _part(warehouse: Warehouse, extract: Extract) -> None:
    failed = f"SELECT row_id FROM row_fault WHERE extract = '{extract.name}' AND consequence = 'set_aside'"
    columns = ", ".join(["row_id", "submission", "file", "row_number", *(column.name for column in extract.columns)])
    for schema, is_in in (("accepted", "NOT IN"), ("set_aside", "IN")):
        warehouse.execute(
            f"CREATE TABLE {schema}.{extract.name} AS SELECT {columns} FROM delivered.{extract.name} "
            f"WHERE row_id {is_in} ({failed}) ORDER BY row_id"
        )


def _run(warehouse: Warehouse, extracts: Sequence[Extract]) -> dict[str, bool]:
    """Whether each check succeeded, by its code."""
    if not extracts:
        return {}
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    _buffer_results()
    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    context: Any = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
    source = context.data_sources.add_sql("records", connection_string="duckdb://", kwargs=_connecting_to(warehouse))
    try:
        return {code: ok for extract in extracts for code, ok in _run_suite(source, extract)}
    finally:
        source.get_execution_engine().close()


def _connecting_to(warehouse: Warehouse) -> dict[str, Any]:
    """How SQLAlchemy gets at the database that is open already, instead of opening its file a second time."""
    from duckdb_engine import ConnectionWrapper
    from sqlalchemy.pool import StaticPool

    return {"poolclass": StaticPool, "creator": lambda: ConnectionWrapper(warehouse.another_connection())}


def _run_suite(source: Any, extract: Extract) -> Iterator[tuple[str, bool]]:
    import great_expectations as gx

    asset = source.add_query_asset(extract.name, query=f"SELECT * FROM delivered.{extract.name}")
    # A suite that is made whole is written down once; one that grows would be written down with every check.
    suite = gx.ExpectationSuite(extract.name, expectations=[as_expectation(check) for check in extract.checks])
    batch = asset.add_batch_definition_whole_table("whole")
    for result in batch.get_batch().validate(suite, result_format="BOOLEAN_ONLY").results:
        yield _judged(result)


def _judged(result: Any) -> tuple[str, bool]:
    code: str = result.expectation_config.meta["code"]
    if any(_raised(found) for found in (result.exception_info, *dict(result.exception_info).values())):
        raise FiguresWrong(f"The check {code} could not be run, so its rows are unknown; nothing was published.")
    return code, bool(result.success)


def _raised(found: Any) -> bool:
    return isinstance(found, dict) and bool(found.get("raised_exception"))


def _buffer_results() -> None:
    """Keep a DuckDB result that is fetched after its connection went back to the pool: read it at once."""
    from sqlalchemy import event
    from sqlalchemy.engine import Engine

    if not event.contains(Engine, "after_cursor_execute", _read_at_once):
        event.listen(Engine, "after_cursor_execute", _read_at_once)


def _read_at_once(connection: Any, cursor: Any, _sql: Any, _parameters: Any, context: Any, _many: Any) -> None:
    from sqlalchemy.engine.cursor import FullyBufferedCursorFetchStrategy

    if connection.dialect.name == "duckdb" and cursor.description:
        context.cursor_fetch_strategy = FullyBufferedCursorFetchStrategy(
            cursor, cursor.description, initial_buffer=cursor.fetchall()
        )


def consequences(results: Sequence[CheckResult], consequence: Consequence) -> tuple[CheckResult, ...]:
    """The failed checks of one consequence, most rows first."""
    failed = [r for r in results if r.status is Status.FAILED and r.check.consequence is consequence]
    return tuple(sorted(failed, key=lambda result: (-result.rows, result.check.code)))
