"""What was delivered, for which area, and which rows count: what is known of the rows before they are checked."""

from __future__ import annotations

import polars as pl

from expectations import EXTRACTS
from expectations.extract import Extract
from pipelines.ingest.landing import Landing
from pipelines.warehouse import Warehouse

_WITH_ROWS = " UNION ".join(
    f"SELECT service_area, '{extract.name}' AS extract FROM accepted.{extract.name}" for extract in EXTRACTS
)
_COUNTED = ("files", "read", "accepted", "set_aside", "superseded", "noted")


def offer_delivered(warehouse: Warehouse) -> None:
    """Make ``delivered.<extract>``: the landed rows without those that a later delivery of the same area replaces.

    Those are kept in ``superseded.<extract>``.
    A key delivered by several submissions that all say when they were delivered is a revision: the latest counts.
    """
    for schema in ("superseded", "delivered"):
        warehouse.execute(f"CREATE SCHEMA {schema}")
    for extract in EXTRACTS:
        landed = f"SELECT * FROM landing.{extract.name} WHERE row_id"
        warehouse.execute(f"CREATE TABLE superseded.{extract.name} AS {landed} IN ({_replaced(warehouse, extract)})")
        later = f"SELECT row_id FROM superseded.{extract.name}"
        warehouse.execute(f"CREATE VIEW delivered.{extract.name} AS {landed} NOT IN ({later})")


def _replaced(warehouse: Warehouse, extract: Extract) -> str:
    """The query of the rows that a later delivery replaces; there are none unless the rows are of several days."""
    days = warehouse.frame(f"SELECT count(DISTINCT delivered_on) FROM landing.{extract.name}").item()
    return _superseded(extract) if extract.key and days > 1 else "SELECT NULL::BIGINT WHERE FALSE"


def _superseded(extract: Extract) -> str:
    filled = " AND ".join(f"{name} IS NOT NULL" for name in extract.key)
    return f"""
        SELECT row_id
        FROM (
            SELECT
                row_id,
                delivered_on,
                max(delivered_on) OVER same_key AS latest_on,
                count(*) OVER same_key - count(delivered_on) OVER same_key AS undated
            FROM landing.{extract.name}
            WHERE {filled}
            WINDOW same_key AS (PARTITION BY {", ".join(extract.key)})
        ) AS revision
        WHERE undated = 0 AND delivered_on < latest_on
    """


def store_delivery(warehouse: Warehouse, landing: Landing) -> None:
    """Make ``delivery``: one row per service area and extract that was delivered for it.

    A submission speaks for the areas whose referrals it brings, whether or not an extract has rows of them; and for
    those whose rows an extract has, whether or not it brings their referrals.
    """
    rows = sorted({(found.submission, found.extract) for found in landing.files})
    schema = {"submission": pl.Int64, "extract": pl.String}
    warehouse.store("delivered_extract", pl.DataFrame(rows, schema=schema, orient="row"))
    warehouse.execute(
        f"""
        CREATE TABLE delivery AS
        SELECT referrals.service_area, delivered_extract.extract
        FROM accepted.referrals
        INNER JOIN delivered_extract ON referrals.submission = delivered_extract.submission
        UNION
        {_WITH_ROWS}
        ORDER BY service_area, extract
        """
    )


def extract_counts(warehouse: Warehouse, landing: Landing) -> pl.DataFrame:
    """One row per extract and thing counted: files, and rows read, accepted, set aside, superseded and noted.

    Read is what was accepted, set aside and superseded together; noted are accepted rows with a note.
    """
    files = {extract.name: 0 for extract in EXTRACTS}
    for found in landing.files:
        files[found.extract] += 1
    rows = [
        (extract.name, counted, files[extract.name] if counted == "files" else _rows(warehouse, extract.name, counted))
        for extract in EXTRACTS
        for counted in _COUNTED
    ]
    return pl.DataFrame(rows, schema={"extract": pl.String, "counted": pl.String, "rows": pl.Int64}, orient="row")


def _rows(warehouse: Warehouse, extract: str, counted: str) -> int:
    source = {
        "read": f"landing.{extract}",
        "accepted": f"accepted.{extract}",
        "set_aside": f"set_aside.{extract}",
        "superseded": f"superseded.{extract}",
        "noted": f"accepted.{extract} WHERE row_id IN (SELECT row_id FROM row_fault WHERE extract = '{extract}')",
    }[counted]
    found: int = warehouse.frame(f"SELECT count(*) FROM {source}").item()
    return found
