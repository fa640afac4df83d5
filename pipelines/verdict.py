"""What is told of an evidence pack, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    import polars as pl

    from dashboard.pack.manifest import Build, Manifest
    from dashboard.pack.verifying import Verdict
    from dashboard.warehouse import Snapshot

_NONE = "none"


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


def of_figures(differing: pl.DataFrame) -> Iterator[str]:
    """A line for each measure, yardstick, area and period with figures that differ, and for how many groups."""
    key = ["measure", "yardstick", "service_area", "period_kind", "period_start"]
    for of, rows in differing.group_by(key, maintain_order=True) if differing.height else ():
        whole = rows.filter(breakdown=_NONE).to_dicts()
        groups = rows.height - len(whole)
        parts = [*(_change(row) for row in whole), *([f"{groups} of its groups"] if groups else [])]
        yield f"{' '.join(str(part) for part in of if part)}: {'; '.join(parts)}"


def _change(row: dict[str, Any]) -> str:
    was, became = (_figure(row, ending) for ending in ("", "_now"))
    return f"{was} in the pack, {became} in the warehouse"


def _figure(row: dict[str, Any], ending: str) -> str:
    """A figure as it stands in the files: its value, or the symbol in its place, and the counts behind it."""
    if row[f"symbol{ending}"] is None:
        return "no figure"
    told = row[f"value{ending}"] or f"[{row[f'symbol{ending}']}]"
    counts = [row[f"{name}{ending}"] for name in ("numerator", "denominator")]
    return f"{told} ({counts[0]} of {counts[1]})" if all(counts) else str(told)
