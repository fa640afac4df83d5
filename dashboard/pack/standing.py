"""What stands at the head of every part of a pack: as at which day, of what, and for whom."""

from __future__ import annotations

from datetime import date

from dashboard import sentences
from dashboard.figures import Figures
from dashboard.pack.scope import Scope
from dashboard.warehouse import Snapshot

INTERNAL = "INTERNAL: exact figures. Not for publication."


def title(warehouse: Snapshot) -> str:
    """What a pack is called."""
    return title_as_at(warehouse.build["as_at"])


def title_as_at(day: date) -> str:
    """What a pack of figures of a day is called."""
    return f"Portage home visiting: evidence as at {sentences.day(day)}"


def standing(warehouse: Snapshot) -> str:
    """What kind of figures they are."""
    return words(warehouse.is_exact, warehouse.build["disclosure"])


def words(is_exact: bool, control: str) -> str:
    """What kind of figures they are, by whether they are exact, and by the preset of their disclosure control."""
    if is_exact:
        return INTERNAL
    return f"Published figures: small counts are suppressed and others rounded (disclosure control “{control}”)."


def areas(figures: Figures) -> str:
    """The names of the service areas."""
    return sentences.listed([figures.names[area] for area in figures.context.selection.areas])


def quarters(scope: Scope) -> str:
    """The quarters, in words."""
    first, last = (sentences.period("quarter", day) if day else "" for day in (scope.first, scope.last))
    if first and last:
        return first if first == last else f"{first} up to {last}"
    return f"from {first} on" if first else f"up to {last}" if last else "all that there are"
