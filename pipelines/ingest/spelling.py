"""Which spellings count as the same: of headings, of codes, of file names."""

from __future__ import annotations

import re
import unicodedata

import polars as pl

_GAPS = r"[\s_\-\u2010-\u2015\u2212]+"
"""Spaces, underscores and every dash; how many of them makes no difference."""
_LETTER_PREFIX = r"^[a-z]\)\s*"
_JOINED = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=[0-9])")
_INVISIBLE_MARKS = "[\ufeff\u200b\u200e\u200f]"
_INVISIBLE = dict.fromkeys(map(ord, _INVISIBLE_MARKS.strip("[]")))


def alike(text: str) -> str:
    """The one form of all spellings that count as the same: small letters, single underscores for gaps."""
    plain = unicodedata.normalize("NFC", text.translate(_INVISIBLE)).strip().lower()
    return re.sub(_GAPS, "_", plain).strip("_")


def all_alike(text: pl.Expr) -> pl.Expr:
    """``alike`` of every cell."""
    plain = text.str.normalize("NFC").str.replace_all(_INVISIBLE_MARKS, "").str.to_lowercase()
    return plain.str.replace_all(_GAPS, "_").str.strip_chars("_")


def without_letter_prefix(text: pl.Expr) -> pl.Expr:
    """Every cell without a letter that counts the choices of a form, as in ``f) SLCN``."""
    return text.str.to_lowercase().str.replace(_LETTER_PREFIX, "")


def words_of(heading: str) -> tuple[str, ...]:
    """A text's words in small letters; ``NHSNumber`` has two."""
    spaced = _JOINED.sub(" ", heading).lower().replace("'s", "").replace("\u2019s", "")
    return tuple(re.findall(r"[^\W_]+", spaced))
