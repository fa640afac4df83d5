"""The figures that have to go so that a count can be another one, the cheapest there are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy.optimize import Bounds as Box
from scipy.optimize import LinearConstraint, milp
from scipy.sparse import block_array, csr_array, diags_array, eye_array

from pipelines.disclosure import SUPPRESSED
from pipelines.protection.bounds import Flags, Floats, System, Whole

_REACH = 50.0
"""How much more than its figure said a count may be, once that is suppressed."""
_OF_WHOLE, _SHARE_OF_NONE, _LARGER = 0.5, 50.0, 1e-6
"""What a figure costs besides one: if it is a whole, if it is a share of none, and for each that it counts."""


@dataclass(frozen=True)
class Shown:
    """What may be suppressed.

    Attributes:
        cell: the counts that figures show, one entry for each figure.
        row: those figures, from 0.
        floor: of every cell the least that it can be once nothing shows it.
        price: of every figure what it costs to suppress it.
    """

    cell: Whole
    row: Whole
    floor: Floats
    price: Floats


def shown_of(rows: pl.DataFrame, known: pl.DataFrame, floor: Floats) -> Shown:
    """The figures that may be suppressed: all that are given but those of none, and those that stand."""
    count = pl.coalesce("denominator", "value")
    dear = 1 + _OF_WHOLE * (pl.col("breakdown") == "none") + _SHARE_OF_NONE * (pl.col("value") == 0) + _LARGER * count
    price = rows.select(
        pl.when((pl.col("symbol") != SUPPRESSED) & (count > 0) & ~pl.col("stands")).then(dear).alias("price")
    )["price"]
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


def rows_to_free(system: System, lower: Floats, upper: Floats, shown: Shown, cell: int, count: int) -> list[int]:
    """The cheapest figures without which a cell may have another number than ``count``, sorted.

    Args:
        system: the equations.
        lower: what is known of each cell from its figures alone.
        upper: likewise; ``inf`` where nothing is known.
        shown: what may be suppressed.
        cell: the cell.
        count: its number.
    """
    is_shown = np.zeros(lower.size, dtype=np.bool_)
    is_shown[shown.cell] = True
    least = np.where(is_shown, np.minimum(lower, shown.floor), lower)
    most = np.where(is_shown, upper + _REACH, upper)
    rules = _rules(system, lower, upper, shown, is_shown)
    found = [_solved(rules, least, most, shown, (cell, count, step)) for step in (1, -1)]
    return min((each for each in found if each is not None), default=(0.0, list[int]()))[1]


def _rules(system: System, lower: Floats, upper: Floats, shown: Shown, is_shown: Flags) -> list[LinearConstraint]:
    """Sums hold; a cell is within its bounds or free; it is free only once every figure that shows it is suppressed."""
    cells = np.flatnonzero(is_shown)
    place = np.cumsum(is_shown) - 1
    ones, size, figures = np.ones(cells.size), lower.size, shown.price.size
    sums = csr_array((system.sign.astype(float), (system.equation, system.cell)), shape=(system.first.size - 1, size))
    pick = csr_array((ones, (np.arange(cells.size), cells)), shape=(cells.size, size))
    falls = diags_array(lower[cells] - np.minimum(lower, shown.floor)[cells]).tocsr()
    rises = -_REACH * eye_array(cells.size).tocsr()
    links, entry = np.ones(shown.cell.size), np.arange(shown.cell.size)
    free = csr_array((links, (entry, place[shown.cell])), shape=(entry.size, cells.size))
    gone = csr_array((-links, (entry, shown.row)), shape=(entry.size, figures))
    sizes = (cells.size, figures)
    return [
        LinearConstraint(_wide(sums, None, sizes), 0, 0),
        LinearConstraint(_wide(pick, falls, sizes), lower[cells], np.inf),
        LinearConstraint(_wide(pick, rises, sizes), -np.inf, upper[cells]),
        LinearConstraint(block_array([[csr_array((entry.size, size)), free, gone]], format="csr"), -np.inf, 0),
    ]


def _wide(first: csr_array, second: csr_array | None, sizes: tuple[int, int]) -> csr_array:
    """The columns of cells, of those that are free, and of the figures, side by side."""
    free, gone = (csr_array((first.shape[0], size)) for size in sizes)
    return block_array([[first, free if second is None else second, gone]], format="csr")


def _solved(
    rules: list[LinearConstraint], least: Floats, most: Floats, shown: Shown, asked: tuple[int, int, int]
) -> tuple[float, list[int]] | None:
    """What it costs, and which figures go, so that a cell is larger, or smaller, than its count."""
    cell, count, step = asked
    lower, upper = least.copy(), most.copy()
    (lower if step > 0 else upper)[cell] = count + step
    if lower[cell] > upper[cell]:
        return None
    others = rules[3].A.shape[1] - lower.size
    box = Box(np.append(lower, np.zeros(others)), np.append(upper, np.ones(others)))
    price = np.concatenate([np.zeros(lower.size + others - shown.price.size), shown.price])
    found = milp(price, integrality=np.ones(price.size), bounds=box, constraints=rules)
    if found.x is None:
        return None
    gone = np.flatnonzero(np.rint(found.x[-shown.price.size :]))
    return float(found.fun), [int(row) for row in gone]
