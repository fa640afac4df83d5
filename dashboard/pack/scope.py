"""What of a warehouse a pack is about: which service areas, and from which quarter to which."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard import relations, sentences
from dashboard.choice import Period
from dashboard.pack.errors import ScopeUnknown
from dashboard.warehouse import Snapshot

_UNKNOWN = "unknown"
"""What rows go by that name no service area of ours."""
_QUARTER = 3


@dataclass(frozen=True)
class Scope:
    """What a pack is about.

    Attributes:
        areas: codes of service areas in their order, ``all`` for all together.
        first: the first day of the first quarter, or ``None`` for everything up to the last.
        last: the first day of the last quarter, or ``None`` for everything from the first.
    """

    areas: tuple[str, ...]
    first: date | None = None
    last: date | None = None

    @property
    def from_on(self) -> date:
        """The first day of a period that belongs to it."""
        return self.first or date.min

    @property
    def before(self) -> date:
        """The first day after it."""
        return Period("quarter", self.last).until if self.last else date.max

    @property
    def holders(self) -> list[str]:
        """Whose rows belong to it: the areas, what is common to all, and what names no area and may be of any."""
        return [*self.areas, relations.COMMON, _UNKNOWN]

    @property
    def is_of_all(self) -> bool:
        """Whether it is about all areas together."""
        return relations.ALL_AREAS in self.areas

    def has(self, start: date) -> bool:
        """Whether a period that starts on a day belongs to it."""
        return self.from_on <= start < self.before


def scope_of(warehouse: Snapshot, areas: Sequence[str], first: date | None, last: date | None) -> Scope:
    """What is asked for, checked against what there is.

    Args:
        warehouse: that the pack is to be of.
        areas: codes or names of service areas; every one of them, and all together, if none is named.
        first: any day of the first quarter.
        last: any day of the last quarter.

    Raises:
        ScopeUnknown: there is no such area, or no quarter in between.
    """
    known = relations.areas(warehouse)
    codes = {_code(word, known) for word in areas}
    if first and last and last < first:
        raise ScopeUnknown("The quarters end before they begin; --to has to be the later one.")
    scope = Scope(tuple(code for code in known if code in codes or not codes), _quarter(first), _quarter(last))
    quarters = relations.quarters(warehouse)
    if not quarters:
        raise ScopeUnknown("The warehouse has no figure of any quarter yet.")
    if not any(scope.has(start) for start in quarters):
        there = f"from {_named(quarters[0])} to {_named(quarters[-1])}"
        raise ScopeUnknown(f"There is no figure in these quarters; there are some {there}.")
    return scope


def since(warehouse: Snapshot, scope: Scope) -> date:
    """The first day of the first quarter that there are figures of; of a scope without any, of its own first."""
    return next((start for start in relations.quarters(warehouse) if scope.has(start)), scope.from_on)


def _code(typed: str, known: dict[str, str]) -> str:
    """The code of an area that was typed by its code or its name, in capitals or not."""
    codes = {name.casefold(): code for code, name in known.items()} | {code.casefold(): code for code in known}
    if typed.strip().casefold() not in codes:
        near = difflib.get_close_matches(typed.strip().casefold(), codes, n=1)
        told = f"the nearest is {codes[near[0]]}" if near else f"there are {sentences.listed(list(known))}"
        raise ScopeUnknown(f"There is no service area {typed.strip() or 'without a name'}; {told}.")
    return codes[typed.strip().casefold()]


def _named(start: date) -> str:
    """A quarter as it is typed, such as ``2026-Q1``."""
    return f"{start.year}-Q{start.month // _QUARTER + 1}"


def _quarter(day: date | None) -> date | None:
    return date(day.year, (day.month - 1) // _QUARTER * _QUARTER + 1, 1) if day else None
