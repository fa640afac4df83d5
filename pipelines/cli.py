"""The command line: parses, calls, prints. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import click

from pipelines import accounts, options, packing, preparing, retention, verifying
from pipelines.command_group import EXIT_CODES, PortageCommands

_PRESETS = ("round5", "nhs", "opensafely", "none")
_PORT = 8501


@click.group(
    cls=PortageCommands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=EXIT_CODES,
)
@click.version_option(package_name="portage-insight", prog_name="portage")
def main() -> None:
    """Evidence for Portage home-visiting services, from anonymised extracts."""


@main.command()
@options.submissions
@options.warehouse
@options.as_at
@options.service_areas
@click.option(
    "--disclosure",
    type=click.Choice(_PRESETS),
    default=_PRESETS[0],
    show_default=True,
    help="How counts are controlled in what is published.",
)
@click.option("--i-may-publish-exact-figures", is_flag=True, help="Needed with --disclosure none.")
@options.json
def build(
    submissions: tuple[Path, ...],
    warehouse: Path,
    as_at: datetime | None,
    service_areas: Path | None,
    disclosure: str,
    i_may_publish_exact_figures: bool,
    as_json: bool,
) -> None:
    """Build a warehouse from submissions.

    A submission is a folder of extracts; several with one day of the figures are built together.

    Nothing half-built is ever published: if the run stops, what was there before stays in use.
    """
    from pipelines import running

    if disclosure == "none" and not i_may_publish_exact_figures:
        raise click.UsageError("--disclosure none publishes exact figures; add --i-may-publish-exact-figures to do so.")
    running.build(submissions, warehouse, _day(as_at), service_areas, disclosure, as_json)


@main.command()
@options.submissions
@click.option("--report", type=options.FILE, metavar="FILE", help="Write a row per fault, as FILE.csv or FILE.xlsx.")
@click.option("--data-docs", type=options.FOLDER, metavar="DIR", help="Write Great Expectations' own pages there.")
@options.as_at
@options.service_areas
@options.json
def check(
    submissions: tuple[Path, ...],
    report: Path | None,
    data_docs: Path | None,
    as_at: datetime | None,
    service_areas: Path | None,
    as_json: bool,
) -> None:
    """Say what a build would find; change nothing.

    Tells what would be refused, set aside and noted, and how to mend it; no cell's value is told or written.
    """
    from pipelines import running

    running.check(submissions, report, data_docs, _day(as_at), service_areas, as_json)


@main.command()
@options.warehouse
@click.option("--table", default="measure_value", show_default=True, metavar="NAME", help="The table to print.")
@click.option("--measure", "measures", multiple=True, metavar="ID", help="Only this measure; may be repeated.")
@options.contents
@click.option(
    "--format", "form", type=click.Choice(["csv", "json", "parquet"]), default="csv", show_default=True, help="How."
)
@click.option("--output", type=options.FILE, metavar="FILE", help="Write to a file instead of printing.")
def figures(
    warehouse: Path, table: str, measures: tuple[str, ...], contents: str, form: str, output: Path | None
) -> None:
    """Print a table of a warehouse, sorted.

    The long table of figures, unless another is named with --table.
    """
    from pipelines import tables

    tables.write(warehouse, table, measures, contents, form, output)


@main.command()
@options.warehouse
@click.option("--port", type=options.PORT, default=_PORT, show_default=True, help="The port to listen on.")
@click.option("--address", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--published-only", is_flag=True, help="Show controlled figures only; never open the records.")
def serve(warehouse: Path, port: int, address: str, published_only: bool) -> None:
    """Show a warehouse in the dashboard."""
    from pipelines import serving

    serving.serve(warehouse, address, port, published_only)


@main.command()
@click.option(
    "--warehouse", type=options.FOLDER, metavar="DIR", help="Where to build; a cache folder of yours if not given."
)
@click.option("--port", type=options.PORT, metavar="N", help="The port to listen on; a free one if not given.")
@click.option("--anew", is_flag=True, help="Work out anew what may be published, which takes minutes.")
@click.option("--only-build", is_flag=True, help="Build it, and show nothing.")
def demo(warehouse: Path | None, port: int | None, anew: bool, only_build: bool) -> None:
    """Build the shipped example and show it.

    It is synthetic: the children in it are invented. Which of its figures cannot be published ships with it.
    The folder that is written to is printed first; the dashboard runs until it is stopped with Ctrl-C.
    """
    from pipelines import serving

    folder = warehouse or serving.demo_folder()
    if only_build:
        from pipelines import running

        running.build_demo(folder, anew)
    else:
        serving.demo(folder, port, anew)


@main.command()
@click.argument("folder", type=options.FOLDER, metavar="DIR")
@click.option("--seed", type=int, required=True, help="The same seed gives the same bytes.")
@click.option("--referrals", type=click.IntRange(1), required=True, help="How many referrals, over all areas.")
@click.option("--areas", metavar="AREA,AREA", help="Service areas, by code or name; all in the model if not given.")
@click.option("--as-at", type=options.DAY, metavar="DATE", help="Its last day; that of the shipped one if not given.")
@click.option("--years", type=click.IntRange(1, 30), default=3, show_default=True, help="How many years to cover.")
@click.option("--format", "form", type=click.Choice(["csv", "parquet"]), default="csv", show_default=True, help="How.")
def synthesise(
    folder: Path, seed: int, referrals: int, areas: str | None, as_at: datetime | None, years: int, form: str
) -> None:
    """Write a synthetic submission, of every extract.

    The children in it are invented: families ask, wait for one of the service's places, are visited and leave.
    """
    from pipelines import running

    running.synthesise(folder, seed, referrals, tuple(areas.split(",")) if areas else (), _day(as_at), years, form)


main.add_command(preparing.template)
main.add_command(preparing.propose)
main.add_command(retention.forget)
main.add_command(packing.pack)
main.add_command(verifying.verify)
main.add_command(accounts.explain)
main.add_command(accounts.changes)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


if __name__ == "__main__":
    sys.exit(main())
