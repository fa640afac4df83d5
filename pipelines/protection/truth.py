"""The true number of every count of a block, also of those that no figure is of."""

from __future__ import annotations

import numpy as np
import polars as pl
from scipy.optimize import Bounds as Box
from scipy.optimize import LinearConstraint, milp
from scipy.sparse import csc_array

from pipelines.errors import FiguresWrong
from pipelines.protection.bounds import Floats, System


def true_counts(system: System, exact: pl.DataFrame, lower: Floats, upper: Floats) -> Floats:
    """Whole numbers for all counts, those of the exact figures where there are such.

    Runs of months, and what is counted besides others, get some numbers that fit.

    Args:
        system: the equations.
        exact: what ``pipelines.protection.known.placed`` gives of the exact figures.
        lower: what is known of each cell from its published figures.
        upper: likewise; ``inf`` where nothing is known.

    Raises:
        FiguresWrong: the exact figures do not fit the published ones, or each other.
    """
    given = exact.filter(pl.col("cell").is_not_null() & (pl.col("lower") == pl.col("upper")))
    least, most = np.ceil(lower), np.floor(upper)
    cell, count = given["cell"].to_numpy(), given["lower"].to_numpy()
    fits = bool(((least[cell] <= count) & (count <= most[cell])).all())
    least[cell] = most[cell] = count
    is_open = least < most
    shape = (system.first.size - 1, lower.size)
    sums = csc_array((system.sign.astype(np.float64), (system.equation, system.cell)), shape=shape)
    true = np.where(is_open, 0.0, least)
    if is_open.any():
        rest = -(sums @ true)
        rules = LinearConstraint(sums[:, np.flatnonzero(is_open)], rest, rest)
        box = Box(least[is_open], most[is_open])
        found = milp(np.zeros(box.lb.size), integrality=np.ones(box.lb.size), bounds=box, constraints=rules)
        fits = fits and found.x is not None
        true[is_open] = 0.0 if found.x is None else np.rint(found.x)
    if not fits or (sums @ true != 0).any():
        raise FiguresWrong("Our own figures contradict each other, so nothing was published; please report this.")
    return true
