"""A build that is stopped, at whatever moment, leaves the earlier pair whole and in use, and the next one succeeds."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import polars as pl
import pytest

from pipelines.build import Request, build
from pipelines.generations import PUBLISHED, RECORDS, current_generation
from pipelines.warehouse import read_frame
from tests.pipelines import stopping

_KILLS = 4
_EVERY = 20
"""So many stops apart, the next build is tried as well."""
_LATER = date(2026, 2, 28)

Builds = tuple[stopping.Work, stopping.Work]
"""Two that give other figures: what is built first, and what is stopped."""


@pytest.fixture
def builds(write_submission: Callable[..., Path], request_for: Callable[..., Request]) -> Builds:
    submission = write_submission(targets=None, reviews=None)
    return partial(build, request_for(submission)), partial(build, request_for(submission, as_at=_LATER))


def _figures(warehouse: Path) -> list[pl.DataFrame]:
    """The figures of both files of the current pair, which can be read."""
    folder = current_generation(warehouse)
    return [read_frame(folder / name, "SELECT * FROM measure_value ORDER BY ALL") for name in (RECORDS, PUBLISHED)]


def _same(some: list[pl.DataFrame], others: list[pl.DataFrame]) -> bool:
    return all(one.equals(other) for one, other in zip(some, others, strict=True))


def _left(warehouse: Path) -> list[str]:
    return sorted(folder.name for folder in (warehouse / "generations").iterdir())


def test_a_build_stopped_before_any_file_operation_leaves_the_earlier_pair(builds: Builds, tmp_path: Path) -> None:
    """Up to the moment at which the pointer is replaced the old pair is in use, from then on the new one."""
    first, stopped = builds
    earlier, whole = tmp_path / "earlier", tmp_path / "whole"
    stopping.finish(first, earlier)
    operations = stopping.moments(stopped, shutil.copytree(earlier, whole), tmp_path / "stopped")
    old, new, pointed = _figures(earlier), _figures(whole), operations.index("os.rename") + 1
    assert not _same(old, new)
    assert len(operations) > 20, "the operations of a build are not seen"
    for number in range(1, len(operations) + 1):
        warehouse = tmp_path / "stopped" / str(number)
        assert _same(_figures(warehouse), old if number <= pointed else new), f"before operation {number}"
        if number % _EVERY == 0:
            stopping.finish(first, warehouse)
            assert _same(_figures(warehouse), old)
            assert _left(warehouse) == [current_generation(warehouse).name]


class TestKilledBuild:
    """In a class of its own, so that another worker can take it: it lasts as long as the test above."""

    def test_it_leaves_a_whole_pair(self, builds: Builds, tmp_path: Path) -> None:
        first, killed = builds
        warehouse, elsewhere = tmp_path / "warehouse", tmp_path / "elsewhere"
        stopping.finish(killed, elsewhere)
        lasts, new = stopping.finish(killed, elsewhere), _figures(elsewhere)
        stopping.finish(first, warehouse)
        old = _figures(warehouse)
        found = [_killed(killed, warehouse, lasts * (moment + 0.5) / _KILLS, old, new) for moment in range(_KILLS)]
        assert sum(found) > _KILLS / 2, "most builds were over before they could be killed"
        stopping.finish(first, warehouse)
        assert _same(_figures(warehouse), old)
        assert _left(warehouse) == [current_generation(warehouse).name]


def _killed(
    work: stopping.Work, warehouse: Path, after_seconds: float, old: list[pl.DataFrame], new: list[pl.DataFrame]
) -> bool:
    """Whether a build could be killed; one that had got as far as its pointer has published all of its pair."""
    was_at_work = stopping.kill(work, warehouse, after_seconds)
    found = _figures(warehouse)
    assert _same(found, old) or _same(found, new), f"killed after {after_seconds} seconds"
    return was_at_work
