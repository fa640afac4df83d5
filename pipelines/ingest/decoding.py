"""The bytes of a delivered file: their digest, and a text file's encoding."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_PIECE_BYTES = 1 << 20
_PLAIN = "utf-8"
_MARKS = ((codecs.BOM_UTF8, _PLAIN), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_WITHOUT_MARK = (_PLAIN, "cp1252")
_LOOKED_AT_BYTES = 1 << 12


class NotText(Exception):
    """A file is no text in any encoding that is read; says why."""


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal; OSError where it cannot be opened."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass(frozen=True)
class TextFile:
    """A text file, and the encoding that it is in."""

    path: Path
    encoding: str

    def utf8(self, piece_bytes: int) -> Iterator[bytes]:
        """Its text in UTF-8, about so many bytes at a time; nothing of it is written anywhere.

        Raises:
            OSError: it cannot be read.
        """
        if self.encoding == _PLAIN:
            with self.path.open("rb") as file:
                while piece := file.read(piece_bytes):
                    yield piece
        else:
            yield from (piece.encode() for piece in _pieces(self.path, self.encoding))


def text_file(path: Path) -> TextFile:
    """A file as text in UTF-8, UTF-16 or Windows-1252, with or without a byte-order mark.

    Raises:
        NotText: it is in none of these.
        OSError: it cannot be read.
    """
    return TextFile(path, _encoding(path))


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(_LOOKED_AT_BYTES)
    for encoding in _likely(start):
        if _is_in(path, encoding):
            return encoding
    raise NotText("it is neither in UTF-8 nor in UTF-16 nor in Windows-1252")


def _likely(start: bytes) -> tuple[str, ...]:
    """The encodings to try, by how the file starts; a NUL in the first two characters is UTF-16 without its mark."""
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return (encoding,)
    if b"\0" in start:
        return ("utf-16-be",) if start[:1] == b"\0" else ("utf-16-le",)
    return _WITHOUT_MARK


def _is_in(path: Path, encoding: str) -> bool:
    try:
        return all("\0" not in piece for piece in _pieces(path, encoding))
    except UnicodeDecodeError:
        return False


def _pieces(path: Path, encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        while piece := file.read(_PIECE_BYTES):
            yield decoder.decode(piece)
    yield decoder.decode(b"", final=True)
