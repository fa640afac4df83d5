"""A new file of records that has everything but the rows to be forgotten.

Deleting rows would leave their bytes in the file: what stays is written anew, and nothing else ever is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import polars as pl

from pipelines.forgetting.wanted import EARLIER, KEPT_ROWS
from pipelines.inspection import store_faults
from pipelines.warehouse import Warehouse

FORGOTTEN = pl.Schema({"before": pl.Date(), "extract": pl.String(), "rows": pl.Int64()})
"""What a file of records tells of what was forgotten: no row of it says of whom."""
_WRITTEN_ANEW = ("fault",)
_TABLES = f"""
    SELECT schema_name, table_name, list(column_name)
    FROM duckdb_columns()
    SEMI JOIN duckdb_tables() USING (database_name, schema_name, table_name)
    WHERE database_name = '{EARLIER}'
    GROUP BY schema_name, table_name
    ORDER BY schema_name, table_name
"""
_VIEWS = f"SELECT sql FROM duckdb_views() WHERE database_name = '{EARLIER}' AND NOT internal ORDER BY view_oid"
_REFERRALS = "SELECT (service_area, referral_id) FROM known_referral WHERE is_forgotten"
_ENROLMENTS = (
    f"SELECT (service_area, enrolment_id) FROM {EARLIER}.accepted.workshops "
    "WHERE row_id IN (SELECT row_id FROM forgotten_row WHERE extract = 'workshops')"
)


def copy_kept(warehouse: Warehouse, before: date | None) -> None:
    """Copy every table of the earlier file without what is forgotten, and every view, and note how many rows went.

    Args:
        warehouse: an empty file, in which ``select_rows`` has told what is forgotten.
        before: the day before which all was forgotten, if that was asked.
    """
    for schema, table, columns in warehouse.frame(_TABLES).rows():
        if table not in _WRITTEN_ANEW:
            warehouse.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
            goes = " OR ".join(_goes(schema, table, columns)) or "FALSE"
            kept = f"SELECT * FROM {EARLIER}.{schema}.{table} WHERE NOT ({goes})"
            warehouse.execute(f"CREATE TABLE {schema}.{table} AS {kept}")
    for (view,) in warehouse.frame(_VIEWS).rows():
        warehouse.execute(view)
    _keep_faults(warehouse)
    _note(warehouse, before)


def _goes(schema: str, table: str, columns: list[str]) -> Iterator[str]:
    """What is true of a row that is forgotten: by its number if it was delivered, by its referral if it is derived."""
    if schema in KEPT_ROWS:
        yield f"row_id IN (SELECT row_id FROM forgotten_row WHERE extract = '{table}')"
    elif "row_id" in columns:
        yield "(extract, row_id) IN (SELECT (extract, row_id) FROM forgotten_row)"
    elif "referral_id" in columns:
        yield f"(service_area, referral_id) IN ({_REFERRALS})"
    elif "enrolment_id" in columns:
        yield f"(service_area, enrolment_id) IN ({_ENROLMENTS})"


def _keep_faults(warehouse: Warehouse) -> None:
    """Write the faults of the rows that stay; a line has no row's number, and files of one name may be several."""
    of_files = warehouse.frame(f"SELECT * FROM {EARLIER}.fault WHERE row_number IS NULL")
    checks = warehouse.frame('SELECT code, extract, column_name AS "column", sentence FROM check_result')
    store_faults(warehouse, of_files, checks)


def _note(warehouse: Warehouse, before: date | None) -> None:
    warehouse.execute("CREATE TABLE IF NOT EXISTS forgotten (before DATE, extract VARCHAR, rows BIGINT)")
    warehouse.execute(
        "INSERT INTO forgotten SELECT CAST($before AS DATE), extract, count(*) FROM forgotten_row "
        "GROUP BY extract ORDER BY extract",
        {"before": before},
    )
