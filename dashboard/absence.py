"""Why there is no number: what was not delivered, what is not published, and what does not occur."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from dashboard import deliveries, relations, sentences
from dashboard.limits import Limits
from dashboard.measures import COUNTED_NOW, HELD_EARLY, ON_TIME, RULES
from dashboard.warehouse import Snapshot


@dataclass(frozen=True)
class Absence:
    """Why figures of a warehouse are not there.

    Attributes:
        warehouse: the figures'.
        limits: of every area.
        standards: the codes of all standards.
        standard_of: the standard behind each measure that has one.
        kinds: the kind of every measure.
    """

    warehouse: Snapshot
    limits: Limits
    standards: tuple[str, ...]
    standard_of: Mapping[str, str]
    kinds: Mapping[str, str]

    @cached_property
    def lacking(self) -> frozenset[tuple[str, str]]:
        """The measures and areas that an extract was not delivered for without which there is no figure."""
        return frozenset(deliveries.lacking(self.warehouse).rows())

    @cached_property
    def _undelivered(self) -> set[tuple[str, str, str]]:
        """Yardstick, area and standard of what cannot be told because an extract was not delivered."""
        rows = relations.undelivered(self.warehouse, ON_TIME).rows()
        return {(yardstick, area, self.standard_of.get(measure, "")) for measure, yardstick, area in rows}

    @cached_property
    def _scope(self) -> dict[str, dict[str, bool]]:
        """Which rules each area has published."""
        return {row["service_area"]: row for row in relations.area_scope(self.warehouse).to_dicts()}

    def words(self, row: Mapping[str, str], standard: str) -> str:
        """Why a figure has no number, or blank.

        Args:
            row: of ``measure_value``.
            standard: that is behind it, or blank.
        """
        return sentences.reason(row["symbol"], self._not_applicable(row, standard))

    def _not_applicable(self, row: Mapping[str, str], standard: str) -> str:
        """What ``z`` means here: no rule to be held to, or nothing in the period."""
        area, yardstick, measure = row["service_area"], row["yardstick"], row["measure"]
        standards = self.standards if measure in COUNTED_NOW and not standard else (standard,) if standard else ()
        if standards and not any(self.limits.has(area, one, yardstick) for one in standards):
            return sentences.NO_LIMIT
        if measure == HELD_EARLY and not self.limits.has_window(area, standard):
            return sentences.NO_WINDOW
        if standard and (yardstick, area, standard) in self._undelivered:
            return sentences.NOT_DELIVERED
        if measure in RULES and area in self._scope and not self._scope[area][RULES[measure]]:
            return sentences.NO_RULE
        return sentences.NONE if self.kinds[measure] == "count" else sentences.NOTHING_TO_COUNT
