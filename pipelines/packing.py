"""The command for evidence that leaves the building: it makes a pack."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import click

from pipelines import options
from pipelines import verdict as told
from pipelines.errors import WrongUsage
from pipelines.snapshot import opened
from pipelines.stopping import at_once
from pipelines.verifying import verified

_FOR_EVERYONE, _FOR_ITS_OWNER = 0o644, 0o600
_BINARY = getattr(os, "O_BINARY", 0)
"""Windows writes text unless told otherwise."""


@click.command()
@options.warehouse
@click.option(
    "--area", "areas", multiple=True, metavar="AREA", help="Only this service area, by code or name; repeatable."
)
@click.option(
    "--from", "first", type=options.QUARTER, metavar="QUARTER", help="The first quarter (YYYY-Q1), or a month of it."
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
    with at_once():
        from dashboard.pack import making
        from dashboard.pack.gaps import gaps
        from dashboard.pack.scope import scope_of
        from pipelines.progress import Progress
    _must_be_writable(output)
    with opened(warehouse, from_records, "leave --from-records out") as snapshot:
        scope = scope_of(snapshot, areas, first, last)
        for gap in gaps(snapshot, scope):
            click.echo(f"portage: {gap}", err=True)
        with Progress(making.steps(snapshot, scope)) as progress:
            content = making.make(snapshot, scope, progress)
    _write(output, content, _FOR_ITS_OWNER if from_records else _FOR_EVERYONE)
    told.tell(told.of_pack(output, verified(output)))


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
