from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.pipelines.ingest.mutation import SECONDS, landed, spoilt, trial, well_formed

SEEDS = (*range(40), 6897, 7020, 8491, 9376)
"""The last four once ran a cell into a heading, which was then told."""


@pytest.mark.parametrize("seed", SEEDS)
def test_a_spoilt_submission_is_read_or_refused_in_time_with_no_row_lost_and_no_cell_told(
    seed: int, tmp_path: Path
) -> None:
    assert trial(seed, tmp_path, is_whole=False).seconds < SECONDS


def test_a_spoilt_submission_that_is_checked_accounts_for_every_row(tmp_path: Path) -> None:
    outcome = trial(SEEDS[0], tmp_path, is_whole=True)
    assert outcome.told


def test_what_is_spoilt_is_well_formed_before(tmp_path: Path) -> None:
    for name, content in well_formed(Random(0)).items():
        (tmp_path / name).write_bytes(content)
    assert landed(tmp_path) == ("", False)


def test_a_seed_always_spoils_alike() -> None:
    first, second = (spoilt(well_formed(Random(7)), Random(8)) for _ in range(2))
    assert first == second
