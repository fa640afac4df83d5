"""What ``portage figures`` prints: a table of a finished warehouse, as it stands in the file."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import polars as pl

from dashboard.cells import csv_bytes
from pipelines.errors import WrongUsage
from pipelines.finished import finished_file
from pipelines.known_names import must_be_one_of
from pipelines.warehouse import read_frame

_TABLES = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'main' ORDER BY table_name"
_DEFINED = "SELECT measure FROM measure"
_WRITERS: dict[str, Callable[[pl.DataFrame, io.BytesIO], object]] = {
    "csv": lambda rows, target: target.write(csv_bytes(rows)),
    "json": lambda rows, target: rows.write_json(target),
    "parquet": lambda rows, target: rows.write_parquet(target),
}


def write(
    warehouse: Path, table: str, measures: tuple[str, ...], contents: str, form: str, output: Path | None
) -> None:
    """Write one table of a warehouse, sorted by its columns from left to right.

    Raises:
        NoWarehouse: nothing was built there yet.
        WrongUsage: there is no such table or measure; the sentence names the nearest.
    """
    path = finished_file(warehouse, contents)
    tables = read_frame(path, _TABLES)["table_name"].to_list()
    must_be_one_of("table", table, tables)
    rows = read_frame(path, f'SELECT * FROM "{table}" ORDER BY ALL')
    defined = read_frame(path, _DEFINED)["measure"].to_list() if "measure" in tables else []
    _give(_only(rows, measures, table, defined), form, output)


def _only(rows: pl.DataFrame, measures: tuple[str, ...], table: str, defined: list[str]) -> pl.DataFrame:
    if not measures:
        return rows
    if "measure" not in rows.columns:
        raise WrongUsage(f"The table {table} is not by measure; leave --measure out.")
    for name in measures:
        must_be_one_of("measure", name, sorted({*defined, *rows["measure"]}))
    return rows.filter(pl.col("measure").is_in(measures))


def _give(rows: pl.DataFrame, form: str, output: Path | None) -> None:
    buffer = io.BytesIO()
    _WRITERS[form](rows, buffer)
    if output is None:
        sys.stdout.buffer.write(buffer.getvalue())
        return
    try:
        output.write_bytes(buffer.getvalue())
    except OSError as error:
        raise WrongUsage(f"{output} cannot be written: {error.strerror or error}.") from error
