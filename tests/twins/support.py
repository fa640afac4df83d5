"""Visits, targets, outcomes and workshops, counted one by one: the twin with which ``measure_value`` has to agree."""

from __future__ import annotations

from functools import partial

from tests.twins import periods
from tests.twins import support_outcomes as outcomes
from tests.twins import support_visits as visits
from tests.twins.counting import PlainMeasure, first_received, standing, tabulate
from tests.twins.figures import ALL, BREAKDOWNS, Figure
from tests.twins.submission import Rules, Submission

_BY_KIND = (*BREAKDOWNS, "kind")
_BY_DEVELOPMENT = (*BREAKDOWNS, "area_of_development")
_BY_CLOSURE = (*BREAKDOWNS, "closure_reason", "destination")
_BY_ATTENDEE = ("attendee",)


def _measure(name: str, kind: str = "proportion", breakdowns: tuple[str, ...] = BREAKDOWNS) -> PlainMeasure:
    return PlainMeasure(name, kind, periods.KINDS, breakdowns)


_VISITS: dict[PlainMeasure, outcomes.Items] = {
    _measure("visits_attended", breakdowns=_BY_KIND): partial(visits.visit_items, visits.has_status("attended")),
    _measure("visits_not_brought", breakdowns=_BY_KIND): partial(visits.visit_items, visits.has_status("not_brought")),
    _measure("visits_cancelled_by_family", breakdowns=_BY_KIND): partial(
        visits.visit_items, visits.has_status("cancelled_by_family")
    ),
    _measure("visits_cancelled_by_service", breakdowns=_BY_KIND): partial(
        visits.visit_items, visits.has_status("cancelled_by_service")
    ),
    _measure("visits_joint", breakdowns=_BY_KIND): partial(visits.visit_items, visits.says("is_joint")),
    _measure("practice_recorded", breakdowns=_BY_KIND): partial(visits.visit_items, visits.says("practised")),
    _measure("median_visit_minutes", "median"): partial(visits.visit_items, visits.minutes_at_home),
    _measure("visits_typical_length"): partial(visits.visit_items, visits.is_typical),
    PlainMeasure("visit_plan_kept", "ratio", ("term",)): visits.plan_items,
}
_TARGETS: dict[PlainMeasure, outcomes.Items] = {
    _measure("targets_achieved", breakdowns=_BY_DEVELOPMENT): outcomes.targets_in_state("achieved"),
    _measure("targets_partly_achieved", breakdowns=_BY_DEVELOPMENT): outcomes.targets_in_state("partly_achieved"),
    _measure("targets_not_achieved", breakdowns=_BY_DEVELOPMENT): outcomes.targets_in_state("not_achieved"),
    _measure("targets_not_reviewed", breakdowns=_BY_DEVELOPMENT): outcomes.targets_in_state(""),
    _measure("median_days_to_achieve", "median", _BY_DEVELOPMENT): outcomes.days_to_achieve,
}
_PROGRESS: dict[PlainMeasure, outcomes.Items] = {
    _measure("outcome_growth", breakdowns=_BY_DEVELOPMENT): outcomes.progress_items("rating", outcomes.has_grown),
    _measure("outcome_age_expected", breakdowns=_BY_DEVELOPMENT): outcomes.progress_items(
        "rating", outcomes.is_as_expected
    ),
    _measure("kept_pace", breakdowns=_BY_DEVELOPMENT): outcomes.progress_items(
        "age_equivalent_months", outcomes.keeps_pace
    ),
    _measure("median_gain_per_month", "median", _BY_DEVELOPMENT): outcomes.progress_items(
        "age_equivalent_months", outcomes.gain_per_month
    ),
}
_CLOSURES: dict[PlainMeasure, outcomes.Items] = {
    _measure("closures", "count", _BY_CLOSURE): outcomes.closure_items(lambda *_: 1),
    _measure("destination_known"): outcomes.closure_items(
        lambda _, closed: float(closed.get("destination") is not None)
    ),
    _measure("ehcp_requested"): outcomes.closure_items(outcomes.is_plan_requested),
    _measure("closed_for_non_attendance"): outcomes.closure_items(
        lambda _, closed: float(closed.get("closure_reason") == "non_attendance")
    ),
    _measure("transition_shared"): outcomes.closure_items(outcomes.is_shared),
}
_WORKSHOPS: dict[PlainMeasure, outcomes.Items] = {
    _measure("workshops_completed", breakdowns=_BY_ATTENDEE): outcomes.workshop_items
}
_RESTS_ON = (
    (_VISITS, "visits"),
    (_TARGETS, "targets"),
    (_PROGRESS, "assessments"),
    (_CLOSURES, "referrals"),
    (_WORKSHOPS, "workshops"),
)
MEASURES = tuple(measure for family, _ in _RESTS_ON for measure in family)


def figures(rules: Rules, submission: Submission, only: str = "") -> list[Figure]:
    """Every figure of these measures, or of one of them."""
    areas, since = submission.areas(), first_received(submission.referrals())
    found: list[Figure] = []
    for family, extract in _RESTS_ON:
        for measure, items in family.items():
            if only in ("", measure.name):
                counted = list(items(rules, submission))
                without = sorted({item.service_area for item in counted} - set(areas))
                stands = _standing(measure, rules, submission, extract) | dict.fromkeys(without and [*without, ALL], "")
                found += tabulate(measure, counted, [*areas, *without], stands, since, submission.as_at)
    return found


def _standing(measure: PlainMeasure, rules: Rules, submission: Submission, extract: str) -> dict[str, str]:
    def has_rule(area: str) -> bool:
        needs_minutes = measure.name == "visits_typical_length"
        return not needs_minutes or visits.has_typical_minutes(rules, area, submission.as_at)

    return standing(submission.areas(), lambda area: submission.supplies(area, extract), has_rule)
