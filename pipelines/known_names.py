"""Names that someone typed, and the known ones that they must be among."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar

from rapidfuzz import fuzz, process, utils

from pipelines.errors import WrongUsage

Meaning = TypeVar("Meaning")

_NEAR = 75
"""Of 100: names less alike than this are told only where nothing is more so."""
_TOLD_TOGETHER = 3


def must_be_one_of(what: str, name: str, known: Collection[str]) -> None:
    """Say that a name is not known, and which known ones are nearest to it.

    Raises:
        WrongUsage: it is none of them.
    """
    if name not in known:
        raise unknown(what, name, known)


def meaning_of(what: str, name: str, meanings: Mapping[str, Meaning]) -> Meaning:
    """What a name means, capitals and spaces around it apart; the first of several that are the same then.

    Raises:
        WrongUsage: it means nothing; the nearest that do are told.
    """
    folded = {word.casefold(): meaning for word, meaning in reversed(list(meanings.items()))}
    if name.strip().casefold() not in folded:
        raise unknown(what, name, list({word.casefold(): word for word in reversed(list(meanings))}.values()))
    return folded[name.strip().casefold()]


def by_code_and_name(names: Mapping[str, str]) -> dict[str, str]:
    """What names by code can be typed as: the code of each, by itself and by its name; a code is always its own."""
    return {code: code for code in names} | {name: code for code, name in names.items() if name not in names}


def unknown(what: str, name: str, known: Collection[str]) -> WrongUsage:
    """The error for a name that is not known; it names the nearest that are."""
    return WrongUsage(f"There is no {what} {name}{_nearest(nearest(name, known))}.")


def nearest(name: str, known: Collection[str]) -> list[str]:
    """The known names most like the one given, the nearest first: at most three, and one unless there is none."""
    found = process.extract(
        name, sorted(known), scorer=fuzz.ratio, processor=utils.default_process, limit=_TOLD_TOGETHER
    )
    return [other for place, (other, likeness, _) in enumerate(found) if not place or likeness >= _NEAR]


def listed(words: Sequence[str]) -> str:
    """Words as a list in a sentence, such as ``a, b and c``."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def _nearest(names: Sequence[str]) -> str:
    return f"; the nearest {'is' if len(names) == 1 else 'are'} {listed(names)}" if names else ""
