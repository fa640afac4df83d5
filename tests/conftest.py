"""What tests of several packages look at, made once for all of them."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest
from filelock import FileLock

from pipelines.build import Request, build
from pipelines.disclosure import PRESETS
from pipelines.protection import suppression
from pipelines.shipped import BEFOREHAND
from pipelines.shipped import shipped as shipped_file

SUBMISSION = Path(__file__).resolve().parents[1] / "data" / "synthetic" / "clean"


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The warehouse of the shipped submission, built once for all workers; nobody writes to it.

    What cannot be published of it is read from the demo's file. Where that is of another program, of which
    ``tests/pipelines/protection/test_worked_out.py`` tells, its large sets are controlled by one sum after the other
    alone, for all together take minutes.
    """
    everyone = tmp_path_factory.getbasetemp() if worker_id == "master" else tmp_path_factory.getbasetemp().parent
    folder = everyone / "shipped"
    with FileLock(everyone / "shipped.lock"):
        if not folder.exists():
            with patch.object(suppression, "loosened", lambda _ledger, rows, _exact: rows):
                request = Request((SUBMISSION,), None, None, PRESETS["round5"], shipped_file(*BEFOREHAND))
                build(request, folder, lambda _: None)
    return folder
