"""Which rows the measures count, and how these hang together: read off their definitions by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

BLOCKS: Mapping[str, tuple[str, ...]] = {
    "visits": (
        *("visits_attended", "visits_not_brought", "visits_cancelled_by_family", "visits_cancelled_by_service"),
        *("visits_joint", "practice_recorded", "median_visit_minutes", "visits_typical_length"),
    ),
    "visit plan": ("visit_plan_kept",),
    "targets": ("targets_achieved", "targets_partly_achieved", "targets_not_achieved", "targets_not_reviewed"),
    "targets achieved": ("median_days_to_achieve",),
    "children": (
        *("children_waiting", "waiting_over_12_weeks", "waiting_over_18_weeks", "longest_wait_days"),
        *("median_wait_days", "p92_wait_days", "referrals_received", "waits_started", "waits_ended"),
        *("median_wait_of_started_days", "children_supported"),
        *("started_within_12_weeks", "started_within_18_weeks", "started_within_26_weeks"),
        *("closures", "ehcp_requested", "destination_known", "closed_for_non_attendance", "transition_shared"),
    ),
    "decisions": (
        *("referrals_accepted", "consent_to_share", "accepted_criteria_unknown", "accepted_within_criteria"),
    ),
    "age": ("median_age_at_referral_months",),
    "outcomes by rating": ("outcome_growth", "outcome_age_expected"),
    "outcomes by age": ("kept_pace", "median_gain_per_month"),
    "contact": ("first_contact_on_time",),
    "contact, no pauses": ("first_contact_on_time_ignoring_pauses",),
    "contact, medians": ("median_working_days_to_contact",),
    "meeting": ("initial_meeting_on_time",),
    "meeting, no pauses": ("initial_meeting_on_time_ignoring_pauses",),
    "meeting, medians": ("median_working_days_to_meeting",),
    "first targets": ("first_targets_on_time",),
    "first targets, no pauses": ("first_targets_on_time_ignoring_pauses",),
    "reviews": ("reviews_on_time",),
    "reviews, no pauses": ("reviews_on_time_ignoring_pauses",),
    "reviews held early": ("reviews_held_early",),
    "clocks overdue": ("clocks_overdue",),
    "clocks due soon": ("clocks_due_soon",),
    "ageing out": ("ageing_out_while_waiting",),
    "workshops": ("workshops_completed",),
}
"""The blocks of measures whose margins hang together; within one, areas, periods and breakdowns hang together too."""

_SAME = (
    ("visits", ("visits_attended", "visits_not_brought", "visits_cancelled_by_family", "visits_cancelled_by_service")),
    ("targets", ("targets_achieved", "targets_partly_achieved", "targets_not_achieved", "targets_not_reviewed")),
    ("closed", ("closures", "ehcp_requested", "destination_known", "closed_for_non_attendance")),
    (
        "waiting",
        (
            *("children_waiting", "waiting_over_12_weeks", "waiting_over_18_weeks"),
            *("longest_wait_days", "median_wait_days", "p92_wait_days"),
        ),
    ),
    ("started", ("waits_started", "median_wait_of_started_days")),
    ("paced", ("kept_pace", "median_gain_per_month")),
    ("cohort", ("started_within_12_weeks", "started_within_18_weeks", "started_within_26_weeks")),
)
"""Measures that are out of the same rows."""
_ROWS_OF = {measure: name for name, measures in _SAME for measure in measures}
ADD_UP = (_SAME[0][1], _SAME[1][1])
"""Shares of one whole."""
_WITHIN = (
    ("visits_joint", "all", "visits_attended", "some"),
    ("practice_recorded", "all", "visits_attended", "some"),
    ("median_visit_minutes", "all", "visits_attended", "some"),
    ("visits_typical_length", "all", "visits_attended", "some"),
    ("waiting_over_18_weeks", "some", "waiting_over_12_weeks", "some"),
    ("transition_shared", "all", "destination_known", "some"),
    ("consent_to_share", "all", "referrals_accepted", "some"),
    ("accepted_criteria_unknown", "all", "referrals_accepted", "some"),
    ("accepted_within_criteria", "all", "accepted_criteria_unknown", "rest"),
)
"""What is counted among what else is counted."""
_PLACES = {"mainstream_setting", "special_setting", "childminder", "school", "other"}
GROUPED = (
    ("waiting_over_12_weeks: some", "waiting", "band", {"85-126", "127-364", "365+"}),
    ("waiting_over_18_weeks: some", "waiting", "band", {"127-364", "365+"}),
    ("destination_known: some", "closed", "destination", _PLACES | {"home"}),
    ("transition_shared", "closed", "destination", _PLACES),
    ("closed_for_non_attendance: some", "closed", "closure_reason", {"non_attendance"}),
)
"""Numbers that are some categories of what else is counted, by one of its breakdowns."""
LISTS = {
    "waiting": (("referrals_received", 1), ("waits_started", -1), ("waits_ended", -1)),
    "children_supported": (("waits_started", 1), ("closures", -1)),
}
"""What comes to a list, and goes from it."""
MIDDLES = {"median_wait_days": 0.5, "p92_wait_days": 0.92, "longest_wait_days": 1.0}
"""Which share of all who wait have waited so long or less."""
BEYOND = {"waiting_over_12_weeks": 84, "waiting_over_18_weeks": 126}
"""Those who have waited more days than these."""
COHORT, COHORT_OF, COHORT_MONTHS = "cohort", "referrals_received", 24
"""Those who came in so many months up to the day of the figures."""
_STOCKS = {"waiting", "children_supported"}


def rows_of(measure: str) -> str:
    """The rows that a measure is out of, by one name for all measures that are out of the same."""
    return _ROWS_OF.get(measure, measure)


def some_of(measure: str) -> str:
    """Those in its numerator."""
    return f"{measure}: some"


def rest_of(measure: str) -> str:
    """Those that lack to all."""
    return f"{measure}: rest"


def is_stock(whose: str) -> bool:
    """Whether the count is of the close of a day, and so is not made up of months."""
    return whose in _STOCKS or whose.split(":")[0] in _SAME[3][1]


def _among() -> dict[str, list[tuple[str, bool]]]:
    """For rows that are counted among others, those others, and whether they are all of them."""
    names = {"all": rows_of, "some": some_of, "rest": rest_of}
    found: defaultdict[str, list[tuple[str, bool]]] = defaultdict(list)
    for measure, part, other, among in _WITHIN:
        found[names[part](measure)].append((names[among](other), among == "rest"))
    return dict(found)


AMONG = _among()
"""What is counted among what, by the rows that are counted there."""
