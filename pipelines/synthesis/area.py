"""One service area: its families in the order in which they ask, each written before the next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import count

from pipelines.synthesis.arrivals import received_on
from pipelines.synthesis.assessments import assessment_rows, occasions
from pipelines.synthesis.child import Child, months_after, new_child
from pipelines.synthesis.draw import Draw
from pipelines.synthesis.journey import Journey, journey
from pipelines.synthesis.model import AreaModel
from pipelines.synthesis.pauses import pause_rows
from pipelines.synthesis.places import Places
from pipelines.synthesis.referral import referral_row
from pipelines.synthesis.returning import Returning
from pipelines.synthesis.reviews import review_chain
from pipelines.synthesis.rows import ExtractFiles, Row, Value
from pipelines.synthesis.school_days import Calendar
from pipelines.synthesis.targets import target_days, target_rows
from pipelines.synthesis.visits import ATTENDED, planned_visits, visit_rows
from pipelines.synthesis.workshops import enrolments, workshop_days

_DAYS_A_YEAR = 365.25


class Area:
    """A service area at work.

    Args:
        code: the service area's code.
        model: its parameters.
        first, last: the submission's first and last day.
        seed: the submission's; each area draws from a stream of its own.
    """

    def __init__(self, code: str, model: AreaModel, first: date, last: date, seed: int) -> None:
        self._code, self._model = code, model
        self._calendar = Calendar(first, last, model.terms)
        self._draw = Draw(f"{seed} {code}")
        self._as_at = last
        self._numbers = {letter: count(1) for letter in "CRVTHAE"}
        self._returning = Returning()

    def write(self, referrals: int, files: ExtractFiles) -> None:
        """Write the area's rows: so many referrals and all that belongs to them."""
        calendar = self._calendar
        years = (calendar.last - calendar.first).days / _DAYS_A_YEAR
        places = Places(self._model, referrals / years, calendar.first, self._draw)
        for day in received_on(self._model, calendar, referrals, self._draw):
            self._write_referral(day, places, files)
        self._write_workshops(files)
        files.add("term_dates", self._term_rows())

    def _write_referral(self, day: date, places: Places, files: ExtractFiles) -> None:
        child = self._child(day)
        made = journey(self._model, self._calendar, places, child, day, self._draw)
        self._returning.remember(made.ended_on, child)
        names: Row = {"referral_id": self._name("R"), "service_area": self._code}
        whose = {**names, "child_id": f"{self._model.prefix}-C-{child.number:07}"}
        files.add("referrals", [referral_row(self._model, whose, child, made, self._calendar, self._draw)])
        self._write_support(names, child, made, files)

    def _write_support(self, names: Row, child: Child, made: Journey, files: ExtractFiles) -> None:
        model, draw, until = self._model, self._draw, min(self._as_at, made.ended_on)
        visits = planned_visits(model, self._calendar, made, draw)
        named: list[Row] = [{"visit_id": self._name("V"), **names} for _ in visits]
        files.add("visits", visit_rows(model, named, made, visits, draw))
        attended = [visit.planned_on for visit in visits if visit.status == ATTENDED]
        set_days = target_days(model, self._calendar, made, attended, draw)
        held, pauses = review_chain(model, self._calendar, set_days[0], until, draw) if set_days else ([], [])
        for day in set_days:
            rows = target_rows(model, self._calendar, names, made, day, draw)
            files.add("targets", self._numbered("target_id", "T", rows))
        files.add("reviews", self._numbered("review_id", "H", ({**names, "held_on": day} for day in held)))
        files.add("pauses", pause_rows(names, [*made.pauses, *pauses], until))
        self._write_assessments(names, child, made, attended, held, files)

    def _write_assessments(
        self, names: Row, child: Child, made: Journey, attended: list[date], held: list[date], files: ExtractFiles
    ) -> None:
        for first in attended[:1]:
            for day, occasion in occasions(self._model, made, first, held, self._as_at, self._draw):
                rows = assessment_rows(names, child, self._model, first, day, occasion, self._draw)
                files.add("assessments", self._numbered("assessment_id", "A", rows))

    def _write_workshops(self, files: ExtractFiles) -> None:
        for day in workshop_days(self._model, self._calendar, self._draw):
            rows = enrolments(self._model, self._code, day, self._as_at, self._draw)
            files.add("workshops", self._numbered("enrolment_id", "E", rows))

    def _term_rows(self) -> list[Row]:
        touched = [(starts, ends) for starts, ends in self._calendar.terms if ends >= self._calendar.first]
        return [{"service_area": self._code, "starts_on": starts, "ends_on": ends} for starts, ends in touched]

    def _child(self, day: date) -> Child:
        born_from = months_after(day, -self._model.age_months.most)
        comes_back = self._draw.chance(self._model.returning)
        again = self._returning.take(day, born_from, self._draw) if comes_back else None
        return again or new_child(self._model, next(self._numbers["C"]), day, self._draw)

    def _name(self, letter: str) -> str:
        return f"{self._model.prefix}-{letter}-{next(self._numbers[letter]):07}"

    def _numbered(self, key: str, letter: str, rows: Iterable[dict[str, Value]]) -> list[Row]:
        return [{key: self._name(letter), **row} for row in rows]
