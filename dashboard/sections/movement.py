"""What a control chart says of figures over time, as further columns of the table behind a run."""

from __future__ import annotations

from typing import Any

import polars as pl

from dashboard import sentences
from dashboard.figures import Figures
from dashboard.signals import judged_by

_DOWNLOADED = ["mean", "lower_limit", "upper_limit", "is_trial", "special_cause_type", "point_type"]
_CHOSEN = ("month", "quarter")
_UNTOLD = "not judged"

Row = dict[str, Any]


def shown(table: pl.DataFrame, rows: pl.DataFrame, figures: Figures) -> pl.DataFrame:
    """A table with the direction, mean and limits of its figures, each in words; as it is where none is judged.

    Args:
        table: the figures in words, row by row as in ``rows``.
        rows: figures as ``judged`` gives them.
        figures: that they are of.
    """
    if not _is_judged(rows):
        return table
    return table.hstack(pl.DataFrame([_cells(row, figures) for row in rows.iter_rows(named=True)]))


def downloaded(download: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """A download with what the control chart says of its figures; as it is where none is judged."""
    return download.hstack(rows.select(_DOWNLOADED)) if _is_judged(rows) else download


def hint(rows: pl.DataFrame, figures: Figures) -> str:
    """Where directions are to be had by another kind of period, which one to choose; else blank."""
    if _is_judged(rows):
        return ""
    measures = rows.get_column("measure").unique().sort().to_list()
    kinds = [kind for kind in judged_by(figures.context.warehouse, measures) if kind in _CHOSEN]
    names = sentences.listed([f"“{sentences.PERIOD_KINDS[kind]}”" for kind in kinds])
    return f"Choose {names} under “Figures by” to see whether a change is real or chance." if names else ""


def _is_judged(rows: pl.DataFrame) -> bool:
    return rows.get_column("direction").ne("").any()


def _cells(row: Row, figures: Figures) -> dict[str, str]:
    unit = figures.unit(row["measure"])
    why = row["words"] or row["direction"] or _UNTOLD
    return {
        "Change": row["direction"] or why,
        "Mean": why if row["mean"] is None else _told(row["mean"], unit),
        "Lower limit": why if row["mean"] is None else _told(row["lower_limit"], unit),
        "Upper limit": why if row["mean"] is None else _told(row["upper_limit"], unit),
    }


def _told(value: float, unit: str) -> str:
    return sentences.exact_share(value) if unit in sentences.SHARE_UNITS else sentences.number(value)
