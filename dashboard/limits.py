"""The limits that areas set themselves, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from dashboard import sentences
from dashboard.relations import ALL_AREAS, COMMON


@dataclass(frozen=True)
class Limit:
    """One entry of a standard's history.

    Attributes:
        words: such as ``within 5 working days``.
        from_on: the first day on which it is in force.
        until_on: the last such day, or ``None``.
        source: where the area publishes it.
        is_window: whether it names a day before which an event is early.
    """

    service_area: str
    standard: str
    words: str
    from_on: date
    until_on: date | None
    source: str
    is_window: bool

    def is_in_force(self, on: date) -> bool:
        """Whether a clock that starts on the day has this limit."""
        return self.from_on <= on and (self.until_on is None or on <= self.until_on)


class Limits:
    """All limits of a warehouse, from its relation ``standard``."""

    def __init__(self, standards: pl.DataFrame) -> None:
        self._limits = tuple(_limit(row) for row in standards.iter_rows(named=True))

    def history(self, area: str, standard: str, yardstick: str) -> tuple[Limit, ...]:
        """Every limit the area was ever held to, earliest first; those of the common yardstick for ``common``."""
        holder = COMMON if yardstick == COMMON else area
        return tuple(one for one in self._limits if (one.service_area, one.standard) == (holder, standard))

    def has(self, area: str, standard: str, yardstick: str) -> bool:
        """Whether there ever was a limit to be held to; for all areas together, whether any area had one."""
        if area == ALL_AREAS and yardstick != COMMON:
            return any(one.standard == standard and one.service_area != COMMON for one in self._limits)
        return bool(self.history(area, standard, yardstick))

    def words(self, area: str, standard: str, yardstick: str, on: date) -> str:
        """The limit in force on a day; the words for all areas together; else that none is published."""
        if area == ALL_AREAS and yardstick != COMMON and self.has(area, standard, yardstick):
            return "own limit of each area"
        in_force = [one.words for one in self.history(area, standard, yardstick) if one.is_in_force(on)]
        return in_force[-1] if in_force else sentences.NO_LIMIT

    def differ(self, areas: Iterable[str], standards: Sequence[str], on: date) -> bool:
        """Whether own limits of these areas differ, a missing one included."""
        holders = [one.service_area for one in self._limits if one.service_area != COMMON] + list(areas)
        chosen = set(holders if ALL_AREAS in areas else areas) - {ALL_AREAS}
        return any(len({self.words(area, standard, "own", on) for area in chosen}) > 1 for standard in standards)

    def has_window(self, area: str, standard: str) -> bool:
        """Whether an own limit ever named a day before which it would be early; for all together, any area's."""
        return any(
            one.is_window and one.standard == standard and one.service_area in _holders(area, one.service_area)
            for one in self._limits
        )


def _holders(area: str, holder: str) -> tuple[str, ...]:
    return (area,) if area != ALL_AREAS else () if holder == COMMON else (holder,)


def _limit(row: dict[str, object]) -> Limit:
    words = sentences.limit(
        within=_whole(row["within"]) or 0,
        unit=str(row["unit"]),
        within_visits=_whole(row["within_visits"]),
        not_before=_whole(row["not_before"]),
    )
    until = row["until_on"]
    return Limit(
        service_area=str(row["service_area"]),
        standard=str(row["standard"]),
        words=words,
        from_on=_date(row["from_on"]),
        until_on=None if until is None else _date(until),
        source=str(row["source"]),
        is_window=row["not_before"] is not None,
    )


def _whole(value: object) -> int | None:
    return int(value) if isinstance(value, int | float) else None


def _date(value: object) -> date:
    if not isinstance(value, date):
        raise TypeError("A rule's day is no date.")
    return value
