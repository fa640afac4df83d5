"""Which built files of a warehouse folder are current."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from dashboard.errors import BrokenWarehouse, NoWarehouse


@dataclass(frozen=True)
class Identity:
    """What tells one built file from another: where it is, which build it is of, when it was written, its bytes."""

    path: Path
    generation: str
    modified_ns: int
    size: int

    @property
    def warehouse(self) -> Path:
        """The warehouse's folder."""
        return self.path.parents[2]


def current_files(folder: Path, published_only: bool) -> tuple[Identity, ...]:
    """The files of the newest finished build that may be shown, the exact one first where it is there.

    Raises:
        NoWarehouse: no build has finished in this folder.
        BrokenWarehouse: the pointer or the published file is missing or makes no sense.
    """
    generation = _generation(folder)
    names = ["published.duckdb"] if published_only else ["records.duckdb", "published.duckdb"]
    found = [_identity(folder / "generations" / generation / name, generation) for name in names]
    if found[-1] is None:
        raise BrokenWarehouse("The file of published figures is missing. Build the figures again.")
    return tuple(identity for identity in found if identity)


def _identity(path: Path, generation: str) -> Identity | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return Identity(path, generation, status.st_mtime_ns, status.st_size)


def _generation(folder: Path) -> str:
    try:
        text = (folder / "current.json").read_text(encoding="utf-8")
    except OSError:
        raise NoWarehouse("Build some first: `portage build SUBMISSION --warehouse DIR`, or `portage demo`.") from None
    try:
        generation = json.loads(text)["generation"]
    except (ValueError, KeyError, TypeError):
        raise BrokenWarehouse("The file that says which build is current cannot be read. Build again.") from None
    if not isinstance(generation, str) or not generation or Path(generation).name != generation:
        raise BrokenWarehouse("The file that says which build is current names none. Build the figures again.")
    return generation
