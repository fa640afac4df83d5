"""Extracts under another system's headings: nearly all are found again, and what is called sure is right."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from expectations import EXTRACTS
from pipelines.ingest.landing import land
from pipelines.ingest.spelling import alike
from pipelines.ingest.submission import read_submissions
from pipelines.proposal.proposing import propose_mapping
from pipelines.rules.loading import load_service_areas
from pipelines.shipped import shipped
from pipelines.warehouse import Warehouse
from tests.pipelines.proposal.renaming import RENAMINGS, proposed, write

_LEAST_RENAMINGS = 40
_RIGHT_OF_TEN = 9
_LAYOUTS = 14
_BLANK, _ROWS = 0, 200
_OTHERS: dict[str, list[str]] = tomllib.loads(
    (Path(__file__).parent / "resources" / "others.toml").read_text(encoding="utf-8")
)


def _score(folder: Path, number: int, rows: int) -> tuple[int, int, list[str]]:
    """How many renamed headings there are, how many are right, and which are wrong and called sure."""
    told = write(folder, number, rows)
    text = propose_mapping(folder)
    said, surely = tomllib.loads(text), proposed(text)
    pairs = [(e, h, c) for e, layout in told.items() for c, h in layout.items() if alike(h) != c]
    right = [(e, h) for e, h, c in pairs if said.get(e, {}).get("columns", {}).get(h) == c]
    meant = {(e, h): c for e, h, c in pairs}
    lines = [(e, h, fed) for e in told for h, fed in said.get(e, {}).get("columns", {}).items()]
    wrong = [f"{e}: {h}" for e, h, fed in lines if meant.get((e, h)) != fed and surely[e, h] == "sure"]
    return len(pairs), len(right), wrong


def test_there_are_many_renamings_of_every_extract() -> None:
    for extract in EXTRACTS:
        renamed = RENAMINGS[extract.name]
        assert set(renamed) == {column.name for column in extract.columns}
        assert sum(map(len, renamed.values())) >= _LEAST_RENAMINGS


@pytest.mark.parametrize("number", range(_LAYOUTS))
def test_blank_extracts_are_found_again_by_their_headings(tmp_path: Path, number: int) -> None:
    every, right, wrong = _score(tmp_path / "renamed", number, _BLANK)
    assert not wrong
    assert right * 10 >= every * _RIGHT_OF_TEN


@pytest.mark.parametrize("number", range(3))
def test_filled_extracts_are_found_again(tmp_path: Path, number: int) -> None:
    every, right, wrong = _score(tmp_path / "renamed", number, _ROWS)
    assert not wrong
    assert right * 10 >= every * _RIGHT_OF_TEN


def test_headings_that_mean_something_else_are_never_sure(tmp_path: Path) -> None:
    for extract, headings in _OTHERS.items():
        row = ",".join((*headings, "Referral ID", "Service area"))
        (tmp_path / f"{extract}.csv").write_text(f"{row}\n", encoding="utf-8")
    text = propose_mapping(tmp_path)
    tomllib.loads(text)
    wrong = [(e, h) for (e, h), surely in proposed(text).items() if surely == "sure" and h in _OTHERS[e]]
    assert not wrong


@pytest.mark.parametrize("number", [1, 4])
def test_the_proposal_brings_the_extracts_in(tmp_path: Path, number: int) -> None:
    folder = tmp_path / "renamed"
    write(folder, number, _ROWS)
    (folder / "mapping.toml").write_text(propose_mapping(folder), encoding="utf-8")
    codes = load_service_areas(shipped("service_areas")).codes
    landed = land(read_submissions([folder]), codes, Warehouse())
    assert {file.extract for file in landed.files} == {extract.name for extract in EXTRACTS}
    assert not [fault.code for fault in landed.faults if "heading" in fault.code or "mapping" in fault.code]
