"""The look that all charts share: colours, marks and dashes that differ together, quiet axes."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard import sentences

SERIES_COLOURS = ("#000001", "#000002", "#000003", "#000004", "#000005", "#000006")
"""Stand-ins that Streamlit replaces in the browser by the palette of the reader's theme, light or dark."""

GREY = "#8A8A8A"
"""Readable on a light and on a dark page."""

ABSENCES = {
    sentences.SUPPRESSED: "x-thin-open",
    sentences.NOTHING_TO_COUNT: "circle-open",
    sentences.NOT_DELIVERED: "triangle-down-open",
    sentences.NO_LIMIT: "line-ew-open",
    sentences.NO_WINDOW: "line-ew-open",
    sentences.NO_RULE: "line-ew-open",
    sentences.NONE: "circle-open",
}
"""The mark of a place without a number, by why there is none."""

PATTERNS = ("", "/", "x", ".", "-", "|")
"""The fillings of bars that differ by more than colour."""

_MARKS = ("circle", "square", "diamond", "triangle-up", "cross", "star", "hexagon")
_DASHES = ("solid", "dash", "dot", "dashdot", "longdash")
_LINE_HEIGHT = 17
_MARGIN = 8
_TOP = 34
"""Room above for the button that saves the picture."""
_BUTTON = 44
"""Room beside for the same button, where the legend stands as high as it."""
_AXIS_AND_LEGEND = 90
_NUMBER_STEPS = 5
"""So many steps of an axis of numbers at the most."""
_SHARE_STEPS = (0.0, 0.25, 0.5, 0.75, 1.0)
_LABEL_WIDTH = 22


def colour(series: int) -> str:
    """The colour of a series by its position; with more series than colours they come round again."""
    return SERIES_COLOURS[series % len(SERIES_COLOURS)]


def faint(series: int) -> str:
    """The same colour, see-through, for an interval's band."""
    return f"{colour(series)}2E"


def mark(series: int) -> str:
    """The shape of a series' points; it comes round at another pace than the colours do."""
    return _MARKS[series % len(_MARKS)]


def filling(series: int) -> dict[str, object]:
    """What a series' bars are filled with: its colour, in a pattern of its own."""
    pattern = {"shape": PATTERNS[series % len(PATTERNS)], "fillmode": "replace", "size": 6}
    return {"color": colour(series), "pattern": pattern, "line": {"color": colour(series), "width": 1}}


def dash(series: int) -> str:
    """The dash of a series' line."""
    return _DASHES[series % len(_DASHES)]


def wrapped(text: str, width: int = _LABEL_WIDTH) -> str:
    """Text broken into lines for a label on a chart."""
    return "<br>".join(textwrap.wrap(text, width, break_long_words=False)) or text


def lines(label: str) -> int:
    """How many lines a label on a chart takes."""
    return label.count("<br>") + 1


def quiet(figure: go.Figure, height: int, has_legend: bool) -> go.Figure:
    """Give a figure the look of the house: no title (the page has one), legend below, no zooming by accident."""
    figure.update_layout(
        height=height,
        margin={"l": _MARGIN, "r": _MARGIN, "t": _TOP, "b": _MARGIN},
        showlegend=has_legend,
        legend={"orientation": "h", "yanchor": "top", "y": -0.2, "xanchor": "left", "x": 0, "title": {"text": ""}},
        hoverlabel={"align": "left"},
        dragmode=False,
    )
    figure.update_xaxes(fixedrange=True, automargin=True, zeroline=False)
    figure.update_yaxes(fixedrange=True, automargin=True, zeroline=False)
    return figure


def legend_above(figure: go.Figure, y: float) -> go.Figure:
    """Put the legend above the drawing, and end both before the button at the corner, which would cover its end."""
    legend = {"y": y, "yanchor": "bottom", "traceorder": "normal"}
    return figure.update_layout(legend=legend, margin={"r": _BUTTON})


def share_axis(low: float, high: float) -> dict[str, object]:
    """An axis of shares from none to all, with room for labels at its ends."""
    return {
        "range": [low, high],
        "tickmode": "array",
        "tickvals": list(_SHARE_STEPS),
        "ticktext": [f"{step:.0%}".replace("%", " %") for step in _SHARE_STEPS],
        "showgrid": True,
    }


def number_axis(most: float) -> dict[str, object]:
    """An axis of numbers from 0 to one above 0, in even steps; below 0, where marks may stand, it has no labels."""
    unit = 10.0 ** math.floor(math.log10(most / _NUMBER_STEPS))
    step = next(unit * factor for factor in (1, 2, 5, 10) if most <= unit * factor * _NUMBER_STEPS)
    return {"tickmode": "array", "tickvals": [step * number for number in range(int(most / step) + 1)]}


def row_axis(labels: Sequence[str], positions: Sequence[float], depth: float) -> dict[str, object]:
    """An axis of named rows, the first on top."""
    return {
        "tickmode": "array",
        "tickvals": list(positions),
        "ticktext": list(labels),
        "range": [depth, 0],
        "showgrid": False,
        "side": "left",
    }


def rows_height(depth: float) -> int:
    """How tall a chart of rows must be that reach so many lines down, axis and legend included, in pixels."""
    return round(depth * _LINE_HEIGHT) + _AXIS_AND_LEGEND
