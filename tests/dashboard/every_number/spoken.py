"""Whether the numbers of a sentence are those of the rows that it names: area, period and what they count."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from dashboard import sentences
from tests.dashboard.every_number.forms import NUMBER
from tests.dashboard.every_number.named import AREA, KINDS, PERIOD, WHAT, Names
from tests.dashboard.every_number.stored import Row

_OF = re.compile(r" \(([\d,.]+) of ([\d,.]+)\)")
_LEADS_ON = re.compile(r"^[^;.,:()]*\b(?:in|at the end of|on)(?: the)? $")
_PERIODS = re.compile(r"In ([\d,]+) of ([\d,]+) periods (no part|not every part) is shown: [a-z ]+\.")


class Token(NamedTuple):
    """A name or a number, and where it stands."""

    kind: str
    text: str
    start: int
    end: int


class Figure(NamedTuple):
    """A row with what it is about."""

    row: Row
    names: dict[str, set[str]]

    def says(self, number: str, parts: tuple[str, str] | None) -> bool:
        """Whether its value reads so and, where they are told, its counts as well."""
        value = self.row["value"]
        if value is None:
            return False
        if parts:
            counted = (sentences.number(self.row["numerator"]), sentences.number(self.row["denominator"]))
            return number == sentences.share(value) and parts == counted
        is_share = number.endswith("%")
        return number == sentences.share(value) if is_share else number in _plain(value)


def _plain(value: float) -> tuple[str, str]:
    return sentences.number(value), sentences.count(value)


class Speech:
    """A sentence and the rows that it is said of."""

    def __init__(self, text: str, title: str, rows: Sequence[Figure], names: Names) -> None:
        """Find every name and number of ``text``; of a picture's ``title`` the names hold wherever it says nothing."""
        self._text, self._rows = text, rows
        self._title = [token for token in _tokens(title, names) if token.kind in KINDS]
        self._tokens = _tokens(text, names)

    def wrong(self) -> list[str]:
        """The numbers that no row of those that the sentence names has."""
        inside = [match.span() for match in [*_OF.finditer(self._text), *_PERIODS.finditer(self._text)]]
        asked = [
            token
            for token in self._tokens
            if token.kind == "number" and not any(start <= token.start < end for start, end in inside)
        ]
        return [token.text for token in asked if not self._is_told(token)] + self._wrong_periods()

    def _is_told(self, token: Token) -> bool:
        """Whether every area that the number is told of has it."""
        parts = _OF.match(self._text, token.end)
        end = parts.end() if parts else token.end
        counts = (parts.group(1), parts.group(2)) if parts else None
        named = {kind: self._named(kind, token, end) for kind in (PERIOD, WHAT)}
        found = self._matching(named)
        areas = self._areas(token, end)
        in_each = [[f for f in found if area in f.names[AREA]] for area in areas] if areas else [found]
        return all(any(figure.says(token.text, counts) for figure in mine) for mine in in_each)

    def _matching(self, named: dict[str, str]) -> list[Figure]:
        titled = [token for token in self._title if token.kind == WHAT]
        return [
            figure
            for figure in self._rows
            if all(not name or name in figure.names[kind] for kind, name in named.items())
            and all(token.text in figure.names[WHAT] for token in titled)
        ]

    def _areas(self, token: Token, end: int) -> list[str]:
        """The areas that follow a number directly, or the last one before it, or the title's."""
        following: list[str] = []
        place = end
        for name in (token for token in self._tokens if token.start >= end and token.kind == AREA):
            between = self._text[place : name.start]
            if not (re.fullmatch(r", | and ", between) if following else _LEADS_ON.match(between)):
                break
            following.append(name.text)
            place = name.end
        before = self._named(AREA, token, end)
        return following or ([before] if before else [])

    def _named(self, kind: str, number: Token, end: int) -> str:
        """The name of a kind that follows a number directly, or the last one before it, or the title's."""
        following = next((t for t in self._tokens if t.start >= end and t.kind == kind), None)
        if following and kind != WHAT and _LEADS_ON.match(self._text[end : following.start]):
            return following.text
        before = [token.text for token in self._tokens if token.end <= number.start and token.kind == kind]
        titled = [token.text for token in self._title if token.kind == kind and kind != WHAT]
        return (before or titled or [""])[-1]

    def _wrong_periods(self) -> list[str]:
        """In how many periods of how many an area has no part, or lacks some of them."""
        said = [match.groups() for match in _PERIODS.finditer(self._text)]
        found = {kind: self._lacking(kind) for kind in ("no part", "not every part")}
        told = {kind: sum(int(of) for of, _, said_of in said if said_of == kind) for kind in found}
        return [f"{kind}: {told[kind]} but {found[kind]}" for kind in told if said and told[kind] != found[kind]] + [
            f"{of} periods" for _, of, _ in said if int(of) != len(self._of_periods)
        ]

    @cached_property
    def _of_periods(self) -> dict[str, list[bool]]:
        """By period, of each part of the area in the title whether it has a number."""
        area = next((token.text for token in [*self._title, *self._tokens] if token.kind == AREA), "")
        there: dict[str, list[bool]] = {}
        for figure in (figure for figure in self._rows if area in figure.names[AREA]):
            there.setdefault(figure.row.get("period", ""), []).append(figure.row["value"] is not None)
        return there

    def _lacking(self, kind: str) -> int:
        if kind == "no part":
            return sum(not any(parts) for parts in self._of_periods.values())
        return sum(any(parts) and not all(parts) for parts in self._of_periods.values())


def _tokens(text: str, names: Names) -> list[Token]:
    """The names of a text, the longest where several begin, and the numbers outside of them."""
    found = [
        Token(names.known[match.group().lower()], match.group().lower(), *match.span())
        for match in names.pattern.finditer(text)
    ]
    blank = list(text)
    for token in found:
        blank[token.start : token.end] = " " * (token.end - token.start)
    numbers = [Token("number", match.group(), *match.span()) for match in NUMBER.finditer("".join(blank))]
    return sorted([*found, *numbers], key=lambda token: token.start)


def of_rows(rows: Iterable[Row], names: Names) -> list[Figure]:
    """Rows with what they are about."""
    return [Figure(row, names.of(row)) for row in rows]
