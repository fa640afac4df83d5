"""What a pack says of itself: which build it is of, what it is about, and the SHA-256 of each of its files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dashboard import relations
from dashboard.cells import csv_bytes
from dashboard.pack.archive import Packed, bare, deflated
from dashboard.pack.errors import NoPack
from dashboard.pack.scope import Scope
from dashboard.warehouse import Snapshot

MANIFEST, SEAL = "manifest.json", "manifest.sha256"
FORMAT = 3
"""The shape of packs that this version writes and reads."""
_LARGEST = 4 * 2**30
"""No file of a pack is nearly as large, in bytes."""

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
_Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
_Word = Annotated[str, Field(pattern=r"^[\w.+-]*$")]
"""What is told of a pack that somebody made up is words of ours, and no sentence of theirs."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DeliveredFile(_Part):
    """A file that the figures rest on; of one whose rows may be few enough to guess no hash is published."""

    submission: int
    extract: _Code
    number: int
    sha256: Sha256 | None


class RuleFile(_Part):
    """A file of rules or of a definition that the figures rest on."""

    kind: _Code
    name: str
    sha256: Sha256


class Build(_Part):
    """The build that the figures are of; ``figures`` is the SHA-256 of all of them as a CSV file."""

    as_at: date
    program_version: _Word
    warehouse_format: int
    disclosure: _Word
    delivered: tuple[DeliveredFile, ...]
    rules: tuple[RuleFile, ...]
    figures: Sha256


class About(_Part):
    """What of the build the pack is about; both quarters by their first days."""

    areas: tuple[_Code, ...]
    first_quarter: date | None
    last_quarter: date | None


class File(_Part):
    """One file of the pack.

    ``packed`` is the SHA-256 of its packed bytes: another release of zlib may pack the same content otherwise, so that
    nobody else could tell which of them were written.
    """

    sha256: Sha256
    packed: Sha256
    size: Annotated[int, Field(ge=0, le=_LARGEST)]


class Manifest(_Part):
    """What a pack says of itself."""

    pack_format: Literal[3]
    contents: Literal["published", "records"]
    build: Build
    about: About
    files: dict[str, File]

    @property
    def is_internal(self) -> bool:
        """Whether its figures are the exact ones."""
        return self.contents == "records"

    @property
    def scope(self) -> Scope:
        """What it is about."""
        return Scope(self.about.areas, self.about.first_quarter, self.about.last_quarter)


def build_of(warehouse: Snapshot) -> Build:
    """Which build a warehouse is of, by all that decides its figures, and by themselves.

    Published figures may stand from an earlier build.
    """
    told = warehouse.build
    delivered = relations.submission_files(warehouse).select("submission", "extract", "number", "sha256")
    return Build(
        as_at=told["as_at"],
        program_version=told["program_version"],
        warehouse_format=told["warehouse_format"],
        disclosure=told["disclosure"] or "",
        delivered=tuple(DeliveredFile(**row) for row in delivered.to_dicts()),
        rules=tuple(RuleFile(**row) for row in relations.rule_files(warehouse).to_dicts()),
        figures=hashlib.sha256(csv_bytes(relations.every_figure(warehouse))).hexdigest(),
    )


def sealed(warehouse: Snapshot, scope: Scope, files: Mapping[str, bytes]) -> dict[str, Packed]:
    """Files, packed, with the manifest that names them, and the seal: the manifest's own SHA-256.

    The manifest and the seal are not packed: each of their bytes is vouched for by the seal itself.
    """
    packed = {name: deflated(content) for name, content in files.items()}
    manifest = Manifest(
        pack_format=FORMAT,
        contents=warehouse.build["contents"],
        build=build_of(warehouse),
        about=About(areas=scope.areas, first_quarter=scope.first, last_quarter=scope.last),
        files={name: _told(content, packed[name]) for name, content in files.items()},
    )
    as_file = written(manifest)
    return {**packed, MANIFEST: bare(as_file), SEAL: bare(seal_line(as_file).encode())}


def written(manifest: Manifest) -> bytes:
    """A manifest as it stands in a pack: what it says can be written in this one way alone."""
    return (json.dumps(manifest.model_dump(mode="json"), indent=1, ensure_ascii=False) + "\n").encode()


def _told(content: bytes, packed: Packed) -> File:
    return File(sha256=hashlib.sha256(content).hexdigest(), packed=packed.sha256, size=len(content))


def seal_line(manifest: bytes) -> str:
    """What stands in the seal's file, in the form that ``sha256sum --check`` reads."""
    return f"{seal_of(manifest)}  {MANIFEST}\n"


def seal_of(manifest: bytes) -> str:
    """The SHA-256 of a manifest, which stands for the whole pack."""
    return hashlib.sha256(manifest).hexdigest()


def read(content: bytes) -> Manifest:
    """A manifest, of what stands in its file, in whatever way that is written.

    Raises:
        NoPack: it is none.
    """
    try:
        return Manifest.model_validate_json(content)
    except (ValidationError, ValueError, RecursionError):
        raise NoPack("is no evidence pack of this version: its manifest.json says something else.") from None
