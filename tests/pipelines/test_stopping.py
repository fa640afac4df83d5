"""Ctrl-C ends a command in one line, whether it has begun its work or not."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from dashboard.pack import making
from pipelines.cli import main
from pipelines.stopping import CODE, STOPPED, at_once
from tests.dashboard.conftest import both

__all__ = ["both"]

_SWALLOWED = """
import os, signal
from pipelines.stopping import at_once
with at_once():
    try:
        os.kill(os.getpid(), signal.SIGINT)
    except BaseException:
        print("an import that takes it for an error of its own")
print("went on")
"""
_WHILE_IMPORTED = """
import os, signal, sys
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "pipelines.cli":
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Finder())
from pipelines.entry import main
main()
"""
_THREADS_AT_WORK = """
import sys, threading
sys.modules["pipelines.cli"] = cli = type(sys)("pipelines.cli")
def stopped():
    threading.Thread(target=threading.Event().wait).start()
    print("put right")
    sys.exit(130)
cli.main = stopped
from pipelines.entry import main
main()
"""


def test_who_stopped_waits_for_no_thread() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _THREADS_AT_WORK], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stdout) == (CODE, "put right\n")


@pytest.mark.skipif(sys.platform == "win32", reason="a process of Windows cannot send itself Ctrl-C")
@pytest.mark.parametrize("program", [_SWALLOWED, _WHILE_IMPORTED])
def test_what_is_stopped_while_it_gets_ready_ends_at_once(program: str) -> None:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr.strip()) == (CODE, "", STOPPED)


def test_a_command_that_is_stopped_at_work_says_so(both: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(making, "steps", stopped)
    done = CliRunner().invoke(main, ["pack", "--warehouse", str(both), "--output", str(tmp_path / "pack.zip")])
    assert (done.exit_code, done.stderr.strip()) == (CODE, STOPPED) and not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="a process of Windows cannot send itself Ctrl-C")
def test_once_it_is_ready_ctrl_c_is_what_it_was() -> None:
    with at_once():
        pass
    with pytest.raises(KeyboardInterrupt):
        os.kill(os.getpid(), signal.SIGINT)
