"""Who and what a row of the file is about, by the names that pages have for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from dashboard import sentences
from tests.dashboard.every_number.stored import Row, Stored

AREA, PERIOD, WHAT = "area", "period", "what"
KINDS = (AREA, PERIOD, WHAT)


@dataclass(frozen=True)
class Names:
    """The names that are known of one file, all in small letters."""

    stored: Stored

    @cached_property
    def known(self) -> dict[str, str]:
        """Every name, and which of ``area``, ``period`` and ``what`` it is one of."""
        return {
            **dict.fromkeys(self._titles, WHAT),
            **{name.lower(): AREA for name in self.stored.areas.values()},
            **{title.lower(): PERIOD for title in self.stored.periods},
        }

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds names in a text, the longest where several begin; the month of a day is none."""
        longest = sorted(self.known, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?<!\d )(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE)

    @cached_property
    def _titles(self) -> set[str]:
        """The titles of measures, groups and quantities; a group that is called by a number is found as one."""
        measures = {card["title"] for card in self.stored.cards.values()}
        titles = {*measures, *self.stored.categories.values(), *self._quantities.values()}
        return {title.lower() for title in titles if not title.isdigit()}

    @cached_property
    def _columns(self) -> dict[tuple[str, str], str]:
        return {(row["extract"], row["column_name"]): row["title"] for row in self.stored.rows("contract_column")}

    @cached_property
    def _extracts(self) -> dict[str, str]:
        return {row["extract"]: row["title"] for row in self.stored.rows("contract_extract")}

    @cached_property
    def _quantities(self) -> dict[str, str]:
        return {row["quantity"]: row["title"] for row in self.stored.rows("demand_quantity")}

    def of(self, row: Row) -> dict[str, set[str]]:
        """The names of one row by what they are names of."""
        kind, start = row.get("period_kind"), row.get("period_start")
        period = row.get("period") or (sentences.period(kind, start) if kind and start else "")
        area = self.stored.areas.get(row.get("service_area", ""), "")
        return {
            AREA: {area.lower()} - {""},
            PERIOD: {str(period).lower()} - {""},
            WHAT: {title.lower() for title in self._what(row) if title},
        }

    def _what(self, row: Row) -> list[str]:
        card = self.stored.cards.get(row.get("measure", ""), {})
        standard = row.get("standard") or card.get("standard") or ""
        breakdown, category = row.get("breakdown", ""), row.get("category") or ""
        return [
            str(card.get("title", "")),
            self.stored.categories.get(("standard", standard), ""),
            self.stored.categories.get((breakdown, category), ""),
            *(self.stored.categories.get((name, str(code)), "") for name, code in row.items()),
            self._quantities.get(row.get("quantity", ""), ""),
            self._extracts.get(row.get("extract", ""), ""),
            self._columns.get((row.get("extract", ""), row.get("column_name", "")), ""),
        ]
