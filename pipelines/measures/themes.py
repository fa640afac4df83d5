"""The themes that measures are read under, by the relations whose rows they count."""

from __future__ import annotations

THEMES = {
    "Seen on time": ("clock",),
    "Waiting list": ("waiting", "wait", "supported"),
    "Visits": ("visit", "visit_plan"),
    "Targets": ("target",),
    "Outcomes": ("progress", "closed_referral"),
    "Access": ("access", "workshop"),
}
"""Every theme, and the relations whose rows its measures count."""


def theme_of(relation: str) -> str:
    """The theme of a relation's measures; StopIteration if it has none."""
    return next(theme for theme, relations in THEMES.items() if relation in relations)
