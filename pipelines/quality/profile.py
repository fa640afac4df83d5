"""What one scan of each extract tells of its accepted rows: how many, how full, and of which days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from expectations import EXTRACTS
from expectations.extract import Extract
from pipelines.warehouse import Warehouse

_ROWS = pl.Schema({"extract": pl.String(), "submission": pl.Int64(), "service_area": pl.String(), "rows": pl.Int64()})
_CELLS = pl.Schema({**_ROWS, "column_name": pl.String(), "filled": pl.Int64()})
_MONTHS = pl.Schema(
    {
        "extract": pl.String(),
        "service_area": pl.String(),
        "month_on": pl.Date(),
        "rows": pl.Int64(),
        "latest_on": pl.Date(),
    }
)
_FILLED = "filled_"
_WHOSE = ["submission", "service_area"]


@dataclass(frozen=True)
class Profile:
    """The accepted rows, counted; exact.

    Attributes:
        rows: one row per extract, submission and service area with rows: ``rows``.
        cells: one row per extract, submission, service area and column: ``rows``, and how many have it ``filled``.
        months: one row per extract, service area and month, given by its first day as ``month_on``: ``rows`` dated in
            it by the day of the figures, and the latest of their days.
    """

    rows: pl.DataFrame
    cells: pl.DataFrame
    months: pl.DataFrame


def profile(warehouse: Warehouse, as_at: date) -> Profile:
    """Count the accepted rows of every extract.

    Args:
        warehouse: holds ``accepted.<extract>`` for every extract.
        as_at: the day whose close is "now"; a row dated later is counted and says nothing of how fresh they are.
    """
    scans = [(extract, warehouse.frame(_scan(extract), {"as_at": as_at})) for extract in EXTRACTS]
    return Profile(
        rows=pl.concat([_rows(extract, scan) for extract, scan in scans]),
        cells=pl.concat([_cells(extract, scan) for extract, scan in scans]),
        months=pl.concat([_months(extract, scan) for extract, scan in scans]),
    )


def _scan(extract: Extract) -> str:
    """SQL with one row per submission, service area and month: however many rows there are, few."""
    dated = f"{extract.dated_by} <= $as_at"
    filled = ", ".join(f"count({column.name}) AS {_FILLED}{column.name}" for column in extract.columns)
    return f"""
        SELECT
            submission,
            service_area,
            CAST(date_trunc('month', {extract.dated_by}) AS DATE) AS month_on,
            count(*) AS rows,
            count(*) FILTER (WHERE {dated}) AS dated_rows,
            max({extract.dated_by}) FILTER (WHERE {dated}) AS latest_on,
            {filled}
        FROM accepted.{extract.name}
        GROUP BY submission, service_area, month_on
        ORDER BY submission, service_area, month_on
    """


def _rows(extract: Extract, scan: pl.DataFrame) -> pl.DataFrame:
    counted = scan.group_by(_WHOSE, maintain_order=True).agg(pl.col("rows").sum())
    return _shaped(extract, counted, _ROWS)


def _cells(extract: Extract, scan: pl.DataFrame) -> pl.DataFrame:
    counts = [f"{_FILLED}{column.name}" for column in extract.columns]
    whole = scan.group_by(_WHOSE, maintain_order=True).agg(pl.col("rows", *counts).sum())
    long = whole.unpivot(counts, index=[*_WHOSE, "rows"], variable_name="column_name", value_name="filled")
    named = long.with_columns(pl.col("column_name").str.strip_prefix(_FILLED))
    return _shaped(extract, named, _CELLS)


def _months(extract: Extract, scan: pl.DataFrame) -> pl.DataFrame:
    dated = scan.filter(pl.col("dated_rows") > 0)
    counted = dated.group_by("service_area", "month_on", maintain_order=True).agg(
        rows=pl.col("dated_rows").sum(), latest_on=pl.col("latest_on").max()
    )
    return _shaped(extract, counted, _MONTHS)


def _shaped(extract: Extract, counted: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    return counted.with_columns(extract=pl.lit(extract.name)).select(*schema).cast(schema)
