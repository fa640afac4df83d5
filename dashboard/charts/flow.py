"""Why children leave and where to, as a flow: reasons into all closures, and all closures into destinations."""

from __future__ import annotations

import plotly.graph_objects as go
import polars as pl

from dashboard import sentences
from dashboard.charts import style

_WIDTH_OF_LABEL = 17
_ROOM = 44
"""The height of a group's label and the air around it, in pixels."""
_NODE = 14
_NOTE_WIDTH = 46
_LINE = 17
_LEFT, _MIDDLE, _RIGHT = 0, 1, 3
"""The colours of the three columns."""


def flow(reasons: pl.DataFrame, whole: str, destinations: pl.DataFrame) -> go.Figure:
    """A band for each reason into one bar, and for each destination out of it; a group without a number has none.

    How many children left for which reason to which destination is not told: the bands meet in one bar.

    Args:
        reasons: columns ``what``, ``value`` and ``words``; a row for each group.
        whole: the label of the bar.
        destinations: the same as ``reasons``.
    """
    left, right = _shown(reasons), _shown(destinations)
    groups = [*left, *right]
    middle = len(groups)
    figure = go.Figure(
        go.Sankey(
            arrangement="snap",
            node=_nodes(left, right),
            link={
                "source": [*range(len(left)), *[middle] * len(right)],
                "target": [*[middle] * len(left), *range(len(left), middle)],
                "value": [number for _, number in groups],
                "color": [style.faint(_LEFT)] * len(left) + [style.faint(_RIGHT)] * len(right),
                "hoverinfo": "skip",
            },
        )
    )
    return _framed(figure, max(len(left), len(right)), whole, _untold(reasons, destinations))


def _shown(groups: pl.DataFrame) -> list[tuple[str, float]]:
    return groups.filter(pl.col("value") > 0).select("what", "value").rows()


def _nodes(left: list[tuple[str, float]], right: list[tuple[str, float]]) -> dict[str, object]:
    labels = [style.wrapped(f"{what} {sentences.count(number)}", _WIDTH_OF_LABEL) for what, number in (*left, *right)]
    return {
        "label": [*labels, ""],
        "color": [style.colour(_LEFT)] * len(left) + [style.colour(_RIGHT)] * len(right) + [style.colour(_MIDDLE)],
        "pad": _ROOM,
        "thickness": _NODE,
        "line": {"width": 0},
        "hoverinfo": "skip",
    }


def _untold(reasons: pl.DataFrame, destinations: pl.DataFrame) -> list[str]:
    """A line for each side and reason why groups of it have no band."""
    missing = [("Why", reasons), ("Where to", destinations)]
    return [
        f"{side}: {words}: {sentences.listed([sentences.uncapitalised(what) for what in groups])}"
        for side, rows in missing
        for words, groups in _without_number(rows)
    ]


def _without_number(rows: pl.DataFrame) -> list[tuple[str, list[str]]]:
    absent = rows.filter(pl.col("value").is_null() & (pl.col("words") != sentences.NONE))
    return absent.group_by("words", maintain_order=True).agg(pl.col("what")).rows()


def _framed(figure: go.Figure, groups: int, whole: str, untold: list[str]) -> go.Figure:
    note = "<br>".join(f"<i>{style.wrapped(line, _NOTE_WIDTH)}</i>" for line in untold)
    foot = style.lines(note) * _LINE + 12 if note else 8
    height = max(2, groups) * 2 * _ROOM + foot
    style.quiet(figure, height, has_legend=False).update_layout(margin={"t": 60, "b": foot, "l": 4, "r": 4})
    _say(figure, f"<b>{whole}</b>", 0.5, "center", 1.0, "bottom")
    if note:
        _say(figure, note, 0.0, "left", 0.0, "top")
    return figure


def _say(figure: go.Figure, text: str, x: float, anchor: str, y: float, side: str) -> None:
    figure.add_annotation(
        text=text,
        x=x,
        y=y,
        xref="paper",
        yref="paper",
        xanchor=anchor,
        yanchor=side,
        yshift=8 if side == "bottom" else -8,
        align=anchor,
        showarrow=False,
    )
