"""The rules of the chosen areas in words, as they stand beside the figures that go by them."""

from __future__ import annotations

from typing import Any

from dashboard import relations, sentences
from dashboard.figures import Figures
from dashboard.sentences import literal

_LEAVING = {
    "birthday": "on the day the child turns {years}",
    "start_of_term_after_birthday": "at the start of the term after the child turns {years}",
    "end_of_term_after_birthday": "at the end of the term that starts next after the child turns {years}",
    "two_terms_before_school": "two terms before school starts",
}


def leaving(figures: Figures) -> str:
    """When children leave, by each area's rule, with its dates and source, as Markdown."""
    rows = relations.leaving_rules(figures.context.warehouse, figures.single_areas)
    return _listed("When children leave", [_leaving(figures, row) for row in rows.to_dicts()])


def statements(figures: Figures, topic: str, heading: str) -> str:
    """What each area publishes in words on a topic, with its source, as Markdown; blank where none does."""
    rows = relations.statements(figures.context.warehouse, figures.single_areas).to_dicts()
    told = [
        f"{_name(figures, row)}: {literal(row['text'])} ({literal(row['source'])})"
        for row in rows
        if row["topic"] == topic
    ]
    return _listed(heading, told)


def _leaving(figures: Figures, row: dict[str, Any]) -> str:
    until = f" to {sentences.day(row['until_on'])}" if row["until_on"] else ""
    rule = _LEAVING[row["rule"]].format(years=row["years"])
    return (
        f"{_name(figures, row)}: {rule}, from {sentences.day(row['from_on'])}{until}. Source: {literal(row['source'])}"
    )


def _name(figures: Figures, row: dict[str, Any]) -> str:
    return literal(figures.names[row["service_area"]])


def _listed(heading: str, lines: list[str]) -> str:
    return f"\n#### {heading}\n" + "\n".join(f"- {line}" for line in dict.fromkeys(lines)) if lines else ""
