"""What every page is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dashboard.choice import Selection
from dashboard.warehouse import Snapshot

if TYPE_CHECKING:
    import streamlit as st


@dataclass(frozen=True)
class Context:
    """A page's ingredients.

    Attributes:
        warehouse: the figures, titles, standards and provenance.
        selection: what of them the reader has chosen.
        pages: every page that can be shown, by its path: what links between pages lead to.
    """

    warehouse: Snapshot
    selection: Selection
    pages: Mapping[str, st.Page] = field(default_factory=dict)

    @property
    def view(self) -> str:
        """Names what is shown: the file and everything that is chosen; views of one name look the same."""
        return f"{self.warehouse.identity} {self.selection}"
