"""The commands for whoever prepares extracts: what to fill in, and what their own headings mean."""

from __future__ import annotations

from pathlib import Path

import click

from pipelines import options
from pipelines.errors import WrongUsage


@click.command()
@click.argument("folder", type=options.FOLDER, metavar="DIR")
def template(folder: Path) -> None:
    """Write blank extracts, a workbook to type into, the data dictionary and annotated settings.

    Files that are there already are never replaced.
    """
    from pipelines.template.writing import write_template

    for path in write_template(folder):
        click.echo(path)


@click.command(name="map")
@click.argument("submission", type=options.FOLDER, metavar="SUBMISSION")
@click.option("--area", metavar="AREA", help="The service area, by code or name, of files without a column for it.")
@options.service_areas
@click.option("--output", type=options.FILE, metavar="FILE", help="Write to a new file instead of printing.")
def propose(submission: Path, area: str | None, service_areas: Path | None, output: Path | None) -> None:
    """Propose a mapping.toml for extracts in another system's headings and codes.

    Each line says how sure it is, and why. Nothing is applied: read it, mend it, and put it beside the files.
    """
    from pipelines.proposal.proposing import propose_mapping

    proposed = propose_mapping(submission, area, service_areas)
    if output is None:
        click.echo(proposed, nl=False)
    else:
        _write_new(output, proposed)


def _write_new(path: Path, text: str) -> None:
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise WrongUsage(f"{path} is there already and is not replaced; name another file.") from None
    except OSError as error:
        raise WrongUsage(f"{path} cannot be written: {error.strerror or error}.") from error
