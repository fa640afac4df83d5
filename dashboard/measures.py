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

RULES = {
    "visits_typical_length": "has_typical_minutes",
    "ageing_out_while_waiting": "has_leaving_rule",
    "accepted_within_criteria": "has_eligibility_rule",
    "accepted_criteria_unknown": "has_eligibility_rule",
}
"""The column of ``area_scope`` that says whether an area has the rule that a measure goes by."""
