"""What the commands that read submissions do: run, and say what came of it."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import click
import polars as pl

from pipelines.build import BUILD_STEPS, Request
from pipelines.build import build as build_warehouse
from pipelines.build import check as check_submissions
from pipelines.disclosure import PRESETS
from pipelines.errors import SubmissionRefused, WrongUsage
from pipelines.inspection import INSPECTION_STEPS, report_lines
from pipelines.progress import Progress
from pipelines.shipped import shipped
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
    request = Request(submissions, as_at, service_areas, PRESETS[disclosure])
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
    submissions: tuple[Path, ...], report: Path | None, as_at: date | None, service_areas: Path | None, as_json: bool
) -> None:
    """Check submissions, print the summary, and write the report if one is asked for."""
    try:
        with Progress(INSPECTION_STEPS) as progress:
            summary, lines = check_submissions(submissions, as_at, service_areas, progress)
    except SubmissionRefused as refused:
        _write(report, report_lines(refused.faults))
        _say_refused(refused, as_json)
        raise
    _write(report, lines)
    _say(summary, as_json)
    if not (as_json or summary.checks):
        click.echo("\nNothing to mend.")


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
    areas, last = areas or tuple(made["areas"]), as_at or made["as_at"]
    try:
        with Progress(synthesis_steps(referrals, areas)) as progress:
            write_submission(folder, seed, referrals, areas, last, years, form, progress)
    except OSError as error:
        raise WrongUsage(f"{folder} cannot be written: {error.strerror or error}.") from error
    except (ValueError, OverflowError) as error:
        raise WrongUsage(f"{as_at} is out of the calendar's reach; choose another --as-at or --years.") from error
    click.echo(f"A synthetic submission is in {folder}.")


def _say(summary: Summary, as_json: bool) -> None:
    click.echo(summary.as_json() if as_json else summary.as_text())


def _say_refused(refused: SubmissionRefused, as_json: bool) -> None:
    """Everything that was found; where that is one thing, the error that follows says it."""
    if as_json or len(refused.faults) > 1:
        _say(summarise(None, None, (), refused.faults, published=False), as_json)


def _write(report: Path | None, lines: pl.DataFrame) -> None:
    if report is None:
        return
    try:
        lines.write_csv(report)
    except OSError as error:
        raise WrongUsage(f"The report {report} cannot be written: {error.strerror or error}.") from error
