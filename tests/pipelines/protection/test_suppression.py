"""The search for what has to be suppressed, as it is run: block by block, side by side, and let go when stopped."""

from __future__ import annotations

import signal
import subprocess
import sys
from threading import Event

import polars as pl
import pytest

from pipelines.disclosure import PRESETS
from pipelines.protection import suppression
from pipelines.protection.suppression import publishable
from tests.pipelines.protection.conftest import DEFINITIONS, small_areas

_NEVER_DONE = """
import os, signal, sys, time
from threading import Event, main_thread
from pipelines.disclosure import PRESETS
from pipelines.protection import suppression
from tests.pipelines.protection.conftest import DEFINITIONS, small_areas

def protected(*_):
    while sys._current_frames()[main_thread().ident].f_code.co_name != "wait":
        time.sleep(0.1)
    time.sleep(0.1)
    os.write(1, b"waited for\\n")
    Event().wait()

signal.signal(signal.SIGINT, signal.default_int_handler)
suppression._protected = protected
try:
    suppression.publishable(small_areas(0), DEFINITIONS, PRESETS["round5"])
except KeyboardInterrupt:
    os._exit(130)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a process of Windows cannot be sent Ctrl-C alone")
def test_ctrl_c_is_heard_while_every_block_is_at_work() -> None:
    with subprocess.Popen([sys.executable, "-c", _NEVER_DONE], stdout=subprocess.PIPE, text=True) as search:
        try:
            assert search.stdout is not None and search.stdout.readline() == "waited for\n"
            search.send_signal(signal.SIGINT)
            assert search.wait(60) == 130
        finally:
            search.kill()


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
