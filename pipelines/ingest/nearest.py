"""The nearest known name to one that is not known, and the line of mapping.toml that would settle it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from pipelines.ingest.spelling import words_of

_NEAR = 0.6
"""Names less alike than this are not worth suggesting."""


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like ``name``, or None where none is much like it."""
    ranked = sorted(known, key=lambda other: (-_likeness(name, other), other))
    return ranked[0] if ranked and _likeness(name, ranked[0]) >= _NEAR else None


def nearest_meaning(name: str, titles: Mapping[str, str]) -> str | None:
    """The key whose own spelling or title is most like ``name``, or None."""
    spelled = {label: key for key, title in titles.items() for label in (key, title)}
    label = nearest(name, spelled)
    return spelled[label] if label else None


def _likeness(one: str, other: str) -> float:
    words, others = words_of(one), words_of(other)
    shared = len({*words} & {*others}) / max(1, len({*words, *others}))
    return max(shared, SequenceMatcher(None, " ".join(words), " ".join(others)).ratio())


def quoted(text: str) -> str:
    """The text as TOML writes it, in double quotation marks."""
    return json.dumps(text, ensure_ascii=False)


def hint(found: str | None) -> str:
    """The sentence that names the nearest known name; blank where there is none."""
    return f" The nearest known is {found}." if found else ""


def mapping_hint(found: str | None, table: str, key: str, otherwise: str) -> str:
    """The sentence that names the nearest and the line of mapping.toml that would settle it.

    Args:
        found: the nearest known name, if any.
        table: the table of mapping.toml in which the line has to stand.
        key: what was delivered.
        otherwise: what to put at the right where nothing is near.
    """
    value = quoted(found) if found else otherwise
    return f"{hint(found)} If it is meant, add to mapping.toml under [{table}]: {quoted(key)} = {value}."
