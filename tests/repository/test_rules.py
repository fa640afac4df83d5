"""Every rule that ships is dated and cites who published it."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.repository.source import SERVICE_AREAS

FILES = sorted(SERVICE_AREAS.glob("*.toml"))
CITED = ("standard", "eligibility", "visits", "leaving", "statement")
DATED = ("standard", "eligibility", "visits", "leaving")
PUBLISHER = re.compile(r"(?:Portage Insight's reading of )?[A-Z][\w ]+, ")
"""A citation starts with who published it, as in ``Mencap, Portage``; a reading of ours says whose words it reads."""


def _entries(path: Path, tables: tuple[str, ...]) -> list[tuple[str, dict[str, Any]]]:
    area = tomllib.loads(path.read_text(encoding="utf-8"))
    return [(table, entry) for table in tables for entry in area.get(table, [])]


def test_the_seed_services_and_the_common_yardstick_ship() -> None:
    assert {path.stem for path in FILES} == {"common", "cornwall", "durham", "england", "lancashire", "northumberland"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_rule_names_who_published_it(path: Path) -> None:
    found = _entries(path, CITED)
    wrong = [(table, entry.get("source")) for table, entry in found if not PUBLISHER.match(entry.get("source", ""))]
    assert found and not wrong, f"{path.name}: begin each source with who published it, then a comma: {wrong}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_rule_is_dated(path: Path) -> None:
    wrong = [(table, entry) for table, entry in _entries(path, DATED) if not isinstance(entry.get("from"), date)]
    assert not wrong, f"{path.name}: say from when each rule is in force: {wrong}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_named_for_its_code(path: Path) -> None:
    assert tomllib.loads(path.read_text(encoding="utf-8"))["code"] == path.stem
