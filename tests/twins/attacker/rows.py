"""The outsider at the tables that count rows: what they say of the rows, and what these add up to, written anew.

A row of a table is a bound; the rows of all areas are those of each, what was read was accepted, set aside or replaced,
a cell is filled or blank, and the rows of which cells are counted are those that were accepted. A row that was set
aside failed one of the checks by which rows are, and what failed one of these was set aside.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from math import inf
from typing import Any

import polars as pl

from pipelines.disclosure import Preset
from tests.twins.attacker.known import Count, Known

_KEPT = ("accepted", "set_aside", "superseded")
_DAY = date(2026, 3, 31)


def rows_known(tables: Mapping[str, pl.DataFrame], preset: Preset) -> Known:
    """What the published tables say; ``c`` is one or more where none is shown. All checks are of one extract."""
    known = Known(preset)
    for table, rows in tables.items():
        for row in rows.to_dicts():
            if row["symbol"] in ("", "c") and row.get("counted") not in ("files", "noted"):
                _learn_cells(known, row) if table == "completeness" else _learn_rows(known, table, row)
    _add_up(known)
    aside = tables["check_result"].filter(consequence="set_aside")["code"].to_list()
    for area in tables["fault_count"]["service_area"].unique():
        _limit(known, area, aside)
    return known


def _limit(known: Known, area: str, codes: list[str]) -> None:
    """The rows that an area had set aside, and its faults: none of these is more than they, and all are no fewer."""
    own = [
        number
        for (what, (of, its, _, _, part, _)), number in known.number.items()
        if _is_aside(what, of, its, part, area)
    ]
    faults = [known.variable(_count("fault", "", area, "", code)) for code in codes]
    known.equate(faults, [*own, known.variable(_count("beside", "", area))])
    for code, fault in zip(codes, faults, strict=True):
        known.equate(own, [fault, known.variable(_count("others", "", area, "", code))])


def _is_aside(what: str, submission: str, its: str, part: str, area: str) -> bool:
    is_whole = area == "all" and not submission and not its
    return what == "rows" and part == "set_aside" and (is_whole or (bool(submission) and its == area))


def rows_counted(tables: Mapping[str, pl.DataFrame]) -> dict[Count, float]:
    """What the counts truly are, from the exact tables."""
    found: dict[Count, float] = {}
    for table, rows in tables.items():
        for row in rows.filter(pl.col("symbol") == "").to_dicts():
            if table == "completeness":
                of, filled, blank = _cells(row)
                found |= {of: row["rows"], filled: row["filled"], blank: row["rows"] - row["filled"]}
            else:
                found[_rows(table, row)] = row["rows"]
    return found


def _count(what: str, *place: object) -> Count:
    submission, area, extract, part = (*(str(one) for one in place), *[""] * (4 - len(place)))
    return what, (submission, area, extract, _DAY, part, "")


def _rows(table: str, row: Mapping[str, Any]) -> Count:
    if table == "extract_count":
        return _count("rows", "", "", row["extract"], row["counted"])
    if table == "delivery_count":
        return _count("rows", row["submission"], row["service_area"], row["extract"], row["counted"])
    if table == "submission_file":
        return _count("file", row["submission"], "", row["extract"], row["number"])
    return _count("fault", "", row.get("service_area", "all"), "", row["code"])


def _cells(row: Mapping[str, Any]) -> tuple[Count, Count, Count]:
    place = ("", row["service_area"], row["extract"], row["column_name"])
    return _count("of", *place), _count("filled", *place), _count("blank", *place)


def _learn_rows(known: Known, table: str, row: Mapping[str, Any]) -> None:
    known.learn(_rows(table, row), *_given(row["rows"], known.preset))


def _given(shown: int | None, preset: Preset) -> tuple[float, float]:
    if shown is None:
        return (1 if preset.smallest_hidden else 0), inf
    return (0, 0) if shown == 0 else (max(shown - preset.slack, preset.largest_hidden + 1), shown + preset.slack)


def _learn_cells(known: Known, row: Mapping[str, Any]) -> None:
    of, filled, blank = _cells(row)
    known.learn(of, 1)
    if row["symbol"] == "":
        known.learn(of, *_given(row["rows"], known.preset))
        known.learn(filled, *_given(row["filled"], known.preset))
        lacking, slack, largest = row["rows"] - row["filled"], 2 * known.preset.slack, known.preset.largest_hidden
        if lacking + slack <= largest and known.preset.smallest_hidden:
            known.learn(blank, 0, 0)
        elif lacking - slack > 0 or not known.preset.smallest_hidden:
            known.learn(blank, largest + 1)
    known.equate([known.variable(of)], [known.variable(filled), known.variable(blank)])


def _add_up(known: Known) -> None:
    wholes: defaultdict[tuple[Count, str], list[int]] = defaultdict(list)
    for (what, (submission, area, extract, _, part, _)), number in list(known.number.items()):
        if what == "rows" and submission:
            wholes[_count("rows", "", "", extract, part), "areas"].append(number)
            if part in _KEPT:
                wholes[_count("rows", submission, area, extract, "read"), "kept"].append(number)
            if part == "accepted":
                wholes[_count("accepted", "", area, extract), "submissions"].append(number)
            if part == "read":
                wholes[_count("read", submission, "", extract), "areas"].append(number)
        elif what == "file":
            wholes[_count("read", submission, "", extract), "files"].append(number)
        elif area != "all":
            wholes[_count(what, submission, "all", extract, part), "areas"].append(number)
            if what == "of":
                wholes[_count("accepted", "", area, extract), part].append(number)
    for (whole, _), numbers in wholes.items():
        known.equate([known.variable(whole)], numbers)
