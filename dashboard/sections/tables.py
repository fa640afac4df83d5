"""The rows behind a chart: once as shown, every cell in words, and once with every number as it is."""

from __future__ import annotations

import re
from typing import Any

import polars as pl

from dashboard import sentences
from dashboard.breakdowns import ALL_GROUPS, GROUPS, group_of
from dashboard.choice import WHOLE
from dashboard.figures import Figures
from dashboard.measures import BY_STANDARD, COUNTED_NOW

_DOWNLOADED = {
    "area": "service_area_name",
    "service_area": "service_area",
    "measure": "measure",
    "breakdown": "breakdown",
    "category": "category",
    "standard": "standard",
    "note": "limit",
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

_NOT_APPLICABLE = "not applicable"
_OF_EACH = "that of each standard"

_NAMES = len(("Service area", "Figure"))

Row = dict[str, Any]


def download(figures: pl.DataFrame) -> pl.DataFrame:
    """Figures with every number at full precision, blank where there is none, and why."""
    return figures.select(pl.col(column).alias(heading) for column, heading in _DOWNLOADED.items())


def of(rows: pl.DataFrame, figures: Figures) -> pl.DataFrame:
    """Figures in words, each as its measure's kind has it: one row per figure.

    Args:
        rows: figures of one kind of measure, whole or by the groups of one breakdown.
        figures: that they are of.
    """
    return pl.DataFrame([_cells(row, figures) for row in rows.iter_rows(named=True)])


def with_groups(whole: pl.DataFrame, groups: pl.DataFrame, figures: Figures) -> pl.DataFrame:
    """Whole figures in words, and those of groups below them in one table; a whole is of all groups.

    Args:
        whole: figures of one kind of measure.
        groups: the same by the groups of one breakdown.
        figures: that they are of.
    """
    return together(of(whole, figures), of(groups, figures))


def together(*tables: pl.DataFrame) -> pl.DataFrame:
    """Tables in words below each other.

    A figure that is of no group of a kind is of all of them; what figures of its kind do not have is not applicable.
    """
    rows = pl.concat([table for table in tables if not table.is_empty()], how="diagonal")
    groups = [column for column in rows.columns if column in GROUPS]
    rows = rows.with_columns(pl.col(groups).fill_null(ALL_GROUPS)).fill_null(_NOT_APPLICABLE)
    others = [column for column in rows.columns if column not in groups]
    return rows.select(*others[:_NAMES], *groups, *others[_NAMES:])


def file_name(heading: str) -> str:
    """What a section's download is called, without its ending."""
    return re.sub(r"\W+", "_", heading.lower()).strip("_")


def _cells(row: Row, figures: Figures) -> dict[str, str]:
    about = {"Service area": row["area"], "Figure": figures.titles[row["measure"]], **_group(row)}
    return about | {"Period": row["period"]} | _numbers(row, figures) | _rule(row)


def _group(row: Row) -> dict[str, str]:
    """The group that a figure is of; a count of clocks is always of one standard or of all."""
    if row["measure"] in COUNTED_NOW and row["breakdown"] in (WHOLE, BY_STANDARD):
        return {"Standard": row["what"] or "All standards"}
    return {} if row["breakdown"] == WHOLE else {group_of(row["breakdown"]): row["what"]}


def _rule(row: Row) -> dict[str, str]:
    return {"Limits": _YARDSTICKS[row["yardstick"]], "Limit": row["note"] or _OF_EACH} if row["yardstick"] else {}


def _numbers(row: Row, figures: Figures) -> dict[str, str]:
    unit = figures.unit(row["measure"])
    if unit == "share":
        return {
            "Share": row["words"] or sentences.exact_share(row["value"]),
            "95 % interval": _interval(row),
            "Counted": _told(row, "numerator"),
            "Of": _told(row, "denominator"),
        }
    if unit == "probability":
        chance = row["words"] or sentences.exact_share(row["value"])
        return {"Chance": chance, "95 % interval": _interval(row), "Rests on": _told(row, "denominator")}
    if figures.cards[row["measure"]]["kind"] == "count":
        return {"Count": _told(row, "value")}
    return {sentences.capitalised(unit): _told(row, "value"), "Rests on": _told(row, "denominator")}


def _interval(row: Row) -> str:
    if row["words"]:
        return str(row["words"])
    return sentences.NOT_GIVEN if row["lower"] is None else sentences.interval(row["lower"], row["upper"])


def _told(row: Row, column: str) -> str:
    """A number in words; why there is none, where there is none."""
    number = row[column]
    return (row["words"] or sentences.NOT_GIVEN) if number is None else sentences.number(number)
