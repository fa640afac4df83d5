"""Reads a file of a ZIP file piece by piece, and takes nothing for it that is not wholly and exactly it."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

_PIECE = 2**20
_HEAD = struct.Struct("<4s22x2H")
"""What stands before a file: the sign, and of what length its name and what is added to it are."""
DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, NotImplementedError, RuntimeError)
"""What reading a damaged or a made-up file may raise."""


def packed_pieces(
    file: BinaryIO, member: zipfile.ZipInfo, tell: Callable[[bytes], None] = lambda _: None
) -> Iterator[bytes]:
    """A member's packed bytes, in pieces of at most one MiB.

    Args:
        file: open for reading; between two pieces nobody else moves it.
        member: as the directory tells of it.
        tell: called with each of them.

    Raises:
        zipfile.BadZipFile, struct.error, ValueError: no member stands there, or the file ends before it does.
    """
    file.seek(member.header_offset)
    sign, *lengths = _HEAD.unpack(file.read(_HEAD.size))
    if sign != b"PK\x03\x04":
        raise zipfile.BadZipFile
    file.seek(sum(lengths), 1)
    left = member.compress_size
    while left:
        piece = file.read(min(left, _PIECE))
        if not piece:
            raise zipfile.BadZipFile
        left -= len(piece)
        tell(piece)
        yield piece


def unpacked(pieces: Iterator[bytes], member: zipfile.ZipInfo) -> Iterator[bytes]:
    """A member's content, in pieces of at most one MiB.

    Raises:
        zipfile.BadZipFile, zlib.error: it is damaged, of another size or CRC-32 than the directory says, packed in a
            way that no pack is, or has bytes behind its end.
    """
    crc = size = 0
    for piece in _inflated(pieces) if member.compress_type == zipfile.ZIP_DEFLATED else pieces:
        crc, size = zlib.crc32(piece, crc), size + len(piece)
        yield piece
    is_known = member.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    if not is_known or (crc, size) != (member.CRC, member.file_size):
        raise zipfile.BadZipFile


def _inflated(pieces: Iterator[bytes]) -> Iterator[bytes]:
    inflating = zlib.decompressobj(-zlib.MAX_WBITS)
    for piece in pieces:
        left = piece
        while left:
            yield inflating.decompress(left, _PIECE)
            left = inflating.unconsumed_tail
        if inflating.unused_data:
            raise zipfile.BadZipFile
    yield inflating.flush()
    if not inflating.eof:
        raise zipfile.BadZipFile
