"""The shapes of personal data: expressions of text cells that say which of them have one."""

from __future__ import annotations

import re

import polars as pl

from pipelines.ingest.personal_words import PERSONAL

_EMAIL = r"^[^@\s]+@[^@\s]+\.[^@\s]+$"
_POSTCODE_AREAS = "|".join(PERSONAL.postcode_areas)
_POSTCODE = rf"(?i)^(?:(?:{_POSTCODE_AREAS})[0-9][0-9A-Z]? ?[0-9][ABD-HJLNP-UW-Z]{{2}}|GIR ?0AA)$"
_PHONE = (
    r"^(?:(?:\+44|0044)0?|0)(?:1[1-9][0-9]{7,8}|2[03489][0-9]{8}|3[0347][0-9]{8}|5[56][0-9]{8}|7[0-9]{9}|"
    r"8(?:0[08]|4[2-5]|7[0-3])[0-9]{6,7}|9[018][0-9]{8})$"
)
_PHONE_MARKS = r"[\s().\-]"
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_YEAR = r"[12][0-9]{3}"
_TIME = r"(?:[ T]+[0-9]{1,2}:[0-9]{2}.*)?"
_MONTH_NAME = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_DATES = (
    rf"{_DAY}/{_DAY}/(?:{_YEAR}|[0-9]{{2}})",
    rf"{_DAY}\.{_DAY}\.{_YEAR}",
    rf"{_DAY}-{_DAY}-{_YEAR}",
    rf"{_YEAR}[-/.]{_DAY}[-/.]{_DAY}",
    rf"{_DAY}(?:st|nd|rd|th)?[ -]{_MONTH_NAME}[a-z]*[ ,-]+(?:{_YEAR}|[0-9]{{2}})",
    rf"{_YEAR}-{_MONTH_NAME}-{_DAY}",
)
_DATE = rf"(?i)^(?:{'|'.join(_DATES)}){_TIME}$"
"""Wider than what is read as a date: a date of birth is one in any spelling."""
_NHS_NUMBER = r"^[0-9]{10}$"
_NHS_GAPS = r"[ \-]"
_NHS_WEIGHTS = range(10, 1, -1)
_NHS_MODULUS = 11
_UPN = r"^[A-Z][0-9]{11}[0-9A-Z]$"
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
"""The check letters, by remainder."""
_UPN_WEIGHTS = range(2, 14)

_DIGITS_AND_MARKS = r"^[\s().\-+0-9]+$"
_LIKE_A_UPN = r"(?s)^\D[0-9]{11}.$"
_SUSPECT = "|".join(f"(?:{shape})" for shape in (_EMAIL, _POSTCODE, _DATE, _DIGITS_AND_MARKS, _LIKE_A_UPN))
"""What is wide enough for every kind, marks and case included, in one pass; most cells are no such thing."""

ANY_VALUE = ("email", "postcode", "phone", "date")
"""Kinds of which one value is enough."""
CHECKED = ("nhs_number", "upn")
"""Kinds that are told from pseudonyms by their check digits."""


def is_dated(text: str) -> bool:
    """Whether a text is a date, and nothing else."""
    return re.search(_DATE, text) is not None


def is_suspect(text: pl.Expr) -> pl.Expr:
    """Whether each cell may have one of the shapes; true of all that have, and quicker to ask."""
    return text.str.contains(_SUSPECT)


def has_shape(kind: str, text: pl.Expr) -> pl.Expr:
    """Whether each cell has the shape of a kind of personal data; NULL where it is blank."""
    if kind == "phone":
        return text.str.replace_all(_PHONE_MARKS, "").str.contains(_PHONE)
    if kind == "nhs_number":
        return _plain_nhs_number(text).str.contains(_NHS_NUMBER)
    if kind == "upn":
        return text.str.to_uppercase().str.contains(_UPN)
    return text.str.contains({"email": _EMAIL, "postcode": _POSTCODE, "date": _DATE}[kind])


def is_valid(kind: str, text: pl.Expr) -> pl.Expr:
    """Whether each cell has the shape of a checked kind and its check digit or letter is right."""
    if kind == "nhs_number":
        return has_shape(kind, text) & _nhs_number_checks(_plain_nhs_number(text))
    return has_shape(kind, text) & _upn_checks(text.str.to_uppercase())


def _plain_nhs_number(text: pl.Expr) -> pl.Expr:
    return text.str.replace_all(_NHS_GAPS, "")


def _digit(text: pl.Expr, position: int) -> pl.Expr:
    return text.str.slice(position, 1).cast(pl.Int64, strict=False)


def _nhs_number_checks(text: pl.Expr) -> pl.Expr:
    total = pl.sum_horizontal(_digit(text, at) * weight for at, weight in enumerate(_NHS_WEIGHTS))
    wanted = (_NHS_MODULUS - total % _NHS_MODULUS) % _NHS_MODULUS
    return wanted == _digit(text, len(_NHS_WEIGHTS))


def _upn_checks(text: pl.Expr) -> pl.Expr:
    """A temporary number ends in a letter, which counts as its place among the check letters."""
    digits = [_digit(text, at + 1) * weight for at, weight in enumerate(_UPN_WEIGHTS[:-1])]
    places = {letter: place for place, letter in enumerate(_UPN_LETTERS)}
    places |= {str(digit): digit for digit in range(10)}
    last = text.str.slice(len(_UPN_WEIGHTS), 1).replace_strict(places, default=None, return_dtype=pl.Int64)
    remainder = pl.sum_horizontal(*digits, last * _UPN_WEIGHTS[-1]) % len(_UPN_LETTERS)
    letters = dict(enumerate(_UPN_LETTERS))
    return remainder.replace_strict(letters, default=None, return_dtype=pl.String) == text.str.slice(0, 1)
