"""Every byte of a pack's ZIP file is as it was written, or it is told where one is not."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from dashboard.pack import archive
from dashboard.pack.archive import Packed, bare, deflated
from dashboard.pack.errors import NoPack
from dashboard.pack.layout import Member, directory
from dashboard.pack.manifest import MANIFEST, SEAL
from dashboard.pack.verifying import verify
from tests.dashboard.pack.made_packs import FIGURES, SMALL, contents, naming, run, sealed_anew, small

SOUND = small()
REPORT = "report.html"


def _found(content: bytes, path: Path) -> str:
    """What is found of a pack: blank if it is whole."""
    path.write_bytes(content)
    try:
        verdict = verify(path)
    except NoPack as error:
        return str(error)
    return "" if verdict.is_whole else verdict.fault or " ".join(verdict.altered)


def test_one_flipped_byte_of_the_zip_file_is_caught_wherever_it_is(tmp_path: Path) -> None:
    assert _found(SOUND, tmp_path / "pack.zip") == ""
    for place, byte in enumerate(SOUND):
        flipped = SOUND[:place] + bytes([byte ^ 1 << place % 8]) + SOUND[place + 1 :]
        assert _found(flipped, tmp_path / "pack.zip"), place


def _packed(path: Path) -> dict[str, Packed]:
    path.write_bytes(SOUND)
    return {name: (bare if name in (MANIFEST, SEAL) else deflated)(told) for name, told in contents(path).items()}


def _hiding(files: dict[str, Packed], name: str, hidden: bytes) -> bytes:
    """A ZIP file with bytes before one of its files, or behind all, which its directory knows nothing of."""
    names = [*files, ""]
    before = {one: files[one] for one in names[: names.index(name)]}
    behind = {one: files[one] for one in names[names.index(name) : -1]}
    head = archive.zipped(before)[: -len(directory(_members(before)))] + hidden
    body = archive.zipped(behind)[: -len(directory(_members(behind)))]
    known = bytearray(directory(_members(files)))
    place = 0
    for one, told in files.items():
        at = 42 + sum(46 + len(earlier) for earlier in list(files)[: list(files).index(one)])
        known[at : at + 4] = (place + (len(hidden) if one in behind else 0)).to_bytes(4, "little")
        place += 30 + len(one) + len(told.data)
    known[-6:-2] = (place + len(hidden)).to_bytes(4, "little")
    return head + body + bytes(known)


def _members(files: dict[str, Packed]) -> list[Member]:
    return [Member(name, told.method, told.crc, len(told.data), told.size) for name, told in files.items()]


@pytest.mark.parametrize("hidden", [b"x", archive.zipped({"hidden.html": deflated(b"hidden")})])
@pytest.mark.parametrize(
    ("name", "told"),
    [
        (REPORT, "it has bytes before its files"),
        (FIGURES, f"bytes that belong to no file, before '{FIGURES}'"),
        (MANIFEST, f"bytes that belong to no file, before '{MANIFEST}'"),
        ("", "bytes that belong to no file, behind all of them"),
    ],
)
def test_what_is_hidden_in_a_pack_is_told(name: str, told: str, hidden: bytes, tmp_path: Path) -> None:
    path = tmp_path / "pack.zip"
    assert _hiding(_packed(path), name, b"") == SOUND
    content = _hiding(_packed(path), name, hidden)
    assert _found(content, path).endswith(told if name != REPORT else f"{told}.")
    assert contents(path).keys() == {*SMALL, MANIFEST, SEAL}, "other programs see nothing of it"
    code, output = run("verify", path)
    assert code == 8 and told in output


@pytest.mark.parametrize("behind", [b"x", b"\0" * 22, SOUND])
def test_what_stands_behind_a_pack_is_told(behind: bytes, tmp_path: Path) -> None:
    assert _found(SOUND + behind, tmp_path / "pack.zip")
    comment = SOUND[:-2] + len(behind).to_bytes(2, "little") + behind
    assert _found(comment, tmp_path / "pack.zip")


def test_the_same_contents_in_another_zip_file_are_not_as_they_were_made(tmp_path: Path) -> None:
    path, written = tmp_path / "pack.zip", io.BytesIO()
    path.write_bytes(SOUND)
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as other:
        for name, content in contents(path).items():
            other.writestr(name, content)
    assert _found(written.getvalue(), path) == f"how '{MANIFEST}' is packed"


def test_files_in_another_order_are_not_as_they_were_made(tmp_path: Path) -> None:
    files = _packed(tmp_path / "pack.zip")
    first, *others = files
    in_another = archive.zipped({name: files[name] for name in (*others, first)})
    assert _found(in_another, tmp_path / "pack.zip") == "the order of the files"


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        (b'"as_at": "2026-03-31"', b'"as_at": "2031-12-31",\n  "as_at": "2026-03-31"'),
        (b"}\n", b"}\n" + b" " * 2000),
        (b'": ', b'":  '),
    ],
    ids=["a name twice", "blanks behind it", "blanks in it"],
)
def test_a_manifest_that_others_may_read_otherwise_is_told(said: bytes, instead: bytes, tmp_path: Path) -> None:
    path = tmp_path / "pack.zip"
    files = _packed(path)
    head, found, tail = contents(path)[MANIFEST].rpartition(said)
    assert found
    manifest = head + instead + tail
    seal = f"{sha256(manifest).hexdigest()}  {MANIFEST}\n".encode()
    forged = archive.zipped({**files, MANIFEST: bare(manifest), SEAL: bare(seal)})
    assert _found(forged, path) == "how 'manifest.json' is written"


def test_a_file_that_is_packed_otherwise_is_altered(tmp_path: Path) -> None:
    files = _packed(tmp_path / "pack.zip")
    fast = zlib.compressobj(0, zlib.DEFLATED, -zlib.MAX_WBITS)
    files[FIGURES] = replace(files[FIGURES], data=fast.compress(SMALL[FIGURES]) + fast.flush())
    assert _found(archive.zipped(files), tmp_path / "pack.zip") == FIGURES


def test_bytes_behind_the_end_of_a_packed_file_are_told_though_its_manifest_vouches_for_them(tmp_path: Path) -> None:
    files = _packed(tmp_path / "pack.zip")
    longer = replace(files[REPORT], data=files[REPORT].data + b"hidden")
    said = naming(contents(tmp_path / "pack.zip"))
    said["files"][REPORT] |= {"packed": longer.sha256}
    (tmp_path / "anew.zip").write_bytes(sealed_anew(SMALL, said))
    own = {name: bare(told) for name, told in contents(tmp_path / "anew.zip").items() if name in (MANIFEST, SEAL)}
    forged = archive.zipped({**files, REPORT: longer, **own})
    assert _found(forged, tmp_path / "pack.zip") == REPORT


def test_a_directory_that_is_too_large_to_be_one_is_not_read(tmp_path: Path) -> None:
    many = archive.zipped({f"{number:05}": bare(b"") for number in range(30_000)})
    assert "does not end as a pack does" in _found(many, tmp_path / "pack.zip")
    larger = SOUND[:-22] + b"PK\x06\x07" + bytes(16) + SOUND[-22:]
    assert "does not end as a pack does" in _found(larger, tmp_path / "pack.zip")


def test_packed_bytes_of_the_same_content_are_the_same() -> None:
    assert deflated(b"figures" * 9) == deflated(b"figures" * 9)
    assert deflated(b"").sha256 == sha256(deflated(b"").data).hexdigest()
