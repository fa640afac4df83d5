"""The words of a heading, as they count, and how alike two headings are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from rapidfuzz.distance import Indel

from pipelines.ingest.spelling import words_of
from pipelines.proposal.vocabulary import vocabulary

Words = frozenset[str]
_REFERENCE = ("ref", "refs")
_ID = "id"
_LAST_MEANS_DATE = ("day", "days")
_COUNTED = ("first", "second", "up")
_SHOW = "show"
_DIGIT_THEN_WORD = re.compile(r"(?<=[0-9])(?=[A-Z])")
_ABBREVIATION_CHARACTERS = 3
"""Shorter beginnings of words are no abbreviations that can be told apart."""


@cache
def words_that_count(heading: str) -> Words:
    """A heading's words: abbreviations spelled out, words that say nothing left out, but never all of them."""
    apart = _DIGIT_THEN_WORD.sub(" ", heading)
    found = [word for place in _spelled_out(words_of(apart)) for word in place.split()]
    counting = frozenset(found) - vocabulary().noise
    return counting or frozenset(found)


def _spelled_out(words: Sequence[str]) -> Iterator[str]:
    expand = vocabulary().expand
    for place, word in enumerate(words):
        if word in _REFERENCE:
            yield _reference(words, place)
        elif word == "no" and _SHOW in words:
            yield word
        elif word in _LAST_MEANS_DATE and place == len(words) - 1 and place and not _is_counted(words[place - 1]):
            yield "date"
        else:
            yield expand.get(word, word)


def _is_counted(before: str) -> bool:
    """Whether a day is told from others by the word before it, as in ``second day``."""
    return vocabulary().expand.get(before, before) in _COUNTED


def _reference(words: Sequence[str], place: int) -> str:
    """A reference is an identifier after what it refers to, and a referral before what is told of it."""
    follows = {vocabulary().expand.get(word, word) for word in words[place + 1 :]}
    is_identifier = place and follows <= {_ID}
    return _ID if is_identifier else "referral"


def is_same(heading: Words, known: Words, subject: Words) -> bool:
    """Whether the words say the same; words for what a row is of may be there or not if other words of weight are."""
    if heading == known:
        return True
    rest, known_rest = heading - subject, known - subject
    return rest == known_rest and bool(rest - vocabulary().light)


@cache
def likeness(heading: Words, known: Words, subject: Words) -> float:
    """How alike the words are: from 0 for nothing shared to 1 for the same."""
    whole = _weight(heading, subject) + _weight(known, subject)
    shared = sum(_best(word, known) * _weight({word}, subject) for word in heading)
    shared += sum(_best(word, heading) * _weight({word}, subject) for word in known)
    return shared / whole if whole else 0.0


def _weight(words: Words | set[str], subject: Words) -> float:
    limits = vocabulary()
    return sum(limits.thresholds.light if word in limits.light | subject else 1.0 for word in words)


def _best(word: str, others: Words) -> float:
    return max((_word_likeness(word, other) for other in others), default=0.0)


@cache
def _word_likeness(one: str, other: str) -> float:
    limits = vocabulary()
    if one == other:
        return 1.0
    if {one, other} & limits.light or not (one.isalpha() and other.isalpha()):
        return 0.0
    if min(len(one), len(other)) < _ABBREVIATION_CHARACTERS:
        return 0.0
    alike = float(Indel.normalized_similarity(one, other))
    if alike >= limits.thresholds.word:
        return alike
    return limits.thresholds.near_word if _abbreviates(*sorted((one, other), key=len)) else 0.0


def _abbreviates(short: str, long: str) -> bool:
    """Whether ``short`` is how ``long`` begins, or its first letter and then consonants of it in their order."""
    if short[0] != long[0] or len(short) == len(long):
        return False
    letters = iter(long)
    return long.startswith(short) or (all(letter in letters for letter in short) and not set(short[1:]) & set("aeiou"))
