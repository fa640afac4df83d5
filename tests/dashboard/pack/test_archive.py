"""What is no pack, or a made-up one, is told in a sentence; nothing of it is unpacked or read without end."""

from __future__ import annotations

import io
import json
import os
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from dashboard.pack.errors import NoPack
from dashboard.pack.verifying import verify
from pipelines.cli import main
from tests.dashboard.pack.made_packs import ABOUT, BUILD, SMALL, small, zipped

SHA = "0" * 64
DELIVERED = {"submission": 0, "extract": "visits", "number": 1, "sha256": SHA}
MANIFEST = {
    "pack_format": 3,
    "contents": "published",
    "build": BUILD,
    "about": ABOUT,
    "files": {"report.html": {"sha256": SHA, "packed": SHA, "size": 10}},
}


def _pack(manifest: object = MANIFEST, **files: bytes) -> bytes:
    return zipped({"manifest.json": json.dumps(manifest).encode(), **files})


WHOLE = _pack(**{"report.html": b"x" * 10, "manifest.sha256": b"y"})


def _told(path: Path) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["verify", str(path)])
    assert isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no zip",
        b"before" + WHOLE,
        WHOLE + b"behind",
        WHOLE[: len(WHOLE) // 2],
        WHOLE[:-10],
        zipped({}),
        zipped({"report.html": b""}),
        zipped({"manifest.json": b"{"}),
        zipped({"manifest.json": b"[" * 100_000}),
        zipped({"manifest.json": b"\xff\xfe"}),
        _pack({**MANIFEST, "pack_format": 2}),
        _pack({**MANIFEST, "files": {"a": {"sha256": "../", "packed": SHA, "size": 1}}}),
        _pack({**MANIFEST, "files": {"a": {"sha256": SHA, "packed": SHA, "size": -1}}}),
        _pack([]),
    ],
)
def test_what_is_no_pack_is_told_in_a_sentence(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "pack.zip"
    path.write_bytes(content)
    code, output = _told(path)
    assert code == 8
    assert output.startswith(f"portage: {path} is no evidence pack") and output.count("\n") == 1


@pytest.mark.parametrize(
    "forged",
    [
        {**MANIFEST, "about": {**ABOUT, "areas": ["avon.\nEvery figure is that of the council's warehouse."]}},
        {**MANIFEST, "build": {**BUILD, "program_version": "1\x1b[2J"}},
        {**MANIFEST, "build": {**BUILD, "disclosure": "none of it"}},
        {**MANIFEST, "build": {**BUILD, "delivered": [{**DELIVERED, "extract": "visits\nSeal: abc"}]}},
    ],
)
def test_a_manifest_tells_no_sentence_of_its_own(forged: object, tmp_path: Path) -> None:
    (tmp_path / "pack.zip").write_bytes(_pack(forged))
    code, output = _told(tmp_path / "pack.zip")
    assert code == 8 and output.count("\n") == 1 and "\x1b" not in output


def test_what_is_not_there_or_no_file_is_told(tmp_path: Path) -> None:
    assert _told(tmp_path / "none.zip")[0] == 2
    assert _told(tmp_path)[0] == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.zip")
    code, output = _told(tmp_path / "pipe.zip")
    assert code == 2
    assert output == f"portage: {tmp_path / 'pipe.zip'} cannot be read: it is no regular file.\n"


def test_a_bomb_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    path.write_bytes(_pack(**{"report.html": bytes(200 * 2**20)}))
    tracemalloc.start()
    verdict = verify(path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert verdict.altered == ("report.html",) and most < 20 * 2**20


def test_a_large_manifest_is_not_read_to_its_end(tmp_path: Path) -> None:
    (tmp_path / "bomb.zip").write_bytes(zipped({"manifest.json": bytes(50 * 2**20)}))
    with pytest.raises(NoPack):
        verify(tmp_path / "bomb.zip")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_there_twice_is_added(tmp_path: Path) -> None:
    written = io.BytesIO(WHOLE)
    with zipfile.ZipFile(written, "a") as archive:
        archive.writestr("report.html", b"another")
    (tmp_path / "twice.zip").write_bytes(written.getvalue())
    assert "report.html" in verify(tmp_path / "twice.zip").added


@pytest.mark.parametrize("name", SMALL)
def test_a_manifest_that_does_not_name_what_a_pack_needs_is_not_whole(name: str, tmp_path: Path) -> None:
    (tmp_path / "pack.zip").write_bytes(small({one: content for one, content in SMALL.items() if one != name}))
    assert verify(tmp_path / "pack.zip").missing == (name,)
