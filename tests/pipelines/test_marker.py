"""A marked identifier in every extract is in no file of what leaves the building."""

from __future__ import annotations

import shutil
from pathlib import Path

import polars as pl
import pytest

from expectations import EXTRACTS
from pipelines.build import Request, build
from pipelines.disclosure import PRESETS
from pipelines.generations import PUBLISHED, RECORDS, current_generation
from pipelines.shipped import shipped
from pipelines.warehouse import read_frame

MARK = "ZQMARK"
REFERRALS, ROWS = 30, 40


def marked_submission(folder: Path) -> Path:
    """The first shipped referrals with what belongs to them; every identifier begins with the mark."""
    folder.mkdir()
    clean = {
        one.name: pl.read_csv(shipped("synthetic", "clean", f"{one.name}.csv"), infer_schema=False) for one in EXTRACTS
    }
    chosen = clean["referrals"].head(REFERRALS)["referral_id"]
    for name, rows in clean.items():
        is_theirs = pl.col("referral_id").is_in(chosen.implode()) if "referral_id" in rows.columns else pl.lit(True)
        named = [(MARK + pl.col(column)).alias(column) for column in rows.columns if column.endswith("_id")]
        rows.filter(is_theirs).head(ROWS).with_columns(named).write_csv(folder / f"{name}_{MARK}.csv")
    (folder / "submission.toml").write_text(f'as_at = 2026-03-31\nname = "{MARK}"\n', encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of the marked submission."""
    place = tmp_path_factory.mktemp("marked")
    build(Request((marked_submission(place / "in"),), None, None, PRESETS["round5"]), place / "out", lambda _: None)
    return place / "out"


def test_no_byte_of_a_published_deployment_holds_the_mark(marked: Path, tmp_path: Path) -> None:
    deployed = tmp_path / "deployed"
    shutil.copytree(marked, deployed, ignore=shutil.ignore_patterns(RECORDS))
    files = [path for path in deployed.rglob("*") if path.is_file()]
    assert PUBLISHED in {path.name for path in files}
    assert not [path for path in files if MARK.encode() in path.read_bytes()]
    assert MARK.encode() in (current_generation(marked) / RECORDS).read_bytes()


def test_no_column_of_the_published_file_holds_the_mark(marked: Path) -> None:
    """Text may be stored compressed: what a reader gets is looked at too."""
    path = current_generation(marked) / PUBLISHED
    for table in read_frame(path, "SELECT table_name FROM duckdb_tables()")["table_name"]:
        rows = read_frame(path, f"SELECT * FROM {table}").select(pl.col(pl.String))
        assert not [name for name in rows.columns if rows[name].str.contains(MARK).any()], table
