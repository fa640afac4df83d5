"""One service area: its families in the order in which they ask, some thousands of them written at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np
import polars as pl

from pipelines.synthesis.arrivals import received_on
from pipelines.synthesis.assessments import assessment_rows, drawn_occasions
from pipelines.synthesis.draw import Draw
from pipelines.synthesis.extract_files import ExtractFiles
from pipelines.synthesis.journeys import Journeys, drawn_journeys
from pipelines.synthesis.kept import Kept
from pipelines.synthesis.model import AreaModel
from pipelines.synthesis.names import POSITION, pseudonyms
from pipelines.synthesis.parts import part
from pipelines.synthesis.pauses import pause_rows
from pipelines.synthesis.referrals import referral_rows
from pipelines.synthesis.reviews import drawn_reviews, review_rows
from pipelines.synthesis.school_days import Calendar
from pipelines.synthesis.targets import drawn_target_days, target_rows
from pipelines.synthesis.visits import drawn_visits, visit_rows
from pipelines.synthesis.workshops import enrolment_rows

REFERRALS_AT_A_TIME = 4096
"""So that memory is bounded by these and not by the submission. Each batch has a stream of draws of its own, so another
number here gives another submission."""
_IDENTIFIED_BY = {
    "visits": ("visit_id", "V"),
    "targets": ("target_id", "T"),
    "reviews": ("review_id", "H"),
    "assessments": ("assessment_id", "A"),
    "workshops": ("enrolment_id", "E"),
}
"""The column and the letter of the identifiers that are given here, in the order in which rows are written."""


def batches(referrals: int) -> list[slice]:
    """So many referrals in parts that are written one after the other."""
    begins = range(0, referrals, REFERRALS_AT_A_TIME)
    return [slice(begin, begin + REFERRALS_AT_A_TIME) for begin in begins]


def step(code: str) -> str:
    """What is said when a batch of an area begins."""
    return f"Writing {code}"


class Area:
    """A service area at work.

    Args:
        code: the service area's code.
        model: its parameters.
        first, last: the submission's first and last day.
        seed: the submission's; each area, and each batch of its referrals, draws from a stream of its own.
    """

    def __init__(self, code: str, model: AreaModel, first: date, last: date, seed: int) -> None:
        self._code, self._model, self._stream = code, model, f"{seed} {code}"
        self._first, self._calendar = first, Calendar(first, last, model.terms)
        self._written = dict.fromkeys(_IDENTIFIED_BY, 0)

    def write(self, referrals: int, files: ExtractFiles, announce: Callable[[str], None]) -> None:
        """Write the area's rows: so many referrals and all that belongs to them, saying when each batch begins."""
        draw = Draw(self._stream)
        received = received_on(self._model, self._calendar, referrals, draw)
        journeys = drawn_journeys(self._model, self._calendar, received, draw)
        self._add("workshops", enrolment_rows(self._model, self._calendar, draw), files)
        self._add("term_dates", self._terms(), files)
        for batch in batches(referrals):
            announce(step(self._code))
            self._write_batch(part(journeys, batch), files, Draw(f"{self._stream} {batch.start}"))

    def _write_batch(self, journeys: Journeys, files: ExtractFiles, draw: Draw) -> None:
        model, calendar = self._model, self._calendar
        ids = pseudonyms(model.prefix, "R", journeys.number)
        until = np.minimum(calendar.last, journeys.wait.ended_on)
        visits = drawn_visits(model, calendar, journeys, draw)
        kept = Kept(visits, len(journeys))
        set_days = drawn_target_days(model, journeys, kept, draw)
        reviews = drawn_reviews(model, calendar, set_days, until, draw)
        assessed = drawn_occasions(model, journeys, kept, reviews, calendar.last, draw)
        self._add("referrals", referral_rows(model, journeys, calendar, draw), files)
        self._add("visits", visit_rows(model, journeys, visits, draw), files, ids)
        self._add("targets", target_rows(model, calendar, journeys, kept, set_days, draw), files, ids)
        self._add("reviews", review_rows(reviews), files, ids)
        self._add("assessments", assessment_rows(model, journeys, kept, assessed, draw), files, ids)
        self._add("pauses", pause_rows([*journeys.pauses, (reviews.paused, reviews.pauses)], until), files, ids)

    def _add(self, extract: str, rows: pl.DataFrame, files: ExtractFiles, ids: pl.Series | None = None) -> None:
        """Add rows to an extract, with the area's code, the referrals' identifiers and their own."""
        cells = {"service_area": pl.repeat(self._code, rows.height, dtype=pl.String, eager=True)}
        if ids is not None:
            cells["referral_id"] = ids.gather(rows[POSITION])
        if extract in _IDENTIFIED_BY:
            column, letter = _IDENTIFIED_BY[extract]
            numbers = self._written[extract] + 1 + np.arange(rows.height)
            cells[column] = pseudonyms(self._model.prefix, letter, numbers)
            self._written[extract] += rows.height
        files.add(extract, rows.with_columns(**cells))

    def _terms(self) -> pl.DataFrame:
        touched = [span for span in self._calendar.terms if span[1] >= self._first]
        return pl.DataFrame(touched, schema={"starts_on": pl.Date, "ends_on": pl.Date}, orient="row")
