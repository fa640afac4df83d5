"""The shipped synthetic submission, read as text."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from pipelines.shipped import shipped

Rows = list[dict[str, str]]


@pytest.fixture(scope="session")
def clean_folder() -> Path:
    return shipped("synthetic", "clean")


@pytest.fixture(scope="session")
def clean(clean_folder: Path) -> dict[str, Rows]:
    return {path.stem: _read(path) for path in sorted(clean_folder.glob("*.csv"))}


@pytest.fixture(scope="session")
def as_at() -> date:
    return date(2026, 3, 31)


def _read(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
