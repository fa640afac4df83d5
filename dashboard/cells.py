"""The one way to write cells that a spreadsheet may open: no text in them can be taken for a formula or a link."""

from __future__ import annotations

import io

import polars as pl

_FORMULA = r"(^|[;\t\r\n])([\s\p{Cc}\p{Cf}]*[=+\-@\t\r\x{ff1d}\x{ff0b}\x{ff0d}\x{ff20}])"
"""What a spreadsheet takes for the beginning of a formula, in their full width too, and behind what looks blank.

After a semicolon as well: where decimals have a comma, a spreadsheet parts cells there.
"""
_MARKED = "${1}'${2}"

AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""What every workbook is opened with: a text is a text, whatever it begins with."""


def harmless(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows whose texts begin with an apostrophe where they would begin a formula; all else stays as it is.

    Headings are texts. Numbers and days are none: a number below zero stays one.
    """
    marked = pl.Series(rows.columns, dtype=pl.String).str.replace_all(_FORMULA, _MARKED)
    texts = rows.with_columns(pl.col(pl.String).str.replace_all(_FORMULA, _MARKED))
    return texts.rename(dict(zip(rows.columns, marked, strict=True)))


def csv_bytes(rows: pl.DataFrame, has_heading: bool = True, decimals: int | None = None) -> bytes:
    """Rows as CSV, harmless, in UTF-8; blank where there is nothing, days as ``2026-03-31``.

    Args:
        rows: what is written.
        has_heading: whether the columns' names stand on top.
        decimals: how many each number has; all of them if it is not said.
    """
    written = io.BytesIO()
    texts = harmless(rows).with_columns(pl.col(pl.String).replace("", None))
    texts.write_csv(written, include_header=has_heading, float_precision=decimals)
    return written.getvalue()
