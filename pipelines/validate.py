"""The checks, run by Great Expectations inside DuckDB; the one place of the pipelines that imports it.

No row passes through Python: a failing expectation's own query names its rows, and DuckDB writes them down.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from expectations import EXTRACTS
from expectations.check import Check, as_expectation
from expectations.extract import Extract
from pipelines.errors import FiguresWrong, WrongUsage
from pipelines.warehouse import Warehouse

_SITE = "check"


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


def validate(warehouse: Warehouse, delivered: frozenset[str], data_docs: Path | None = None) -> tuple[CheckResult, ...]:
    """Check every delivered row, and part the accepted from those set aside.

    Args:
        warehouse: holds ``landing.<extract>`` and ``delivered.<extract>`` for every extract, and the rules.
            Afterwards it holds ``accepted.<extract>`` and ``set_aside.<extract>`` as well, and ``row_fault``:
            one row per row and check that it failed.
        delivered: the extracts of which a file was delivered.
        data_docs: the folder into which Great Expectations writes its own pages of the results, if any.

    Raises:
        FiguresWrong: a check could not be run, so that nothing can be said of its rows.
        WrongUsage: the pages cannot be written.
    """
    for schema in ("accepted", "set_aside"):
        warehouse.execute(f"CREATE SCHEMA {schema}")
    warehouse.execute("CREATE TABLE row_fault (extract VARCHAR, row_id BIGINT, code VARCHAR, consequence VARCHAR)")
    validated: list[Any] = []
    results = tuple(r for together in _rounds() for r in _validate_round(warehouse, together, delivered, validated))
    if data_docs:
        _write_pages(validated, warehouse.frame("SELECT as_at FROM as_at").item(), data_docs)
    return results


def _rounds() -> tuple[Sequence[Extract], Sequence[Extract]]:
    """Referrals first: the rows of the others are checked against the accepted ones."""
    return EXTRACTS[:1], EXTRACTS[1:]


def _validate_round(
    warehouse: Warehouse, together: Sequence[Extract], delivered: frozenset[str], validated: list[Any]
) -> Iterator[CheckResult]:
    suites = _run(warehouse, [extract for extract in together if extract.name in delivered])
    validated.extend(suites)
    succeeded = dict(_judged(result) for suite in suites for result in suite.results)
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


def _run(warehouse: Warehouse, extracts: Sequence[Extract]) -> list[Any]:
    """What Great Expectations says of each extract: whether each check succeeded, and how many rows failed it."""
    if not extracts:
        return []
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    _buffer_results()
    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    context: Any = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
    source = context.data_sources.add_sql("records", connection_string="duckdb://", kwargs=_connecting_to(warehouse))
    try:
        return [_run_suite(source, extract) for extract in extracts]
    finally:
        source.get_execution_engine().close()


def _connecting_to(warehouse: Warehouse) -> dict[str, Any]:
    """How SQLAlchemy gets at the database that is open already, instead of opening its file a second time."""
    from duckdb_engine import ConnectionWrapper
    from sqlalchemy.pool import StaticPool

    return {"poolclass": StaticPool, "creator": lambda: ConnectionWrapper(warehouse.another_connection())}


def _run_suite(source: Any, extract: Extract) -> Any:
    import great_expectations as gx

    asset = source.add_query_asset(extract.name, query=f"SELECT * FROM delivered.{extract.name}")
    # A suite that is made whole is written down once; one that grows would be written down with every check.
    suite = gx.ExpectationSuite(extract.name, expectations=[as_expectation(check) for check in extract.checks])
    batch = asset.add_batch_definition_whole_table("whole")
    return batch.get_batch().validate(suite, result_format="BASIC")


def _judged(result: Any) -> tuple[str, bool]:
    code: str = result.expectation_config.meta["code"]
    if any(_raised(found) for found in (result.exception_info, *dict(result.exception_info).values())):
        raise FiguresWrong(f"The check {code} could not be run, so its rows are unknown; nothing was published.")
    return code, bool(result.success)


def _raised(found: Any) -> bool:
    return isinstance(found, dict) and bool(found.get("raised_exception"))


def _write_pages(validated: Sequence[Any], as_at: date, folder: Path) -> None:
    """Great Expectations' own pages; its results count rows and hold nothing of them.

    A run is named for the day of the figures: nothing reads the clock.
    """
    import great_expectations as gx
    from great_expectations.core.run_identifier import RunIdentifier
    from great_expectations.data_context.types import resource_identifiers as named

    run = RunIdentifier("check", datetime(as_at.year, as_at.month, as_at.day, tzinfo=UTC))
    store = {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(folder.absolute())}
    site = {"class_name": "SiteBuilder", "show_how_to_buttons": False, "store_backend": store}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        context: Any = gx.get_context(mode="ephemeral")
        context.add_data_docs_site(_SITE, {**site, "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"}})
        for suite in validated:
            key = named.ExpectationSuiteIdentifier(suite.suite_name)
            context.validation_results_store.set(named.ValidationResultIdentifier(key, run, suite.suite_name), suite)
        context.build_data_docs([_SITE])
    except OSError as error:
        raise WrongUsage(f"The pages cannot be written to {folder}: {error.strerror or error}.") from error


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
