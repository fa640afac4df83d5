"""The measures that pages show together, by their ids."""

from __future__ import annotations

ON_TIME = ("first_contact_on_time", "initial_meeting_on_time", "first_targets_on_time", "reviews_on_time")
IGNORING_PAUSES = tuple(f"{measure}_ignoring_pauses" for measure in ON_TIME)
HELD_EARLY = "reviews_held_early"
WORKING_DAYS = ("median_working_days_to_contact", "median_working_days_to_meeting")
OVERDUE = "clocks_overdue"
DUE_SOON = "clocks_due_soon"
COUNTED_NOW = (OVERDUE, DUE_SOON)
BY_STANDARD = "standard"

RULES = {
    "visits_typical_length": "has_typical_minutes",
    "ageing_out_while_waiting": "has_leaving_rule",
    "accepted_within_criteria": "has_eligibility_rule",
    "accepted_criteria_unknown": "has_eligibility_rule",
}
"""The column of ``area_scope`` that says whether an area has the rule that a measure goes by."""
