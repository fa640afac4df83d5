"""What a twin starts from: the accepted rows, the rules, and the day at whose close all is seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol, TypeVar

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
class VisitRule:
    """How often and how long visits are; ``service_area`` may be ``common``."""

    service_area: str
    from_on: date
    every_weeks: int | None = None
    typical_minutes: int | None = None


@dataclass(frozen=True)
class LeavingRule:
    """When a child is too old; ``years`` is None for ``two_terms_before_school``."""

    service_area: str
    from_on: date
    rule: str
    years: int | None = None


@dataclass(frozen=True)
class EligibilityRule:
    """Who may be referred: every part that is given has to hold, and one table of ``any_of``."""

    service_area: str
    from_on: date
    max_age_months: int | None = None
    before_leaving: bool = False
    any_of: tuple[dict[str, Any], ...] = ()


class Dated(Protocol):
    """Whatever has a keeper and a first day."""

    @property
    def service_area(self) -> str: ...

    @property
    def from_on(self) -> date: ...


Entry = TypeVar("Entry", bound=Dated)


def in_force(history: Iterable[Entry], keeper: str, day: date) -> Entry | None:
    """Of an area's entries, or of ``common``'s, the one that holds on a day."""
    begun = [entry for entry in history if entry.service_area == keeper and entry.from_on <= day]
    return max(begun, key=lambda entry: entry.from_on, default=None)


@dataclass(frozen=True)
class Rules:
    """The service areas, what each promises, and the days that do not count as working days."""

    areas: tuple[str, ...]
    standards: tuple[Standard, ...]
    bank_holidays: frozenset[date]
    closed_days: dict[str, frozenset[date]] = field(default_factory=dict)
    visits: tuple[VisitRule, ...] = ()
    leaving: tuple[LeavingRule, ...] = ()
    eligibility: tuple[EligibilityRule, ...] = ()

    def history(self, keeper: str, standard: str, day: date) -> list[Standard]:
        """The entries of an area, or of ``common``, that had come into force by a day."""
        return [s for s in self.standards if (s.service_area, s.standard) == (keeper, standard) and s.from_on <= day]

    def in_force(self, keeper: str, standard: str, day: date) -> Standard | None:
        """The entry that holds on a day."""
        return max(self.history(keeper, standard, day), key=lambda entry: entry.from_on, default=None)

    def visits_on(self, keeper: str, day: date) -> VisitRule | None:
        return in_force(self.visits, keeper, day)

    def leaving_on(self, area: str, day: date) -> LeavingRule | None:
        return in_force(self.leaving, area, day)

    def eligibility_on(self, area: str, day: date) -> EligibilityRule | None:
        return in_force(self.eligibility, area, day)

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

    def supplies(self, area: str, *extracts: str) -> bool:
        """Whether an area delivered all of these."""
        return all((area, extract) in self.delivered for extract in extracts)

    def areas(self) -> list[str]:
        """The areas that have referrals by now."""
        return sorted({row["service_area"] for row in self.referrals()})

    def referrals(self) -> list[Cells]:
        """The referrals that are there already."""
        return [row for row in self.extracts.get("referrals", []) if row["received_on"] <= self.as_at]

    def of(self, referral: Cells, extract: str) -> list[Cells]:
        """The referral's rows in another extract."""
        key = ("service_area", "referral_id")
        return [row for row in self.extracts.get(extract, []) if all(row[k] == referral[k] for k in key)]
