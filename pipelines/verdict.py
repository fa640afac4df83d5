"""What is told of an evidence pack, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    import polars as pl

    from dashboard.pack.differing import Words
    from dashboard.pack.manifest import Build, Manifest
    from dashboard.pack.verifying import Verdict


_FIRST = 20
"""How many of the figures that differ are told."""
_NOT_COMPARED = (
    "Only its figures were compared; all else belongs to its own build, and only a seal that you were told, given with "
    "--seal, vouches for it."
)
_KEPT_BACK = "hash kept back, as its rows may be few enough to guess"
_CONTRADICTING = "says something else than the manifest"


@dataclass(frozen=True)
class Compared:
    """What a warehouse says of a whole pack.

    Attributes:
        built: the warehouse's build.
        named: the one that the pack names.
        words: what the codes of figures are called.
        differing: the figures that differ, as ``disagreements`` finds them; ``None`` where they cannot be compared.
        others: of the same build, files that are not as the warehouse makes them.
        why: why the pack cannot be what it says, in words that go on from its name; blank if it can.
    """

    built: Build
    named: Build
    words: Words
    differing: pl.DataFrame | None = None
    others: tuple[str, ...] = ()
    why: str = ""

    @property
    def is_same_build(self) -> bool:
        """Whether the pack says that it is of the warehouse's build."""
        return self.built == self.named


def printable(text: str) -> str:
    """A text that may be somebody else's, on one line: what a terminal would not print stands as its number."""
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)


def tell(lines: Iterable[str]) -> None:
    """Print lines, each of which may hold somebody else's text."""
    for line in lines:
        click.echo(printable(line))


def of_all(
    path: Path, verdict: Verdict, seal: str | None, compared: Compared | None, warehouse: Path | None
) -> Iterator[str]:
    """All that is told of a pack, but for the sentence of what is wrong with it.

    Args:
        path: of the pack.
        verdict: what was found of it.
        seal: the one that somebody was told.
        compared: what a warehouse says of it.
        warehouse: its folder.
    """
    if not verdict.is_whole:
        yield from _of_damage(verdict)
        return
    yield from of_pack(path, verdict)
    if seal == verdict.seal:
        yield "The seal is the one that you were told."
    if compared and compared.differing is not None:
        yield from _of_comparison(compared, compared.differing, warehouse)


def _of_damage(verdict: Verdict) -> Iterator[str]:
    """Which files of a pack are not as they were made."""
    for what in ("missing", "added", "altered"):
        yield from (f"{what}: {name!r}" for name in getattr(verdict, what))
    yield from (f"{_CONTRADICTING}: {name!r}" for name in verdict.contradicting)
    if verdict.fault:
        yield f"altered: {verdict.fault}"


def _of_comparison(compared: Compared, differing: pl.DataFrame, warehouse: Path | None) -> Iterator[str]:
    from dashboard.pack.differing import lines

    yield from of_builds(compared.named, compared.built)
    yield from lines(differing, compared.words, _FIRST)
    yield from (f"not as the warehouse makes it: {name!r}" for name in compared.others)
    if not (differing.height or compared.others or compared.why):
        yield f"Every figure is that of {warehouse}."
        yield "So is every other file of it." if compared.is_same_build else _NOT_COMPARED


def problem(path: Path, verdict: Verdict, is_other: bool, compared: Compared | None, warehouse: Path | None) -> str:
    """What is wrong with a pack in a sentence; blank if nothing.

    Args:
        path: of the pack.
        verdict: what was found of it.
        is_other: whether it has another seal than somebody was told.
        compared: what a warehouse says of it.
        warehouse: its folder.
    """
    if not verdict.is_whole:
        return f"{path} is not whole: ask for it again where it came from."
    if is_other:
        return f"{path} is not the pack whose seal you were told: its own is another."
    if compared and compared.differing is not None and compared.differing.height:
        return f"Figures of {path} are not those of {warehouse}."
    if compared and compared.why:
        return f"{path} {compared.why}"
    if compared and compared.others:
        return f"{path} is not the pack that {warehouse} makes: somebody may have changed it."
    return ""


def of_pack(path: Path, verdict: Verdict) -> Iterator[str]:
    """That a pack is whole, what it is about, and which build it is of."""
    manifest, build = verdict.manifest, verdict.manifest.build
    yield f"{path} is whole: {len(manifest.files) + 2} files."
    yield f"Seal: {verdict.seal}"
    yield from _standing(manifest)
    yield f"Built by version {build.program_version} of Portage Insight from:"
    yield from (f"  {file.sha256 or _KEPT_BACK}  {file.extract}, file {file.number}" for file in build.delivered)


def _standing(manifest: Manifest) -> Iterator[str]:
    build, about = manifest.build, manifest.about
    standing = "INTERNAL: exact figures" if manifest.is_internal else f"Published figures ({build.disclosure})"
    yield f"{standing}, as at {build.as_at}, of {', '.join(about.areas)}."
    if about.first_quarter or about.last_quarter:
        first, last = about.first_quarter or "the first one", about.last_quarter or "the last one"
        yield f"Quarters that begin from {first} to {last}."


def of_builds(then: Build, now: Build) -> Iterator[str]:
    """In what a warehouse's build differs from that of a pack."""
    if then == now:
        yield "The warehouse is of the same build."
    else:
        yield f"The warehouse is of another build: {'; '.join(_differences(then, now))}."


def _differences(then: Build, now: Build) -> Iterator[str]:
    names = {
        "as_at": "the day of the figures",
        "program_version": "the version of Portage Insight",
        "warehouse_format": "the shape of the warehouse",
        "disclosure": "the disclosure control",
    }
    for name, words in names.items():
        was, became = getattr(then, name), getattr(now, name)
        if was != became:
            yield f"{words} was {was} and is {became}"
    if then.delivered != now.delivered:
        yield "other files were delivered"
    if then.rules != now.rules:
        changed = {rule.name for rule in {*then.rules} ^ {*now.rules}}
        yield f"other rules or definitions ({', '.join(sorted(changed))})"
    if then.figures != now.figures:
        yield "other figures, such as those that stand from an earlier build"
