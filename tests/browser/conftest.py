"""A real server and a real browser, on this machine alone."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from dashboard.launch import streamlit_command
from tests.dashboard.made_warehouse import make_warehouse

ADDRESS = "127.0.0.1"
_PATIENCE_SECONDS = 90
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)

Serve = Callable[[Path], str]


def _chromium() -> str:
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if found is None and os.environ.get("PORTAGE_REQUIRE_BROWSER") == "1":
        pytest.fail("there is no Chromium on this machine, and PORTAGE_REQUIRE_BROWSER asks for one")
    if found is None:
        pytest.skip("there is no Chromium on this machine")
    return found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = _chromium()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(_QUIET))
        yield started
        started.close()


@contextmanager
def serving(command: Callable[[int], list[str]]) -> Iterator[str]:
    """The address of a server while it runs; it is stopped whatever happens."""
    with socket.create_server((ADDRESS, 0)) as free:
        port: int = free.getsockname()[1]
    process = subprocess.Popen(command(port), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port, process)
        yield f"http://{ADDRESS}:{port}"
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    give_up = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < give_up and process.poll() is None:
        try:
            urllib.request.urlopen(f"http://{ADDRESS}:{port}/_stcore/health", timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server did not start")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The warehouse that is shown."""
    return make_warehouse(tmp_path_factory.mktemp("warehouse"))


@pytest.fixture(scope="module")
def exact(folder: Path, browser: Browser) -> Iterator[str]:
    """The address of a dashboard that shows exact figures."""
    assert browser.is_connected()
    with serving(lambda port: streamlit_command(folder, ADDRESS, port, published_only=False)) as address:
        yield address


_BARE = """
import pandas as pd
import plotly.graph_objects as go
import streamlit as st


def bare():
    st.title("Bare")
    st.header("A chart", divider="gray")
    st.sidebar.multiselect("Some", ["a", "b"], default=["a"])
    st.sidebar.radio("One", ["a", "b"])
    st.sidebar.selectbox("Another", ["a", "b"])
    st.selectbox("One more", ["a", "b"])
    st.table(pd.DataFrame({"a": ["b"]}))
    st.info("A word")
    st.plotly_chart(go.Figure(go.Scatter(x=[1, 2], y=[1, 2])), alt="A line.")
    with st.expander("A table"):
        st.dataframe(pd.DataFrame({"a": [1]}), alt="A table")
        st.download_button("Take it away", "a")


def other():
    st.title("Other")


st.set_page_config(page_title="Bare", layout="wide")
st.navigation({"Some": [st.Page(bare, default=True)], "More": [st.Page(other)]}).run()
"""


@pytest.fixture(scope="module")
def bare(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a page with nothing of ours on it."""
    assert browser.is_connected()
    script = tmp_path_factory.mktemp("bare") / "bare.py"
    script.write_text(_BARE, encoding="utf-8")
    flags = ["--server.headless=true", "--browser.gatherUsageStats=false", f"--server.address={ADDRESS}"]
    command = [sys.executable, "-m", "streamlit", "run", str(script), *flags]
    with serving(lambda port: [*command, f"--server.port={port}"]) as address:
        yield address
