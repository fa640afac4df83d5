"""What the server settles once."""

from __future__ import annotations

import subprocess
import sys

import pytest

_POOL = """
from dashboard import settled
settled.share_memory()
import pyarrow
print(pyarrow.default_memory_pool().backend_name)
"""
_CHOICE = "ARROW_DEFAULT_MEMORY_POOL"


@pytest.mark.parametrize(("chosen", "used"), [(None, "system"), ("mimalloc", "mimalloc")])
def test_arrow_takes_its_memory_where_everything_does_unless_told_otherwise(
    chosen: str | None, used: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(_CHOICE, raising=False)
    if chosen:
        monkeypatch.setenv(_CHOICE, chosen)
    told = subprocess.run([sys.executable, "-c", _POOL], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == used
