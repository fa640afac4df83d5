"""Spares the garbage collector what stays for as long as the server does."""

from __future__ import annotations

import gc
from functools import cache


@cache
def settle() -> None:
    """Leave everything that is loaded by now out of the search for garbage; once, however often it is called.

    Streamlit searches the whole memory after every run of a script. Modules are most of it and are never garbage.
    """
    gc.collect()
    gc.freeze()
