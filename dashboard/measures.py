"""The measures that pages show together, by their ids."""

from __future__ import annotations

ON_TIME = ("first_contact_on_time", "initial_meeting_on_time", "first_targets_on_time", "reviews_on_time")
IGNORING_PAUSES = tuple(f"{measure}_ignoring_pauses" for measure in ON_TIME)
HELD_EARLY = "reviews_held_early"
WORKING_DAYS = ("median_working_days_to_contact", "median_working_days_to_meeting")
OVERDUE = "clocks_overdue"
DUE_SOON = "clocks_due_soon"
VISIT_PARTS = ("visits_attended", "visits_not_brought", "visits_cancelled_by_family", "visits_cancelled_by_service")
"""What becomes of a planned visit: they add up to one."""
PLAN_KEPT = "visit_plan_kept"
IN_VISITS = ("visits_joint", "practice_recorded")
USUAL_LENGTH = "visits_typical_length"
MINUTES = "median_visit_minutes"
WORKSHOPS = "workshops_completed"
TARGET_PARTS = ("targets_achieved", "targets_partly_achieved", "targets_not_achieved", "targets_not_reviewed")
"""What becomes of a target that is due: they add up to one."""
DAYS_TO_ACHIEVE = "median_days_to_achieve"
COUNTED_NOW = (OVERDUE, DUE_SOON)
BY_STANDARD = "standard"
BY_KIND = "kind"
BY_ATTENDEE = "attendee"
BY_DEVELOPMENT = "area_of_development"

WAITING = "children_waiting"
WAITS_SO_FAR = ("median_wait_days", "p92_wait_days", "longest_wait_days")
WAIT_OF_STARTED = "median_wait_of_started_days"
WAITING_LONG = ("waiting_over_12_weeks", "waiting_over_18_weeks")
MOVES = ("referrals_received", "waits_started", "waits_ended")
"""What a waiting list gains, and what it loses."""
CHANCES = ("started_within_12_weeks", "started_within_18_weeks", "started_within_26_weeks")
AGEING_OUT = "ageing_out_while_waiting"
ACCESS = ("referrals_accepted", "accepted_within_criteria", "accepted_criteria_unknown", "consent_to_share")
AGE_AT_REFERRAL = "median_age_at_referral_months"

LEVEL_FOR_AGE = ("outcome_growth", "outcome_age_expected")
KEPT_PACE = "kept_pace"
GAIN = "median_gain_per_month"
CLOSURES = "closures"
ENDINGS = ("destination_known", "transition_shared", "ehcp_requested", "closed_for_non_attendance")

RULES = {
    "visits_typical_length": "has_typical_minutes",
    AGEING_OUT: "has_leaving_rule",
    "accepted_within_criteria": "has_eligibility_rule",
    "accepted_criteria_unknown": "has_eligibility_rule",
}
"""The column of ``area_scope`` that says whether an area has the rule that a measure goes by."""

NOW = ("children_supported", "children_waiting", "longest_wait_days")
AT_CLOSE = ("children_supported", WAITING, *WAITS_SO_FAR, *WAITING_LONG)
"""The figures of which a period has those of its last day."""
LAST_YEAR = ("targets_achieved", "outcome_age_expected")
WATCHED = (
    *("waiting_over_12_weeks", "visits_attended", "visits_not_brought", "visits_cancelled_by_service"),
    *(PLAN_KEPT, "targets_not_reviewed", *LAST_YEAR),
)
"""The figures whose turn for the worse a manager wants to hear of first, besides those on time."""
SHORT_TITLES = {
    "first_contact_on_time": "Contact on time",
    "initial_meeting_on_time": "Meeting on time",
    "first_targets_on_time": "First targets on time",
    "reviews_on_time": "Reviews on time",
    "children_supported": "Supported",
    "children_waiting": "Waiting",
    "longest_wait_days": "Longest wait, days",
    "visit_plan_kept": "Plan kept",
    "targets_achieved": "Targets achieved",
    "outcome_age_expected": "At expected level",
}
"""What a column of the overview is called; the whole titles stand in its table and definitions."""
