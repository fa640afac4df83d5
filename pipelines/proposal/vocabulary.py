"""What is known of delivered headings and values, read from the TOML files beside into frozen objects."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Thresholds:
    """How alike is alike enough; shares and likenesses are between 0 and 1. Their meanings stand in the file."""

    likely: float
    guess: float
    margin: float
    word: float
    near_word: float
    light: float
    fitting: float
    agreeing: float
    value_likely: float
    value_guess: float


@dataclass(frozen=True)
class Flag:
    """A heading of yes or no that says what code a column has."""

    extract: str
    column: str
    headings: tuple[str, ...]
    yes: str
    no: str


@dataclass(frozen=True)
class Vocabulary:
    """What is known.

    Attributes:
        thresholds: how alike is alike enough.
        noise: words of headings that say nothing.
        light: words of headings that say little.
        expand: by word, the words that it stands for.
        subjects: by extract, the words for what a row is of, which any of its headings may have.
        sure: by extract and column, headings that can hardly mean another column.
        likely: by extract and column, headings that usually mean it.
        flags: headings of yes or no that stand for codes.
        files: by extract, words of a file's name that speak for it.
        unknown: values that stand for a blank cell.
        negation: words that turn a value into its opposite.
        sure_values: by column and code, values that can hardly mean another code; ``boolean`` serves all booleans.
        likely_values: by column and code, values that usually mean it.
    """

    thresholds: Thresholds
    noise: frozenset[str]
    light: frozenset[str]
    expand: dict[str, str]
    subjects: dict[str, frozenset[str]]
    sure: dict[str, dict[str, list[str]]]
    likely: dict[str, dict[str, list[str]]]
    flags: tuple[Flag, ...]
    files: dict[str, list[str]]
    unknown: frozenset[str]
    negation: frozenset[str]
    sure_values: dict[str, dict[str, list[str]]]
    likely_values: dict[str, dict[str, list[str]]]


@cache
def vocabulary() -> Vocabulary:
    """What the files say."""
    headings, values = _read("headings.toml"), _read("values.toml")
    extracts = {name: said for name, said in headings.items() if isinstance(said, dict) and "subject" in said}
    return Vocabulary(
        thresholds=Thresholds(**headings["thresholds"]),
        noise=frozenset(headings["words"]["noise"]),
        light=frozenset(headings["words"]["light"]),
        expand=headings["expand"],
        subjects={name: frozenset(said["subject"]) for name, said in extracts.items()},
        sure={name: said["sure"] for name, said in extracts.items()},
        likely={name: said["likely"] for name, said in extracts.items()},
        flags=tuple(Flag(**{**said, "headings": tuple(said["headings"])}) for said in headings["flags"]),
        files=headings["files"],
        unknown=frozenset(values["unknown"]["words"]),
        negation=frozenset(values["negation"]["words"]),
        sure_values=values["sure"],
        likely_values=values["likely"],
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_HERE / name).read_text(encoding="utf-8"))
