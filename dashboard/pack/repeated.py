"""What a pack's files say once more of its manifest: who makes up another build there has to change them too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import polars as pl

from dashboard.cells import csv_bytes
from dashboard.pack import covered, standing, tidy
from dashboard.pack.archive import Archive
from dashboard.pack.errors import NoPack
from dashboard.pack.manifest import Manifest
from dashboard.pack.report import FILE as REPORT

_COLUMNS = {
    "build": ("as_at", "program_version", "warehouse_format", "disclosure", "contents"),
    "submission_file": ("submission", "extract", "number", "sha256"),
    "rule_file": ("kind", "name", "sha256"),
}
"""The tables that repeat what stands in the manifest, and what of them does."""
_METADATA = f"{tidy.FOLDER}/{tidy.METADATA}"
_LARGEST_TABLE = 2**22
_HEAD = 2**12
"""Within how many bytes a file that has a title has it."""


def files(manifest: Manifest) -> list[str]:
    """The files that repeat what the manifest says of the build and of what the pack is about."""
    tables = [table.file_name(manifest.is_internal) for table in tidy.tables() if table.name in _COLUMNS]
    return [*tables, REPORT, _METADATA, *covered.files(manifest)]


def contradicting(pack: Archive, manifest: Manifest) -> Iterator[str]:
    """Which of ``files`` say something else than the manifest does; each of them has to be there."""
    for table in tidy.tables():
        name = table.file_name(manifest.is_internal)
        if table.name in _COLUMNS and not _is_repeated(pack, name, _said(manifest, table.name)):
            yield name
    title, kind = _titles(manifest)
    if title not in pack.beginning(REPORT, _HEAD):
        yield REPORT
    head = pack.beginning(_METADATA, _HEAD)
    if title not in head or kind not in head:
        yield _METADATA
    yield from covered.contradicting(pack, manifest)


def _titles(manifest: Manifest) -> tuple[bytes, bytes]:
    as_at: date = manifest.build.as_at
    return standing.title_as_at(as_at).encode(), standing.words(
        manifest.is_internal, manifest.build.disclosure
    ).encode()


def _said(manifest: Manifest, table: str) -> pl.DataFrame:
    """The rows of a table as the manifest has them."""
    build = manifest.build
    rows = {
        "build": [{**build.model_dump(), "contents": manifest.contents}],
        "submission_file": [file.model_dump() for file in build.delivered],
        "rule_file": [file.model_dump() for file in build.rules],
    }[table]
    columns = _COLUMNS[table]
    words = [["" if row[name] is None else str(row[name]) for name in columns] for row in rows]
    return pl.DataFrame(words, dict.fromkeys(columns, pl.String), orient="row")


def _is_repeated(pack: Archive, name: str, said: pl.DataFrame) -> bool:
    try:
        return _rows(pack.content(name, _LARGEST_TABLE), said.columns) == _rows(csv_bytes(said), said.columns)
    except (NoPack, pl.exceptions.PolarsError):
        return False


def _rows(written: bytes, columns: list[str]) -> list[tuple[str, ...]]:
    return sorted(pl.read_csv(written, infer_schema=False).select(columns).fill_null("").rows())
