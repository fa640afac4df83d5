"""Ctrl-C while the program gets ready: it ends at once, in one line, with the code of programs that were stopped."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

CODE = 130
STOPPED = "portage: Stopped."


@contextmanager
def at_once() -> Iterator[None]:
    """End at once if stopped in here, where nothing has been written yet that would have to be put right.

    What is imported here may take a Ctrl-C for an error of its own, and go on or print where it was.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, _end)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _end(_number: int, _frame: FrameType | None) -> None:
    sys.stdout.flush()
    os.write(sys.stderr.fileno(), f"\n{STOPPED}\n".encode())
    os._exit(CODE)
