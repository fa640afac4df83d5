"""What the groups that figures are broken down by are called."""

from __future__ import annotations

from dashboard import sentences

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


_NAMES = frozenset({"ethnicity"})
"""The breakdowns whose groups are names."""


def in_sentence(title: str, breakdown: str) -> str:
    """A group, or whatever else a figure is of, inside a sentence; a name keeps its capitals, as ``Asian`` does."""
    return title if breakdown in _NAMES else sentences.uncapitalised(title)


GROUPS = frozenset({*BREAKDOWNS.values(), *_GROUPS.values()})
"""What any group can be called."""

ALL_GROUPS = "All"
"""What stands in a group's place where a figure is of all groups together."""
