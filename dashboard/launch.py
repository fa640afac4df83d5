"""The command that serves the dashboard; imports nothing heavy."""

from __future__ import annotations

import sys
from pathlib import Path

_APP = Path(__file__).resolve().parent / "script" / "app.py"

LIGHT_COLOURS = ("#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1")
"""The Government Analysis Function's categorical palette."""

DARK_COLOURS = ("#6FA8DC", "#28A197", "#E58BBB", "#F46A25", "#C9C9C9", "#A285D1")
"""The same hues, the dark ones lightened until they stand out from a dark page."""

_OPTIONS = {
    "server.headless": "true",
    "server.fileWatcherType": "none",
    "server.runOnSave": "false",
    "browser.gatherUsageStats": "false",
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": "false",
    "runner.magicEnabled": "false",
    "theme.light.primaryColor": "#12436D",
    "theme.light.linkColor": "#12436D",
    "theme.light.chartCategoricalColors": "[" + ",".join(f'"{colour}"' for colour in LIGHT_COLOURS) + "]",
    "theme.dark.primaryColor": "#2F74B0",
    "theme.dark.linkColor": "#9CC7EE",
    "theme.dark.chartCategoricalColors": "[" + ",".join(f'"{colour}"' for colour in DARK_COLOURS) + "]",
}


def streamlit_command(warehouse: Path, address: str, port: int, published_only: bool) -> list[str]:
    """The whole command line, this Python first, that serves a warehouse until it is stopped.

    Args:
        warehouse: the folder that holds ``current.json``.
        address: the address to listen on; nothing listens on any other.
        port: the port to listen on.
        published_only: whether to leave the exact figures unopened.
    """
    options = _OPTIONS | {"server.address": address, "server.port": str(port), "browser.serverAddress": address}
    flags = [f"--{name}={value}" for name, value in options.items()]
    own = ["--warehouse", str(warehouse), *(["--published-only"] if published_only else [])]
    return [sys.executable, "-m", "streamlit", "run", str(_APP), *flags, "--", *own]
