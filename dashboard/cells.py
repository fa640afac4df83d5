"""The one way to write rows as CSV: no text in them can be taken for a formula by a spreadsheet."""

from __future__ import annotations

import io

import polars as pl

_FORMULA = r"(^|[;\t\r\n])([\s\x{feff}\x{200b}]*[=+\-@\t\r\x{ff1d}\x{ff0b}\x{ff0d}\x{ff20}])"
"""What a spreadsheet takes for the beginning of a formula, in their full width too, and behind what looks blank.

After a semicolon as well: where decimals have a comma, a spreadsheet parts cells there.
"""


def harmless(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows whose texts begin with an apostrophe where they would begin a formula; all else stays as it is.

    Numbers and days are no texts: a number below zero stays one.
    """
    return rows.with_columns(pl.col(pl.String).str.replace_all(_FORMULA, "${1}'${2}"))


def csv_bytes(rows: pl.DataFrame, has_heading: bool = True) -> bytes:
    """Rows as CSV, harmless, in UTF-8; blank where there is nothing, days as ``2026-03-31``.

    Args:
        rows: what is written, numbers at full precision.
        has_heading: whether the columns' names stand on top.
    """
    written = io.BytesIO()
    texts = harmless(rows).with_columns(pl.col(pl.String).replace("", None))
    texts.write_csv(written, include_header=has_heading)
    return written.getvalue()
