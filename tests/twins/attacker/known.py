"""What the attacker writes down: counts as variables, with bounds and equations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from math import inf

from pipelines.disclosure import Preset

Place = tuple[str, str, str, date, str, str]
"""Yardstick, service area, kind of period, its start, breakdown and category."""
Count = tuple[str, Place]
"""Which rows, and where."""


@dataclass
class Known:
    """All that the attacker can write down.

    Attributes:
        preset: how the figures were controlled.
        until: the day of the file before, if there is one.
        by_common_limits: the areas whose own limits are the common ones.
        number: the number of each count's variable.
        lower: the least that each can be.
        upper: the most.
        equations: terms ``(variable, coefficient)`` that come to nothing.
        months: the first days of the months that each run of them is made of, by the run's number.
    """

    preset: Preset
    until: date | None = None
    by_common_limits: frozenset[str] = frozenset()
    number: dict[Count, int] = field(default_factory=dict)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    equations: list[list[tuple[int, int]]] = field(default_factory=list)
    months: list[list[date]] = field(default_factory=list)

    def variable(self, count: Count) -> int:
        if count not in self.number:
            self.number[count] = len(self.lower)
            self.lower.append(0.0)
            self.upper.append(inf)
        return self.number[count]

    def learn(self, count: Count, least: float, most: float = inf) -> None:
        variable = self.variable(count)
        self.lower[variable] = max(self.lower[variable], least)
        self.upper[variable] = min(self.upper[variable], most)

    def equate(self, total: Iterable[int], parts: Iterable[int]) -> None:
        self.equations.append([*((number, -1) for number in total), *((number, 1) for number in parts)])
