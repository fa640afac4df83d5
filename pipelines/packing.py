"""The commands for evidence that leaves the building: make a pack, and say whether one is whole."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines import options
from pipelines import verdict as told
from pipelines.errors import NoWarehouse, PackWrong, WarehouseBusy, WrongUsage

if TYPE_CHECKING:
    from dashboard.pack.verifying import Verdict
    from dashboard.warehouse import Snapshot
_FOR_EVERYONE, _FOR_ITS_OWNER = 0o644, 0o600
_BINARY = getattr(os, "O_BINARY", 0)
"""Windows writes text unless told otherwise."""


@click.command()
@options.warehouse
@click.option(
    "--area", "areas", multiple=True, metavar="AREA", help="Only this service area, by code or name; repeatable."
)
@click.option(
    "--from",
    "first",
    type=options.QUARTER,
    metavar="QUARTER",
    help="The first quarter (YYYY-Q1), or a month of it.",
)
@click.option("--to", "last", type=options.QUARTER, metavar="QUARTER", help="The last one.")
@click.option("--output", required=True, type=options.FILE, metavar="FILE.zip", help="The pack; a new one replaces it.")
@click.option("--from-records", is_flag=True, help="Exact figures; every page, sheet and table is marked as internal.")
def pack(
    warehouse: Path,
    areas: tuple[str, ...],
    first: date | None,
    last: date | None,
    output: Path,
    from_records: bool,
) -> None:
    """Make an evidence pack: figures that can be taken away, and prove themselves.

    A ZIP file with a report to read and print, a spreadsheet, tidy tables, and a manifest. It holds controlled
    figures unless --from-records is given. The same figures give the same bytes.
    """
    from dashboard.pack import making
    from dashboard.pack.scope import scope_of
    from pipelines.progress import Progress

    _must_be_writable(output)
    with _open(warehouse, from_records, "leave --from-records out") as snapshot:
        scope = scope_of(snapshot, areas, first, last)
        with Progress(making.steps(snapshot, scope)) as progress:
            content = making.make(snapshot, scope, progress)
    _write(output, content, _FOR_ITS_OWNER if from_records else _FOR_EVERYONE)
    _tell(told.of_pack(output, _verified(output)))


@click.command()
@click.argument("path", type=options.FILE, metavar="PACK")
@click.option("--warehouse", type=options.FOLDER, metavar="DIR", help="Also compare its figures with these.")
def verify(path: Path, warehouse: Path | None) -> None:
    """Say whether an evidence pack is whole, and which build it is of.

    With --warehouse also whether its figures still agree, and which do not; of the same build also whether every
    file of it is as the warehouse makes it. Nothing of the pack is unpacked.
    """
    verdict = _verified(path)
    _must_be_whole(path, verdict)
    _tell(told.of_pack(path, verdict))
    if warehouse:
        _compare(path, verdict, warehouse)


@contextmanager
def _open(warehouse: Path, is_exact: bool, instead: str) -> Iterator[Snapshot]:
    """A warehouse as the dashboard reads it; what is wrong with it is told as the commands tell it.

    Args:
        warehouse: its folder.
        is_exact: whether its exact figures are asked for.
        instead: what to do where it has none.
    """
    from dashboard.errors import WarehouseMoved, WarehouseUnreadable
    from dashboard.pack.errors import ScopeUnknown
    from dashboard.warehouse import Reader

    try:
        snapshot = Reader().current(warehouse, published_only=not is_exact)
        if is_exact and not snapshot.is_exact:
            raise NoWarehouse(f"The warehouse in {warehouse} has no exact figures; {instead}.")
        yield snapshot
    except WarehouseUnreadable as error:
        raise NoWarehouse(f"{error.title}, in {warehouse}. {error}") from error
    except WarehouseMoved:
        raise WarehouseBusy("A newer build took this one's place meanwhile; ask again.") from None
    except ScopeUnknown as error:
        raise WrongUsage(str(error)) from error


def _must_be_writable(output: Path) -> None:
    """Say at once what would be said only after the work."""
    if output.suffix.lower() != ".zip":
        raise WrongUsage(f"A pack is a ZIP file: {output} has to end in .zip.")
    if not output.parent.is_dir():
        raise WrongUsage(f"{output} cannot be written: there is no folder {output.parent}.")
    if not os.access(output.parent, os.W_OK):
        raise WrongUsage(f"{output} cannot be written: {output.parent} is not yours to write to.")


def _write(output: Path, content: bytes, mode: int) -> None:
    """Write all of a file or nothing of it."""
    draft = output.with_name(f".{output.name}.{os.getpid()}")
    try:
        try:
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, mode), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(output)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise WrongUsage(f"{output} cannot be written: {error.strerror or error}.") from error


def _verified(path: Path) -> Verdict:
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


def _tell(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(told.printable(line))


def _must_be_whole(path: Path, verdict: Verdict) -> None:
    """Say which files of a pack are not as they were made."""
    for what in ("missing", "added", "altered"):
        for name in getattr(verdict, what):
            click.echo(f"{what}: {name!r}")
    if not verdict.is_whole:
        raise PackWrong(f"{path} is not whole: ask for it again where it came from.")


def _compare(path: Path, verdict: Verdict, warehouse: Path) -> None:
    from dashboard.pack.manifest import build_of
    from dashboard.pack.verifying import disagreements

    instead = "an internal pack is compared with the warehouse it was made of, where its records are"
    with _open(warehouse, verdict.manifest.is_internal, instead) as snapshot, _reading(path):
        differing = disagreements(path, verdict, snapshot)
        is_same = verdict.manifest.build == build_of(snapshot)
        others = _unlike(verdict, snapshot) if is_same else []
        _tell(told.of_builds(verdict.manifest, snapshot))
    _tell(told.of_figures(differing))
    if differing.height:
        raise PackWrong(f"Figures of {path} are not those of {warehouse}; each is listed above.")
    _tell(f"not as the warehouse makes it: {name!r}" for name in others)
    if others:
        raise PackWrong(f"{path} is not the pack that {warehouse} makes: somebody may have changed it.")
    click.echo(f"Every figure is that of {warehouse}.")
    click.echo(
        "So is every other file of it."
        if is_same
        else "Its report and workbook belong to its own build, and were not compared."
    )


def _unlike(verdict: Verdict, snapshot: Snapshot) -> list[str]:
    """The files that are not as the warehouse makes them, which is a matter of seconds."""
    from dashboard.pack.making import steps
    from dashboard.pack.verifying import scope_in, unlike
    from pipelines.progress import Progress

    with Progress(steps(snapshot, scope_in(verdict, snapshot))) as progress:
        return unlike(verdict, snapshot, progress)
