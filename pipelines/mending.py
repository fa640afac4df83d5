"""How each finding is mended, by its permanent code: that of a check, or that of a fault of a file as a whole."""

from __future__ import annotations

import re
from functools import cache

from expectations import EXTRACTS
from pipelines.ingest.faults import FAULT_KINDS

_PLACE = re.compile(r"\\\{\w+\\\}")


def mend_of(code: str) -> str:
    """What the sender can do about a finding; the same for all of a code.

    Raises:
        KeyError: nothing has that code.
    """
    checked = _by_check().get(code)
    if checked:
        return checked
    found = [mend for pattern, mend in _by_kind() if pattern.fullmatch(code)]
    if not found:
        raise KeyError(code)
    return found[0]


@cache
def _by_check() -> dict[str, str]:
    return {check.code: check.mend for extract in EXTRACTS for check in extract.checks}


@cache
def _by_kind() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns of codes, those with more words of their own first: such a word is no column's name."""
    kinds = sorted(FAULT_KINDS, key=lambda kind: kind.code.count("{"))
    return tuple((re.compile(_PLACE.sub(r"\\w+", re.escape(kind.code))), kind.mend) for kind in kinds)
