"""The ways in which the house writes a number, and the numbers that a text holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from dashboard import sentences
from dashboard.differences import points

_SHARE = r"(?:over |under )?\d+(?:\.\d+)? %"
_AMOUNT = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_DAY = r"\d{1,2} [A-Z][a-z]{2,8} \d{4}|\d{4}-\d{2}-\d{2}|[A-Z][a-z]{2} \d{4}"
_SIGN = "[+\N{MINUS SIGN}-]?"
NUMBER = re.compile(rf"(?<![\w.,-]){_SIGN}(?:{_DAY}|{_SHARE}|{_AMOUNT})(?![\w])")
"""A number with all that belongs to it: its sign, its decimals, that it is of a hundred; a day is one number."""


def numbers_in(text: str) -> list[str]:
    """Every number of a text, as it stands there, in order."""
    return NUMBER.findall(text)


def written(value: object) -> Iterator[str]:
    """All that one value of a table may be written as."""
    if isinstance(value, bool) or value is None:
        return
    if isinstance(value, (int, float)):
        yield from _of_number(float(value))
    elif isinstance(value, date):
        yield from (sentences.day(value), f"{value.day} {sentences.month(value)}", sentences.month(value))
        yield value.isoformat()
    else:
        yield from numbers_in(str(value))


def _of_number(value: float) -> Iterator[str]:
    yield from (sentences.number(value), sentences.count(value))
    if 0 <= value <= 1:
        yield from (sentences.share(value), sentences.exact_share(value))
    if -1 <= value <= 1:
        yield from (points(value).removesuffix(_POINTS), points(value, is_signed=False).removesuffix(_POINTS))


_POINTS = "\N{NO-BREAK SPACE}points"


def all_written(values: Iterable[object]) -> set[str]:
    """All that any of some values may be written as."""
    return {told for value in values for told in written(value)}


def each_spoilt(text: str) -> Iterator[str]:
    """The text with one digit of one of its numbers raised by one, for each number; names are spoilt, too."""
    for match in NUMBER.finditer(text):
        place = max(place for place in range(*match.span()) if text[place].isdigit())
        yield f"{text[:place]}{(int(text[place]) + 1) % 10}{text[place + 1 :]}"
