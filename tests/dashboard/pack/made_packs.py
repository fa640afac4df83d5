"""Packs as the command makes them, what is in them, and packs as a forger would write them."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl
from click.testing import CliRunner

from dashboard.pack import archive
from dashboard.pack import manifest as manifests
from dashboard.pack.errors import NoPack
from dashboard.pack.manifest import MANIFEST, SEAL
from pipelines.cli import main

FIGURES, AREAS = "csv/measure_value.csv", "csv/service_area.csv"


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


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A ZIP file of some contents as a pack has it."""
    own = (MANIFEST, SEAL)
    return archive.zipped({n: (archive.bare if n in own else archive.deflated)(told) for n, told in files.items()})


def naming(files: Mapping[str, bytes], *changed: str) -> dict[str, dict[str, Any]]:
    """The manifest of a pack with what some of its files are now."""
    said: dict[str, dict[str, Any]] = json.loads(files[MANIFEST])
    for name in changed:
        digest, packed = hashlib.sha256(files[name]).hexdigest(), archive.deflated(files[name]).sha256
        said["files"][name] = {"sha256": digest, "packed": packed, "size": len(files[name])}
    return said


def as_written(manifest: object) -> bytes:
    """A manifest as it stands in a pack; what is none as JSON."""
    told = json.dumps(manifest, indent=1, ensure_ascii=False)
    try:
        return manifests.written(manifests.read(told.encode()))
    except (NoPack, UnicodeEncodeError):
        return json.dumps(manifest).encode()


def sealed_anew(files: Mapping[str, bytes], manifest: object) -> bytes:
    """A pack whose manifest and seal say what its forger wants."""
    written = as_written(manifest)
    seal = f"{hashlib.sha256(written).hexdigest()}  {MANIFEST}\n".encode()
    others = {name: content for name, content in files.items() if name not in {MANIFEST, SEAL}}
    return zipped({**others, MANIFEST: written, SEAL: seal})


BUILD = {
    "as_at": "2026-03-31",
    "program_version": "0",
    "warehouse_format": 2,
    "disclosure": "round5",
    "delivered": [],
    "rules": [],
    "figures": "0" * 64,
}
TITLE = "Portage home visiting: evidence as at 31 March 2026"
KIND = "Published figures: small counts are suppressed and others rounded (disclosure control “round5”)."
SMALL = {
    "report.html": f"<title>{TITLE}</title>".encode() + b"<p>Figures</p>" * 20,
    FIGURES: b"measure,service_area,period_start,value\n" + b"waiting,avon,2026-01-01,12\n" * 20,
    "csv/build.csv": b"program_version,as_at,contents,disclosure,warehouse_format\n0,2026-03-31,published,round5,2\n",
    AREAS: b"service_area,name\navon,Avon\n",
    "csv/submission_file.csv": b"submission,extract,number,sha256,rows,symbol\n",
    "csv/rule_file.csv": b"kind,name,sha256\n",
    "csv/csv-metadata.json": f'{{"dc:title": "{TITLE}", "dc:description": "{KIND}"}}'.encode(),
}
"""What a small pack holds beside its manifest and seal."""
ABOUT = {"areas": ["avon"], "first_quarter": None, "last_quarter": None}


def small(files: Mapping[str, bytes] = SMALL, build: Mapping[str, object] = BUILD) -> bytes:
    """A pack with little in it, as it is made."""
    said = {"pack_format": 3, "contents": "published", "build": build, "about": ABOUT, "files": {}}
    return sealed_anew(files, naming({**files, MANIFEST: as_written(said)}, *files))


def sheets(workbook: bytes) -> list[list[str]]:
    """The cells of each sheet that have something in them, row by row."""
    found = pl.read_excel(io.BytesIO(workbook), sheet_id=0, has_header=False, infer_schema_length=0)
    return [[cell for row in sheet.rows() for cell in row if cell] for sheet in found.values()]
