"""The rules of the chosen areas that figures of the waiting list go by, as Markdown beside their definitions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dashboard import rules
from dashboard.figures import Figures
from dashboard.sections.definitions import wording
from dashboard.sentences import literal

Row = dict[str, Any]


def leaving(figures: Figures) -> str:
    """When children leave, by each area's rule, with its dates and source."""
    found = rules.of_areas(figures.context.warehouse, "leaving_rule", figures.single_areas)
    return _listed(figures, "When children leave", ((row, wording.leaving(row)) for row in found.to_dicts()))


def criteria(figures: Figures) -> str:
    """Who may be referred, by each area's rule, with its dates and source."""
    found = rules.of_areas(figures.context.warehouse, "eligibility", figures.single_areas)
    of_each = [part.to_dicts() for part in found.partition_by("service_area", "from_on", maintain_order=True)]
    return _listed(figures, "Who may be referred", ((ways[0], wording.criteria(ways)) for ways in of_each))


def _listed(figures: Figures, heading: str, told: Iterable[tuple[Row, str]]) -> str:
    lines = [f"- {literal(figures.names[row['service_area']])}: {_rule(row, words)}" for row, words in told]
    return "\n".join([f"#### {heading}", *lines]) if lines else ""


def _rule(row: Row, words: str) -> str:
    return f"{literal(words)}, {wording.in_force(row['from_on'], row['until_on'])}. Source: {literal(row['source'])}"
