"""The bytes of a delivered file: their digest, and a text file's encoding."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterator
from pathlib import Path

_PIECE_BYTES = 1 << 20
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_WITHOUT_MARK = ("utf-8", "cp1252")
_LOOKED_AT_BYTES = 1 << 12


class NotText(Exception):
    """A file is no text in any encoding that is read; says why."""


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal; OSError where it cannot be opened."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def as_utf8(path: Path, scratch: Path) -> Path:
    """A file with the text in UTF-8: the file itself, or a copy where it is in another encoding.

    Args:
        path: a text file in UTF-8, UTF-16 or Windows-1252, with or without a byte-order mark.
        scratch: a folder of the caller's for the copy.

    Raises:
        NotText: it is in none of these.
        OSError: it cannot be read.
    """
    encoding = _encoding(path)
    if encoding == "utf-8":
        return path
    copy = scratch / f"{len(list(scratch.iterdir()))}.csv"
    with copy.open("w", encoding="utf-8", newline="") as file:
        file.writelines(_pieces(path, encoding))
    return copy


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
