"""What tests of several packages look at, made once for all of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from filelock import FileLock

from pipelines.build import Request, build
from pipelines.disclosure import PRESETS

SUBMISSION = Path(__file__).resolve().parents[1] / "data" / "synthetic" / "clean"


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The warehouse of the shipped submission, built once for all workers; nobody writes to it."""
    everyone = tmp_path_factory.getbasetemp() if worker_id == "master" else tmp_path_factory.getbasetemp().parent
    folder = everyone / "shipped"
    with FileLock(everyone / "shipped.lock"):
        if not folder.exists():
            build(Request((SUBMISSION,), None, None, PRESETS["round5"]), folder, lambda _: None)
    return folder
