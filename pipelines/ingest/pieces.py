"""A text file in pieces of whole rows, so that a file larger than memory can be read.

A row may hold line breaks within quotation marks, so a piece ends at a line end that has an even number of quotation
marks before it. Polars' own streaming keeps most of what it has read in memory.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from pipelines.ingest.decoding import TextFile
from pipelines.ingest.table import ROW_NUMBER, Unreadable

_PIECE_BYTES = 1 << 23
_LONGEST_ROW_BYTES = 1 << 26
"""Where so many bytes hold no end of a row, a quotation mark was opened and never closed."""
_NO_END_OF_ROW = "a row has quotation marks out of place, or the file has no line ends"


def frames(text: TextFile, separator: str, columns: list[str], rows: int | None = None) -> Iterator[pl.DataFrame]:
    """The rows of a text file, piece by piece.

    Args:
        text: the file.
        separator: what stands between its cells.
        columns: what the cells are called; a row with more of them cannot be read.
        rows: so many rows at most; all where it is None.

    Yields:
        ``row_number`` from 1, a blank line being a row and a line break within quotation marks none, and the cells.

    Raises:
        Unreadable: a row has no end.
        polars.exceptions.PolarsError: a row has too many cells, or quotation marks out of place.
        OSError: the file is gone.
    """
    read = 0
    for piece in whole_rows(text, _PIECE_BYTES):
        frame = _parsed(piece, separator, columns, read, None if rows is None else rows - read)
        yield frame
        read += frame.height
        if rows is not None and read >= rows:
            return


def _parsed(piece: bytes, separator: str, columns: list[str], read: int, rows: int | None) -> pl.DataFrame:
    return pl.scan_csv(
        piece,
        has_header=False,
        separator=separator,
        schema=dict.fromkeys(columns, pl.String()),
        missing_columns="insert",
        row_index_name=ROW_NUMBER,
        row_index_offset=read + 1,
        n_rows=rows,
        raise_if_empty=False,
    ).collect()


def whole_rows(text: TextFile, piece_bytes: int) -> Iterator[bytes]:
    """The bytes of a text file in pieces that end where a row does.

    Args:
        text: the file.
        piece_bytes: about how many bytes a piece has.

    Raises:
        Unreadable: a row has no end.
        OSError: the file is gone.
    """
    rest = b""
    for more in text.utf8(piece_bytes):
        rest += more
        end = _end_of_last_row(rest)
        if end:
            yield rest[:end]
            rest = rest[end:]
        elif len(rest) > _LONGEST_ROW_BYTES:
            raise Unreadable(_NO_END_OF_ROW)
    if rest:
        yield rest


def _end_of_last_row(piece: bytes) -> int:
    """How many bytes are whole rows; 0 where there is none."""
    end, marks = len(piece), piece.count(b'"')
    while (line := piece.rfind(b"\n", 0, end)) >= 0:
        marks -= piece.count(b'"', line, end)
        if marks % 2 == 0:
            return line + 1
        end = line
    return 0
