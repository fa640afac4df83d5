"""What the commands that read submissions do: run, and say what came of it."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import partial
from pathlib import Path

import click

from pipelines.build import BUILD_STEPS, Request
from pipelines.build import build as build_warehouse
from pipelines.checking import check as check_submissions
from pipelines.disclosure import PRESETS
from pipelines.errors import SubmissionRefused, WrongUsage
from pipelines.inspection import INSPECTION_STEPS, report_lines
from pipelines.progress import Progress
from pipelines.report import check_ending, write_report
from pipelines.shipped import BEFOREHAND, shipped
from pipelines.summary import Summary, summarise


def build(
    submissions: tuple[Path, ...],
    warehouse: Path,
    as_at: date | None,
    service_areas: Path | None,
    disclosure: str,
    as_json: bool,
) -> None:
    """Build a warehouse and print the summary; see ``pipelines.build.build`` for what it raises."""
    _build(Request(submissions, as_at, service_areas, PRESETS[disclosure]), warehouse, as_json)


def build_demo(warehouse: Path, anew: bool) -> None:
    """Build a warehouse of the shipped submission, whatever stood there, and print the summary.

    Args:
        warehouse: the folder to build into.
        anew: whether to work out what may be published as well, instead of taking what ships of that.
    """
    click.echo(f"The demo is built in {warehouse}")
    beforehand = None if anew else shipped(*BEFOREHAND)
    clean = (shipped("synthetic", "clean"),)
    _build(Request(clean, None, None, PRESETS["round5"], beforehand, is_first=True), warehouse, as_json=False)


def _build(request: Request, warehouse: Path, as_json: bool) -> None:
    try:
        with Progress(BUILD_STEPS) as progress:
            summary = build_warehouse(request, warehouse, progress)
    except SubmissionRefused as refused:
        _say_refused(refused, as_json)
        raise
    _say(summary, as_json)
    if not as_json:
        click.echo(f"\nPublished. See it with: portage serve --warehouse {warehouse}")


def check(
    submissions: tuple[Path, ...],
    report: Path | None,
    data_docs: Path | None,
    as_at: date | None,
    service_areas: Path | None,
    as_json: bool,
) -> None:
    """Check submissions, print the summary, and write the report if one is asked for.

    Raises:
        WrongUsage: the report or the pages cannot be written, or the report's ending is none of ours.
        SubmissionRefused: a submission cannot be used; the report is written all the same.
    """
    if report:
        check_ending(report)
    writing = partial(write_report, report) if report else None
    try:
        with Progress(INSPECTION_STEPS) as progress:
            found = check_submissions(submissions, as_at, service_areas, progress, data_docs, writing)
    except SubmissionRefused as refused:
        if writing:
            writing(summarise(None, None, (), refused.faults, published=False), [report_lines(refused.faults)])
        _say_refused(refused, as_json)
        raise
    _say(found, as_json)
    if not as_json:
        click.echo(_what_next(found, report))


def synthesise(
    folder: Path, seed: int, referrals: int, areas: tuple[str, ...], as_at: date | None, years: int, form: str
) -> None:
    """Write a synthetic submission; what is not said is as in the shipped one.

    Raises:
        WrongUsage: an area is not in the model, or the folder cannot be written.
    """
    from pipelines.synthesis import synthesis_steps
    from pipelines.synthesis import synthesise as write_submission

    made = tomllib.loads(shipped("synthetic", "clean", "synthesis.toml").read_text(encoding="utf-8"))
    areas, last = _codes(areas) or tuple(made["areas"]), as_at or made["as_at"]
    try:
        with Progress(synthesis_steps(referrals, areas)) as progress:
            write_submission(folder, seed, referrals, areas, last, years, form, progress)
    except OSError as error:
        raise WrongUsage(f"{folder} cannot be written: {error.strerror or error}.") from error
    except (ValueError, OverflowError) as error:
        raise WrongUsage(f"{as_at} is out of the calendar's reach; choose another --as-at or --years.") from error
    click.echo(f"A synthetic submission is in {folder}.")


def _codes(areas: tuple[str, ...]) -> tuple[str, ...]:
    """The codes of shipped service areas that were typed by code or name; another word stays, for the model to tell."""
    from pipelines.known_names import by_code_and_name
    from pipelines.rules.loading import load_service_areas

    if not areas:
        return ()
    known = by_code_and_name({one.code: one.name for one in load_service_areas(shipped("service_areas")).areas})
    folded = {word.casefold(): code for word, code in known.items()}
    return tuple(folded.get(area.strip().casefold(), area.strip()) for area in areas)


def _say(summary: Summary, as_json: bool) -> None:
    click.echo(summary.as_json() if as_json else summary.as_text())


def _say_refused(refused: SubmissionRefused, as_json: bool) -> None:
    """Everything that was found; where that is one thing, the error that follows says it."""
    if as_json or len(refused.faults) > 1:
        _say(summarise(None, None, (), refused.faults, published=False), as_json)


def _what_next(found: Summary, report: Path | None) -> str:
    if not found.checks:
        return "\nNothing to mend."
    if report:
        return f"\nWhich rows they are stands in {report}."
    return "\nTo see which rows they are, add: --report faults.xlsx"
