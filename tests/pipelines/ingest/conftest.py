from __future__ import annotations

from pathlib import Path

import pytest

from tests.pipelines.ingest.delivery import Delivery


@pytest.fixture
def delivery(tmp_path: Path) -> Delivery:
    folder = tmp_path / "delivered"
    folder.mkdir()
    return Delivery(folder)
