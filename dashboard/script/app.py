"""The dashboard as Streamlit runs it: which warehouse, which page, what is chosen."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path

import streamlit as st

from dashboard import contents, settled, show, sidebar, taking
from dashboard.context import Context
from dashboard.errors import WarehouseMoved, WarehouseUnreadable
from dashboard.page import Page
from dashboard.warehouse import READER, Snapshot

_NAME = "Portage Insight"
_FIRST = "start"
"""A name that nobody sees: Streamlit serves the first page at the root, and keeps the name it is given to itself."""
# For the browser's tab: the icon of a page would be fetched from another host.
_ICON = Path(__file__).parents[1] / "icon.svg"


def arguments() -> argparse.Namespace:
    """What the command line says: ``warehouse``, a folder, and ``published_only``."""
    parser = argparse.ArgumentParser(description="The dashboard of Portage Insight.")
    parser.add_argument("--warehouse", type=Path, required=True)
    parser.add_argument("--published-only", action="store_true")
    return parser.parse_args(sys.argv[1:])


def main() -> None:
    """Draw the page that the address asks for, or say why there is none."""
    st.set_page_config(page_title=_NAME, page_icon=_ICON, layout="wide")
    asked = arguments()
    try:
        _run(READER.current(asked.warehouse.resolve(), asked.published_only))
    except WarehouseMoved:
        st.rerun()
    except WarehouseUnreadable as error:
        st.navigation(_troubled(error), position="hidden").run()


def _troubled(error: WarehouseUnreadable) -> list[st.Page]:
    """The same word under every address: a link is not wrong because there are no figures."""
    paths = [_FIRST, *(page.path for page in contents.PAGES)]
    told = partial(show.trouble, error)
    return [st.Page(told, title=_NAME, url_path=path, default=path == _FIRST) for path in paths]


def _run(warehouse: Snapshot) -> None:
    """Draw the page that the address names; what the side bar offers depends on it."""
    pages = contents.shown(warehouse.is_exact)
    contexts: dict[str, Context] = {}
    entries = {page.path: _entry(page, contexts, is_first=page is pages[0]) for page in pages}
    groups = {page.group: [entries[one.path] for one in pages if one.group == page.group] for page in pages}
    groups[pages[0].group].append(_by_name(pages[0], contexts))
    asked = st.navigation(groups, expanded=True)
    current = next(page for page in pages if page.name == asked.title)
    st.set_page_config(page_title=f"{current.name} · {_NAME}", page_icon=_ICON)
    show.style()
    contexts[current.path] = Context(warehouse, sidebar.choose(warehouse, current), entries)
    taking.offer(contexts[current.path])
    try:
        asked.run()
    except WarehouseUnreadable as error:
        show.interrupted(error)


def _entry(page: Page, contexts: dict[str, Context], is_first: bool) -> st.Page:
    """A page as Streamlit knows it; its context is there by the time it is run."""
    return st.Page(
        lambda: page.render(contexts[page.path]),
        title=page.name,
        icon=page.icon,
        url_path=_FIRST if is_first else page.path,
        default=is_first,
    )


def _by_name(page: Page, contexts: dict[str, Context]) -> st.Page:
    """The first page under its own name, too: Streamlit knows it by the empty one alone, and somebody may type it."""
    return st.Page(lambda: page.render(contexts[page.path]), title=page.name, url_path=page.path, visibility="hidden")


settled.share_memory()
main()
settled.settle()
