"""Where figures come from, in words: definitions, standards with their sources, files and rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from dashboard import relations, sentences
from dashboard.figures import Figures
from dashboard.limits import Limit
from dashboard.relations import COMMON, OWN
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


def definition(figures: Figures, measure: str) -> str:
    """A measure's card as Markdown: its question, what is counted, its caution and its source."""
    cards = relations.measures(figures.context.warehouse).filter(pl.col("measure") == measure)
    if cards.is_empty():
        return ""
    return card(cards.row(0, named=True))


def card(card: dict[str, Any]) -> str:
    """A measure's card, a row of ``measure``, as Markdown."""
    told = [f"- {label}: {literal(str(card[column]))}" for column, label in _CARD if card.get(column)]
    return f"**{literal(card['title'])}** — {literal(card['question'])}\n\n" + "\n".join(told)


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
    rows = relations.statements(figures.context.warehouse, [*figures.single_areas, COMMON]).iter_rows(named=True)
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


def files(warehouse: Snapshot) -> pl.DataFrame:
    """The delivered files in words: one row per file."""
    rows = relations.submission_files(warehouse).iter_rows(named=True)
    return pl.DataFrame(
        [
            {
                "Extract": row["extract"],
                "File": row["file"] or f"file {row['number']}",
                "Rows": _told(row),
                "SHA-256": row["sha256"],
            }
            for row in rows
        ]
    )


def rules(warehouse: Snapshot) -> pl.DataFrame:
    """The files of rules and definitions in words: one row per file."""
    kinds = {"service_area": "Service area", "measure": "Measure"}
    rows = relations.rule_files(warehouse).iter_rows(named=True)
    return pl.DataFrame(
        [{"Kind": kinds.get(r["kind"], r["kind"]), "Name": r["name"], "SHA-256": r["sha256"]} for r in rows]
    )


def rows_delivered(warehouse: Snapshot) -> pl.DataFrame:
    """What became of the delivered rows: one row per extract, a column for each thing counted."""
    found = relations.extract_counts(warehouse)
    counted = ["files", "read", "accepted", "set_aside", "superseded", "noted"]
    rows: dict[str, dict[str, str]] = {}
    for row in found.iter_rows(named=True):
        rows.setdefault(row["extract"], {})[row["counted"]] = _told(row)
    return pl.DataFrame(
        [
            {"Extract": extract, **{_title(name): told.get(name, sentences.NOT_DELIVERED) for name in counted}}
            for extract, told in rows.items()
        ]
    )


def checks(warehouse: Snapshot) -> pl.DataFrame:
    """The checks that did not pass, in words: one row per check."""
    consequences = {"refuse": "refused", "set_aside": "rows set aside", "note": "noted"}
    rows = relations.failed_checks(warehouse).iter_rows(named=True)
    return pl.DataFrame(
        [
            {
                "Check": row["sentence"],
                "Extract": row["extract"],
                "Rows": "not run" if row["status"] == "not_run" else _told(row),
                "Consequence": consequences.get(row["consequence"], row["consequence"]),
                "Code": row["code"],
            }
            for row in rows
        ]
    )


def _title(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _told(row: dict[str, Any]) -> str:
    if row["rows"] is None:
        return sentences.reason(row["symbol"] or "x", sentences.NOTHING_TO_COUNT)
    return sentences.count(row["rows"])
