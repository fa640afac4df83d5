"""The last step for small blocks: no count may follow from all equations together."""

from __future__ import annotations

import numpy as np
import polars as pl

from pipelines.disclosure import SUPPRESSED, Preset, without_numbers
from pipelines.errors import FiguresWrong
from pipelines.protection.bounds import Floats, System
from pipelines.protection.counts import counts
from pipelines.protection.known import LEAST, MOST, alone, bounds_of, placed
from pipelines.protection.relief import Shown, rows_to_free
from pipelines.protection.worlds import Worlds

MOST_AT_ONCE = 1_500
"""A block of more counts is left as it is: whole-number programmes of its size take too long."""
_WHOLE, _SHARE_OF_NONE, _LARGER = 0.5, 50.0, 1e-6
"""What a figure costs besides one: if it is a whole, if it is a share of none, and for each that it counts."""


def settled(
    system: System, rows: pl.DataFrame, cells: pl.DataFrame, parts: pl.DataFrame, preset: Preset
) -> pl.DataFrame:
    """The figures of a small block, as few as possible suppressed until none of its counts is told.

    Args:
        system: the equations of the block.
        rows: its figures, with their number in ``row``, from which nothing follows one equation after the other.
        cells: ``cell``, ``set`` and place of its counts.
        parts: what ``pipelines.protection.counts.parts_of`` gives.
        preset: how the figures were controlled.

    Raises:
        FiguresWrong: a count follows from figures that are never suppressed.
    """
    size = system.first_of_cell.size - 1
    among = np.full(size, size <= MOST_AT_ONCE)
    while among.any():
        known = placed(counts(rows, parts, preset), cells)
        bounds = bounds_of(system, known, preset)
        if told := Worlds(system, bounds.lower, bounds.upper).first_told(among, LEAST, MOST):
            hidden = placed(counts(without_numbers(rows, pl.col("symbol") == ""), parts, preset), cells)
            shown = _shown(rows, known, alone(hidden, size)[0])
            gone = rows_to_free(system, *alone(known, size)[:2], shown, *told)
            if not gone:
                raise FiguresWrong("A count follows from figures of none, so nothing was published; please report it.")
            rows = without_numbers(rows, pl.col("row").is_in(gone))
    return rows


def _shown(rows: pl.DataFrame, known: pl.DataFrame, floor: Floats) -> Shown:
    """The figures that may be suppressed: all that are given but those of none."""
    count = pl.coalesce("denominator", "value")
    dear = 1 + _WHOLE * (pl.col("breakdown") == "none") + _SHARE_OF_NONE * (pl.col("value") == 0) + _LARGER * count
    price = rows.select(pl.when((pl.col("symbol") != SUPPRESSED) & (count > 0)).then(dear).alias("price"))["price"]
    given = known.filter("is_given").join(rows.select("row", price=price), on="row", maintain_order="left")
    may = given.filter(pl.col("price").is_not_null())
    fixed = given.filter(pl.col("price").is_null())["cell"]
    may = may.filter(~pl.col("cell").is_in(fixed.implode()))
    return Shown(
        may["cell"].to_numpy().astype(np.int64),
        may["row"].to_numpy().astype(np.int64),
        floor,
        price.fill_null(0.0).to_numpy(),
    )
