"""The command that forgets: what is told before, and what is left to do elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines import options

if TYPE_CHECKING:
    from pipelines.forgetting.forgetting import Found

_SEPARATOR = "/"


@click.command()
@options.warehouse
@click.option("--before", type=options.DAY, metavar="DATE", help="Forget referrals that ended before this day.")
@click.option(
    "--referral", "referrals", multiple=True, metavar="AREA/ID", help="Forget this referral; may be repeated."
)
@click.option("--yes", "is_meant", is_flag=True, help="Do it; without this it is only told.")
@options.json
def forget(warehouse: Path, before: datetime | None, referrals: tuple[str, ...], is_meant: bool, as_json: bool) -> None:
    """Forget rows about children, in every file of a warehouse.

    Referrals go with all rows that hang on them, and so do those set aside. --before leaves a child alone who has a
    referral that has not ended before that day. Figures are counts, and stay as they were published.

    Nothing changes without --yes. What was delivered is not touched: delete the rows there as well.
    """
    from pipelines.forgetting import forgetting
    from pipelines.forgetting.wanted import Wanted
    from pipelines.progress import Progress

    if (before is None) == (not referrals):
        raise click.UsageError("Give either --before or --referral.")
    day = before.date() if before else None
    wanted = Wanted(day, tuple(_named(place, told) for place, told in enumerate(referrals, start=1)))
    steps = forgetting.STEPS if is_meant else forgetting.STEPS[:1]
    with Progress(steps) as progress:
        found = (forgetting.forget if is_meant else forgetting.look)(wanted, warehouse, progress)
    click.echo(_as_json(found, day, is_meant) if as_json else "\n".join(_as_text(found, day, is_meant)))


def _named(place: int, told: str) -> tuple[str, str]:
    area, _, identifier = told.partition(_SEPARATOR)
    if not (area and identifier):
        raise click.UsageError(f"--referral has to be AREA/ID, with a slash between; number {place} is not.")
    return area, identifier


def _as_json(found: Found, before: date | None, is_done: bool) -> str:
    told = {
        "before": before.isoformat() if before else None,
        "referrals": found.referrals,
        "kept_for_child": found.kept_for_child,
        "extracts": found.extracts,
        "files": [
            {"submission": one.submission, "file": one.file, "extract": one.extract, "rows": one.rows}
            for one in found.files
        ],
        "forgotten": is_done,
    }
    return json.dumps(told, ensure_ascii=False)


def _as_text(found: Found, before: date | None, is_done: bool) -> Iterator[str]:
    yield from (f"{extract:13}{_rows(rows):>12}" for extract, rows in found.extracts.items())
    if before:
        yield from _ended(found, before)
    if not found.extracts:
        yield "There is nothing to forget."
        return
    if is_done:
        yield from ("", "Forgotten: no file of the warehouse has these rows any more. Its figures are as they were.")
    yield from ("", "The delivered files have them still, and a build would bring them back. Delete there:")
    yield from (f"  {one.file}, {one.submission}: {_rows(one.rows)} of {one.extract}" for one in found.files)
    if not is_done:
        yield from ("", "Nothing was changed. To forget these rows, add: --yes")


def _ended(found: Found, before: date) -> Iterator[str]:
    day = f"{before.day} {before:%B %Y}"
    yield f"Referrals that ended before {day}: {found.referrals:,}, with all that hangs on them."
    if found.kept_for_child:
        yield f"Others that did, and stay because the child has one that did not: {found.kept_for_child:,}."


def _rows(rows: int) -> str:
    return f"{rows:,} {'row' if rows == 1 else 'rows'}"
