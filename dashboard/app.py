"""The dashboard as Streamlit runs it: which warehouse, which page, what is chosen."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st

from dashboard import show, sidebar
from dashboard.context import Context
from dashboard.errors import WarehouseMoved, WarehouseUnreadable
from dashboard.figures import ON_TIME
from dashboard.pages import seen_on_time
from dashboard.warehouse import READER


def arguments() -> argparse.Namespace:
    """What the command line says: ``warehouse``, a folder, and ``published_only``."""
    parser = argparse.ArgumentParser(description="The dashboard of Portage Insight.")
    parser.add_argument("--warehouse", type=Path, required=True)
    parser.add_argument("--published-only", action="store_true")
    return parser.parse_args(sys.argv[1:])


def main() -> None:
    """Draw the page that the address asks for, or say why there is none."""
    st.set_page_config(page_title=f"{seen_on_time.TITLE} · Portage Insight", layout="wide")
    asked = arguments()
    try:
        warehouse = READER.current(asked.warehouse.resolve(), asked.published_only)
        context = Context(warehouse, sidebar.choose(warehouse, ON_TIME))
        _run(partial(seen_on_time.render, context))
    except WarehouseMoved:
        st.rerun()
    except WarehouseUnreadable as error:
        _run(partial(show.trouble, error))


def _run(render: Callable[[], None]) -> None:
    page = st.Page(render, title=seen_on_time.TITLE, url_path="seen-on-time", default=True)
    st.navigation([page]).run()


main()
