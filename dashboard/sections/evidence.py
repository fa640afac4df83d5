"""What figures were made of, in words: definitions by version, rules in force, files, rows and the build."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from dashboard import deliveries, provenance, relations, sentences
from dashboard.choice import Period
from dashboard.context import Context
from dashboard.figures import Figures
from dashboard.measures import COUNTED_NOW
from dashboard.relations import COMMON
from dashboard.sections.definitions.behind import rules_behind
from dashboard.sections.quality import checks, delivered, faults
from dashboard.sentences import literal


@dataclass(frozen=True)
class Evidence:
    """What some figures were made of.

    Attributes:
        lead: Markdown that stands first.
        tables: by the words they stand under, every cell in words.
        command: what to type for one of the figures, or blank.
    """

    lead: str
    tables: dict[str, pl.DataFrame] = field(default_factory=dict)
    command: str = ""


def everything(context: Context) -> Evidence:
    """What all figures of a warehouse were made of."""
    of_all = checks.outcomes(context.warehouse, (relations.ALL_AREAS,))
    received = delivered.rows_received(context).summary
    submitted = delivered.submissions(context)
    return Evidence(
        lead=f"{submitted.lead}\n\n{_built(context)}",
        tables={
            "Delivered files": submitted.table,
            "Rows delivered": pl.DataFrame() if received is None else received,
            "Checks that did not pass": of_all.filter(pl.col("Outcome") != checks.PASSED),
        },
    )


def evidence_of(figures: Figures, measures: Sequence[str]) -> Evidence:
    """What the figures of some measures were made of, for the chosen areas."""
    context = figures.context
    titles = deliveries.extracts(context.warehouse)
    needed = [titles[extract] for extract in provenance.extracts_of(context.warehouse, measures)]

    def of_these(table: pl.DataFrame) -> pl.DataFrame:
        return table.filter(pl.col("Extract").is_in(needed)) if table.height else table

    return Evidence(
        lead=f"{_needed(needed)}\n\n{_built(context)}",
        tables={
            "Definitions": _definitions(figures, measures),
            "Rules in force, and where they are published": _rules(figures, measures),
            "Delivered files": of_these(delivered.submissions(context).table),
            "Rows read, accepted and set aside": of_these(delivered.rows_received(context).table),
            "Rows set aside, and why": of_these(faults.set_aside(context).table),
            "Rows accepted with a note": of_these(faults.noted(context).table),
        },
        command=_command(figures, measures),
    )


def _needed(titles: Sequence[str]) -> str:
    return f"These figures rest on the extracts {literal(sentences.listed([title.lower() for title in titles]))}."


def _built(context: Context) -> str:
    build = context.warehouse.build
    control = "exact" if context.warehouse.is_exact else f"controlled as “{literal(build['disclosure'])}”"
    return (
        f"Built by version {literal(build['program_version'])} of Portage Insight, as at the close of "
        f"{sentences.day(build['as_at'])}, in warehouse format {build['warehouse_format']}; figures are {control}. "
        f"{literal(deliveries.standing(context.warehouse))}"
    ).rstrip()


def _definitions(figures: Figures, measures: Sequence[str]) -> pl.DataFrame:
    hashes = {row["name"]: row["sha256"] for row in relations.rule_files(figures.context.warehouse).to_dicts()}
    rows = [
        (figures.titles[measure], figures.cards[measure]["version"], hashes.get(f"{measure}.toml", sentences.NOT_GIVEN))
        for measure in measures
        if measure in figures.titles
    ]
    return _frame(("Figure", "Version of the definition", "SHA-256"), rows)


def _rules(figures: Figures, measures: Sequence[str]) -> pl.DataFrame:
    published = (rule for rule in rules_behind(figures, measures) if rule.source)
    rows = [(rule.holder, rule.kind, rule.words, rule.in_force, rule.source) for rule in published]
    return _frame(("Service area", "Rule", "What it says", "In force", "Source"), rows)


def _command(figures: Figures, measures: Sequence[str]) -> str:
    """The command for the first of the measures, in the period that is shown."""
    selection = figures.context.selection
    where = f"--area {selection.areas[0]} --period '{_period(figures, measures[0]).typed}'"
    is_of_clocks = measures[0] in (*figures.standard_of, *COUNTED_NOW)
    yardstick = f" --yardstick {COMMON}" if is_of_clocks and selection.yardstick == COMMON else ""
    records = " --from records" if figures.context.warehouse.is_exact else ""
    return f"portage explain {measures[0]} --warehouse DIR {where}{yardstick}{records}"


def _period(figures: Figures, measure: str) -> Period:
    """The chosen period if the measure is given by such; else the latest that there is."""
    headline = figures.context.selection.headline
    known = relations.periods(figures.context.warehouse, [measure])
    if headline.start in known.get(headline.kind, []):
        return headline
    kind = next(iter(known))
    return Period(kind, known[kind][-1])


def _frame(columns: Sequence[str], rows: Sequence[tuple[str, ...]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")
