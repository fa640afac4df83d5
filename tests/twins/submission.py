"""What a twin starts from: the accepted rows, the rules, and the day at whose close all is seen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

Cells = dict[str, Any]
"""One row of an extract: the contract's column names, dates as dates, None where blank."""

STANDARDS = ("first_contact", "initial_meeting", "first_targets", "review")
COMMON = "common"
NEEDED = {
    "first_contact": ("referrals",),
    "initial_meeting": ("referrals",),
    "first_targets": ("referrals", "targets"),
    "review": ("referrals", "targets", "reviews"),
}
"""The extracts without which a standard has no clocks."""


@dataclass(frozen=True)
class Standard:
    """One entry of a standard's history; ``service_area`` is ``common`` for the common yardstick."""

    service_area: str
    standard: str
    within: int
    unit: str
    from_on: date
    within_visits: int | None = None
    not_before: int | None = None


@dataclass(frozen=True)
class Rules:
    """The service areas, what each promises, and the days that do not count as working days."""

    areas: tuple[str, ...]
    standards: tuple[Standard, ...]
    bank_holidays: frozenset[date]
    closed_days: dict[str, frozenset[date]] = field(default_factory=dict)

    def history(self, keeper: str, standard: str, day: date) -> list[Standard]:
        """The entries of an area, or of ``common``, that had come into force by a day."""
        return [s for s in self.standards if (s.service_area, s.standard) == (keeper, standard) and s.from_on <= day]

    def in_force(self, keeper: str, standard: str, day: date) -> Standard | None:
        """The entry that holds on a day."""
        return max(self.history(keeper, standard, day), key=lambda entry: entry.from_on, default=None)

    def is_working_day(self, area: str, day: date) -> bool:
        closed = self.closed_days.get(area, frozenset())
        return day.weekday() < 5 and day not in self.bank_holidays and day not in closed


@dataclass(frozen=True)
class Submission:
    """Accepted rows by extract, the extracts each area delivered, and the day at whose close all is seen."""

    as_at: date
    extracts: dict[str, list[Cells]]
    delivered: frozenset[tuple[str, str]]

    def delivers(self, area: str, standard: str) -> bool:
        return all((area, extract) in self.delivered for extract in NEEDED[standard])

    def referrals(self) -> list[Cells]:
        """The referrals that are there already."""
        return [row for row in self.extracts.get("referrals", []) if row["received_on"] <= self.as_at]

    def of(self, referral: Cells, extract: str) -> list[Cells]:
        """The referral's rows in another extract."""
        key = ("service_area", "referral_id")
        return [row for row in self.extracts.get(extract, []) if all(row[k] == referral[k] for k in key)]
