"""How periods are written: the name that is printed, words for a sentence, and what else is understood."""

from __future__ import annotations

from datetime import date

from pipelines.measures.periods import PeriodKind, period_end

_QUARTER_MONTHS = 3
_CENTURY = 100
_MONTHS = range(1, 13)
_SEASONS = {1: "spring", 4: "summer", 9: "autumn"}
"""The statutory terms by the month that they begin with."""


def period_name(kind: PeriodKind, start: date) -> str:
    """The period as it is printed, such as ``2026-Q1`` or ``academic year 2025-26``."""
    return spellings(kind, start)[0]


def period_words(kind: PeriodKind, start: date) -> str:
    """The period as a sentence has it, such as ``January to March 2026``."""
    return spellings(kind, start)[1]


def spellings(kind: PeriodKind, start: date) -> tuple[str, ...]:
    """Every way to write a period: its name, its words, and others that are understood."""
    end = period_end(kind, start)
    if kind is PeriodKind.MONTH:
        return f"{start:%Y-%m}", f"{start:%B %Y}", f"{start:%b %Y}"
    if kind is PeriodKind.QUARTER:
        quarter = f"Q{start.month // _QUARTER_MONTHS + 1}"
        words = f"{start:%B} to {end:%B %Y}", f"{start:%b} to {end:%b %Y}"
        return f"{start.year}-{quarter}", *words, f"{quarter} {start.year}"
    if kind is PeriodKind.ROLLING_12_MONTHS:
        others = f"12 months to {end:%b %Y}", f"rolling year to {end:%Y-%m}", f"rolling year to {end:%B %Y}"
        return f"12 months to {end:%Y-%m}", f"12 months to {end:%B %Y}", *others
    if kind is PeriodKind.TERM:
        return (f"{_SEASONS[start.month]} term {start.year}",) * 2
    if kind is PeriodKind.AS_AT:
        return f"{start}", f"{start.day} {start:%B %Y}", f"as at {start}", f"as at {start.day} {start:%B %Y}"
    return _years(kind, f"{start.year}", f"{end.year % _CENTURY:02d}")


def _years(kind: PeriodKind, first: str, last: str) -> tuple[str, ...]:
    """A year alone is a financial year, for services report by those; with a dash only where it is no month's name."""
    what = kind.value.replace("_", " ")
    said = f"{what} {first}/{last}", f"{what} {first}-{last}"
    if kind is not PeriodKind.FINANCIAL_YEAR:
        return said[1], *said
    alone = [f"{first}-{last}"] if int(last) not in _MONTHS else []
    return *alone, *said, f"{first}/{last}"
