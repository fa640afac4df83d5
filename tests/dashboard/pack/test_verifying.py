"""A pack of the shipped submission proves itself, and what is no longer as it was made does not."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest

from tests.dashboard.pack.made_packs import AREAS, FIGURES, contents, naming, run, sealed_anew, zipped


def test_an_internal_pack_is_not_compared_with_published_figures(internal: Path, shipped: Path, tmp_path: Path) -> None:
    shutil.copytree(shipped, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("records.duckdb"))
    code, output = run("verify", internal, "--warehouse", tmp_path)
    assert code == 6 and "--from-records" not in output
    assert "has no exact figures; an internal pack is compared with the warehouse it was made of" in output


def test_a_whole_pack_verifies_and_says_of_which_build(shipped: Path, published: Path) -> None:
    code, output = run("verify", published, "--warehouse", shipped)
    assert code == 0, output
    assert "is whole" in output and "as at 2026-03-31, of cornwall" in output
    assert "of the same build" in output and "Every figure is that of" in output
    assert "So is every other file of it." in output


def test_one_flipped_byte_in_any_file_is_caught(published: Path, tmp_path: Path) -> None:
    inside = contents(published)
    for name, content in inside.items():
        for place in (0, len(content) // 2, len(content) - 1):
            flipped = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
            (tmp_path / "flipped.zip").write_bytes(zipped({**inside, name: flipped}))
            code, output = run("verify", tmp_path / "flipped.zip")
            assert code == 8 and ("is not whole" in output or "is no evidence pack" in output), (name, place, output)


def test_a_report_that_was_changed_and_sealed_anew_is_not_what_the_warehouse_makes(
    shipped: Path, published: Path, tmp_path: Path
) -> None:
    inside = contents(published)
    inside["report.html"] = inside["report.html"].replace(b" of ", b" or ", 1)
    (tmp_path / "forged.zip").write_bytes(sealed_anew(inside, naming(inside, "report.html")))
    assert run("verify", tmp_path / "forged.zip")[0] == 0
    code, output = run("verify", tmp_path / "forged.zip", "--warehouse", shipped)
    assert code == 8 and "not as the warehouse makes it: 'report.html'" in output


def _as_at(inside: dict[str, bytes], day: str, *changed: str) -> dict[str, bytes]:
    """A pack's files as somebody would write them who makes up the day of the figures."""
    words = {"2026-03-31": day, "31 March 2026": f"{date.fromisoformat(day):%d %B %Y}"}
    forged = dict(inside)
    for name in changed:
        for was, became in words.items():
            forged[name] = forged[name].replace(was.encode(), became.encode())
    return forged


_REPEATING = ["csv/build.csv", "report.html", "csv/csv-metadata.json"]


@pytest.mark.parametrize("left", _REPEATING)
def test_a_day_that_is_made_up_in_the_manifest_is_told_by_each_file_that_says_it(
    left: str, published: Path, tmp_path: Path
) -> None:
    changed = [name for name in _REPEATING if name != left]
    inside = _as_at(contents(published), "2026-03-30", *changed)
    said = naming(inside, *changed)
    said["build"]["as_at"] = "2026-03-30"
    (tmp_path / "forged.zip").write_bytes(sealed_anew(inside, said))
    code, output = run("verify", tmp_path / "forged.zip")
    assert code == 8 and output.count("says something else than the manifest") == 1
    assert f"says something else than the manifest: '{left}'" in output and "is not whole" in output


@pytest.mark.parametrize(("what", "table"), [("delivered", "csv/submission_file.csv"), ("rules", "csv/rule_file.csv")])
def test_files_that_are_made_up_in_the_manifest_are_told(
    what: str, table: str, published: Path, tmp_path: Path
) -> None:
    inside = contents(published)
    said = json.loads(inside["manifest.json"])
    said["build"][what][0]["sha256"] = "0" * 64
    (tmp_path / "forged.zip").write_bytes(sealed_anew(inside, said))
    code, output = run("verify", tmp_path / "forged.zip")
    assert code == 8 and f"says something else than the manifest: '{table}'" in output


@pytest.mark.parametrize(
    ("build", "told"),
    [
        ({"as_at": "2026-03-30"}, "says that it is as at 2026-03-30, and its figures are not."),
        ({"as_at": "2026-03-30", "figures": "0" * 64}, "says that it is as at 2026-03-30, and its figures are not."),
        ({"as_at": "2026-05-31", "figures": "0" * 64}, "says that it is as at 2026-05-31, and its figures are not."),
    ],
)
def test_a_build_that_is_made_up_throughout_is_not_that_of_its_figures(
    build: dict[str, str], told: str, shipped: Path, published: Path, tmp_path: Path
) -> None:
    inside = _as_at(contents(published), build["as_at"], *_REPEATING)
    said = naming(inside, *_REPEATING)
    said["build"] |= build
    (tmp_path / "forged.zip").write_bytes(sealed_anew(inside, said))
    assert run("verify", tmp_path / "forged.zip")[0] == 0, "by itself it says one thing"
    code, output = run("verify", tmp_path / "forged.zip", "--warehouse", shipped)
    assert code == 8 and told in output


def test_of_a_pack_of_another_build_only_the_figures_are_said_to_be_compared(
    shipped: Path, published: Path, tmp_path: Path
) -> None:
    inside = contents(published)
    said = naming(inside)
    version = str(said["build"]["program_version"]).encode()
    inside["csv/build.csv"] = inside["csv/build.csv"].replace(version, b"0")
    another = naming(inside, "csv/build.csv")
    another["build"]["program_version"] = "0"
    (tmp_path / "another.zip").write_bytes(sealed_anew(inside, another))
    code, output = run("verify", tmp_path / "another.zip", "--warehouse", shipped)
    assert code == 0 and "Every figure is that of" in output
    assert "Only its figures were compared" in output and "So is every other file" not in output


def test_a_pack_about_an_area_that_is_not_there_is_refused(shipped: Path, published: Path, tmp_path: Path) -> None:
    inside = contents(published)
    for name in (FIGURES, AREAS):
        inside[name] = inside[name].replace(b"cornwall", b"nowhere")
    said = naming(inside, FIGURES, AREAS)
    said["about"]["areas"] = ["nowhere"]
    (tmp_path / "forged.zip").write_bytes(sealed_anew(inside, said))
    assert run("verify", tmp_path / "forged.zip")[0] == 0, "by itself it says one thing"
    code, output = run("verify", tmp_path / "forged.zip", "--warehouse", shipped)
    assert code == 8 and "is about areas or quarters that the warehouse has not" in output
    inside["csv/build.csv"] = inside["csv/build.csv"].replace(str(said["build"]["program_version"]).encode(), b"0")
    another = {**naming(inside, FIGURES, AREAS, "csv/build.csv"), "about": said["about"]}
    another["build"]["program_version"] = "0"
    (tmp_path / "forged.zip").write_bytes(sealed_anew(inside, another))
    code, output = run("verify", tmp_path / "forged.zip", "--warehouse", shipped)
    assert code == 8 and "is about areas or quarters that the warehouse has not" in output, "nor of another build"


@pytest.mark.parametrize(
    "forge, told",
    [
        (lambda figures: figures + 40 * (figures + bytes(2**16)).split(b"\n", 1)[1].rstrip(b"\0"), "far more figures"),
        (lambda figures: figures + figures.splitlines(keepends=True)[-1], "twice"),
        (lambda figures: figures.replace(b"\n", b"\n\x1b[2J", 1), "\\x1b[2J"),
    ],
)
def test_made_up_figures_are_neither_compared_without_end_nor_told_as_they_are(
    shipped: Path, published: Path, tmp_path: Path, forge: Callable[[bytes], bytes], told: str
) -> None:
    inside = contents(published)
    inside[FIGURES] = forge(inside[FIGURES])
    (tmp_path / "forged.zip").write_bytes(sealed_anew(inside, naming(inside, FIGURES)))
    code, output = run("verify", tmp_path / "forged.zip", "--warehouse", shipped)
    assert code == 8 and told in output and "\x1b" not in output


def test_what_is_missing_and_added_is_named(published: Path, tmp_path: Path) -> None:
    inside = contents(published)
    del inside[FIGURES]
    (tmp_path / "other.zip").write_bytes(zipped({**inside, "../../escaped": b"x"}))
    code, output = run("verify", tmp_path / "other.zip")
    assert code == 8
    assert f"missing: '{FIGURES}'" in output and "added: '../../escaped'" in output and "Traceback" not in output


def test_figures_that_moved_are_listed(shipped: Path, published: Path, tmp_path: Path) -> None:
    moved = tmp_path / "moved"
    shutil.copytree(shipped, moved)
    (file,) = moved.rglob("published.duckdb")
    with duckdb.connect(str(file)) as connection:
        connection.execute(
            "UPDATE measure_value SET value = value / 2 WHERE measure = 'targets_achieved' "
            "AND service_area = 'cornwall' AND period_kind = 'quarter' AND breakdown = 'none'"
        )
    code, output = run("verify", published, "--warehouse", moved)
    assert code == 8
    assert "1 figure is not the same:\n" in output
    line = r"^  Targets achieved, Cornwall, Jan to Mar 2026: (\S+) % \(\d+ of \d+\) in the pack, (\S+) %"
    (both,) = re.findall(line, output, re.MULTILINE)
    assert float(both[0]) == pytest.approx(2 * float(both[1]), abs=0.11)
    assert output.count(" in the warehouse") == 1
    assert "other figures, such as those that stand from an earlier build" in output
