"""What is said of areas that a pack is of and whose extracts were not delivered."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from dashboard.pack.gaps import gaps
from dashboard.pack.scope import Scope
from dashboard.warehouse import Reader
from pipelines.cli import main
from tests.dashboard.pack.made_packs import contents, sheets

_NOTHING = "Nothing was delivered for Durham: each of their figures reads “not delivered”."


@pytest.fixture(scope="module")
def lacking(shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped build as if nothing had come from Durham, and neither visits nor pauses from Cornwall."""
    folder = tmp_path_factory.mktemp("lacking") / "warehouse"
    shutil.copytree(shipped, folder)
    (file,) = folder.rglob("published.duckdb")
    with duckdb.connect(str(file)) as connection:
        connection.execute("DELETE FROM measure_value WHERE service_area = 'durham'")
        connection.execute("UPDATE freshness SET symbol = 'x' WHERE service_area = 'durham'")
        connection.execute(
            "UPDATE freshness SET symbol = 'x' WHERE service_area = 'cornwall' AND extract IN ('visits', 'pauses')"
        )
    return folder


def test_each_gap_is_a_sentence(lacking: Path) -> None:
    told = list(
        gaps(Reader().current(lacking, published_only=True), Scope(("all", "cornwall", "durham", "lancashire")))
    )
    some = "Not delivered for Cornwall: visits and pauses. Figures that need them read “not delivered”."
    assert told == [_NOTHING, some]


def test_nothing_is_said_where_all_was_delivered(shipped: Path) -> None:
    assert not list(gaps(Reader().current(shipped, published_only=True), Scope(("all", "cornwall", "durham"))))


def test_a_pack_of_an_area_that_delivered_nothing_says_so(lacking: Path, tmp_path: Path) -> None:
    arguments = ["pack", "--warehouse", str(lacking), "--area", "durham", "--from", "2026-Q1"]
    done = CliRunner().invoke(main, [*arguments, "--output", str(tmp_path / "pack.zip")])
    assert done.exit_code == 0 and done.stderr == f"portage: {_NOTHING}\n"
    inside = contents(tmp_path / "pack.zip")
    cells = next(sheet for sheet in sheets(inside["tables.xlsx"]) if sheet[0].startswith("Children waiting"))
    assert "[x]" in cells and "not delivered" in cells and "[z]" not in cells
    assert "Durham: not delivered." in inside["report.html"].decode()
