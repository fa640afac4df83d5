"""Every shipped faulty submission gets what it says it gets: its exit code, its codes, its rows, and nothing else."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipelines.checking import check
from pipelines.errors import SubmissionRefused
from pipelines.shipped import shipped
from pipelines.summary import Summary, summarise

FAULTS = sorted(path.name for path in shipped("synthetic", "faults").iterdir())


def _expected(name: str) -> tuple[Path, dict[str, Any]]:
    folder = shipped("synthetic", "faults", name)
    return folder, tomllib.loads((folder / "expected.toml").read_text(encoding="utf-8"))


@cache
def _outcome(folder: Path) -> tuple[int, Summary]:
    try:
        summary = check((folder,), None, None, lambda _step: None)
    except SubmissionRefused as refused:
        return refused.exit_code, summarise(None, None, (), refused.faults, published=False)
    return 0, summary


def _cells(folder: Path) -> set[str]:
    """The delivered cells that nothing but a row can say: identifiers, dates, addresses, numbers."""
    lines = [line for path in folder.glob("*.csv") for line in path.read_bytes().decode("latin-1").splitlines()[1:]]
    cells = {cell.strip('"') for line in lines for cell in line.split(",")}
    return {cell for cell in cells if len(cell) > 5 and any(mark.isdigit() for mark in cell)} - {"2026-03-31"}


@pytest.mark.parametrize("name", FAULTS)
def test_a_faulty_submission_gets_what_it_says(name: str) -> None:
    folder, expected = _expected(name)
    exit_code, summary = _outcome(folder)
    also = {(other["code"], other["consequence"]) for other in expected.get("also", ())}
    found = {(finding.code, finding.consequence) for finding in summary.checks}
    assert exit_code == expected["exit_code"]
    assert found == {(expected["code"], expected["consequence"])} | also
    for counted in ("read", "accepted", "set_aside"):
        for extract, rows in expected.get(counted, {}).items():
            assert summary.extracts[extract][counted] == rows, (counted, extract)
    assert not _cells(folder) & set(re.findall(r"[\w@.+-]+", summary.as_text() + summary.as_json())), "a value is told"
    if "rows" in expected:
        assert [finding.rows for finding in summary.checks if finding.code == expected["code"]] == [expected["rows"]]


def test_every_consequence_is_shown() -> None:
    consequences = {_expected(name)[1]["consequence"] for name in FAULTS}
    assert consequences == {"refuse", "set_aside", "note"}
