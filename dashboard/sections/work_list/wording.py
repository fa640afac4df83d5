"""The codes of the records as readers say them."""

from __future__ import annotations

import polars as pl

NO_WORKER = "No worker yet"
NEVER = "never"
ONLY_THAT_DAY = "that day"
STILL_OPEN = "still open"
NO_DUE_DAY = "no due day"
NOTHING_FURTHER = "took place"
NOT_A_VISIT = "none recorded"

LANES = {
    "milestone": "Milestones",
    "clock": "Clocks",
    "pause": "Paused clocks",
    "visit": "Visits",
    "target": "Targets",
    "review": "Reviews",
    "assessment": "Assessments",
}
"""The lanes of a referral's story, from top to bottom."""

MILESTONES = {
    "received": "Received",
    "decided": "Decided",
    "first_contact": "First contact",
    "initial_meeting": "Initial meeting",
    "started": "Support began",
    "ehcp_requested": "EHC plan requested",
    "transition_shared": "Progress shared",
    "closed": "Closed",
}
CLOCKS = {"met": "met", "missed": "missed", "overdue": "overdue", "running": "running", "void": "void"}
VISITS = {
    "attended": "Attended",
    "not_brought": "Not brought",
    "cancelled_by_family": "Cancelled by family",
    "cancelled_by_service": "Cancelled by service",
    "planned": "Planned",
}
TARGETS = {
    "achieved": "Achieved",
    "partly_achieved": "Partly achieved",
    "not_achieved": "Not achieved",
    "withdrawn": "Withdrawn",
    "not_reviewed": "Not reviewed",
}
DECISIONS = {"accepted": "accepted", "declined": "declined", "withdrawn": "withdrawn", "pending": "pending"}
OCCASIONS = {"baseline": "Baseline", "review": "Review", "exit": "At the end", "unknown": "Occasion not known"}
HELD = "With the family"

STATUSES = {"overdue": "Overdue", "running": "Due soon"}
"""An outstanding clock that is running is one that is due soon."""


def worded(column: str, titles: dict[str, str]) -> pl.Expr:
    """A column of codes in words; a code without a title stays as it is."""
    return pl.col(column).replace(titles)


def worker() -> pl.Expr:
    """The worker, or that there is none."""
    return worded("worker_id", {"": NO_WORKER})


def short_day(column: str, none: str) -> pl.Expr:
    """Days such as ``3 Mar 2026``, and a word where there is none."""
    return pl.col(column).dt.strftime("%-d %b %Y").fill_null(none)
