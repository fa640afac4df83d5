"""The one reader of warehouses, and the one place of the dashboard that speaks to DuckDB."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from dashboard.errors import BrokenWarehouse, OtherVersion, WarehouseMoved, WarehouseUnreadable
from dashboard.generations import Identity, current_files

WAREHOUSE_FORMAT = 5
"""The shape of warehouse this dashboard reads; a build writes its own into ``build.warehouse_format``."""

_ATTEMPTS = 3
"""How often the pointer is read when the file it names has just been replaced."""

_KEPT_ANSWERS = 512


class Snapshot:
    """One built file, open for reading until a newer one takes its place.

    Attributes:
        identity: which file it is, of which build.
        build: the one row of the relation ``build``.
        is_exact: whether its figures are the exact ones, for internal use.
        remark: why exact figures are not shown although they are there, or blank.

    Raises:
        BrokenWarehouse: the file is no warehouse.
        OtherVersion: it is one of another shape.
    """

    def __init__(self, identity: Identity, remark: str = "") -> None:
        self.identity = identity
        self.remark = remark
        self._lock = threading.Lock()
        self._answers: dict[str, pl.DataFrame] = {}
        self._connection: duckdb.DuckDBPyConnection | None = _attached(identity.path)
        try:
            self.build: dict[str, Any] = self._checked_build()
        except WarehouseUnreadable:
            self.close()
            raise
        self.is_exact = self.build["contents"] == "records"

    def _checked_build(self) -> dict[str, Any]:
        rows = self.frame("SELECT * FROM warehouse.build").to_dicts()
        if len(rows) != 1 or not {"warehouse_format", "contents", "as_at"} <= rows[0].keys():
            raise BrokenWarehouse("The file does not say which build it holds. Build the figures again.")
        if rows[0]["warehouse_format"] != WAREHOUSE_FORMAT:
            raise OtherVersion("Build the figures again with the version that shows them, or show them with theirs.")
        return rows[0]

    def frame(self, sql: str, **parameters: object) -> pl.DataFrame:
        """The rows of a query over ``warehouse.<relation>``; asked again, the kept answer.

        Raises:
            WarehouseMoved: a newer build has taken this one's place.
            BrokenWarehouse: a relation is missing or damaged.
        """
        question = f"{sql} {sorted(parameters.items())!r}"
        with self._lock:
            if question not in self._answers:
                self._keep(question, self._ask(sql, parameters))
            return self._answers[question]

    def _ask(self, sql: str, parameters: dict[str, object]) -> pl.DataFrame:
        if self._connection is None:
            raise WarehouseMoved
        try:
            with self._connection.cursor() as cursor:
                return cursor.execute(sql, parameters).pl()
        except duckdb.Error:
            raise BrokenWarehouse("A table of these figures is missing or damaged. Build them again.") from None

    def _keep(self, question: str, answer: pl.DataFrame) -> None:
        if len(self._answers) >= _KEPT_ANSWERS:
            self._answers.pop(next(iter(self._answers)))
        self._answers[question] = answer

    def close(self) -> None:
        """Let go of the file, once a query under way has ended."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection = None
            self._answers.clear()


def _attached(path: Path) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    try:
        location = str(path).replace("'", "''")
        connection.execute(f"ATTACH '{location}' AS warehouse (READ_ONLY)")
        connection.execute("SET enable_external_access = false")
    except duckdb.Error:
        connection.close()
        raise BrokenWarehouse("The file of figures cannot be opened. Build the figures again.") from None
    return connection


class Reader:
    """The current file of each warehouse folder on show, opened once for all sessions."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: dict[tuple[Path, bool], tuple[tuple[Identity, ...], Snapshot]] = {}

    def current(self, folder: Path, published_only: bool = False) -> Snapshot:
        """The newest finished build; the file of an earlier one is let go of.

        Args:
            folder: the warehouse.
            published_only: whether to leave exact figures unopened.

        Raises:
            WarehouseUnreadable: there is none, or it cannot be used.
        """
        with self._lock:
            for _ in range(_ATTEMPTS - 1):
                try:
                    return self._renewed(folder, published_only)
                except BrokenWarehouse:
                    continue
            return self._renewed(folder, published_only)

    def _renewed(self, folder: Path, published_only: bool) -> Snapshot:
        key = (folder, published_only)
        files = current_files(folder, published_only)
        held = self._open.get(key)
        if held and held[0] == files:
            return held[1]
        if held:
            self._open.pop(key)[1].close()
        self._open[key] = (files, _first_readable(files))
        return self._open[key][1]


def _first_readable(files: tuple[Identity, ...]) -> Snapshot:
    *exact, published = files
    if not exact:
        return Snapshot(published)
    try:
        return Snapshot(exact[0])
    except BrokenWarehouse:
        return Snapshot(published, "The exact figures are there but cannot be opened; the published ones are shown.")


READER = Reader()
"""Shared by every session of one server: a file is opened once, and its answers are kept once."""
