"""The data contract as tables, so that a reader is shown what a column says and not what it is called."""

from __future__ import annotations

import polars as pl

from expectations import EXTRACTS


def contract_extracts() -> pl.DataFrame:
    """One row per extract, in the contract's order; ``dated_by`` is the column that says how fresh its rows are."""
    rows = [
        (extract.name, position, extract.title, extract.grain, extract.is_required, extract.dated_by)
        for position, extract in enumerate(EXTRACTS, start=1)
    ]
    schema = {
        "extract": pl.String,
        "position": pl.Int64,
        "title": pl.String,
        "grain": pl.String,
        "is_required": pl.Boolean,
        "dated_by": pl.String,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def contract_columns() -> pl.DataFrame:
    """One row per extract and column, in the contract's order."""
    rows = [
        (extract.name, column.name, position, column.title, column.meaning, column.is_required)
        for extract in EXTRACTS
        for position, column in enumerate(extract.columns, start=1)
    ]
    schema = {
        "extract": pl.String,
        "column_name": pl.String,
        "position": pl.Int64,
        "title": pl.String,
        "meaning": pl.String,
        "is_required": pl.Boolean,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")
