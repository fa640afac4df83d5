"""How much a build asks of DuckDB: counted, not timed, so that it cannot depend on the machine."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipelines.build import Request, build
from pipelines.warehouse import Warehouse

STATEMENTS = 640
"""The most that a build of all extracts may run: one for every table, relation, check, measure and breakdown."""
SCANS_OF_VISITS = 70
"""The most of them that may read visits, of which there are by far the most."""
_VISITS = re.compile(r"\b(?:FROM|JOIN)\s+(?:(?:landing|delivered|accepted|set_aside|superseded)\.visits|visit)\b")
_SMALL = re.compile(r"current_schema\(\)|FROM delivery$")
"""What may be asked again: it has a row, or one for each area and extract."""
_ASKING = re.compile(r"\s*(?:SELECT|WITH)\b", re.IGNORECASE)


class Watched:
    """A connection, or a cursor of one, that puts down what is executed."""

    def __init__(self, connection: Any, seen: list[tuple[str, str]]) -> None:
        self._connection, self._seen = connection, seen

    def execute(self, sql: str, parameters: Any = None, *others: Any) -> Any:
        self._seen.append((" ".join(str(sql).split()), repr(parameters)))
        return self._connection.execute(sql, parameters, *others)

    def cursor(self) -> Watched:
        return Watched(self._connection.cursor(), self._seen)

    def from_arrow(self, rows: Any) -> WatchedRows:
        return WatchedRows(self._connection.from_arrow(rows), self._seen)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


class WatchedRows:
    """Rows that are offered to a statement, which is put down, too."""

    def __init__(self, rows: Any, seen: list[tuple[str, str]]) -> None:
        self._rows, self._seen = rows, seen

    def query(self, name: str, sql: str) -> Any:
        self._seen.append((" ".join(sql.split()), ""))
        return self._rows.query(name, sql)


@pytest.fixture
def seen(
    monkeypatch: pytest.MonkeyPatch,
    write_submission: Callable[..., Path],
    request_for: Callable[..., Request],
    tmp_path: Path,
) -> list[tuple[str, str]]:
    """Every statement of one build, with its parameters, Great Expectations' among them."""
    statements: list[tuple[str, str]] = []
    opened = Warehouse.__init__

    def watched(warehouse: Warehouse, path: Path | None = None) -> None:
        opened(warehouse, path)
        monkeypatch.setattr(warehouse, "_connection", Watched(warehouse._connection, statements))

    monkeypatch.setattr(Warehouse, "__init__", watched)
    build(request_for(write_submission()), tmp_path / "warehouse", lambda _step: None)
    return statements


def test_a_build_asks_no_more_than_it_has_to(seen: list[tuple[str, str]]) -> None:
    assert len(seen) <= STATEMENTS
    assert sum(bool(_VISITS.search(sql)) for sql, _ in seen) <= SCANS_OF_VISITS


def test_nothing_is_worked_out_twice(seen: list[tuple[str, str]]) -> None:
    asked = Counter(statement for statement in seen if _ASKING.match(statement[0]) and not _SMALL.search(statement[0]))
    assert {statement: times for statement, times in asked.items() if times > 1} == {}
