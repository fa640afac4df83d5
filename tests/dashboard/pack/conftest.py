"""Packs of the shipped submission, made once; nobody writes to them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dashboard.pack.made_packs import made


@pytest.fixture(scope="session")
def published(shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(shipped, tmp_path_factory.mktemp("published"), "--area", "CORNWALL", "--from", "2026-01")


@pytest.fixture(scope="session")
def internal(shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    arguments = ("--area", "cornwall", "--area", "Durham", "--from", "2026-01", "--from-records")
    return made(shipped, tmp_path_factory.mktemp("internal"), *arguments)
