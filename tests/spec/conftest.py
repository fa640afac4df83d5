"""A submission drawn as tables, and the answers to it: the pipeline's, and those of its plain-Python twin."""

from __future__ import annotations

from dataclasses import astuple
from datetime import date
from types import ModuleType
from typing import Any

import holidays
import pytest

from expectations import EXTRACTS
from tests.twins import clocks as twin_clocks
from tests.twins import drawn, everything, pipeline
from tests.twins import work_list as twin_work_list
from tests.twins.submission import COMMON, Cells, Rules, Submission

BANK_HOLIDAYS = frozenset(holidays.country_holidays("GB", subdiv="WLS", years=range(1999, 2060)))
STANDARDS = """
    service_area | standard        | within | unit         | within_visits
    cornwall     | first_contact   | 5      | working_days |
    cornwall     | initial_meeting | 10     | working_days |
    cornwall     | first_targets   | 2      | months       | 6
    cornwall     | review          | 4      | months       |
    common       | first_contact   | 5      | working_days |
    common       | initial_meeting | 10     | working_days |
    common       | first_targets   | 2      | months       | 6
    common       | review          | 4      | months       |
"""
_ANSWERS = {
    "pipeline": (pipeline, pipeline, pipeline),
    "twin": (twin_clocks, everything, twin_work_list),
}


class Answer:
    """What was found, in the order in which it would be drawn."""

    def __init__(self, found: list[Any]) -> None:
        self._found = found

    def are(self, text: str) -> None:
        """What was found is what is drawn, in the columns that are drawn, and no more."""
        names = [name.strip() for name in text.strip().splitlines()[0].split("|")]
        assert [{name: drawn.shown(getattr(row, name)) for name in names} for row in self._found] == drawn.expected(
            text
        )

    def are_none(self) -> None:
        assert self._found == []


class Spec:
    """One drawn submission. What is not drawn is blank, Cornwall's, and delivered."""

    def __init__(self, clocks_by: ModuleType, figures_by: ModuleType, work_list_by: ModuleType) -> None:
        self._clocks_by, self._figures_by, self._work_list_by = clocks_by, figures_by, work_list_by
        self._as_at = date(2026, 3, 31)
        self._extracts: dict[str, list[Cells]] = {}
        self._standards = drawn.standards(STANDARDS)
        self._rules_of: dict[str, Any] = {}
        self._closed: dict[str, frozenset[date]] = {}
        self._missing: set[tuple[str, str]] = set()

    def as_at(self, day: str) -> None:
        self._as_at = date.fromisoformat(day)

    def referrals(self, text: str) -> None:
        self._extracts["referrals"] = drawn.extract_rows("referrals", text)

    def visits(self, text: str) -> None:
        self._extracts["visits"] = drawn.extract_rows("visits", text)

    def targets(self, text: str) -> None:
        self._extracts["targets"] = drawn.extract_rows("targets", text)

    def reviews(self, text: str) -> None:
        self._extracts["reviews"] = drawn.extract_rows("reviews", text)

    def pauses(self, text: str) -> None:
        self._extracts["pauses"] = drawn.extract_rows("pauses", text)

    def assessments(self, text: str) -> None:
        self._extracts["assessments"] = drawn.extract_rows("assessments", text)

    def workshops(self, text: str) -> None:
        self._extracts["workshops"] = drawn.extract_rows("workshops", text)

    def term_dates(self, text: str) -> None:
        self._extracts["term_dates"] = drawn.extract_rows("term_dates", text)

    def visit_rules(self, text: str) -> None:
        self._rules_of["visits"] = drawn.visit_rules(text)

    def leaving_rules(self, text: str) -> None:
        self._rules_of["leaving"] = drawn.leaving_rules(text)

    def eligibility_rules(self, text: str) -> None:
        self._rules_of["eligibility"] = drawn.eligibility_rules(text)

    def standards(self, text: str) -> None:
        """Put these entries in the place of those that stand by default."""
        self._standards = drawn.standards(text)

    def closed(self, area: str, *days: str) -> None:
        self._closed[area] = frozenset(date.fromisoformat(day) for day in days)

    def not_delivered(self, extract: str, area: str = drawn.DEFAULT_AREA) -> None:
        self._missing.add((area, extract))

    def clocks(self, standard: str, yardstick: str = "own") -> Answer:
        """The clocks of a standard."""
        found = self._clocks_by.clocks(self._rules(), self._submission())
        wanted = [c for c in found if (c.standard, c.yardstick) == (standard, yardstick)]
        return Answer(sorted(wanted, key=lambda c: (c.service_area, c.referral_id, c.sequence)))

    def figures(self, measure: str, **where: str) -> Answer:
        """The figures of a measure; unless said, its ``own`` if it is over clocks, by month, of Cornwall, in one."""
        yardstick = "own" if measure in everything.OVER_CLOCKS else ""
        usual = {"yardstick": yardstick, "period_kind": "month", "service_area": "cornwall", "breakdown": "none"}
        chosen = usual | where
        found = self._figures_by.figures(self._rules(), self._submission(), measure)
        wanted = [f for f in found if all(getattr(f, name) == value for name, value in chosen.items())]
        return Answer(sorted(wanted, key=lambda f: (f.service_area, f.period_start, f.category)))

    def work_list(self, relation: str, **where: str) -> Answer:
        """The rows of one of the work list's relations; of clocks and what counts them, unless said, the ``own``."""
        found = self._work_list_by.work_list(self._rules(), self._submission(), relation)
        chosen = {"yardstick": "own"} | where
        wanted = [row for row in found if all(getattr(row, n, value) in (value, "") for n, value in chosen.items())]
        return Answer(sorted(wanted, key=lambda row: [drawn.shown(cell) for cell in astuple(row)]))

    def _rules(self) -> Rules:
        named = [row["service_area"] for rows in self._extracts.values() for row in rows]
        entries = [*self._standards, *(entry for entries in self._rules_of.values() for entry in entries)]
        areas = {drawn.DEFAULT_AREA, *named, *(entry.service_area for entry in entries)} - {COMMON}
        return Rules(tuple(sorted(areas)), self._standards, BANK_HOLIDAYS, dict(self._closed), **self._rules_of)

    def _submission(self) -> Submission:
        every = {(area, extract.name) for area in self._rules().areas for extract in EXTRACTS}
        return Submission(self._as_at, dict(self._extracts), frozenset(every - self._missing))


@pytest.fixture(params=sorted(_ANSWERS))
def spec(request: pytest.FixtureRequest) -> Spec:
    """Every drawn test is asked twice: of the pipeline, and of its twin."""
    return Spec(*_ANSWERS[request.param])
