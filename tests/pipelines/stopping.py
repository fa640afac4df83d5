"""Work on a warehouse in processes of their own that end in the middle: before a file operation, or when killed."""

from __future__ import annotations

import multiprocessing
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from multiprocessing.context import ForkServerContext, ForkServerProcess
from multiprocessing.queues import SimpleQueue
from pathlib import Path
from types import ModuleType
from typing import Any

import pipelines.build as building
import pipelines.validate as validation
from expectations.extract import Extract
from pipelines.measures.definition import load_definitions
from pipelines.warehouse import Warehouse

_WRITING = {"open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "shutil.rmtree"}
Work = Callable[[Path, Callable[[str], None]], object]
"""Told the warehouse to work on, and whom to tell of its steps: a build of some request, or a forgetting."""


def processes() -> ForkServerContext:
    """Where processes come from: a server that has imported what takes seconds."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["pipelines.build", "great_expectations", "tests.pipelines.stopping"])
    return context


def _start(process: ForkServerProcess) -> None:
    """Start it with no main module: a test of the dashboard may have left its own there, which would be run."""
    ours = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        process.start()
    finally:
        sys.modules["__main__"] = ours


def finish(work: Work, warehouse: Path) -> float:
    """Work to the end; gives the seconds that took."""
    process = processes().Process(target=_quickly, args=(work, warehouse))
    began = time.monotonic()
    _start(process)
    process.join()
    assert process.exitcode == 0
    return time.monotonic() - began


def kill(work: Work, warehouse: Path, after_seconds: float) -> bool:
    """Kill it after so many seconds; says whether it was still at work."""
    process = processes().Process(target=_quickly, args=(work, warehouse))
    _start(process)
    process.join(after_seconds)
    was_at_work = process.exitcode is None
    process.kill()
    process.join()
    return was_at_work


def moments(work: Work, warehouse: Path, kept: Path) -> list[str]:
    """What it does to the warehouse's files, in order; and the warehouse as it is just before each of these operations.

    A process that ends without any farewell leaves what it has written by then, so a copy that is taken at that moment
    is what it would leave; and the work need not be done anew for every moment.

    Args:
        work: what is done, to its end.
        warehouse: on what.
        kept: the folder of the copies, each by the number of its operation, from 1.
    """
    queue: SimpleQueue[list[str]] = processes().SimpleQueue()
    process = processes().Process(target=_watched, args=(work, warehouse, kept, queue))
    _start(process)
    process.join()
    assert process.exitcode == 0, "what is watched has to come to its end"
    return queue.get()


def _watched(work: Work, warehouse: Path, kept: Path, queue: SimpleQueue[list[str]]) -> None:
    seen: list[str] = []
    is_copying = False

    def step(operation: str) -> None:
        nonlocal is_copying
        seen.append(operation)
        is_copying = True
        shutil.copytree(warehouse, kept / str(len(seen)))
        is_copying = False

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _WRITING and not is_copying and str(arguments[0]).startswith(str(warehouse)):
            step(event)

    sys.addaudithook(hook)
    _watch_database(step)
    _quickly(work, warehouse)
    queue.put(seen)


def _quickly(work: Work, warehouse: Path) -> None:
    """Work without what takes seconds and touches no file: the checks' running, and all measures but one."""

    def nothing_checked(_warehouse: Warehouse, _extracts: Sequence[Extract]) -> list[Any]:
        return []

    definitions = load_definitions()[:1]
    setattr(validation, "_run", nothing_checked)  # noqa: B010  (a private function, in a process of its own)
    setattr(building, "load_definitions", lambda: definitions)  # noqa: B010  (likewise)
    work(warehouse, _silent)


def _watch_database(step: Callable[[str], None]) -> None:
    """DuckDB opens and closes its files where Python does not see it."""

    def stepping(operation: Callable[[Warehouse], None]) -> Callable[[Warehouse], None]:
        def around(warehouse: Warehouse) -> None:
            step(operation.__name__)
            operation(warehouse)
            step(operation.__name__)

        return around

    for name in ("_attach", "close"):
        setattr(Warehouse, name, stepping(getattr(Warehouse, name)))


def _silent(_step: str) -> None:
    """Tell nobody."""
