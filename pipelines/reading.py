"""How figures are read: the tables of words, cards and choices that travel with them in both files."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import polars as pl

from expectations import codes
from pipelines.measures.choices import breakdown_choices, period_choices
from pipelines.measures.definition import Definition
from pipelines.measures.periods import PeriodKind
from pipelines.measures.themes import theme_of
from pipelines.measures.thresholds import band_titles, thresholds
from pipelines.words import symbol_table, word_table

_QUINTILES = (("1", "1 (most deprived)"), ("2", "2"), ("3", "3"), ("4", "4"), ("5", "5 (least deprived)"))
_CATEGORIES = {
    "source": codes.SOURCE,
    "sex": codes.SEX,
    "ethnicity": codes.ETHNICITY,
    "primary_need": codes.PRIMARY_NEED,
    "priority": codes.PRIORITY,
    "offer": codes.OFFER,
    "imd_quintile": _QUINTILES,
    "standard": codes.STANDARD,
    "stage": codes.STAGE,
    "band": band_titles(),
    "kind": codes.VISIT_KIND,
    "area_of_development": codes.AREA_OF_DEVELOPMENT,
    "closure_reason": codes.CLOSURE_REASON,
    "destination": codes.DESTINATION,
    "attendee": codes.ATTENDEE,
}
_UNKNOWN = ("unknown", "Not known")
_ALWAYS_KNOWN = {"standard", "stage", "band"}


def reading_tables(definitions: Sequence[Definition], withheld: Collection[PeriodKind]) -> dict[str, pl.DataFrame]:
    """What a reader needs to know of the figures, by the names of the tables.

    Args:
        definitions: the measures'.
        withheld: the kinds of period of which the file has no figure.
    """
    return {
        "measure": measure_table(definitions),
        "measure_breakdown": breakdown_choices(definitions),
        "measure_rule": measure_rules(definitions),
        "measure_period": period_choices(definitions, withheld),
        "category": category_table(),
        "threshold": thresholds(),
        "word": word_table(),
        "symbol": symbol_table(),
    }


def measure_table(definitions: Sequence[Definition]) -> pl.DataFrame:
    """One row per measure: its card."""
    words = ("title", "question", "why", "kind", "unit", "direction", "caution", "source")
    rows = [
        {
            "measure": definition.measure,
            "position": definition.position,
            "theme": theme_of(definition.relation),
            **{name: str(getattr(definition, name)) for name in words},
            "standard": definition.standards[0] if len(definition.standards) == 1 else None,
            "numerator_words": definition.numerator_words,
            "denominator_words": definition.denominator_words,
            "period_words": definition.period_words,
            "quantile": definition.quantile,
            "version": definition.version,
        }
        for definition in definitions
    ]
    return pl.DataFrame(rows, schema_overrides={"standard": pl.String, "quantile": pl.Float64})


def measure_rules(definitions: Sequence[Definition]) -> pl.DataFrame:
    """One row per measure and kind of dated rule that decides what it counts: the name of the rules' table.

    A standard is named too, where it is one of several; blank for the other kinds of rule.
    """
    standards = [(d.measure, "standard", standard) for d in definitions for standard in d.standards]
    others = [(d.measure, rule, "") for d in definitions for rule in d.rules]
    return pl.DataFrame(
        standards + others, schema=dict.fromkeys(("measure", "rule", "standard"), pl.String), orient="row"
    )


def category_table() -> pl.DataFrame:
    """One row per breakdown and category: the title it is shown under, and its place."""
    rows = [(*row,) for breakdown, titles in _CATEGORIES.items() for row in _positions(breakdown, titles)]
    schema = {"breakdown": pl.String, "category": pl.String, "title": pl.String, "position": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _positions(breakdown: str, titles: Sequence[tuple[str, str]]) -> Iterable[tuple[str, str, str, int]]:
    every = titles if breakdown in _ALWAYS_KNOWN else (*titles, _UNKNOWN)
    for position, (category, title) in enumerate(every, start=1):
        yield breakdown, category, title, position
