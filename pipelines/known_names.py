"""Names that someone typed, and the known ones that they must be among."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar

from rapidfuzz import fuzz, utils

from pipelines.errors import WrongUsage

Meaning = TypeVar("Meaning")

_NEAR, _APART, _WORDS = 50, 15, 0.9
"""Of 100: names less alike than this are not near, those this much less alike than the nearest are not told beside it,
and what having all of its words is worth, as ``children`` has some of ``children_waiting``."""
_TOLD_TOGETHER, _FEW = 3, 8
"""How many names are told as the nearest, and how many where none is near."""


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
    """The error for a name that is not known: it names the nearest that are; all, if they are few and none is near."""
    near = nearest(name, known)
    few = "" if near or len(known) > _FEW else _there("there", sorted(known))
    return WrongUsage(f"There is no {what} {name.strip() or 'without a name'}{_there('the nearest', near) or few}.")


def nearest(name: str, known: Collection[str]) -> list[str]:
    """The known names most like the one given, the nearest first: at most three, and none that is not like it."""
    alike = {other: _likeness(name, other) for other in sorted(known)}
    found = sorted(alike, key=lambda other: alike[other], reverse=True)[:_TOLD_TOGETHER]
    least = max(_NEAR, alike[found[0]][0] - _APART) if found else _NEAR
    return [other for other in found if alike[other][0] >= least]


def _likeness(name: str, other: str) -> tuple[float, float]:
    """How alike two names are, of 100: letter by letter or by their words; then letter by letter alone."""
    letters = fuzz.ratio(name, other, processor=utils.default_process)
    words = fuzz.token_set_ratio(name, other, processor=utils.default_process)
    return max(letters, words * _WORDS), letters


def listed(words: Sequence[str]) -> str:
    """Words as a list in a sentence, such as ``a, b and c``."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def _there(what: str, names: Sequence[str]) -> str:
    return f"; {what} {'is' if len(names) == 1 else 'are'} {listed(names)}" if names else ""
