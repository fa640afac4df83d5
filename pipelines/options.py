"""The arguments and options that several commands share."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., Any])


class _Quarter(click.ParamType[date]):
    """A quarter by its name, a month or a day of it: some day of it."""

    name = "quarter"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day.

        Raises:
            click.BadParameter: it is none of these.
        """
        named = re.fullmatch(r"(\d{4})-Q([1-4])", str(value), re.IGNORECASE)
        written = f"{named[1]}-{3 * int(named[2]):02}" if named else str(value)
        try:
            return date.fromisoformat(written if written.count("-") > 1 else f"{written}-01")
        except ValueError:
            self.fail(f"{value!r} is no quarter; write it YYYY-Q1 to YYYY-Q4, or a month of it YYYY-MM.", param, ctx)


class _Seal(click.ParamType[str]):
    """The seal of a pack, as it is printed."""

    name = "seal"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The seal in small letters.

        Raises:
            click.BadParameter: it is none.
        """
        seal = str(value).strip().lower()
        if not re.fullmatch(r"[0-9a-f]{64}", seal):
            self.fail(f"{value!r} is no seal; one has 64 signs, each from 0 to 9 or from a to f.", param, ctx)
        return seal


DAY = click.DateTime(["%Y-%m-%d"])
FOLDER = click.Path(path_type=Path)
FILE = click.Path(path_type=Path, dir_okay=False)
PORT = click.IntRange(1, 65535)
QUARTER = _Quarter()
SEAL = _Seal()


def submissions(command: _Command) -> _Command:
    """The submissions, one at least."""
    return click.argument("submissions", nargs=-1, required=True, type=FOLDER, metavar="SUBMISSION...")(command)


def as_at(command: _Command) -> _Command:
    """The day of the figures."""
    words = "The day whose close is 'now' for every figure (YYYY-MM-DD), instead of the submission's own."
    return click.option("--as-at", type=DAY, metavar="DATE", help=words)(command)


def service_areas(command: _Command) -> _Command:
    """Other rules than the shipped ones."""
    words = "Folder of service area files, instead of the shipped ones."
    return click.option("--service-areas", type=FOLDER, metavar="DIR", help=words)(command)


def warehouse(command: _Command) -> _Command:
    """The warehouse that is built or read."""
    return click.option("--warehouse", required=True, type=FOLDER, metavar="DIR", help="The warehouse's folder.")(
        command
    )


def json(command: _Command) -> _Command:
    """The summary for programs instead of people."""
    return click.option("--json", "as_json", is_flag=True, help="Print the summary as one JSON object.")(command)


def contents(command: _Command) -> _Command:
    """Which of a warehouse's two files is read."""
    return click.option(
        "--from",
        "contents",
        type=click.Choice(["published", "records"]),
        default="published",
        show_default=True,
        help="Controlled figures, or the exact ones.",
    )(command)
