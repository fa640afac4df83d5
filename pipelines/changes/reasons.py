"""Why figures move: every reason by its name, and what it is called."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """What may move a figure of a period that is closed."""

    LATE_ROWS = "late_rows"
    LATER_EVENTS = "later_events"
    REVISED_ROWS = "revised_rows"
    WITHDRAWN_ROWS = "withdrawn_rows"
    SET_ASIDE = "set_aside"
    OTHER_FILES = "other_files"
    RULES = "rules"
    DEFINITION = "definition"
    THRESHOLDS = "thresholds"
    DISCLOSURE = "disclosure"
    PROGRAM = "program"
    UNKNOWN = "unknown"


WORDS = {
    Reason.LATE_ROWS: "rows of the period that arrived later",
    Reason.LATER_EVENTS: "events after the earlier day of the figures",
    Reason.REVISED_ROWS: "revised rows",
    Reason.WITHDRAWN_ROWS: "rows that were withdrawn",
    Reason.SET_ASIDE: "rows set aside then or now",
    Reason.OTHER_FILES: "other files delivered",
    Reason.RULES: "changed rules",
    Reason.DEFINITION: "changed definition",
    Reason.THRESHOLDS: "changed thresholds or calendars",
    Reason.DISCLOSURE: "other disclosure control",
    Reason.PROGRAM: "another version of the program",
    Reason.UNKNOWN: "no reason that the files tell",
}
LATE = (Reason.LATE_ROWS, Reason.LATER_EVENTS)
"""Late data: what is expected, and what is told apart from everything beyond it."""
