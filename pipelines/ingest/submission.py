"""What is submitted: a folder of extract files, and what its ``submission.toml`` says of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from pipelines.errors import Fault, SubmissionRefused
from pipelines.ingest import faults
from pipelines.ingest.settings import parse, read_toml

SETTINGS = "submission.toml"


class _Settings(BaseModel):
    """What ``submission.toml`` may say."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    as_at: date | None = None
    delivered_on: date | None = None
    name: str | None = None


@dataclass(frozen=True)
class Submission:
    """One submission.

    Attributes:
        folder: where its files lie.
        name: what it calls itself; its folder's name if it does not.
        as_at: the day whose close is "now" for every figure.
        delivered_on: when it was delivered, if it says so; decides which of two deliveries of a row counts.
        files: its files, in the order of their names; hidden ones, spreadsheet locks and settings left out.
    """

    folder: Path
    name: str
    as_at: date
    delivered_on: date | None
    files: tuple[Path, ...]


def read_submissions(paths: Sequence[Path], as_at: date | None = None) -> tuple[Submission, ...]:
    """The submissions in the folders, in their order, all of one day.

    Args:
        paths: the submissions' folders.
        as_at: the day to use instead of what the submissions say.

    Raises:
        SubmissionRefused: a folder is absent, empty or given twice, says no ``as_at``, says something that
            ``submission.toml`` cannot say, or is of another day than the others.
    """
    found: list[Fault] = [*_repeated(paths)]
    submissions = [_read(path, as_at, found) for path in paths]
    read = tuple(submission for submission in submissions if submission)
    found.extend(_disagreement(submission.as_at for submission in read))
    if found:
        raise SubmissionRefused(tuple(found))
    return read


def _repeated(paths: Sequence[Path]) -> list[Fault]:
    resolved = [path.resolve() for path in paths]
    twice = [path for at, path in enumerate(paths) if resolved[at] in resolved[:at]]
    return [faults.FOLDER_REPEATED.fault(folder=str(path)) for path in dict.fromkeys(twice)]


def _disagreement(days: Iterable[date]) -> list[Fault]:
    distinct = sorted(set(days))
    told = ", ".join(day.isoformat() for day in distinct)
    return [faults.AS_AT_DISAGREE.fault(days=told)] if len(distinct) > 1 else []


def _read(folder: Path, as_at: date | None, found: list[Fault]) -> Submission | None:
    files, settings = _files(folder, found), _settings(folder, found)
    day = as_at or (settings.as_at if settings else None)
    if settings and files and not day:
        found.append(faults.AS_AT_MISSING.fault(folder=str(folder)))
    if not (settings and files and day):
        return None
    return Submission(folder, settings.name or folder.resolve().name, day, settings.delivered_on, files)


def _files(folder: Path, found: list[Fault]) -> tuple[Path, ...]:
    if not folder.is_dir():
        found.append(faults.FOLDER_MISSING.fault(folder=str(folder)))
        return ()
    try:
        files = tuple(sorted((path for path in folder.iterdir() if _counts(path)), key=lambda path: path.name))
    except OSError:
        found.append(faults.FOLDER_UNREADABLE.fault(folder=str(folder)))
        return ()
    if not files:
        found.append(faults.FOLDER_EMPTY.fault(folder=str(folder)))
    return files


def _counts(path: Path) -> bool:
    return path.is_file() and not path.name.startswith((".", "~$")) and path.suffix.lower() != ".toml"


def _settings(folder: Path, found: list[Fault]) -> _Settings | None:
    said, wrong = read_toml(folder / SETTINGS)
    settings = wrong or parse(_Settings, said, folder / SETTINGS, tuple(_Settings.model_fields))
    if isinstance(settings, tuple):
        found.extend(settings)
        return None
    return settings
