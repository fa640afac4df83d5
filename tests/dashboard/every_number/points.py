"""The numbers that a picture draws, each with the words that stand beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any, NamedTuple

import plotly.graph_objects as go

from tests.dashboard.every_number.placed_rows import PlacedRows, plain

LEVELS = {"dash": "mean", "dot": "limit"}
"""What the lines of a control chart are, by their group in the legend."""
_GAPS = ("no figure", "not shown", "not all parts shown", "none")


class Point(NamedTuple):
    """One number of a picture.

    Attributes:
        role: ``value``, ``lower``, ``upper``, ``mean``, ``limit``, ``size``, ``whole``, or ``absent`` without a number.
        number: that is drawn.
        labels: the words that say what it is of.
        told: the words that are to say the number itself.
    """

    role: str
    number: float
    labels: str
    told: str = ""


def points(figure: go.Figure) -> Iterator[Point]:
    """Every number of a picture of figures."""
    rows = PlacedRows(figure)
    for trace in figure.data:
        yield from _DRAWN[_kind(trace)](trace, rows)


def _kind(trace: Any) -> str:
    """Which way of drawing a trace is of; a way that is not known here has no numbers to compare and fails."""
    if trace.type == "bar":
        return "cells" if trace.base is not None else "rows" if trace.orientation == "h" else "columns"
    if trace.type == "sankey":
        return "flow"
    if trace.mode == "text":
        return "words"
    if trace.error_x.array is not None:
        return "interval"
    if trace.fill == "toself":
        return "band"
    places = [place for place in trace.x if place is not None]
    if places and isinstance(places[0], str):
        return _over_time(trace)
    return "pair" if trace.mode == "lines" and trace.name is None else _in_funnel(trace)


def _over_time(trace: Any) -> str:
    if trace.mode == "lines":
        return "level"
    return "gap" if str(trace.name).startswith(_GAPS) else "run"


def _in_funnel(trace: Any) -> str:
    if trace.mode == "lines":
        return "whole" if str(trace.name).startswith("all areas together") else "ends"
    return "marks" if trace.mode == "markers+text" else "size"


def _told(trace: Any, *names: str) -> Iterator[str]:
    """What is written beside each point of a trace, or where the pointer rests on it."""
    texts: list[Sequence[Any]] = [given for name in names if (given := getattr(trace, name)) is not None]
    for together in zip_longest(*texts, fillvalue=""):
        flat = [one for given in together for one in (given if isinstance(given, (list, tuple)) else [given])]
        yield plain(" ".join(str(one) for one in flat))


def _pairs(
    role: str, places: Sequence[Any], numbers: Sequence[Any], labels: str, told: Iterator[str]
) -> Iterator[Point]:
    for place, number, words in zip_longest(places, numbers, told, fillvalue=""):
        if isinstance(number, (int, float)):
            yield Point(role, abs(number), f"{labels} | {place}", words)


def _run(trace: Any, _: PlacedRows) -> Iterator[Point]:
    return _pairs("value", trace.x, trace.y, trace.name, _told(trace, "customdata", "text"))


def _level(trace: Any, _: PlacedRows) -> Iterator[Point]:
    return _pairs(LEVELS[trace.legendgroup], ["", ""], trace.y, "", iter(()))


def _gap(trace: Any, _: PlacedRows) -> Iterator[Point]:
    return _pairs("absent", trace.x, [0] * len(trace.x), "", iter(()))


def _bars(trace: Any, rows: PlacedRows) -> Iterator[Point]:
    for place, number, told in zip(trace.y, trace.x, _told(trace, "text", "customdata"), strict=False):
        if number is not None:
            is_there = not told.strip() or any(letter.isdigit() for letter in told)
            yield Point("value" if is_there else "absent", number, f"{trace.name or ''} | {rows.at(place)}", told)


def _band(trace: Any, _: PlacedRows) -> Iterator[Point]:
    half = len(trace.x) // 2
    yield from _pairs("upper", trace.x[:half], trace.y[:half], "", iter(()))
    yield from _pairs("lower", trace.x[half:], trace.y[half:], "", iter(()))


def _interval(trace: Any, rows: PlacedRows) -> Iterator[Point]:
    number, place = trace.x[0], rows.at(trace.y[0])
    yield Point("value", number, place, plain(" ".join([*(trace.text or ()), trace.hovertemplate])))
    yield Point("lower", number - trace.error_x.arrayminus[0], place)
    yield Point("upper", number + trace.error_x.array[0], place)


def _pair(trace: Any, rows: PlacedRows) -> Iterator[Point]:
    for number, place in zip(trace.x, trace.y, strict=True):
        yield Point("value", number, rows.at(place))


def _marks(trace: Any, rows: PlacedRows) -> Iterator[Point]:
    for number, place, told in zip(trace.x, trace.y, _told(trace, "text", "customdata"), strict=True):
        yield Point("value", number, rows.at(place), told)


def _ends(trace: Any, _: PlacedRows) -> Iterator[Point]:
    for size, number in zip(trace.x, trace.y, strict=True):
        if number is not None:
            yield Point(f"ends {trace.name.split(' %')[0]}", number, "")
            yield Point("size", size, "")


def _whole(trace: Any, _: PlacedRows) -> Iterator[Point]:
    yield Point("whole", trace.y[0], "", trace.name)


def _size(trace: Any, _: PlacedRows) -> Iterator[Point]:
    area = str(trace.name).split(": ")[0]
    yield Point(
        "value",
        trace.y[0],
        area,
        plain(trace.hovertemplate.replace("beyond the 95 %", "").replace("beyond the 99.8 %", "")),
    )
    yield Point("size", trace.x[0], area)


def _flow(trace: Any, _: PlacedRows) -> Iterator[Point]:
    for label, number in zip(trace.node.label, trace.link.value, strict=False):
        yield Point("value", number, plain(label), plain(label))


def _nothing(_trace: Any, _rows: PlacedRows) -> Iterator[Point]:
    """What a grid's words and absent numbers are is compared as words."""
    return iter(())


_DRAWN = {
    "run": _run,
    "level": _level,
    "gap": _gap,
    "columns": _run,
    "rows": _bars,
    "band": _band,
    "interval": _interval,
    "pair": _pair,
    "marks": _marks,
    "ends": _ends,
    "whole": _whole,
    "size": _size,
    "flow": _flow,
    "words": _nothing,
    "cells": _nothing,
}
