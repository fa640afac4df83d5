"""A run as small as a word, for a cell of a table: a line without axes, and a dot at its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dashboard.charts.style import GREY
from dashboard.launch import LIGHT_COLOURS

WIDTH, HEIGHT = 64, 20
"""Of the picture, in pixels."""
_EDGE = 3
"""Room around the line for its dots, in pixels."""
_DOT, _LONE = 2.5, 1.2
"""The radius of the last figure's dot, and of a figure's between two gaps, in pixels."""
_END = LIGHT_COLOURS[1]
"""The colour that light and dark pages share: a picture in a cell does not follow the reader's theme."""

Spot = tuple[float, float]


def small_run(values: Sequence[float | None], top: float) -> str:
    """A line through values, earliest first, as SVG; it is broken where there is none, and blank without any.

    Args:
        values: from 0 to ``top``.
        top: the value at the upper edge, above 0.
    """
    stretches = list(_stretches(values, top))
    if not stretches:
        return ""
    end = "" if values[-1] is None else _dot(stretches[-1][-1], _DOT, _END)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f"{''.join(map(_line, stretches))}{end}</svg>"
    )


def _stretches(values: Sequence[float | None], top: float) -> Iterator[list[Spot]]:
    """The places of values that follow each other without a gap."""
    stretch: list[Spot] = []
    step = (WIDTH - 2 * _EDGE) / max(len(values) - 1, 1)
    for position, value in enumerate([*values, None]):
        if value is not None:
            stretch.append((_EDGE + position * step, HEIGHT - _EDGE - value / top * (HEIGHT - 2 * _EDGE)))
        elif stretch:
            yield stretch
            stretch = []


def _line(stretch: Sequence[Spot]) -> str:
    if len(stretch) == 1:
        return _dot(stretch[0], _LONE, GREY)
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in stretch)
    return f'<polyline points="{points}" fill="none" stroke="{GREY}" stroke-width="1.5"/>'


def _dot(spot: Spot, radius: float, colour: str) -> str:
    return f'<circle cx="{spot[0]:.1f}" cy="{spot[1]:.1f}" r="{radius}" fill="{colour}"/>'
