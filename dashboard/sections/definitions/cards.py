"""Every measure's card, by theme, and those that some words are found in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl

from dashboard import about, deliveries, relations, sentences
from dashboard.breakdowns import group_of
from dashboard.context import Context
from dashboard.sections import tables
from dashboard.sections.section import Card, Section

EVERY = "every"
"""What the choice of all themes goes by."""
_DIRECTIONS = {
    "higher": "Higher is better for families",
    "lower": "Lower is better for families",
    "neither": "Neither higher nor lower is better",
}
_PERIODS = {**sentences.PERIOD_KINDS, "as_at": "the day of the figures"}
_SEARCHED = ("title", "question", "why", "caution", "numerator_words", "denominator_words", "period_words", "measure")
_SHOWN = {
    "title": "Measure",
    "theme": "Theme",
    "question": "Question",
    "numerator_words": "Counted as such",
    "denominator_words": "Out of",
    "period_words": "Falls in",
    "caution": "Caution",
    "source": "Source",
    "version": "Version",
}


def themes(context: Context) -> dict[str, str]:
    """The choice of a theme: all of them, then each."""
    found = relations.measures(context.warehouse).get_column("theme").unique(maintain_order=True).to_list()
    return {EVERY: "All themes", **{theme: theme for theme in found}}


def cards(context: Context, theme: str, words: str) -> dict[str, list[Card]]:
    """The cards by theme.

    Args:
        context: the page's.
        theme: the one whose cards are wanted, or ``EVERY``.
        words: what a card has to say somewhere, each of them; case makes no difference.
    """
    needs = deliveries.needs(context.warehouse)
    found: dict[str, list[Card]] = {}
    for row in relations.measures(context.warehouse).iter_rows(named=True):
        if theme in (EVERY, row["theme"]) and _says(row, words):
            found.setdefault(row["theme"], []).append(_card(context, row, needs))
    return found


def measures(context: Context) -> Section:
    """All cards as one table."""
    found = relations.measures(context.warehouse)
    heading = "All measures"
    return Section(
        heading=heading,
        charts=(),
        table=found.select(pl.col(name).alias(title) for name, title in _SHOWN.items()),
        download=found,
        file_name=tables.file_name(heading),
        lead=f"{found.height} measures, with every word of their definitions, to read or to take away.",
    )


def _says(row: dict[str, Any], words: str) -> bool:
    text = " ".join(str(row[name]) for name in _SEARCHED).casefold()
    return all(word in text for word in words.casefold().split())


def _card(context: Context, row: dict[str, Any], needs: pl.DataFrame) -> Card:
    rests = needs.filter(measure=row["measure"])
    required = rests.filter(is_required=True)["title"]
    used = rests.filter(is_required=False)["title"]
    kinds = relations.period_kinds_of(context.warehouse, row["measure"])
    groups = relations.breakdowns_of(context.warehouse, row["measure"])
    told = [
        f"- {_DIRECTIONS[row['direction']]}.",
        f"- Rests on {_lower(required)}{_where_delivered(used)}.",
        f"- Given by {_lower(_PERIODS[kind] for kind in kinds)}.",
        f"- Broken down by {_lower(group_of(group) for group in groups)}.",
    ]
    return Card(f"measure_{row['measure']}", row["title"], about.card(row) + "\n" + "\n".join(told))


def _lower(names: Iterable[str]) -> str:
    return sentences.listed([name.lower() for name in names]) or "nothing"


def _where_delivered(used: pl.Series) -> str:
    return f" and, where they are delivered, on {_lower(used)}" if used.len() else ""
