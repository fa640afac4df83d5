"""Where figures come from, in words: definitions, standards with their sources, files and rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from dashboard import relations, sentences
from dashboard.figures import Figures
from dashboard.limits import Limit
from dashboard.relations import COMMON, OWN
from dashboard.rules import statements
from dashboard.sentences import literal
from dashboard.warehouse import Snapshot

_CARD = (
    ("numerator_words", "Counted as such"),
    ("denominator_words", "Out of"),
    ("period_words", "Falls in"),
    ("why", "Why it matters"),
    ("caution", "Caution"),
    ("source", "Source"),
    ("version", "Version of the definition"),
)
_READING = "reading"
_KINDS = {"service_area": "Service area", "measure": "Measure", "calendar": "Calendar"}
_CHOSEN = {"thresholds.toml": "Numbers that were chosen"}
"""What a file is of that is no measure and stands among them."""


def definition(figures: Figures, measure: str) -> str:
    """A measure's card as Markdown: its question, what is counted, its caution and its source."""
    cards = relations.measures(figures.context.warehouse).filter(pl.col("measure") == measure)
    if cards.is_empty():
        return ""
    return card(cards.row(0, named=True))


def card(card: dict[str, Any]) -> str:
    """A measure's card, a row of ``measure``, as Markdown."""
    told = [
        f"- {_named(card, column, label)}: {literal(str(card[column]))}" for column, label in _CARD if card.get(column)
    ]
    return f"**{literal(card['title'])}** — {literal(card['question'])}\n\n" + "\n".join(told)


def _named(card: dict[str, Any], column: str, label: str) -> str:
    """What a part of a card is called: a figure that is no part of anything has only what is counted at all."""
    return "Counted" if column == "denominator_words" and not card.get("numerator_words") else label


def standards(figures: Figures, measures: Sequence[str]) -> str:
    """The limits of the chosen areas and the common ones behind measures, each with its dates and source."""
    behind = [code for code in figures.standards if code in {figures.standard_of.get(m) for m in measures}]
    lines = [line for standard in behind or figures.standards for line in _lines(figures, standard)]
    return "\n".join(lines)


def _lines(figures: Figures, standard: str) -> Iterator[str]:
    title = literal(figures.standards[standard])
    yield f"\n**{title}**\n"
    for area in figures.single_areas:
        history = figures.limits.history(area, standard, OWN)
        yield from (f"- {literal(figures.names[area])}: {_rule(one)}" for one in history)
        if not history:
            yield f"- {literal(figures.names[area])} publishes no limit for {title.lower()}."
    yield from (f"- Common limit: {_rule(one)}" for one in figures.limits.history(COMMON, standard, COMMON))


def _rule(limit: Limit) -> str:
    until = f" to {sentences.day(limit.until_on)}" if limit.until_on else ""
    return f"{limit.words}, from {sentences.day(limit.from_on)}{until}. Source: {literal(limit.source)}"


def readings(figures: Figures) -> str:
    """How open wording of the chosen areas is read, where it bears on a standard."""
    rows = statements(figures.context.warehouse, [*figures.single_areas, COMMON]).iter_rows(named=True)
    told = [
        f"- {_holder(figures, row)}: {literal(row['text'])} ({literal(row['source'])})"
        for row in rows
        if _bears(figures, row)
    ]
    return "\n".join(dict.fromkeys(told))


def _holder(figures: Figures, row: dict[str, str]) -> str:
    return literal(figures.names.get(row["service_area"], "Common limits"))


def _bears(figures: Figures, row: dict[str, str]) -> bool:
    """Whether a statement is on a standard, or says how the wording of one is read."""
    topic = row["topic"] if row["topic"] != _READING else row["text"].partition(":")[0]
    return any(title.lower().startswith(topic.lower()) for title in figures.standards.values())


def rules(warehouse: Snapshot) -> pl.DataFrame:
    """The files of rules and definitions in words, in the order of what they are: one row per file."""
    titles = {
        **{f"{row['measure']}.toml": row["title"] for row in relations.measures(warehouse).to_dicts()},
        **{f"{code}.toml": name for code, name in relations.areas(warehouse).items()},
        f"{COMMON}.toml": "Common limits",
    }
    rows = [
        {
            "Kind": _CHOSEN.get(r["name"]) or _KINDS.get(r["kind"], r["kind"]),
            "Name": titles.get(r["name"], _file_words(r["name"])),
            "SHA-256": r["sha256"],
        }
        for r in relations.rule_files(warehouse).iter_rows(named=True)
    ]
    return pl.DataFrame(rows)


def _file_words(name: str) -> str:
    return sentences.capitalised(name.removesuffix(".toml").replace("_", " "))
