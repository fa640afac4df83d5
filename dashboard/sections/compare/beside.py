"""What the sections that compare areas share: each area's figure beside that of all areas, and the verdict on it."""

from __future__ import annotations

from typing import Any

import polars as pl

from dashboard import comparisons
from dashboard.figures import Figures
from dashboard.relations import ALL_AREAS, OWN
from dashboard.sections.on_time import NOT_COMPARABLE

Row = dict[str, Any]

NOT_JUDGED = "not judged"
TOO_FEW = "too few to judge"
_LIMITS = ["all_areas", "lower_95", "upper_95", "lower_99_8", "upper_99_8", "verdict", "is_beyond_99_8", "reading"]


def yardstick(figures: Figures) -> str:
    """What the clocks behind the chosen measure are judged by, blank where there are none."""
    selection = figures.context.selection
    return comparisons.yardstick(figures.context.warehouse, selection.measure, selection.yardstick)


def beside_all(figures: Figures) -> pl.DataFrame:
    """The chosen measure in the headline period, a row for each area and one for all of them together.

    Returns:
        The columns of ``Figures``, those of ``comparison`` that judge the figure, and ``told``, the verdict in words.
    """
    selection = figures.context.selection
    against = yardstick(figures)
    rows = figures.at((selection.measure,), (against,), selection.headline)
    found = comparisons.beside_all(figures.context.warehouse, selection.measure, against, selection.headline)
    judged = rows.join(found.select("service_area", *_LIMITS), on="service_area", how="left", maintain_order="left")
    told = [_verdict(row) for row in judged.iter_rows(named=True)]
    return judged.with_columns(pl.Series("told", told, dtype=pl.String))


def caution(figures: Figures) -> str:
    """That own limits do not compare areas, where they differ and are what is shown; else blank."""
    selection = figures.context.selection
    standard = figures.standard_of.get(selection.measure)
    if standard is None or yardstick(figures) != OWN:
        return ""
    return NOT_COMPARABLE if figures.limits.differ(selection.areas, [standard], figures.as_at) else ""


def _verdict(row: Row) -> str:
    if row["value"] is None:
        return str(row["words"])
    if row["service_area"] == ALL_AREAS:
        return "all areas together"
    return verdict(row, "all areas", "beyond the 99.8 % limits" if row["is_beyond_99_8"] else "beyond the 95 % limits")


def verdict(row: Row, others: str, how_far: str = "") -> str:
    """A verdict of the warehouse in words, such as ``worse than all areas (beyond the 95 % limits)``.

    Args:
        row: with its ``verdict`` and ``reading``.
        others: whom it is compared with.
        how_far: how far it lies from them, where it differs.
    """
    if row["verdict"] == comparisons.TOO_FEW:
        return TOO_FEW
    if not row["verdict"]:
        return NOT_JUDGED
    if row["verdict"] == "within":
        return f"no different from {others}"
    way = {"above": "higher", "below": "lower"}[row["verdict"]] if row["reading"] == "different" else row["reading"]
    return f"{way} than {others}" + (f" ({how_far})" if how_far else "")
