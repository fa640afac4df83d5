"""Real appointments that nobody made for us: the proposal is what somebody who knows them would write."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest

from pipelines.proposal.proposing import propose_mapping
from tests.pipelines.proposal.renaming import proposed

_HERE = Path(__file__).resolve()
_REAL = _HERE.parents[3].parent / "shared" / "real" / "appointments.csv"
_TRUE = _HERE.parents[1] / "ingest" / "resources" / "real_mapping.toml"

pytestmark = pytest.mark.skipif(not _REAL.is_file(), reason="the real appointments are not on this machine")


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("real")
    shutil.copy(_REAL, folder / "appointments.csv")
    return propose_mapping(folder, "cornwall")


def test_one_file_is_proposed_for_both_required_extracts_as_it_is_mapped_by_hand(text: str) -> None:
    assert tomllib.loads(text) == tomllib.loads(_TRUE.read_text(encoding="utf-8"))


def test_what_only_the_cells_tell_is_no_more_than_a_guess(text: str) -> None:
    surely = proposed(text)
    assert surely["referrals", "ScheduledDay"] == surely["referrals", "AppointmentID"] == "guess"
    assert surely["referrals", "Gender"] == "sure"


def test_no_cell_is_told(text: str) -> None:
    assert "JARDIM" not in text and "2016" not in text
