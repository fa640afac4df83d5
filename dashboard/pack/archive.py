"""The ZIP file of a pack: the same contents give the same bytes, and nothing in a strange one is trusted."""

from __future__ import annotations

import errno
import hashlib
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from dashboard.pack import layout
from dashboard.pack.errors import NoPack
from dashboard.pack.layout import Member
from dashboard.pack.unpacking import DAMAGED, packed_pieces, unpacked


@dataclass(frozen=True)
class Packed:
    """A file as it stands in a ZIP file.

    Attributes:
        method: how it is packed, by the number that ZIP files have for that.
        crc: the CRC-32 of its content.
        size: of its content, in bytes.
        data: its packed bytes.
    """

    method: int
    crc: int
    size: int
    data: bytes

    @property
    def sha256(self) -> str:
        """Of its packed bytes."""
        return hashlib.sha256(self.data).hexdigest()


def deflated(content: bytes) -> Packed:
    """A file as small as it gets; another release of zlib may write it otherwise."""
    packing = zlib.compressobj(zlib.Z_BEST_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS)
    data = packing.compress(content) + packing.flush()
    return Packed(zipfile.ZIP_DEFLATED, zlib.crc32(content), len(content), data)


def bare(content: bytes) -> Packed:
    """A file that is not packed: no byte of it can be written in another way."""
    return Packed(zipfile.ZIP_STORED, zlib.crc32(content), len(content), content)


def zipped(files: Mapping[str, Packed]) -> bytes:
    """The ZIP file of some files by their names, in their order, all of one day and for everyone to read.

    Raises:
        struct.error: they are larger than four GiB.
    """
    members = [Member(name, told.method, told.crc, len(told.data), told.size) for name, told in files.items()]
    pieces = [part for member, told in zip(members, files.values(), strict=True) for part in (member.head, told.data)]
    return b"".join([*pieces, layout.directory(members)])


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
        if not layout.is_ended(file):
            raise NoPack("is no evidence pack, or is cut off or has bytes behind it: it does not end as a pack does.")
        try:
            with zipfile.ZipFile(file) as archive:
                members = archive.infolist()
        except DAMAGED:
            raise NoPack("is no evidence pack: it cannot be read as a ZIP file.") from None
        if min((member.header_offset for member in members), default=0):
            raise NoPack("is no evidence pack as it was made: it has bytes before its files.")
        yield Archive(file, members)


class Archive:
    """A pack's members, none of which is ever written anywhere, or read further than it may reach."""

    def __init__(self, file: BinaryIO, members: Sequence[zipfile.ZipInfo]) -> None:
        self._file = file
        self._members = members
        self._by_name = {member.filename: member for member in members}

    @property
    def names(self) -> list[str]:
        """The members' names; one that stands there twice, twice."""
        return [member.filename for member in self._members]

    @property
    def repeated(self) -> list[str]:
        """The names that stand there more than once."""
        return sorted(name for name, times in Counter(self.names).items() if times > 1)

    def fault(self, bare_names: Collection[str]) -> str:
        """What of the ZIP file around its files is not as it is written for a pack, in words; blank if nothing.

        Args:
            bare_names: the names of files that are not packed, and no others.
        """
        for one in self._members:
            if one.compress_type != (zipfile.ZIP_STORED if one.filename in bare_names else zipfile.ZIP_DEFLATED):
                return f"how {one.filename!r} is packed"
        members = (
            (one.header_offset, Member(one.filename, one.compress_type, one.CRC, one.compress_size, one.file_size))
            for one in self._members
        )
        return layout.fault(self._file, list(members))

    def digest(self, name: str, size: int) -> tuple[str, str]:
        """The SHA-256 of a member's content and of its packed bytes; both blank if it is damaged.

        Args:
            name: of the member.
            size: what its content has to have, in bytes; one of another size counts as damaged.
        """
        digest, packed, read = hashlib.sha256(), hashlib.sha256(), 0
        try:
            for piece in unpacked(packed_pieces(self._file, self._by_name[name], packed.update), self._by_name[name]):
                digest.update(piece)
                read += len(piece)
                if read > size:
                    return "", ""
        except (KeyError, OSError, *DAMAGED):
            return "", ""
        return (digest.hexdigest(), packed.hexdigest()) if read == size else ("", "")

    def beginning(self, name: str, most: int) -> bytes:
        """The first bytes of a member, so many at most; fewer, or none, where it is shorter, damaged or not there."""
        content = b""
        try:
            for piece in unpacked(packed_pieces(self._file, self._by_name[name]), self._by_name[name]):
                content += piece
                if len(content) >= most:
                    break
        except (KeyError, OSError, *DAMAGED):
            pass
        return content[:most]

    def pieces(self, name: str) -> Iterator[bytes]:
        """A member's bytes, in pieces of at most one MiB.

        Raises:
            NoPack: it is not there or damaged; pieces before the damage may have been given.
        """
        try:
            yield from unpacked(packed_pieces(self._file, self._by_name[name]), self._by_name[name])
        except (KeyError, OSError, *DAMAGED):
            raise NoPack(f"is no evidence pack, or is damaged: its {name} cannot be read.") from None

    def content(self, name: str, most: int) -> bytes:
        """A member's bytes, of which there are at most so many.

        Raises:
            NoPack: it is not there, damaged or larger.
        """
        content = bytearray()
        for piece in self.pieces(name):
            content += piece
            if len(content) > most:
                raise NoPack(f"is no evidence pack, or is damaged: its {name} cannot be read.")
        return bytes(content)
