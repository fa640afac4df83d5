"""Ctrl-C while the program gets ready: it ends at once, in one line, with the code of programs that were stopped."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

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


def leave() -> NoReturn:
    """Leave once all is put right: threads that are in the middle of a programme hold no file, and take a minute."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(CODE)


def _end(_number: int, _frame: FrameType | None) -> None:
    sys.stdout.flush()
    os.write(sys.stderr.fileno(), f"\n{STOPPED}\n".encode())
    os._exit(CODE)
