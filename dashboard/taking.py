"""The button that gives the evidence pack of what a page shows."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import streamlit as st

from dashboard.choice import Selection
from dashboard.context import Context
from dashboard.errors import WarehouseMoved
from dashboard.warehouse import READER, Snapshot

_NO_PACK = "no pack.txt"


def offer(context: Context) -> None:
    """The button, in the side bar; the pack is made when it is asked for."""
    is_exact = context.warehouse.is_exact
    with st.sidebar:
        st.download_button(
            "Internal evidence pack (ZIP)" if is_exact else "Evidence pack (ZIP)",
            partial(pack_of, context),
            file_name="internal_evidence.zip" if is_exact else "evidence.zip",
            mime="application/zip",
            on_click="ignore",
            icon=":material/lock:" if is_exact else ":material/folder_zip:",
            disabled=not context.selection.areas,
            help="Every figure of the chosen areas, in the quarters of this page: a report to print, a spreadsheet, "
            "tidy tables, and hashes that prove it whole. It takes up to a minute to make."
            + (" It holds exact figures, and every page of it says so." if is_exact else ""),
        )


def pack_of(context: Context) -> bytes:
    """The pack of the chosen areas, in the quarters of the run; in all quarters on a page without one.

    Of the newest build, where one has taken the page's place since it was drawn: that build's pack says which it is.
    Where it has not what is chosen, the file holds the reason alone: nothing can be said on the page by then.
    """
    from dashboard.pack.archive import deflated, zipped
    from dashboard.pack.errors import ScopeUnknown

    try:
        return _made(context.warehouse, context.selection)
    except WarehouseMoved:
        pass
    try:
        return _made(_newest(context.warehouse), context.selection)
    except ScopeUnknown as error:
        said = f"{error} A newer build took this one's place: load the page again.\n"
        return zipped({_NO_PACK: deflated(said.encode())})


def _newest(moved: Snapshot) -> Snapshot:
    """The build that has taken a page's place, of the same kind of figures."""
    return READER.current(moved.identity.warehouse, published_only=not moved.is_exact)


def _made(warehouse: Snapshot, selection: Selection) -> bytes:
    from dashboard.pack.making import make
    from dashboard.pack.scope import scope_of

    run = selection.run
    first, last = (run[0].start, max(run[-1].start, run[-1].until - timedelta(days=1))) if run else (None, None)
    return make(warehouse, scope_of(warehouse, selection.areas, first, last))
