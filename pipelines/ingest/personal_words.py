"""What counts as personal data, as frozen values: the words, the postcode areas and the thresholds."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

_FILE = Path(__file__).with_name("personal_data.toml")


@dataclass(frozen=True)
class PersonalWords:
    """What ``personal_data.toml`` says.

    Attributes:
        persons: words for a person, or for one of a person's names.
        things: words for what has a name and is no person.
        centres: what settings are called with a person in it, in words as ``words_of`` parts them.
        happenings: words for a message or a call.
        postcode_areas: the letters that a postcode begins with.
        least_values: so many numbers with a right check digit are no accident,
        least_share: if they are so great a share of the numbers of their shape.
        least_rows_of_a_code: a value that so many rows share is a code and may be named.
    """

    persons: frozenset[str]
    things: frozenset[str]
    centres: tuple[str, ...]
    happenings: frozenset[str]
    postcode_areas: tuple[str, ...]
    least_values: int
    least_share: float
    least_rows_of_a_code: int


def _read() -> PersonalWords:
    said = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    words = said["words"]
    return PersonalWords(
        frozenset(words["persons"]),
        frozenset(words["things"]),
        tuple(words["centres"]),
        frozenset(words["happenings"]),
        tuple(said["postcode"]["areas"]),
        **said["thresholds"],
    )


PERSONAL = _read()
