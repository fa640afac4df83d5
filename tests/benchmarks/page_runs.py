"""How long the server takes for a run of each page's script, alone and with twenty readers at once.

``uv run python tests/benchmarks/page_runs.py WAREHOUSE`` serves a warehouse on this machine, speaks to the server as
browsers do, and prints a row for each page and for a bare page with one chart and a table of a hundred rows.
A run is timed from the request to the word that the script has finished, with everything that it sent read by then.
Then it opens each page in Chromium, with nothing kept and again, and makes a choice in its side bar.
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from dashboard.contents import PAGES
from dashboard.launch import streamlit_command
from tests.benchmarks.in_browser import chromium, waits

_ADDRESS = "127.0.0.1"
_PROTOCOL = Subprotocol("streamlit")
_PATIENCE_SECONDS = 60
_BARE = """
import pandas as pd
import plotly.graph_objects as go
import streamlit as st

st.set_page_config(page_title="Bare", layout="wide")
st.title("Bare")
points = st.sidebar.radio("Points", [30, 20])
st.plotly_chart(go.Figure(go.Scatter(x=list(range(points)), y=list(range(points)))))
st.dataframe(pd.DataFrame({f"column {n}": range(100) for n in range(8)}))
"""


@contextmanager
def _serving(command: list[str], port: int) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield process
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int) -> None:
    give_up = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < give_up:
        try:
            urllib.request.urlopen(f"http://{_ADDRESS}:{port}/_stcore/health", timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("the server did not start")


def _free_port() -> int:
    with socket.create_server((_ADDRESS, 0)) as free:
        port: int = free.getsockname()[1]
    return port


async def _run(socket_: ClientConnection, page: str, query: str) -> float:
    """One run of a page's script, in seconds."""
    asked = BackMsg()
    asked.rerun_script.page_name = page
    asked.rerun_script.query_string = query
    begun = time.perf_counter()
    await socket_.send(asked.SerializeToString())
    while True:
        told = ForwardMsg.FromString(await socket_.recv())
        if told.WhichOneof("type") == "script_finished":
            if told.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                raise SystemExit(f"{page}: the script did not finish")
            return time.perf_counter() - begun


async def _reader(port: int, page: str, query: str, runs: int) -> list[float]:
    """The runs of one reader who asks again as soon as the page is there; the first, which warms up, is left out."""
    address = f"ws://{_ADDRESS}:{port}/_stcore/stream"
    async with connect(address, subprotocols=[_PROTOCOL], max_size=None) as opened:
        timed = [await _run(opened, page, query) for _ in range(runs + 1)]
    return timed[1:]


async def _readers(port: int, page: str, query: str, readers: int, runs: int) -> list[float]:
    timed = await asyncio.gather(*(_reader(port, page, query, runs) for _ in range(readers)))
    return [seconds for one in timed for seconds in one]


def _row(name: str, port: int, page: str, query: str, asked: argparse.Namespace) -> None:
    alone = asyncio.run(_readers(port, page, query, 1, asked.runs))
    many = asyncio.run(_readers(port, page, query, asked.readers, asked.runs_at_once))
    cells = [statistics.median(alone), _percentile_95(alone), statistics.median(many), _percentile_95(many)]
    print(f"{name:<24}" + "".join(f"{1000 * seconds:>12,.0f}" for seconds in cells), flush=True)


def _percentile_95(timed: list[float]) -> float:
    return statistics.quantiles(timed, n=20, method="inclusive")[-1]


def _peak_mib(process: subprocess.Popen[bytes]) -> float:
    """The most memory that the server has held, in MiB; on Linux alone."""
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
    found = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(found.split()[1]) / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("warehouse", type=Path)
    parser.add_argument("--query", default="", help="what every page's address asks for, such as area=Cornwall")
    parser.add_argument("--runs", type=int, default=40, help="timed runs of each page, alone")
    parser.add_argument("--readers", type=int, default=20, help="readers at once")
    parser.add_argument("--runs-at-once", type=int, default=3, help="timed runs of each reader at once")
    parser.add_argument("--published-only", action="store_true")
    parser.add_argument("--loads", type=int, default=3, help="times that Chromium opens each page; none for 0")
    asked = parser.parse_args()
    pages = [page for page in PAGES if not (asked.published_only and page.needs_records)]
    with tempfile.TemporaryDirectory() as folder, ExitStack() as servers:
        bare, port = _free_port(), _free_port()
        servers.enter_context(_serving(_bare_command(Path(folder), bare), bare))
        command = streamlit_command(asked.warehouse, _ADDRESS, port, asked.published_only)
        server = servers.enter_context(_serving(command, port))
        print(f"{'milliseconds':<24}{'alone':>12}{'95 %':>12}{f'{asked.readers} at once':>12}{'95 %':>12}")
        for name, served, path in [("bare page", bare, ""), *((page.name, port, page.path) for page in pages)]:
            _row(name, served, path, asked.query if path else "", asked)
        print(f"\nLargest memory of the server: {_peak_mib(server):,.0f} MiB")
        if asked.loads:
            _in_browser([("bare page", bare, ""), *((page.name, port, page.path) for page in pages)], asked)


def _bare_command(folder: Path, port: int) -> list[str]:
    script = folder / "bare.py"
    script.write_text(_BARE, encoding="utf-8")
    flags = ["--server.headless=true", "--browser.gatherUsageStats=false", f"--server.address={_ADDRESS}"]
    return [sys.executable, "-m", "streamlit", "run", str(script), *flags, f"--server.port={port}"]


def _in_browser(pages: list[tuple[str, int, str]], asked: argparse.Namespace) -> None:
    print(f"\n{'in Chromium':<24}{'opened':>12}{'again':>12}{'choice':>12}")
    with chromium() as browser:
        for name, port, path in pages:
            query = f"?{asked.query}" if asked.query and path else ""
            cells = waits(browser, f"http://{_ADDRESS}:{port}/{path}{query}", asked.loads)
            told = ("" if seconds is None else f"{1000 * seconds:,.0f}" for seconds in cells)
            print(f"{name:<24}" + "".join(f"{cell:>12}" for cell in told), flush=True)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    main()
