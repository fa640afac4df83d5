"""The whole synthetic submission: every area, some thousands of referrals at a time, into the contract's extracts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from pipelines.synthesis.area import Area, batches, step
from pipelines.synthesis.arrivals import divided
from pipelines.synthesis.extract_files import CSV, ExtractFiles
from pipelines.synthesis.model import AreaModel, load_models

Announce = Callable[[str], None]
_FEBRUARY_28 = 28


def synthesis_steps(referrals: int, areas: Sequence[str]) -> tuple[str, ...]:
    """What takes its time when so many referrals are written: one step per batch of them, area by area.

    Raises:
        WrongUsage: the model has no parameters for an area.
    """
    numbers = divided(referrals, load_models(areas))
    return tuple(step(code) for code, number in numbers.items() for _ in batches(number))


def _to_nobody(said: str) -> None:
    del said


def synthesise(
    folder: Path,
    seed: int,
    referrals: int,
    areas: Sequence[str],
    as_at: date,
    years: int,
    form: str = CSV,
    announce: Announce = _to_nobody,
) -> None:
    """Write a synthetic submission: all extracts, ``submission.toml`` and how it was made.

    Args:
        folder: where it goes; made if it is not there, files of the same names are replaced.
        seed: the same seed and arguments give the same bytes.
        referrals: how many, over all areas.
        areas: the service areas' codes; their order does not matter.
        as_at: the last day of the submission; nothing later has happened.
        years: how many years it covers.
        form: in what form the extracts are written, ``csv`` or ``parquet``.
        announce: told each of ``synthesis_steps`` as it begins.

    Raises:
        WrongUsage: the model has no parameters for an area, or the folder holds extracts in another form.
        OSError: the folder cannot be written.
    """
    models = load_models(areas)
    folder.mkdir(parents=True, exist_ok=True)
    first = _years_before(as_at, years)
    with ExtractFiles(folder, form) as files:
        for code, number in divided(referrals, models).items():
            Area(code, models[code], first, as_at, seed).write(number, files, announce)
    _describe(folder, seed, referrals, models, as_at, years, form)


def _describe(
    folder: Path, seed: int, referrals: int, models: dict[str, AreaModel], as_at: date, years: int, form: str
) -> None:
    submission = [f'name = "Synthetic, seed {seed}"', f"as_at = {as_at}", f"delivered_on = {as_at}"]
    made = [
        "# What this submission was made with; the same gives the same bytes.",
        f"seed = {seed}",
        f"referrals = {referrals}",
        f"areas = {list(models)}".replace("'", '"'),
        f"as_at = {as_at}",
        f"years = {years}",
        f'format = "{form}"',
    ]
    for name, lines in (("submission.toml", submission), ("synthesis.toml", made)):
        (folder / name).write_text("\n".join([*lines, ""]), encoding="utf-8", newline="\n")


def _years_before(as_at: date, years: int) -> date:
    following = date.fromordinal(as_at.toordinal() + 1)
    return following.replace(year=following.year - years, day=min(following.day, _FEBRUARY_28))
