"""The commands that account for figures: where one comes from, and which moved since."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from pipelines import options

_WIDEST = 120


@click.command()
@click.argument("measure", metavar="MEASURE")
@options.warehouse
@click.option("--area", required=True, metavar="AREA", help="A service area, by its code or name; or all.")
@click.option(
    "--period", required=True, metavar="PERIOD", help="A period, such as 2026-Q1, 2025-26 or '12 months to 2026-03'."
)
@click.option("--yardstick", type=click.Choice(["own", "common"]), help="By which limits; an area's own if not given.")
@click.option("--breakdown", metavar="NAME", help="Of one group: by what, such as source.")
@click.option("--category", metavar="NAME", help="Of one group: which, such as health_visitor.")
@options.contents
@click.option("--json", "as_json", is_flag=True, help="Print it as one JSON object.")
def explain(
    measure: str,
    warehouse: Path,
    area: str,
    period: str,
    yardstick: str | None,
    breakdown: str | None,
    category: str | None,
    contents: str,
    as_json: bool,
) -> None:
    """Say where a figure comes from.

    Its definition, the limits in force, the delivered files, what was set aside and why, and the build. With --from
    records also the rows it is made of, by their pseudonymous identifiers.
    """
    from pipelines.explanation.asking import Question
    from pipelines.explanation.explaining import explain as find
    from pipelines.explanation.telling import as_json as told_as_json
    from pipelines.explanation.telling import as_text

    if (breakdown is None) != (category is None):
        raise click.UsageError("Give --breakdown and --category together, or neither.")
    told = find(warehouse, Question(measure, area, period, yardstick, breakdown, category), contents)
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    click.echo(told_as_json(told) if as_json else as_text(told, width))


@click.command()
@click.argument("old", type=options.FOLDER, metavar="OLD")
@click.argument("new", type=options.FOLDER, metavar="NEW")
@options.contents
@click.option("--measure", "measures", multiple=True, metavar="ID", help="Only this measure; may be repeated.")
@click.option(
    "--format", "form", type=click.Choice(["text", "csv", "json"]), default="text", show_default=True, help="How."
)
def changes(old: Path, new: Path, contents: str, measures: tuple[str, ...], form: str) -> None:
    """Say which figures moved between two builds, and why.

    OLD and NEW are warehouses, or folders of single generations. Of periods that were closed by the earlier day of the
    figures, every figure that moved is told with each reason: late, revised and withdrawn rows, rows set aside, changed
    rules and definitions, and others. Rows are compared with --from records alone.
    """
    from pipelines.changes import telling
    from pipelines.changes.comparing import compare
    from pipelines.changes.pair import pair_of
    from pipelines.finished import finished_file
    from pipelines.known_names import must_be_one_of

    with pair_of(finished_file(old, contents), finished_file(new, contents)) as pair:
        for name in measures:
            must_be_one_of("measure", name, pair.later("SELECT measure FROM measure")["measure"].to_list())
        found = compare(pair, measures)
    click.echo({"text": telling.as_text, "csv": telling.as_csv, "json": telling.as_json}[form](found), nl=form != "csv")
