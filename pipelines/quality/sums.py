"""What the counts of rows, faults and filled cells add up to, and which come to no more than others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pipelines.quality.scope import ALL
from pipelines.quality.told import Name

Equation = list[tuple[Name, int]]
"""Counts with their signs, which come to nothing."""
Code = tuple[str, str, str]
"""The code of a check, its extract and its consequence."""

_PARTS = ("accepted", "set_aside", "superseded")


def sums(true: Mapping[Name, int], codes: Iterable[Code]) -> tuple[dict[Name, int], list[Equation]]:
    """What counts add up to, of what holds for the true ones.

    Args:
        true: the counts that are told.
        codes: the checks.

    Returns:
        These and others that no row shows, by which they hang together; and the equations.
    """
    parts: defaultdict[tuple[Name, str], list[Name]] = defaultdict(list)
    for name in true:
        for whole, by in _wholes(name):
            parts[whole, by].append(name)
    every, found = dict(true), list[Equation]()
    for (whole, _), names in parts.items():
        total = sum(true[name] for name in names)
        if every.setdefault(whole, total) == total:
            found.append([(whole, -1), *((name, 1) for name in names)])
    for number, (fewer, more) in enumerate(_limits(true, codes)):
        beside = sum(true[name] for name in more) - sum(true[name] for name in fewer)
        if fewer and beside >= 0:
            every["beside", number] = beside
            found.append([(("beside", number), 1), *((name, 1) for name in fewer), *((name, -1) for name in more)])
    return every, found


def _limits(true: Mapping[Name, int], codes: Iterable[Code]) -> Iterator[tuple[list[Name], list[Name]]]:
    """Counts that come to no more than others: a row that is set aside or noted failed one check at least."""
    by_check: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for code, extract, consequence in codes:
        by_check[extract, consequence].append(code)
    aside: defaultdict[tuple[object, object], list[Name]] = defaultdict(list)
    for name in true:
        if name[0] == "rows" and name[4] == "set_aside":
            aside[name[2], name[3]].append(name)
        elif name[0] == "every" and name[2] == "set_aside":
            aside[ALL, name[1]].append(name)
    for (area, of), rows in aside.items():
        faults = _known(true, area, by_check[str(of), "set_aside"])
        yield rows, faults
        yield from (([fault], rows) for fault in faults)
    for (extract, consequence), its in by_check.items():
        if consequence == "note" and ("every", extract, "noted") in true:
            yield [("every", extract, "noted")], _known(true, ALL, its)


def _known(true: Mapping[Name, int], area: object, codes: Iterable[str]) -> list[Name]:
    faults: list[Name] = [("fault", area, code) for code in codes]
    return [fault for fault in faults if fault in true]


def _wholes(name: Name) -> Iterator[tuple[Name, str]]:
    """What a count is a part of, and by what."""
    kind, *place = name
    if kind == "rows":
        submission, area, extract, counted = place
        yield ("every", extract, counted), "areas"
        if counted in _PARTS:
            yield ("rows", submission, area, extract, "read"), "parts"
        if counted == "accepted":
            yield ("accepted", area, extract), "submissions"
        if counted == "read":
            yield ("read", submission, extract), "areas"
    elif kind == "file":
        yield ("read", *place[:2]), "files"
    elif kind == "check":
        yield ("fault", ALL, *place), "check"
    elif place[0] != ALL and kind in ("fault", "of", "filled", "blank"):
        yield (kind, ALL, *place[1:]), "areas"
    yield from _of_rows(kind, place)


def _of_rows(kind: object, place: list[object]) -> Iterator[tuple[Name, str]]:
    if kind in ("filled", "blank"):
        yield ("of", *place), "filled"
    if kind == "of" and place[0] != ALL:
        yield ("accepted", *place[:2]), str(place[2])
