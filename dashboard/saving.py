"""How charts are saved as pictures: light ones from a dark page, too."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from dashboard.launch import DARK_COLOURS, LIGHT_COLOURS

_SCRIPT = Path(__file__).with_name("light_pictures.js")
_PALETTE = "PALETTE"
"""What stands in the script for the light colour of each dark one."""


@cache
def light_pictures() -> str:
    """The script, as HTML, by which the camera of a chart on a dark page saves a light picture."""
    light = {_rgb(dark): _rgb(light) for dark, light in zip(DARK_COLOURS, LIGHT_COLOURS, strict=True)}
    return f"<script>{_SCRIPT.read_text(encoding='utf-8').replace(_PALETTE, json.dumps(light))}</script>"


def _rgb(colour: str) -> str:
    """A colour such as ``#12436D`` as a drawing writes it, such as ``18, 67, 109``."""
    return ", ".join(str(part) for part in bytes.fromhex(colour.removeprefix("#")))
