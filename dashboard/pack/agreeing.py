"""Whether a whole pack agrees with a warehouse: its figures, and of the same build every other file of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import polars as pl

from dashboard.cells import csv_bytes
from dashboard.pack import making, tidy
from dashboard.pack.archive import opened
from dashboard.pack.differing import NOW
from dashboard.pack.errors import NoPack, ScopeUnknown
from dashboard.pack.manifest import build_of
from dashboard.pack.scope import Scope, scope_of
from dashboard.pack.verifying import Verdict, figures_file
from dashboard.warehouse import Snapshot

_TIMES_AS_LONG, _BYTES_MORE = 10, 2**20
"""A pack's figures are at most so many times as long as the warehouse's own, and so many bytes, or they are none: all
of them are read at once to be compared."""
_FIGURES = tidy.tables()[0]
_NUMBERS = ["numerator", "denominator", "value", "lower", "upper", "symbol"]
_ON_A_DAY = "as_at"


def disagreements(path: Path, verdict: Verdict, warehouse: Snapshot) -> pl.DataFrame:
    """The figures of a whole pack that are not those of a warehouse.

    Returns:
        The columns of ``measure_value``, numbers as written in a CSV file, those of the warehouse with the ending
        ``_now``; ``None`` where one of them has no such figure. No columns where everything agrees.

    Raises:
        NoPack: the pack's figures cannot be read, whatever its manifest says, or the warehouse has not what it is
            about; the sentence goes on from its name.
    """
    name, now = figures_file(verdict.manifest), csv_bytes(tidy.figures(warehouse, scope_in(verdict, warehouse)))
    if verdict.manifest.files[name].size > _TIMES_AS_LONG * len(now) + _BYTES_MORE:
        raise NoPack(f"has far more figures in {name} than there can be.")
    with opened(path) as pack:
        then = pack.content(name, verdict.manifest.files[name].size)
    if then == now:
        return pl.DataFrame()
    was = _texts(then)
    if was.select(_FIGURES.key).is_duplicated().any():
        raise NoPack(f"has figures in {name} twice.")
    both = was.join(_texts(now), on=_FIGURES.key, how="full", suffix=NOW, coalesce=True)
    differs = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}{NOW}")) for name in _NUMBERS)
    return both.filter(differs).sort(*_FIGURES.key)


def made_up(verdict: Verdict, warehouse: Snapshot) -> str:
    """Why a whole pack cannot be of the build that it names, in a sentence that goes on from its name; blank if it can.

    Args:
        verdict: what ``verify`` found of the pack.
        warehouse: with the figures of which its own agree. It may be of another build.

    Raises:
        NoPack: the warehouse has not what the pack says that it is about.
    """
    then, now = verdict.manifest.build, build_of(warehouse)
    held = verdict.manifest.files[figures_file(verdict.manifest)].sha256
    if held == now.figures != then.figures:
        return "says that it is of a build with other figures than it has."
    scope = scope_in(verdict, warehouse)
    of_days = tidy.figures(warehouse, scope).filter(period_kind=_ON_A_DAY)
    days = of_days.get_column("period_start").unique().sort().to_list()
    is_left_out = then.as_at not in days and scope.has(then.as_at)
    is_another = then.figures == now.figures and then.as_at != now.as_at
    if is_another or (days and (days[-1] > then.as_at or is_left_out)):
        return f"says that it is as at {then.as_at}, and its figures are not."
    return ""


def scope_in(verdict: Verdict, warehouse: Snapshot) -> Scope:
    """What a pack is about, where a warehouse has that.

    Raises:
        NoPack: it has not, so that nobody made the pack of it; the sentence goes on from the pack's name.
    """
    said = verdict.manifest.scope
    try:
        is_there = scope_of(warehouse, said.areas, said.first, said.last) == said
    except ScopeUnknown:
        is_there = False
    if not is_there:
        raise NoPack("says that it is about areas or quarters that the warehouse has not.")
    return said


def unlike(verdict: Verdict, warehouse: Snapshot, tell: Callable[[str], None] = lambda _: None) -> list[str]:
    """The files of a whole pack that are not as a warehouse of the same build makes them, by name.

    Args:
        verdict: what ``verify`` found of the pack.
        warehouse: the file of figures; the pack is made anew of it.
        tell: told of each of the steps of making one.

    Raises:
        NoPack: the warehouse has not what the pack says that it is about.
    """
    made = making.files(warehouse, scope_in(verdict, warehouse), tell)
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in made.items()}
    named = {name: file.sha256 for name, file in verdict.manifest.files.items()}
    return sorted(name for name in digests | named if digests.get(name) != named.get(name))


def _texts(written: bytes) -> pl.DataFrame:
    try:
        texts = pl.read_csv(written, infer_schema=False).fill_null("")
        return texts.select(*_FIGURES.key, *_NUMBERS)
    except pl.exceptions.PolarsError:
        raise NoPack("is no evidence pack of this version: its figures cannot be read.") from None
