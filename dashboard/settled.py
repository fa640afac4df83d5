"""What the server settles once, for as long as it runs: who gives it memory, and what is garbage."""

from __future__ import annotations

import gc
import os
from functools import cache

_ARROW_POOL = "ARROW_DEFAULT_MEMORY_POOL"
"""The environment variable that Arrow reads as it is imported, which is with the first table that is drawn."""


def share_memory() -> None:
    """Have Arrow take its memory where everything else does, unless somebody chose otherwise.

    A run of a script has a thread of its own, and Arrow's own pool keeps megabytes for each that drew a table.
    """
    os.environ.setdefault(_ARROW_POOL, "system")


@cache
def settle() -> None:
    """Leave everything that is loaded by now out of the search for garbage; once, however often it is called.

    Streamlit searches the whole memory after every run of a script. Modules are most of it and are never garbage.
    """
    gc.collect()
    gc.freeze()
