"""What the commands that show a dashboard do."""

from __future__ import annotations

import os
import runpy
import socket
import subprocess
import sys
import time
import webbrowser
from ipaddress import ip_address
from pathlib import Path
from threading import Thread

import click
import platformdirs

from dashboard.launch import streamlit_command
from pipelines.errors import WrongUsage
from pipelines.generations import current_generation

_LOOPBACK = "127.0.0.1"
_PATIENCE_SECONDS = 60


def serve(warehouse: Path, address: str, port: int, published_only: bool) -> None:
    """Show a warehouse until stopped.

    Raises:
        NoWarehouse: nothing was built there yet.
        WrongUsage: the address or port cannot be listened on.
    """
    current_generation(warehouse)
    _must_be_free(address, port)
    if not _is_loopback(address):
        click.echo(f"Note: everyone who can reach {address} can see this dashboard.", err=True)
    click.echo(f"Portage Insight: http://{address}:{port}  (Ctrl-C stops it)")
    sys.argv = streamlit_command(warehouse.resolve(), address, port, published_only)[2:]
    runpy.run_module("streamlit", run_name="__main__", alter_sys=True)


def demo_folder() -> Path:
    """Where the demo is built if nothing else is asked for: in the user's cache."""
    return platformdirs.user_cache_path("portage-insight") / "demo"


def demo(folder: Path, port: int | None, anew: bool) -> None:
    """Build the shipped synthetic submission, show it, and open it in a browser where there is one.

    Args:
        folder: the folder to build into.
        port: the port to listen on; a free one if not given.
        anew: whether to work out what may be published as well, instead of taking what ships of that.
    """
    # In a process of its own: what checking needs in memory, showing does not.
    command = [sys.executable, "-m", "pipelines.cli", "demo", "--only-build", "--warehouse", str(folder)]
    done = subprocess.run([*command, *(["--anew"] if anew else [])], check=False)
    if done.returncode:
        sys.exit(done.returncode)
    chosen = port or _free_port()
    Thread(target=_open_when_ready, args=(chosen,), daemon=True).start()
    serve(folder, _LOOPBACK, chosen, published_only=False)


def _must_be_free(address: str, port: int) -> None:
    try:
        with socket.create_server((address, port)):
            pass
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno and error.errno > 0 else "no such address"
        raise WrongUsage(f"Cannot listen on {address}, port {port}: {reason}; choose another.") from error


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


def _free_port() -> int:
    with socket.create_server((_LOOPBACK, 0)) as server:
        port: int = server.getsockname()[1]
        return port


def _open_when_ready(port: int) -> None:
    """Open the page once the server answers; on a machine without a screen there is nothing to open."""
    has_screen = sys.platform in ("win32", "darwin") or "DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ
    give_up = time.monotonic() + _PATIENCE_SECONDS
    while has_screen and time.monotonic() < give_up:
        try:
            socket.create_connection((_LOOPBACK, port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            webbrowser.open(f"http://{_LOOPBACK}:{port}")
            return
