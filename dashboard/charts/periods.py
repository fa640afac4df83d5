"""What charts over time share: the axis of periods, and the room for a legend below it."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

_TICKS = 4
_ENTRY = 20
"""A line of a legend, in pixels."""


def time_axis(periods: Sequence[str]) -> dict[str, object]:
    """All periods in order, a few of them named, the last one always."""
    step = max(1, -(-len(periods) // _TICKS))
    named = list(reversed(periods[::-1][::step]))
    return {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": list(periods),
        "tickmode": "array",
        "tickvals": named,
        "ticktext": [_in_two_lines(title) for title in named],
        "tickangle": 0,
        "range": [-0.6, len(periods) - 0.4],
        "showgrid": False,
    }


def legend_height(figure: go.Figure) -> int:
    """Room for a legend that may take a line for every entry on a narrow screen, in pixels."""
    return _ENTRY * sum(trace.showlegend is not False for trace in figure.data)


def _in_two_lines(title: str) -> str:
    head, _, last = title.rpartition(" ")
    return f"{head}<br>{last}" if head else title
