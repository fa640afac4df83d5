"""What is told of an evidence pack, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from dashboard.pack.manifest import Build, Manifest
    from dashboard.pack.verifying import Verdict
    from dashboard.warehouse import Snapshot


def printable(text: str) -> str:
    """A text that may be somebody else's, on one line: what a terminal would not print stands as its number."""
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)


def tell(lines: Iterable[str]) -> None:
    """Print lines, each of which may hold somebody else's text."""
    for line in lines:
        click.echo(printable(line))


def of_pack(path: Path, verdict: Verdict) -> Iterator[str]:
    """That a pack is whole, what it is about, and which build it is of."""
    manifest, build = verdict.manifest, verdict.manifest.build
    yield f"{path} is whole: {len(manifest.files) + 2} files."
    yield f"Seal: {verdict.seal}"
    yield from _standing(manifest)
    yield f"Built by version {build.program_version} of Portage Insight from:"
    yield from (f"  {file.sha256}  {file.extract}, file {file.number}" for file in build.delivered)


def _standing(manifest: Manifest) -> Iterator[str]:
    build, about = manifest.build, manifest.about
    standing = "INTERNAL: exact figures" if manifest.is_internal else f"Published figures ({build.disclosure})"
    yield f"{standing}, as at {build.as_at}, of {', '.join(about.areas)}."
    if about.first_quarter or about.last_quarter:
        first, last = about.first_quarter or "the first one", about.last_quarter or "the last one"
        yield f"Quarters that begin from {first} to {last}."


def of_builds(manifest: Manifest, warehouse: Snapshot) -> Iterator[str]:
    """In what a warehouse's build differs from that of a pack."""
    from dashboard.pack.manifest import build_of

    then, now = manifest.build, build_of(warehouse)
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
