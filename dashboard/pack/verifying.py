"""Whether a pack is whole, and whether its figures still agree with a warehouse."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from dashboard.cells import csv_bytes
from dashboard.pack import making, tidy
from dashboard.pack import manifest as manifests
from dashboard.pack.archive import Archive, opened
from dashboard.pack.errors import NoPack, ScopeUnknown
from dashboard.pack.manifest import MANIFEST, SEAL, Manifest
from dashboard.pack.scope import Scope, scope_of
from dashboard.warehouse import Snapshot

_LARGEST_MANIFEST = 2**22
_TIMES_AS_LONG, _BYTES_MORE = 10, 2**20
"""A pack's figures are at most so many times as long as the warehouse's own, and so many bytes, or they are none: all
of them are read at once to be compared."""
_FIGURES = tidy.tables()[0]
_NUMBERS = ["numerator", "denominator", "value", "lower", "upper", "symbol"]


@dataclass(frozen=True)
class Verdict:
    """What was found of a pack.

    Attributes:
        manifest: what it says of itself.
        seal: the SHA-256 of its manifest.
        missing: files that it names and has not.
        added: files that it has and does not name, or has twice.
        altered: files that are not what they were.
        fault: what else of the ZIP file is not as it was, in words; blank if nothing.
    """

    manifest: Manifest
    seal: str
    missing: tuple[str, ...]
    added: tuple[str, ...]
    altered: tuple[str, ...]
    fault: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether it is as it was made."""
        return not (self.missing or self.added or self.altered or self.fault)


def verify(path: Path) -> Verdict:
    """Compare a pack with its manifest; nothing of it is unpacked.

    Raises:
        NoPack: it cannot be read as a pack; the sentence goes on from its name.
        OSError: the file is not there or cannot be read.
    """
    with opened(path) as pack:
        written = pack.content(MANIFEST, _LARGEST_MANIFEST)
        manifest = manifests.read(written)
        own = {MANIFEST, SEAL}
        names = set(pack.names)
        named = manifest.files.keys() - own
        needed = {_figures(manifest)} - named
        return Verdict(
            manifest=manifest,
            seal=manifests.seal_of(written),
            missing=tuple(sorted((named | own) - names | needed)),
            added=tuple(sorted({*(names - named - own), *pack.repeated})),
            altered=tuple(_altered(pack, manifest, written)),
            fault=pack.fault(own),
        )


def _figures(manifest: Manifest) -> str:
    """The file of the figures; a pack without one is not whole."""
    return _FIGURES.file_name(manifest.is_internal)


def _altered(pack: Archive, manifest: Manifest, written: bytes) -> list[str]:
    there = set(pack.names)
    found = [
        name
        for name, file in sorted(manifest.files.items())
        if name in there - {MANIFEST, SEAL} and pack.digest(name, file.size) != (file.sha256, file.packed)
    ]
    return [*found, *([SEAL] if SEAL in there and not _is_sealed(pack, written) else [])]


def _is_sealed(pack: Archive, written: bytes) -> bool:
    line = manifests.seal_line(written).encode()
    try:
        return pack.content(SEAL, len(line)) == line
    except NoPack:
        return False


def disagreements(path: Path, verdict: Verdict, warehouse: Snapshot) -> pl.DataFrame:
    """The figures of a whole pack that are not those of a warehouse.

    Returns:
        The columns of ``measure_value``, numbers as written in a CSV file, those of the warehouse with the ending
        ``_now``; ``None`` where one of them has no such figure. No columns where everything agrees.

    Raises:
        NoPack: the pack's figures cannot be read, whatever its manifest says, or the warehouse has not what it is
            about; the sentence goes on from its name.
    """
    name, now = _figures(verdict.manifest), csv_bytes(tidy.figures(warehouse, scope_in(verdict, warehouse)))
    if verdict.manifest.files[name].size > _TIMES_AS_LONG * len(now) + _BYTES_MORE:
        raise NoPack(f"has far more figures in {name} than there can be.")
    with opened(path) as pack:
        then = pack.content(name, verdict.manifest.files[name].size)
    if then == now:
        return pl.DataFrame()
    was = _texts(then)
    if was.select(_FIGURES.key).is_duplicated().any():
        raise NoPack(f"has figures in {name} twice.")
    both = was.join(_texts(now), on=_FIGURES.key, how="full", suffix="_now", coalesce=True)
    differs = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}_now")) for name in _NUMBERS)
    return both.filter(differs).sort(*_FIGURES.key)


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
