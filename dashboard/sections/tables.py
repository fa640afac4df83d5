"""The rows behind a chart: once as shown, every cell in words, and once with every number as it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl

from dashboard import sentences

_DOWNLOADED = {
    "area": "service_area_name",
    "service_area": "service_area",
    "standard": "standard",
    "note": "limit",
    "measure": "measure",
    "yardstick": "yardstick",
    "period": "period",
    "period_start": "period_start",
    "numerator": "numerator",
    "denominator": "denominator",
    "value": "value",
    "lower": "lower",
    "upper": "upper",
    "symbol": "symbol",
    "words": "why_no_number",
}
_YARDSTICKS = {"own": "Own", "common": "Common", "": ""}

Row = dict[str, Any]


def download(figures: pl.DataFrame) -> pl.DataFrame:
    """Figures with every number at full precision, blank where there is none, and why."""
    return figures.select(pl.col(column).alias(heading) for column, heading in _DOWNLOADED.items())


def shares(figures: pl.DataFrame, titles: dict[str, str]) -> pl.DataFrame:
    """Shares in words, with interval and counts: one row per figure.

    Args:
        figures: of measures that are proportions.
        titles: of the measures.
    """
    return _table(figures, titles, _share_cells)


def numbers(figures: pl.DataFrame, titles: dict[str, str], heading: str) -> pl.DataFrame:
    """Medians in words, with how many they rest on: one row per figure.

    Args:
        figures: of measures that are medians.
        titles: of the measures.
        heading: what the numbers are.
    """
    return _table(figures, titles, lambda row: {heading: _told(row, "value"), "Rests on": _told(row, "denominator")})


def counts(figures: pl.DataFrame, titles: dict[str, str]) -> pl.DataFrame:
    """Counts in words, by standard: one row per figure.

    Args:
        figures: of measures that are counts, broken down by standard.
        titles: of the measures.
    """
    return _table(figures, titles, _count_cells)


def _table(figures: pl.DataFrame, titles: dict[str, str], cells: Callable[[Row], dict[str, str]]) -> pl.DataFrame:
    rows = [_about(row, titles) | cells(row) | _rule(row) for row in figures.iter_rows(named=True)]
    return pl.DataFrame(rows)


def _about(row: Row, titles: dict[str, str]) -> dict[str, str]:
    return {"Service area": row["area"], "Figure": titles[row["measure"]], "Period": row["period"]}


def _rule(row: Row) -> dict[str, str]:
    return {"Limits": _YARDSTICKS[row["yardstick"]], "Limit": row["note"]}


def _count_cells(row: Row) -> dict[str, str]:
    return {"Standard": row["what"] or "All standards", "Count": _told(row, "value")}


def _share_cells(row: Row) -> dict[str, str]:
    return {
        "Share": row["words"] or sentences.exact_share(row["value"]),
        "95 % interval": row["words"] or sentences.interval(row["lower"], row["upper"]),
        "On time or as named": _told(row, "numerator"),
        "Of": _told(row, "denominator"),
    }


def _told(row: Row, column: str) -> str:
    """A number in words; why there is none, where there is none."""
    number = row[column]
    return (row["words"] or sentences.NOT_GIVEN) if number is None else sentences.number(number)
