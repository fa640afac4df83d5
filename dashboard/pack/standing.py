"""What stands at the head of every part of a pack: as at which day, of what, and for whom."""

from __future__ import annotations

from dashboard import sentences
from dashboard.figures import Figures
from dashboard.pack.scope import Scope
from dashboard.warehouse import Snapshot

INTERNAL = "INTERNAL: exact figures. Not for publication."


def title(warehouse: Snapshot) -> str:
    """What a pack is called."""
    return f"Portage home visiting: evidence as at {sentences.day(warehouse.build['as_at'])}"


def standing(warehouse: Snapshot) -> str:
    """What kind of figures they are."""
    if warehouse.is_exact:
        return INTERNAL
    control = warehouse.build["disclosure"]
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
