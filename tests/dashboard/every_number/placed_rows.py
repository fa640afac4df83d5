"""What stands beside the rows of a picture, by their positions."""

from __future__ import annotations

import re

import plotly.graph_objects as go

_UNTOLD = re.compile(r"<[^>]+>")


class PlacedRows:
    """What stands at the positions of a picture's rows."""

    def __init__(self, figure: go.Figure) -> None:
        axis = figure.layout.yaxis
        pairs = list(zip(axis.tickvals, axis.ticktext, strict=True)) if axis.ticktext else []
        is_nested = any(not label.startswith("<b>") for _, label in pairs)
        self._labels: list[tuple[float, str]] = []
        heading = ""
        for position, label in pairs:
            is_heading = is_nested and label.startswith("<b>")
            heading = label if is_heading else heading
            if not is_heading:
                self._labels.append((float(position), f"{heading} | {label}"))

    def at(self, position: float) -> str:
        """The words at the nearest row, under those of its heading."""
        return plain(min(self._labels, key=lambda one: abs(one[0] - position))[1])


def plain(label: str) -> str:
    """A label on one line and without its style."""
    return _UNTOLD.sub(" ", label).replace("  ", " ")
