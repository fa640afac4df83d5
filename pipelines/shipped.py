"""Where the data that ship with the project lie: in a checkout beside the packages, in a wheel inside this one."""

from __future__ import annotations

from pathlib import Path

BEFOREHAND = ("synthetic", "suppressed")
"""Where it is kept which figures of the shipped submission cannot be published; ``shipped`` finds the folder."""
_HERE = Path(__file__).resolve().parent


def shipped(*parts: str) -> Path:
    """The path of a shipped file or folder, such as ``shipped("service_areas")``."""
    inside = _HERE / "data"
    root = inside if inside.is_dir() else _HERE.parent / "data"
    return root.joinpath(*parts)
