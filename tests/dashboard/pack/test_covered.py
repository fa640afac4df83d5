"""A pack is about the areas and quarters that its manifest names, or is not whole, without any warehouse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.dashboard.pack.made_packs import ABOUT, AREAS, FIGURES, SMALL, contents, made, run, sealed_anew, small

OTHER = "says something else than the manifest: "
HEADING = b"measure,service_area,period_start,value\n"


@pytest.fixture(scope="module")
def whole(shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(shipped, tmp_path_factory.mktemp("whole"))


def _forged(pack: Path, place: Path, what: str, changed: dict[str, object]) -> tuple[int, str]:
    said = json.loads(contents(pack)["manifest.json"])
    said[what] |= changed
    (place / "forged.zip").write_bytes(sealed_anew(contents(pack), said))
    return run("verify", place / "forged.zip")


def test_a_pack_of_everything_is_whole(whole: Path) -> None:
    assert run("verify", whole)[0] == 0


@pytest.mark.parametrize(
    ("about", "files"),
    [
        ({"areas": ["cornwall"]}, [FIGURES, AREAS, "csv/extract_count.csv"]),
        ({"areas": ["all"]}, [FIGURES, AREAS]),
        ({"last_quarter": "1990-01-01"}, [FIGURES]),
        ({"first_quarter": "2026-01-01"}, [FIGURES]),
    ],
)
def test_a_pack_of_everything_that_says_it_is_about_less_is_not_whole(
    about: dict[str, object], files: list[str], whole: Path, tmp_path: Path
) -> None:
    code, output = _forged(whole, tmp_path, "about", about)
    assert code == 8 and output.count(OTHER) == len(files) and all(f"{OTHER}'{name}'" in output for name in files)


def test_all_figures_are_those_whose_hash_the_build_has(whole: Path, tmp_path: Path) -> None:
    code, output = _forged(whole, tmp_path, "build", {"figures": "0" * 64})
    assert code == 8 and f"{OTHER}'{FIGURES}'" in output and output.count(OTHER) == 1


@pytest.mark.parametrize("areas", [["cornwall", "durham"], ["all", "cornwall"], ["cornwall", "cornwall"], ["durham"]])
def test_a_pack_of_one_area_that_says_it_is_about_others_is_not_whole(
    areas: list[str], published: Path, tmp_path: Path
) -> None:
    code, output = _forged(published, tmp_path, "about", {"areas": areas})
    assert code == 8 and OTHER in output


@pytest.mark.parametrize(
    "figures",
    [
        HEADING + b"waiting,avon,2026-01-01,12\n" * 2**17 + b"waiting,kent,2026-01-01,12",
        HEADING + b"waiting,avon,soon,12\n",
        HEADING + b"waiting,avon,,12\n",
        HEADING + b"waiting,avon,2026-01-01,12,13\n",
        HEADING + b"waiting,avon,2026-01-01," + b"1" * 2**22,
        b"waiting," * 2**10 + b"\n",
        b"\xff\xfe\n\x00",
        b"",
    ],
)
def test_made_up_figures_are_read_without_being_held(figures: bytes, tmp_path: Path) -> None:
    (tmp_path / "forged.zip").write_bytes(small({**SMALL, FIGURES: figures}))
    code, output = run("verify", tmp_path / "forged.zip")
    assert code == 8 and f"{OTHER}'{FIGURES}'" in output and ABOUT["areas"] == ["avon"]
