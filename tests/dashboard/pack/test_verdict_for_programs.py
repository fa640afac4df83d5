"""A pack is checked by the seal that somebody was told, and what is found can be read by a program."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner

from pipelines.cli import main
from tests.dashboard.pack.made_packs import BUILD, SMALL, contents, naming, run, sealed_anew, small

KEYS = [
    *("pack", "passes", "problem", "seal", "seal_told", "contents", "build", "about"),
    *("missing", "added", "altered", "contradicting", "zip_fault", "warehouse"),
]


def _found(*arguments: str | Path) -> tuple[int, dict[str, Any]]:
    done = CliRunner().invoke(main, ["verify", *map(str, arguments), "--json"])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert done.stdout.isascii() and done.stdout.count("\n") == 1
    found = json.loads(done.stdout)
    assert list(found) == KEYS and found["passes"] is (done.exit_code == 0) is not bool(found["problem"])
    assert done.stderr.endswith(f"portage: {found['problem']}\n" if found["problem"] else "")
    return done.exit_code, found


def _written(content: bytes, folder: Path) -> Path:
    (folder / "pack.zip").write_bytes(content)
    return folder / "pack.zip"


def test_a_whole_pack_passes(shipped: Path, published: Path) -> None:
    code, found = _found(published, "--warehouse", shipped)
    said = json.loads(contents(published)["manifest.json"])
    assert code == 0 and found["seal"] == contents(published)["manifest.sha256"].decode().split()[0]
    assert {name: found[name] for name in ("contents", "build", "about")} == {
        name: said[name] for name in ("contents", "build", "about")
    }
    assert found["warehouse"] == {"is_same_build": True, "build": said["build"], "differing": [], "unlike": []}


def test_without_a_warehouse_none_is_told(tmp_path: Path) -> None:
    code, found = _found(_written(small(), tmp_path))
    assert code == 0 and found["warehouse"] is None and found["zip_fault"] is None
    assert found["missing"] == found["added"] == found["altered"] == found["contradicting"] == []


def test_what_is_wrong_is_told_by_its_kind(tmp_path: Path) -> None:
    another_time = small()[:10] + b"x" + small()[11:]
    code, found = _found(_written(another_time, tmp_path))
    assert code == 8 and found["zip_fault"] == "what the ZIP file says of 'report.html'"
    code, found = _found(_written(small(build={**BUILD, "as_at": "2026-03-30"}), tmp_path))
    assert code == 8 and found["contradicting"] == ["csv/build.csv", "report.html", "csv/csv-metadata.json"]
    code, found = _found(_written(b"no pack", tmp_path))
    assert code == 8 and found["problem"].startswith(f"{tmp_path / 'pack.zip'} is no evidence pack")
    assert found["seal"] is None and found["build"] is None and found["missing"] == []


def test_nothing_that_a_forger_writes_breaks_the_object(tmp_path: Path) -> None:
    name = '"}\x1b[2J\n\u2028é.csv'
    code, found = _found(_written(small({**SMALL, name: b"x"}), tmp_path))
    assert code == 0, "it is named"
    said = naming({**SMALL, "manifest.json": json.dumps(_said()).encode()}, *SMALL)
    code, found = _found(_written(sealed_anew({**SMALL, name: b"x"}, said), tmp_path))
    assert code == 8 and found["added"] == [name]


def _said() -> dict[str, object]:
    about = {"areas": ["avon"], "first_quarter": None, "last_quarter": None}
    return {"pack_format": 3, "contents": "published", "build": BUILD, "about": about, "files": {}}


def test_figures_that_differ_are_told_with_their_key_and_as_written(
    shipped: Path, published: Path, tmp_path: Path
) -> None:
    shutil.copytree(shipped, tmp_path / "moved")
    (file,) = (tmp_path / "moved").rglob("published.duckdb")
    which = "measure = 'targets_achieved' AND service_area = 'cornwall' AND period_kind = 'quarter'"
    with duckdb.connect(str(file)) as connection:
        connection.execute(f"UPDATE measure_value SET value = 0.25 WHERE {which} AND breakdown = 'none'")
        connection.execute(f"DELETE FROM measure_value WHERE {which} AND breakdown = 'sex' AND category = 'F'")
    code, found = _found(published, "--warehouse", tmp_path / "moved")
    assert code == 8 and not found["warehouse"]["is_same_build"]
    whole, group = found["warehouse"]["differing"]
    assert (whole["breakdown"], group["breakdown"], group["category"]) == ("none", "sex", "F")
    assert whole["period_start"] == "2026-01-01" and whole["warehouse"] == {**whole["pack"], "value": "0.25"}
    assert group["warehouse"] is None and set(group["pack"]) == set(whole["pack"])


def test_the_seal_that_was_told_is_that_of_the_pack(tmp_path: Path) -> None:
    path = _written(small(), tmp_path)
    seal = _found(path)[1]["seal"]
    code, output = run("verify", path, "--seal", f" {seal.upper()} ")
    assert code == 0 and "The seal is the one that you were told." in output
    assert _found(path, "--seal", seal)[1]["seal_told"] == seal


def test_a_pack_of_another_seal_is_another_pack(tmp_path: Path) -> None:
    path = _written(small(), tmp_path)
    code, output = run("verify", path, "--seal", "0" * 64, "--warehouse", tmp_path / "none")
    assert code == 8 and f"{path} is not the pack whose seal you were told" in output
    code, found = _found(path, "--seal", "0" * 64)
    assert code == 8 and found["seal"] != found["seal_told"] == "0" * 64 and found["warehouse"] is None


@pytest.mark.parametrize("seal", ["", "0" * 63, "0" * 65, "g" * 64])
def test_what_is_no_seal_is_told(seal: str, tmp_path: Path) -> None:
    code, output = run("verify", _written(small(), tmp_path), "--seal", seal)
    assert code == 2 and "is no seal; one has 64 signs" in output
