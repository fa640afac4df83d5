"""The search for what has to be suppressed, as it is run: block by block, side by side, and let go when stopped."""

from __future__ import annotations

from threading import Event

import polars as pl
import pytest

from pipelines.disclosure import PRESETS
from pipelines.protection import suppression
from pipelines.protection.suppression import publishable
from tests.pipelines.protection.conftest import DEFINITIONS, small_areas


def test_who_stops_does_not_wait_for_the_blocks_at_work(monkeypatch: pytest.MonkeyPatch) -> None:
    is_told, begun = Event(), list[int]()

    def protected(rows: pl.DataFrame, *_: object) -> pl.DataFrame:
        begun.append(rows.height)
        if len(begun) > 1:
            assert is_told.wait(60), "the search waited for a block that was at work"
        return rows.drop("row").filter("is_shown")

    def stop(_share: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(suppression, "_protected", protected)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    with pytest.raises(KeyboardInterrupt):
        publishable(small_areas(0), DEFINITIONS, PRESETS["round5"], tell=stop)
    begun_then = len(begun)
    is_told.set()
    assert begun_then <= 3 < len(DEFINITIONS)


def test_every_share_of_the_way_is_told() -> None:
    told: list[float] = []
    publishable(small_areas(0), DEFINITIONS, PRESETS["round5"], tell=told.append)
    assert told == sorted(told) and told[-1] == 1
