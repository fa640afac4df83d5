"""The one place of the pipelines that speaks to DuckDB: a file of relations, open for writing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

import duckdb
import polars as pl

from pipelines.asking import Ask, Parameters
from pipelines.errors import NoWarehouse, WarehouseBusy

_SQL = Path(__file__).resolve().parent / "sql"
_OPENED_BY_OTHERS_SINCE = "v1.2.0"
"""The oldest DuckDB that can open our files: others may want to."""
_MEMORY = "1GiB"
"""What DuckDB may keep in memory: as much as it likes would be most of what the machine has, whatever else runs."""
_LOADING = {"threads": "1", "checkpoint_threshold": "'256MiB'"}
"""Rows that come piece by piece: several threads on one small piece, and a file put in order after each, only cost."""


class Warehouse:
    """A DuckDB database that a build writes; in memory where no path is given.

    Raises:
        duckdb.Error: the file cannot be opened, or a statement is wrong.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self._connection = duckdb.connect()
        if path:
            # What does not fit into memory is written beside the file: rows go nowhere else.
            self._connection.execute(f"SET temp_directory = '{_quoted(path)}.tmp'")
            self._connection.execute(f"SET memory_limit = '{_MEMORY}'")
        else:
            # What is held in memory is small: a second thread would cost more than it gives.
            self._connection.execute("SET threads = 1")
        self._attach()

    def _attach(self) -> None:
        storage = f" (STORAGE_VERSION '{_OPENED_BY_OTHERS_SINCE}')" if self.path else ""
        location = _quoted(self.path) if self.path else ":memory:"
        self._connection.execute(f"ATTACH '{location}' AS warehouse{storage}")
        self._connection.execute("USE warehouse")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if self.path and kind is None:
                # Closing writes too, but says nothing where it cannot, and then leaves a file of what is missing.
                self._connection.execute("CHECKPOINT warehouse")
        finally:
            self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def another_connection(self) -> Any:
        """A second connection to the same database, for a library that wants to hold one; DuckDB's own object.

        Two instances of DuckDB on one file do not see each other's changes, so the file is not opened again.
        """
        connection = self._connection.cursor()
        connection.execute("USE warehouse")
        return connection

    @contextmanager
    def reading(self, path: Path, name: str) -> Iterator[None]:
        """While the block runs, the relations of another finished file can be read as ``name``'s.

        Raises:
            NoWarehouse: the file cannot be opened, or is none of ours.
        """
        try:
            self._connection.execute(f"ATTACH '{_quoted(path)}' AS {name} (READ_ONLY)")
        except duckdb.Error as error:
            raise _unreadable(path) from error
        try:
            yield
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            raise _unreadable(path) from error
        finally:
            self._connection.execute(f"DETACH {name}")

    def execute(self, sql: str, parameters: Parameters | None = None) -> None:
        """Run one statement for what it does."""
        self._connection.execute(sql, parameters or {})

    def frame(self, sql: str, parameters: Parameters | None = None) -> pl.DataFrame:
        """The rows of a query."""
        return self._connection.execute(sql, parameters or {}).pl()

    def batches(self, sql: str, rows: int) -> Iterator[pl.DataFrame]:
        """The rows of a query, so many at a time, so that there may be more of them than memory holds."""
        for batch in self._connection.execute(sql).to_arrow_reader(rows):
            yield pl.DataFrame(batch)

    def store(self, relation: str, rows: pl.DataFrame | pl.LazyFrame) -> None:
        """Make a relation of a frame's rows, in their order; one that is there already is replaced."""
        self._take(rows, f"CREATE OR REPLACE TABLE {relation} AS SELECT * FROM offered_rows")

    def append(self, relation: str, rows: pl.DataFrame | pl.LazyFrame) -> None:
        """Add a frame's rows to a relation, column by name."""
        self._take(rows, f"INSERT INTO {relation} BY NAME SELECT * FROM offered_rows")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """What the block stores is written at once, not waiting for the disk each time; if it fails, close the file."""
        self._connection.execute("BEGIN")
        yield
        self._connection.execute("COMMIT")

    @contextmanager
    def loading(self) -> Iterator[None]:
        """While the block runs, rows are appended piece by piece, and nothing else is asked of the database."""
        for name, value in _LOADING.items():
            self._connection.execute(f"SET {name} = {value}")
        try:
            yield
        finally:
            for name in _LOADING:
                self._connection.execute(f"RESET {name}")

    def derive(self, relation: str, kind: Literal["TABLE", "VIEW"] = "TABLE") -> None:
        """Make the relation that the SQL file of its name describes.

        Args:
            relation: the name of a file in ``pipelines/sql``, without its ending.
            kind: whether its rows are kept, or are found whenever it is asked.
        """
        query = (_SQL / f"{relation}.sql").read_text(encoding="utf-8")
        self._connection.execute(f"CREATE OR REPLACE {kind} {relation} AS {query}")

    def _take(self, rows: pl.DataFrame | pl.LazyFrame, sql: str) -> None:
        """Run a statement that reads a frame once; for small frames a stream is far cheaper than a registered view."""
        self._connection.from_arrow(rows.lazy().collect().__arrow_c_stream__()).query("offered_rows", sql)


def is_open_elsewhere(path: Path) -> bool:
    """Whether another process has the file open, which can be read then but not written; one never finished cannot."""
    return not _opens(path, read_only=False) and _opens(path, read_only=True)


def _opens(path: Path, read_only: bool) -> bool:
    try:
        duckdb.connect(path, read_only=read_only).close()
    except duckdb.Error:
        return False
    return True


@contextmanager
def finished(path: Path) -> Iterator[Ask]:
    """What answers queries over a finished file, which stays as it is; ``NoWarehouse`` where it cannot be read."""
    try:
        with duckdb.connect(path, read_only=True) as connection:
            yield lambda sql, parameters=None: connection.execute(sql, parameters or {}).pl()
    except (duckdb.IOException, duckdb.CatalogException, duckdb.BinderException) as error:
        raise _unreadable(path) from error


def read_frame(path: Path, sql: str, parameters: Parameters | None = None) -> pl.DataFrame:
    """The rows of a query over a finished file; ``finished`` says what it raises."""
    with finished(path) as ask:
        return ask(sql, parameters)


def _unreadable(path: Path) -> NoWarehouse:
    return NoWarehouse(f"{path} cannot be read as a warehouse's file; build the warehouse again.")


@contextmanager
def refusing_full_disks(place: str) -> Iterator[None]:
    """Turn what DuckDB says when it cannot write to a place, which begins a sentence, into what a user can act on.

    Raises:
        WarehouseBusy: the disk is full, or the file cannot be written.
    """
    try:
        yield
    except (duckdb.IOException, duckdb.OutOfMemoryException, duckdb.TransactionException) as error:
        raise WarehouseBusy(
            f"{place} cannot be written: the disk or the memory is full, or it was taken away; make room and try again."
        ) from error


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
