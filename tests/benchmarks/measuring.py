"""What a program takes: wall time, processor time and memory, as the system accounts for them."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Usage:
    """What one run of a program took.

    Attributes:
        seconds: wall time.
        processor_seconds: of all its threads, in its own code and in the system's.
        memory: the largest it had, in MiB.
    """

    seconds: float
    processor_seconds: float
    memory: float


def measured(command: Sequence[str], folder: Path | None = None) -> Usage:
    """Run a program, which has to succeed.

    Args:
        command: the program and its arguments.
        folder: where it runs, if not here.

    Raises:
        subprocess.CalledProcessError: it failed; what it had to say is printed.
    """
    began = time.perf_counter()
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as program:
        said = program.stdout.read() if program.stdout else b""
        _, status, used = os.wait4(program.pid, 0)
        program.returncode = os.waitstatus_to_exitcode(status)
    if program.returncode:
        print(said.decode(errors="replace"))
        raise subprocess.CalledProcessError(program.returncode, command)
    return Usage(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def median(runs: Sequence[Usage]) -> Usage:
    """The median of the times, each by itself, and the largest memory of any run."""
    return Usage(
        statistics.median(run.seconds for run in runs),
        statistics.median(run.processor_seconds for run in runs),
        max(run.memory for run in runs),
    )
