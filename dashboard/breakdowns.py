"""What the groups that figures are broken down by are called."""

from __future__ import annotations

BREAKDOWNS = {
    "none": "Nothing",
    "sex": "Sex",
    "ethnicity": "Ethnicity",
    "primary_need": "Primary need",
    "imd_quintile": "Deprivation",
    "source": "Source of the referral",
    "priority": "Priority",
    "offer": "Kind of support",
    "area_of_development": "Area of development",
    "kind": "Kind of visit",
}
"""The groups that a reader can choose to break figures down by, none first."""

_GROUPS = {
    "standard": "Standard",
    "stage": "Stage",
    "band": "Days waited",
    "closure_reason": "Reason",
    "destination": "Destination",
    "attendee": "Attendee",
}


def group_of(breakdown: str) -> str:
    """What a group of a breakdown is called, such as ``Ethnicity`` or ``Destination``."""
    return _GROUPS.get(breakdown) or BREAKDOWNS[breakdown]


ALL_GROUPS = "All"
"""What stands in a group's place where a figure is of all groups together."""
