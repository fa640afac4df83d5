"""Where zeros are suppressed as well, only checks that failed are told as faults."""

from __future__ import annotations

import shutil
from pathlib import Path

from pipelines.warehouse import Warehouse
from tests.pipelines.explanation.test_command import explained, told, visits_asked


def test_checks_that_passed_are_no_faults_although_their_counts_are_suppressed(small: Path, tmp_path: Path) -> None:
    shutil.copytree(small, tmp_path / "hidden")
    (path,) = (tmp_path / "hidden").rglob("published.duckdb")
    with Warehouse(path) as file:
        file.execute("UPDATE fault_count SET rows = NULL, symbol = 'c' WHERE symbol = ''")
    (fault,) = told(tmp_path / "hidden", *visits_asked())["sources"]["faults"]
    assert (fault["rows"], fault["symbol"], fault["may_be_none"]) == (None, "c", True)
    text = " ".join(explained(tmp_path / "hidden", *visits_asked()).output.split())
    assert "a suppressed number of rows, perhaps none, of visits set aside: " in text
    assert "a suppressed number of rows of visits set aside: " in " ".join(
        explained(small, *visits_asked()).output.split()
    ), "where zeros are told there are some"
