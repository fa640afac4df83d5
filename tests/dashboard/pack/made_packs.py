"""Packs as the command makes them, and what is in them."""

from __future__ import annotations

import zipfile
from pathlib import Path

from click.testing import CliRunner

from pipelines.cli import main

FIGURES = "csv/measure_value.csv"


def run(*arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


def made(warehouse: Path, place: Path, *arguments: str) -> Path:
    code, output = run("pack", "--warehouse", warehouse, "--output", place / "pack.zip", *arguments)
    assert code == 0, output
    return place / "pack.zip"


def contents(pack: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(pack) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
