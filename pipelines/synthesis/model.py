"""The parameters of the queueing model, per service area: read once from TOML into frozen objects."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from pipelines.errors import WrongUsage
from pipelines.shipped import shipped
from pipelines.synthesis.draw import Share

Weights = dict[str, float]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Drift(_Frozen):
    """A parameter that changes evenly over the submission's time."""

    first: float
    last: float

    def at(self, share: Share) -> Share:
        """Its values when these shares of the time, 0 to 1, have passed."""
        return self.first + (self.last - self.first) * share


class Span(_Frozen):
    """Whole numbers from ``least`` to ``most``, both included."""

    least: int
    most: int


class AreaModel(_Frozen):
    """How one service area works. Days are calendar days unless a name says otherwise; shares are 0 to 1.

    Attributes:
        prefix: what its identifiers begin with.
        share: its weight when the referrals are divided among the areas.
        growth: arrivals on the last day relative to those on the first.
        season: arrivals by calendar month, January first, relative to each other.
        weekdays: arrivals by weekday, Monday first, relative to each other.
        returning: share of arrivals that are children referred before, if one of them is still young enough.
        age_months, leaving_months: age when referred; age at which support ends.
        contact_working_days: mean from receipt to first contact.
        meeting_working_days: mean from first contact to the initial meeting.
        hard_to_reach: share of families for whom first contact takes hard_to_reach_working_days, on average, instead.
        decision_working_days: mean from receipt to the decision.
        start_days: from meeting and decision until support could begin, were a place free.
        places: places per referral a year.
        backlog_days: how long the queue already is on the first day.
        first_leave_days: from then on, in how many days the families of earlier times leave, evenly.
        head_start_days: how many days earlier than it did a family counts as having asked, by priority.
        caseload: places per worker.
        support_days, patience_days: mean length of support; mean wait after which a family gives up.
        offer: what is agreed; with ``both``, a group meets every week beside the visits at home.
        kind: shares of the kinds of visit, for visits at home and for a group's sessions.
        blank: share of cells left blank, by column of the referrals.
        not_attended: share of visits by status, other than attended.
        families_differ: how far a family's own share of visits missed lies from that, at most, relative to it.
        first_targets_visit: the attended visit at which the first targets are set.
        review_days: mean between two reviews held with the family, and review_spread the share of it they scatter by.
        target_outcome_kept: what becomes of targets if every visit until they are due is kept.
        target_outcome_missed: what becomes of them if none is.
        starting_pace: months of development gained per month without support.
        pace_gain: what support adds to that if every visit is kept.
        kept_in_vain: the share of visits kept up to which support adds nothing.
        new_skills: share of assessments that find new skills, if every visit is kept.
        terms: spans of school days as month and day, from the Monday on or after to the Friday on or before.
    """

    prefix: str
    share: float
    growth: float
    season: tuple[float, ...]
    weekdays: tuple[float, ...]
    returning: float
    age_months: Span
    leaving_months: int
    contact_working_days: Drift
    meeting_working_days: Drift
    hard_to_reach: float
    hard_to_reach_working_days: float
    decision_working_days: float
    start_days: Span
    places: float
    backlog_days: int
    first_leave_days: int
    head_start_days: dict[str, int]
    caseload: int
    support_days: float
    patience_days: float
    decision: Weights
    source: Weights
    sex: Weights
    ethnicity: Weights
    primary_need: Weights
    imd_decile: Weights
    priority: Weights
    delay_areas: Weights
    asq_low_areas: Weights
    sensory_loss: float
    diagnosis: float
    consent: float
    offer: Weights
    visit_interval_weeks: Weights
    closure_reason: Weights
    waiting_closure_reason: Weights
    destination: dict[str, Weights]
    ehcp_requested: float
    transition_shared: float
    blank: dict[str, float]
    not_attended: dict[str, Drift]
    families_differ: float
    kind: dict[str, Weights]
    minutes: Span
    joint: float
    practised: float
    practice_unknown: float
    planned_ahead_days: int
    first_targets_visit: Span
    targets_every_days: Span
    targets_each: Span
    target_due_days: Span
    target_reviewed_late_days: Span
    target_reviewed: float
    target_outcome_kept: Weights
    target_outcome_missed: Weights
    review_days: Drift
    review_spread: float
    assessed_every_reviews: int
    exit_assessed: float
    starting_pace: tuple[float, float]
    pace_gain: tuple[float, float]
    kept_in_vain: float
    new_skills: float
    paused: dict[str, float]
    pause_days: dict[str, Span]
    pause_reason: Weights
    workshops_a_year: int
    workshop_enrolled: Span
    workshop_attended: tuple[float, float, float]
    attendee: Weights
    terms: tuple[tuple[str, str], ...]


def load_models(areas: Sequence[str], path: Path | None = None) -> dict[str, AreaModel]:
    """The model of each area asked for, in the order of their codes.

    Args:
        areas: codes of service areas.
        path: the model's file; the shipped one unless said.

    Raises:
        WrongUsage: the model knows no such area.
    """
    text = (path or shipped("synthetic", "model.toml")).read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    _refuse_unknown(areas, tables["areas"])
    return {area: AreaModel(**{**tables["defaults"], **tables["areas"][area]}) for area in sorted(set(areas))}


def _refuse_unknown(areas: Sequence[str], known: dict[str, object]) -> None:
    unknown = sorted(set(areas) - set(known))
    if unknown:
        raise WrongUsage(f"The model has no parameters for {', '.join(unknown)}; it knows {', '.join(sorted(known))}.")
