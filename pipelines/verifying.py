"""The command that says whether an evidence pack is whole, and whether its figures still agree."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines import options
from pipelines import verdict as told
from pipelines.errors import PackWrong, WrongUsage
from pipelines.snapshot import opened
from pipelines.verdict import Compared

if TYPE_CHECKING:
    from dashboard.pack.verifying import Verdict
    from dashboard.warehouse import Snapshot


@click.command()
@click.argument("path", type=options.FILE, metavar="PACK")
@click.option("--warehouse", type=options.FOLDER, metavar="DIR", help="Also compare its figures with these.")
@click.option("--seal", type=options.SEAL, metavar="SEAL", help="The seal that you were told by another way.")
@click.option("--json", "as_json", is_flag=True, help="Print what is found as one JSON object.")
def verify(path: Path, warehouse: Path | None, seal: str | None, as_json: bool) -> None:
    """Say whether an evidence pack is whole, and which build it is of.

    With --seal also whether it is the pack whose seal you were told. With --warehouse also whether its figures still
    agree, and which do not; of the same build also whether every file of it is as the warehouse makes it. Nothing of
    the pack is unpacked.
    """
    from pipelines import verdict_for_programs

    try:
        verdict = verified(path)
    except PackWrong as error:
        if as_json:
            click.echo(verdict_for_programs.of_no_pack(path, seal, str(error)))
        raise
    is_other = seal is not None and seal != verdict.seal
    compared = _compared(path, verdict, warehouse) if warehouse and verdict.is_whole and not is_other else None
    problem = told.problem(path, verdict, is_other, compared, warehouse)
    if as_json:
        click.echo(verdict_for_programs.of_pack(path, verdict, seal, compared, problem))
    else:
        told.tell(told.of_all(path, verdict, seal, compared, warehouse))
    if problem:
        raise PackWrong(problem)


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


def _compared(path: Path, verdict: Verdict, warehouse: Path) -> Compared:
    from dashboard.pack.agreeing import disagreements, made_up
    from dashboard.pack.differing import words_of
    from dashboard.pack.errors import NoPack
    from dashboard.pack.manifest import build_of

    instead = "an internal pack is compared with the warehouse it was made of, where its records are"
    with opened(warehouse, verdict.manifest.is_internal, instead) as snapshot, _reading(path):
        found = Compared(built=build_of(snapshot), named=verdict.manifest.build, words=words_of(snapshot))
        try:
            differing = disagreements(path, verdict, snapshot)
            others = _unlike(verdict, snapshot) if found.is_same_build else []
            why = "" if found.is_same_build or differing.height else made_up(verdict, snapshot)
        except NoPack as error:
            return replace(found, why=str(error))
    return replace(found, differing=differing, others=tuple(others), why=why)


def _unlike(verdict: Verdict, snapshot: Snapshot) -> list[str]:
    """The files that are not as the warehouse makes them, which is a matter of seconds."""
    from dashboard.pack.agreeing import scope_in, unlike
    from dashboard.pack.making import steps
    from pipelines.progress import Progress

    with Progress(steps(snapshot, scope_in(verdict, snapshot))) as progress:
        return unlike(verdict, snapshot, progress)
