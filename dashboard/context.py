"""What every page is given."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.selection import Selection
from dashboard.warehouse import Snapshot


@dataclass(frozen=True)
class Context:
    """A page's two ingredients.

    Attributes:
        warehouse: the figures, titles, standards and provenance.
        selection: what of them the reader has chosen.
    """

    warehouse: Snapshot
    selection: Selection
