"""The files of a submission, open for writing: all extracts of the contract, as CSV or as Parquet."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Protocol, Self

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.cells import csv_bytes
from expectations import EXTRACTS
from expectations.extract import ColumnType, Extract
from pipelines.errors import WrongUsage

_STORED_AS: dict[ColumnType, pl.DataType] = {
    ColumnType.TEXT: pl.String(),
    ColumnType.AREA: pl.String(),
    ColumnType.CODE: pl.String(),
    ColumnType.MONTH: pl.String(),
    ColumnType.DATE: pl.Date(),
    ColumnType.INTEGER: pl.Int64(),
    ColumnType.NUMBER: pl.Float64(),
    ColumnType.BOOLEAN: pl.Boolean(),
}
_DECIMALS = 1


class _Writer(Protocol):
    def write(self, rows: pl.DataFrame) -> None:
        """Write rows after those already written."""


class _CsvWriter:
    def __init__(self, path: Path, empty: pl.DataFrame, stack: ExitStack) -> None:
        self._file: BinaryIO = stack.enter_context(path.open("wb"))
        self._file.write(csv_bytes(empty))

    def write(self, rows: pl.DataFrame) -> None:
        self._file.write(csv_bytes(rows, has_heading=False, decimals=_DECIMALS))


class _ParquetWriter:
    def __init__(self, path: Path, empty: pl.DataFrame, stack: ExitStack) -> None:
        self._schema = _plain(empty.to_arrow().schema)
        self._file = stack.enter_context(pq.ParquetWriter(path, self._schema, compression="zstd"))

    def write(self, rows: pl.DataFrame) -> None:
        self._file.write_table(rows.to_arrow().cast(self._schema))


CSV, PARQUET = "csv", "parquet"
_WRITERS: dict[str, type[_CsvWriter] | type[_ParquetWriter]] = {CSV: _CsvWriter, PARQUET: _ParquetWriter}
FORMS = tuple(_WRITERS)
"""The forms in which a submission can be written: how its files' names end."""


class ExtractFiles:
    """All extracts, each in a file of its own; rows stand in the order in which they are added.

    Args:
        folder: where the files go; it has to be there, and hold no extract in another form.
        form: one of ``FORMS``.

    Raises:
        WrongUsage: an extract is there in another form, and would be read along with these.
    """

    def __init__(self, folder: Path, form: str) -> None:
        _refuse_other_forms(folder, form)
        self._folder, self._form = folder, form
        self._open = ExitStack()
        self._writers: dict[str, _Writer] = {}

    def __enter__(self) -> Self:
        for extract in EXTRACTS:
            path = self._folder / f"{extract.name}.{self._form}"
            self._writers[extract.name] = _WRITERS[self._form](path, pl.DataFrame(schema=_schema(extract)), self._open)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def add(self, name: str, rows: pl.DataFrame) -> None:
        """Write rows to an extract; a column that they do not have is blank."""
        extract = next(extract for extract in EXTRACTS if extract.name == name)
        cells = [
            (pl.col(column) if column in rows.columns else pl.lit(None).alias(column)).cast(kind)
            for column, kind in _schema(extract).items()
        ]
        self._writers[name].write(rows.select(cells))


def _schema(extract: Extract) -> dict[str, pl.DataType]:
    return {column.name: _STORED_AS[column.type] for column in extract.columns}


def _plain(schema: pa.Schema) -> pa.Schema:
    """The schema with the kind of text that every reader of Parquet knows."""
    is_text = {name: kind == pl.String() for name, kind in pl.DataFrame(schema.empty_table()).schema.items()}
    return pa.schema([pa.field(field.name, pa.string() if is_text[field.name] else field.type) for field in schema])


def _refuse_other_forms(folder: Path, form: str) -> None:
    others = (folder / f"{extract.name}.{other}" for extract in EXTRACTS for other in FORMS if other != form)
    for path in others:
        if path.exists():
            raise WrongUsage(f"{folder} already holds {path.name}, which would be read as well; choose another folder.")
