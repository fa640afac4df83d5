"""The command that says whether an evidence pack is whole, and whether its figures still agree."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines import options
from pipelines import verdict as told
from pipelines.errors import PackWrong, WrongUsage
from pipelines.snapshot import opened

if TYPE_CHECKING:
    from dashboard.pack.verifying import Verdict
    from dashboard.warehouse import Snapshot

_FIRST = 20
"""How many of the figures that differ are told."""
_NOT_COMPARED = (
    "Its report and workbook belong to its own build, and were not compared: only its seal vouches for them."
)


@click.command()
@click.argument("path", type=options.FILE, metavar="PACK")
@click.option("--warehouse", type=options.FOLDER, metavar="DIR", help="Also compare its figures with these.")
def verify(path: Path, warehouse: Path | None) -> None:
    """Say whether an evidence pack is whole, and which build it is of.

    With --warehouse also whether its figures still agree, and which do not; of the same build also whether every
    file of it is as the warehouse makes it. Nothing of the pack is unpacked.
    """
    verdict = verified(path)
    _must_be_whole(path, verdict)
    told.tell(told.of_pack(path, verdict))
    if warehouse:
        _compare(path, verdict, warehouse)


def verified(path: Path) -> Verdict:
    """What is found of a pack.

    Raises:
        PackWrong: it is none.
        WrongUsage: the file cannot be read.
    """
    from dashboard.pack.verifying import verify as look

    with _reading(path):
        return look(path)


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    from dashboard.pack.errors import NoPack

    try:
        yield
    except NoPack as error:
        raise PackWrong(f"{path} {error}") from error
    except OSError as error:
        raise WrongUsage(f"{path} cannot be read: {error.strerror or error}.") from error


def _must_be_whole(path: Path, verdict: Verdict) -> None:
    """Say which files of a pack are not as they were made."""
    for what in ("missing", "added", "altered"):
        for name in getattr(verdict, what):
            click.echo(f"{what}: {name!r}")
    for name in verdict.contradicting:
        click.echo(f"says something else of the build than the manifest: {name!r}")
    if verdict.fault:
        click.echo(f"altered: {verdict.fault}")
    if not verdict.is_whole:
        raise PackWrong(f"{path} is not whole: ask for it again where it came from.")


def _compare(path: Path, verdict: Verdict, warehouse: Path) -> None:
    from dashboard.pack.agreeing import disagreements, made_up
    from dashboard.pack.differing import lines as differences
    from dashboard.pack.differing import words_of
    from dashboard.pack.manifest import build_of

    instead = "an internal pack is compared with the warehouse it was made of, where its records are"
    with opened(warehouse, verdict.manifest.is_internal, instead) as snapshot, _reading(path):
        differing = disagreements(path, verdict, snapshot)
        is_same = verdict.manifest.build == build_of(snapshot)
        others = _unlike(verdict, snapshot) if is_same else []
        why = "" if is_same or differing.height else made_up(verdict, snapshot)
        lines = [*differences(differing, words_of(snapshot), _FIRST)]
        told.tell(told.of_builds(verdict.manifest, snapshot))
    told.tell(lines)
    if lines:
        raise PackWrong(f"Figures of {path} are not those of {warehouse}.")
    told.tell(f"not as the warehouse makes it: {name!r}" for name in others)
    if why:
        raise PackWrong(f"{path} {why} Somebody made that up.")
    if others:
        raise PackWrong(f"{path} is not the pack that {warehouse} makes: somebody may have changed it.")
    click.echo(f"Every figure is that of {warehouse}.")
    click.echo("So is every other file of it." if is_same else _NOT_COMPARED)


def _unlike(verdict: Verdict, snapshot: Snapshot) -> list[str]:
    """The files that are not as the warehouse makes them, which is a matter of seconds."""
    from dashboard.pack.agreeing import scope_in, unlike
    from dashboard.pack.making import steps
    from pipelines.progress import Progress

    with Progress(steps(snapshot, scope_in(verdict, snapshot))) as progress:
        return unlike(verdict, snapshot, progress)
