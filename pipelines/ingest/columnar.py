"""Parquet files: their columns, of whatever type, as the text that a spreadsheet would show."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.ingest.table import IS_TOO_LONG, READING_FAILED, ROW_NUMBER, Table, Unreadable, cell, clean

_BATCH_ROWS = 50_000
"""So many rows are read at a time."""
_FIRST_BELOW_HEADINGS = 2
_EXACT_BELOW = float(2**53)
"""Whole numbers below this are what they say; greater ones are rounded and told so, as 1.5E+16."""
_DAMAGED = "it is no Parquet file, or is damaged"


def read_parquet(path: Path, known: frozenset[str]) -> tuple[Table, ...]:
    """The one table of a Parquet file.

    Args:
        path: the file.
        known: the headings that are known; not asked, for a Parquet file says which its headings are.

    Raises:
        Unreadable: it is no Parquet file, is damaged, or has cells of several values.
        OSError: it is gone.
    """
    del known
    with _opened(path) as file, _telling_damage():
        headings, kinds = _columns(file.schema_arrow)
    cells = [_text(name, kind) for name, kind in kinds.items()]
    return (Table(path.name, headings, lambda: _batches(path, cells)),)


@contextmanager
def _telling_damage() -> Iterator[None]:
    """Arrow tells a damaged file by errors of several classes, where Polars would panic aloud; one is no errno's."""
    import pyarrow

    try:
        yield
    except (pyarrow.ArrowException, ValueError, TypeError, OSError, *READING_FAILED) as error:
        if isinstance(error, OSError) and error.errno:
            raise
        raise Unreadable(_DAMAGED) from None


def _opened(path: Path) -> Any:
    from pyarrow import parquet

    with _telling_damage():
        return parquet.ParquetFile(path)


def _columns(schema: Any) -> tuple[tuple[str | None, ...], pl.Schema]:
    """The headings, and what Polars makes of their columns, which are named by their place: headings may repeat."""
    import pyarrow

    if any(pyarrow.types.is_nested(kind) for kind in schema.types):
        raise Unreadable("it has a column of lists or records; give every cell one value")
    headings = tuple(name.strip() or None for name in schema.names)
    return headings, _as_polars(schema.empty_table()).schema


def _batches(path: Path, cells: list[pl.Expr]) -> Iterator[pl.LazyFrame]:
    first = _FIRST_BELOW_HEADINGS
    with _opened(path) as file:
        for rows in _frames(file):
            numbers = pl.int_range(first, first + rows.height, dtype=pl.Int64).alias(ROW_NUMBER)
            numbered = rows.lazy().select(numbers, pl.lit(False).alias(IS_TOO_LONG), *cells)
            yield clean(numbered, rows.columns)
            first += rows.height


def _frames(file: Any) -> Iterator[pl.DataFrame]:
    import pyarrow

    with _telling_damage():
        for batch in file.iter_batches(batch_size=_BATCH_ROWS):
            # Texts are taken for UTF-8 on trust; bytes that are none would stop whoever believes it.
            batch.validate(full=True)
            yield _as_polars(pyarrow.Table.from_batches([batch]))


def _as_polars(table: Any) -> pl.DataFrame:
    frame = pl.from_arrow(table.rename_columns([cell(position) for position in range(table.num_columns)]))
    assert isinstance(frame, pl.DataFrame)
    return frame


def _text(name: str, kind: pl.DataType) -> pl.Expr:
    """A column of any type as the text that a spreadsheet would show."""
    column = pl.col(name)
    if isinstance(kind, pl.Datetime):
        return column.dt.to_string("%Y-%m-%d %H:%M:%S")
    if isinstance(kind, pl.Float32 | pl.Float64):
        return _number_text(column)
    if isinstance(kind, pl.Decimal):
        return column.cast(pl.String).str.replace(r"\.0+$", "")
    if isinstance(kind, pl.Binary):
        return column.cast(pl.String, strict=False)
    if kind.is_nested() or isinstance(kind, pl.Object):
        raise Unreadable("it has a column of lists or records; give every cell one value")
    return column.cast(pl.String)


def _number_text(number: pl.Expr) -> pl.Expr:
    is_whole = (number == number.floor()) & (number.abs() < _EXACT_BELOW)
    whole = pl.when(is_whole).then(number).cast(pl.Int64, strict=False).cast(pl.String)
    shown = pl.when(number.is_finite()).then(number).cast(pl.String).str.replace("e", "E", literal=True)
    return pl.coalesce(whole, shown)
