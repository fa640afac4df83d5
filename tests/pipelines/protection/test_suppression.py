"""Blocks are looked at side by side; none is looked at to its end once nobody waits for it."""

from __future__ import annotations

from concurrent.futures import CancelledError
from threading import Event

import polars as pl
import pytest

from pipelines.disclosure import PRESETS
from pipelines.protection import suppression
from pipelines.protection.suppression import publishable
from tests.pipelines.protection.conftest import DEFINITIONS, small_areas

LONG = 60


def test_a_build_that_is_stopped_waits_for_no_block(
    exact_figures: pl.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, stopped = [], []

    def one_after_the_other(rows: pl.DataFrame, *rest: object) -> pl.DataFrame:
        (halted,) = (each for each in rest if isinstance(each, Event))
        begun.append(rows)
        if len(begun) > 1:
            stopped.append(halted.wait(LONG))
        return rows.clear()

    def tell(_: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(suppression, "_protected", one_after_the_other)
    with pytest.raises(KeyboardInterrupt):
        publishable(exact_figures, DEFINITIONS, PRESETS["round5"], tell=tell)
    assert all(stopped)


def test_a_block_is_left_between_two_programmes(monkeypatch: pytest.MonkeyPatch) -> None:
    def halted() -> Event:
        found = Event()
        found.set()
        return found

    monkeypatch.setattr(suppression, "Event", halted)
    with pytest.raises(CancelledError):
        publishable(small_areas(1), DEFINITIONS, PRESETS["round5"])
