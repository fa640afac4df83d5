"""The counts that the tables of rows, checks and completeness show, and what each row says of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import inf
from typing import Any, NamedTuple

import polars as pl

from pipelines.disclosure import SUPPRESSED, Preset

Name = tuple[object, ...]
"""Of what a count is, its kind first."""
Row = Mapping[str, Any]
_COUNTED: Mapping[str, Callable[[Row], Name]] = {
    "extract_count": lambda row: ("every", row["extract"], row["counted"]),
    "submission_file": lambda row: ("file", row["submission"], row["extract"], row["number"]),
    "delivery_count": lambda row: ("rows", row["submission"], row["service_area"], row["extract"], row["counted"]),
    "check_result": lambda row: ("check", row["code"]),
    "fault_count": lambda row: ("fault", row["service_area"], row["code"]),
}
TABLES = (*_COUNTED, "completeness")
"""The tables whose counts hang together."""


class Told(NamedTuple):
    """A count, and what a row of a table says of it.

    Attributes:
        table: the name of the table.
        row: its number there.
        name: of what the count is.
        true: the number.
        least: the least that it can be by this row.
        most: the most.
        is_given: whether the row gives it.
        is_split: whether it is therefore none of those that are suppressed. One that stands may be fewer by now.
    """

    table: str
    row: int
    name: Name
    true: int
    least: float
    most: float
    is_given: bool
    is_split: bool


def told(exact: Mapping[str, pl.DataFrame], shown: Mapping[str, pl.DataFrame], preset: Preset) -> Iterator[Told]:
    """All that the rows of ``TABLES`` say of counts.

    Args:
        exact: the tables, exact.
        shown: the same rows, controlled.
        preset: how they were controlled.
    """
    for table, name in _COUNTED.items():
        for at, (row, given) in enumerate(zip(exact[table].to_dicts(), shown[table].to_dicts(), strict=True)):
            if row["rows"] is not None and row.get("counted") != "files":
                is_given = given["symbol"] != SUPPRESSED
                yield _one((table, at, name(row)), row["rows"], _ends(given["rows"], preset), is_given)
    both = zip(exact["completeness"].to_dicts(), shown["completeness"].to_dicts(), strict=True)
    for at, (row, given) in enumerate(both):
        if row["rows"] is not None:
            yield from _of_column(at, row, given, preset)


def _of_column(at: int, row: Row, given: Row, preset: Preset) -> Iterator[Told]:
    """The rows, those that have the column filled, and those that have not."""
    is_given = given["symbol"] != SUPPRESSED
    place = (row["service_area"], row["extract"], row["column_name"])
    true = {"of": row["rows"], "filled": row["filled"], "blank": row["rows"] - row["filled"]}
    # A share of none or of all, of so many that it would be given, is hardly ever suppressed.
    is_some = preset.smallest_hidden > 0 and row["rows"] > preset.largest_hidden
    ends = {kind: (float(is_some and number > 0), inf) for kind, number in true.items()} | {"of": (1.0, inf)}
    if is_given:
        shown = {"of": given["rows"], "filled": given["filled"]}
        ends = {kind: _ends(number, preset) for kind, number in shown.items()}
        ends["blank"] = _rest(given["rows"] - given["filled"], preset)
    for kind, number in true.items():
        yield _one(("completeness", at, (kind, *place)), number, ends[kind], is_given)


def _one(of: tuple[str, int, Name], true: int, ends: tuple[float, float], is_given: bool) -> Told:
    """Ends that have the true number within: one that stands from the build before may lie further away."""
    is_split = is_given and ends[0] <= true <= ends[1]
    return Told(*of, true, min(true, ends[0]), max(true, ends[1]), is_given, is_split)


def _ends(given: int | None, preset: Preset) -> tuple[float, float]:
    """The least and the most that a count can be by what is given of it."""
    if given is None:
        return float(preset.smallest_hidden > 0), inf
    if given == 0:
        return 0.0, 0.0
    return float(max(given - preset.slack, preset.largest_hidden + 1)), float(given + preset.slack)


def _rest(lacking: int, preset: Preset) -> tuple[float, float]:
    """The least and the most that can lack to all, where both are given: none that would be suppressed."""
    slack, least = 2 * preset.slack, preset.largest_hidden + 1
    if preset.smallest_hidden > 0 and lacking + slack < least:
        return 0.0, 0.0
    is_some = preset.smallest_hidden == 0 or lacking > slack
    return float(max(lacking - slack, least)) if is_some else 0.0, float(lacking + slack)
