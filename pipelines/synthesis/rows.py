"""How a value is written in an extract, and the files it is written to."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from expectations import EXTRACTS

Value = str | int | float | bool | date | None
Row = Mapping[str, Value]


class ExtractFiles:
    """All extracts of the contract as CSV, open for writing; rows stand in the order in which they are added.

    Args:
        folder: where the files go; it has to be there.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open = ExitStack()
        self._writers: dict[str, csv.DictWriter[str]] = {}

    def __enter__(self) -> Self:
        for extract in EXTRACTS:
            path = self._folder / f"{extract.name}.csv"
            file = self._open.enter_context(path.open("w", encoding="utf-8", newline=""))
            names = [column.name for column in extract.columns]
            writer = self._writers[extract.name] = csv.DictWriter(file, names, lineterminator="\n")
            writer.writeheader()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def add(self, extract: str, rows: Iterable[Row]) -> None:
        """Write rows to an extract; a column that a row does not have is blank."""
        self._writers[extract].writerows({name: written(value) for name, value in row.items()} for row in rows)


def written(value: Value) -> str:
    """A value as its cell: dates ISO, booleans ``true`` and ``false``, nothing for what is not known."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
