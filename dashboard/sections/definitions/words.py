"""The words that figures are read by, what symbols stand for, and the quantities of demand and capacity."""

from __future__ import annotations

import polars as pl

from dashboard import rules
from dashboard.context import Context
from dashboard.sections import tables
from dashboard.sections.section import Section
from dashboard.sentences import literal


def definitions_of(context: Context, topic: str) -> Section:
    """The words of one topic."""
    found = rules.words(context.warehouse).filter(pl.col("topic") == topic)
    lines = [f"- **{literal(word)}.** {literal(meaning)}" for word, meaning in found.select("word", "meaning").rows()]
    return Section(
        heading=topic,
        charts=(),
        table=found.select(pl.col("word").alias("Word"), pl.col("meaning").alias("Meaning")),
        download=found.drop("position"),
        file_name=tables.file_name(topic),
        lead="\n".join(lines),
    )


def topics(context: Context) -> list[str]:
    """The topics of the words, in their order."""
    return rules.words(context.warehouse).get_column("topic").unique(maintain_order=True).to_list()


def symbols(context: Context) -> Section:
    """What stands in the place of a figure that is not given."""
    found = rules.symbols(context.warehouse)
    heading = "Where there is no figure"
    columns = {"title": "In words", "symbol": "Symbol in downloads", "meaning": "Meaning"}
    table = found.select(pl.col(name).alias(title) for name, title in columns.items())
    return Section(
        heading=heading,
        charts=(),
        table=table,
        download=found.drop("position"),
        file_name=tables.file_name(heading),
        summary=table,
        lead="A figure that is not given says why. It is never a blank, and never a zero.",
    )


def demand(context: Context) -> Section:
    """What the quantities of demand and capacity are."""
    found = rules.demand_quantities(context.warehouse)
    heading = "Demand and capacity"
    columns = {"title": "Quantity", "unit": "In", "meaning": "Meaning", "source": "Source"}
    table = found.select(pl.col(name).alias(title) for name, title in columns.items())
    return Section(
        heading=heading,
        charts=(),
        table=table,
        download=found.drop("position"),
        file_name=tables.file_name(heading),
        summary=table.select("Quantity", "Meaning"),
    )
