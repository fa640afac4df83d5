"""Every kind of fault is found in a submission that has it, and not in one that nearly has it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.delivery import offer_delivered
from pipelines.errors import Fault, SubmissionRefused
from pipelines.identifiers import guessable_identifiers
from pipelines.ingest.faults import FAULT_KINDS
from pipelines.ingest.landing import land
from pipelines.ingest.submission import read_submissions
from pipelines.warehouse import Warehouse
from tests.pipelines.ingest.delivery import AREAS, Delivery, Files
from tests.pipelines.ingest.fault_examples import EXAMPLES, PERSONAL, Example, Patch, Twist

CONSEQUENCE = {kind.code: kind.consequence for kind in FAULT_KINDS}


def _found(folder: Path, files: Files, twist: Twist | None, patch: Patch) -> dict[str, Fault]:
    folder.mkdir()
    delivery = Delivery(folder)
    folders = [delivery.put(files)]
    if twist:
        folders = twist(folder, patch)
    try:
        return {fault.code: fault for fault in _landed(folders, delivery.warehouse)}
    except SubmissionRefused as refused:
        return {fault.code: fault for fault in refused.faults}


def _landed(folders: list[Path], warehouse: Warehouse) -> tuple[Fault, ...]:
    landing = land(read_submissions(folders), AREAS, warehouse)
    offer_delivered(warehouse)
    return (*landing.faults, *guessable_identifiers(warehouse))


def _holds(example: Example, kind: str, folder: Path, patch: Patch) -> None:
    good = _found(folder / "good", example.good, None, patch)
    bad = _found(folder / "submission", example.bad, example.twist, patch)
    assert example.code not in good
    assert bad[example.code].consequence is CONSEQUENCE[kind]
    assert not {"{", "}"} & set(bad[example.code].sentence)


@pytest.mark.parametrize("kind", EXAMPLES)
def test_a_fault_is_found_where_it_is_and_not_where_it_nearly_is(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _holds(EXAMPLES[kind], kind, tmp_path, monkeypatch.setattr)


@pytest.mark.parametrize("kind", PERSONAL)
def test_personal_data_of_every_kind_refuses_and_what_is_nearly_that_does_not(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = PERSONAL[kind]
    extract = "referrals" if "referrals.csv" in bad else "visits"
    example = Example(f"{extract}.personal_data.{kind}", bad, good)
    _holds(example, "{extract}.personal_data.{kind}", tmp_path, monkeypatch.setattr)
