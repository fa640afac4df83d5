"""How the ZIP file of a pack is laid out: but for what its files hold, every byte of it follows from their names."""

from __future__ import annotations

import io
import stat
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

_HEAD, _HEAD_SIGN = struct.Struct("<4s5H3L2H"), b"PK\x03\x04"
_ENTRY, _ENTRY_SIGN = struct.Struct("<4s6H3L5H2L"), b"PK\x01\x02"
_END, _END_SIGN = struct.Struct("<4s4H2LH"), b"PK\x05\x06"
_LARGER, _LARGER_SIGN = 20, b"PK\x06\x07"
"""How long before its end a ZIP file says that another directory is meant, which may be larger than four GiB."""
_VERSION = 20
"""That of the ZIP format: what reads it has to know deflated files."""
_UNIX = 3 << 8
_MODE = (stat.S_IFREG | 0o644) << 16
_IN_UTF_8 = 1 << 11
_TIME, _DAY = 0, 1 << 5 | 1
"""The earliest day that a ZIP file can say: it is not told when a pack was made."""
_LARGEST_DIRECTORY = 2**20


@dataclass(frozen=True)
class Member:
    """A file as its ZIP file tells of it.

    Attributes:
        name: of the file.
        method: how it is packed, by the number that ZIP files have for that.
        crc: the CRC-32 of its content.
        packed_size: in bytes, as it is packed.
        size: in bytes.
    """

    name: str
    method: int
    crc: int
    packed_size: int
    size: int

    @property
    def head(self) -> bytes:
        """What stands before it.

        Raises:
            struct.error: it is larger than can be said.
        """
        return _HEAD.pack(_HEAD_SIGN, _VERSION, *self._told, 0) + self._named[0]

    def entry(self, place: int) -> bytes:
        """Its line in the directory behind all files; ``place`` is where its head begins. Errors as of ``head``."""
        rest = (0, 0, 0, 0, _MODE, place)
        return _ENTRY.pack(_ENTRY_SIGN, _UNIX | _VERSION, _VERSION, *self._told, *rest) + self._named[0]

    @property
    def _named(self) -> tuple[bytes, int]:
        name = self.name.encode()
        return name, 0 if name.isascii() else _IN_UTF_8

    @property
    def _told(self) -> tuple[int, ...]:
        name, flags = self._named
        return flags, self.method, _TIME, _DAY, self.crc, self.packed_size, self.size, len(name)


def directory(members: Sequence[Member]) -> bytes:
    """What stands behind all files: a line for each, and the end. Errors as of ``Member.head``."""
    place, lines = 0, []
    for member in members:
        lines.append(member.entry(place))
        place += len(member.head) + member.packed_size
    entries = b"".join(lines)
    return entries + _END.pack(_END_SIGN, 0, 0, len(members), len(members), len(entries), place, 0)


def is_ended(file: BinaryIO) -> bool:
    """Whether a file ends as the ZIP file of a pack: nothing behind its directory, which is of a size to be read."""
    size = file.seek(0, io.SEEK_END)
    before, end = (_read(file, max(size - back, 0), back) for back in (_END.size + _LARGER, _END.size))
    if len(end) < _END.size or not end.startswith(_END_SIGN) or before.startswith(_LARGER_SIGN):
        return False
    *_, size, _, comment = _END.unpack(end)
    return int(size) <= _LARGEST_DIRECTORY and not comment


def fault(file: BinaryIO, members: Sequence[tuple[int, Member]]) -> str:
    """What around a ZIP file's files is not as it is written for a pack, in words; blank if all of it is.

    Args:
        file: open for reading.
        members: its files by where each begins, in the order of its directory, as that tells of them.
    """
    place = 0
    try:
        for begins, member in members:
            if begins != place:
                return f"bytes that belong to no file, before {member.name!r}"
            if _read(file, place, len(member.head)) != member.head:
                return f"what the ZIP file says of {member.name!r}"
            place += len(member.head) + member.packed_size
        behind = directory([member for _, member in members])
    except struct.error:
        return "files larger, or more, than a pack has"
    if file.seek(0, io.SEEK_END) - place != len(behind):
        return "bytes that belong to no file, behind all of them"
    return "" if _read(file, place, len(behind)) == behind else "the ZIP file's directory"


def _read(file: BinaryIO, place: int, size: int) -> bytes:
    file.seek(place)
    return file.read(size)
