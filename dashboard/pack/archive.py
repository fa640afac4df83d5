"""The ZIP file of a pack: the same contents give the same bytes, and nothing in a strange one is trusted."""

from __future__ import annotations

import errno
import hashlib
import io
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from dashboard.pack.errors import NoPack

_UNIX = 3
_MODE = stat.S_IFREG | 0o644
_PIECE = 2**20
_ENCRYPTED = 0x1
_LAST_RECORD, _LAST_RECORD_BYTES = b"PK\x05\x06", 22
"""What a ZIP file without a comment ends with."""
_READABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, NotImplementedError, RuntimeError)
"""What reading a member of a damaged or a made-up file may raise."""


def zipped(contents: Mapping[str, bytes]) -> bytes:
    """The ZIP file of some contents by their names, in their order, all of one day and for everyone to read."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in contents.items():
            # It says that it was made on the earliest day that a ZIP file can say, as long as nobody says another.
            member = zipfile.ZipInfo(name)
            member.create_system, member.external_attr = _UNIX, _MODE << 16
            archive.writestr(member, content, zipfile.ZIP_DEFLATED)
    return written.getvalue()


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """A pack, open for reading.

    Raises:
        NoPack: it is no ZIP file, or one that is cut off or too damaged to say what is in it.
        OSError: the file is not there, cannot be read, or is no regular file.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        # A pipe would be waited for without end, and cannot be read from its end as ZIP files are.
        raise OSError(errno.EINVAL, "it is no regular file")
    with path.open("rb") as file:
        try:
            archive = zipfile.ZipFile(file)
        except _DAMAGED:
            raise NoPack("is no evidence pack, or is cut off: it cannot be read as a ZIP file.") from None
        with archive:
            if not _is_all(file, archive):
                raise NoPack("is no evidence pack as it was made: it has bytes before or behind its files.")
            yield Archive(archive)


def _is_all(file: BinaryIO, archive: zipfile.ZipFile) -> bool:
    """Whether the file is the archive and nothing else: what is around it, another program might show instead."""
    file.seek(-min(_LAST_RECORD_BYTES, file.seek(0, io.SEEK_END)), io.SEEK_END)
    is_last = file.read().startswith(_LAST_RECORD) and not archive.comment
    return is_last and min((member.header_offset for member in archive.infolist()), default=0) == 0


class Archive:
    """A pack's members, none of which is ever written anywhere, or read further than it may reach."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._members = archive.infolist()

    @property
    def names(self) -> list[str]:
        """The members' names; one that stands there twice, twice."""
        return [member.filename for member in self._members]

    @property
    def repeated(self) -> list[str]:
        """The names that stand there more than once."""
        return sorted(name for name, times in Counter(self.names).items() if times > 1)

    def digest(self, name: str, size: int) -> str:
        """The SHA-256 of a member that has to have a size in bytes; blank if it is damaged or another size."""
        digest, read = hashlib.sha256(), 0
        for piece in self._pieces(name):
            digest.update(piece)
            read += len(piece)
            if not piece or read > size:
                return ""
        return digest.hexdigest() if read == size else ""

    def content(self, name: str, most: int) -> bytes:
        """A member's bytes, of which there are at most so many.

        Raises:
            NoPack: it is not there, damaged or larger.
        """
        content = bytearray()
        for piece in self._pieces(name):
            content += piece
            if not piece or len(content) > most:
                raise NoPack(f"is no evidence pack, or is damaged: its {name} cannot be read.")
        return bytes(content)

    def _pieces(self, name: str) -> Iterator[bytes]:
        """A member piece by piece; a blank piece where it cannot be read on."""
        try:
            member = self._archive.getinfo(name)
            if member.flag_bits & _ENCRYPTED or member.compress_type not in _READABLE:
                yield b""
                return
            with self._archive.open(member) as file:
                while piece := file.read(_PIECE):
                    yield piece
        except (KeyError, OSError, *_DAMAGED):
            yield b""
