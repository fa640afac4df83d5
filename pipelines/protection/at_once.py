"""The last step: no count may follow from all equations of a block together."""

from __future__ import annotations

import numpy as np
import polars as pl

from pipelines.disclosure import EXACT, SUPPRESSED, without_numbers
from pipelines.errors import FiguresWrong
from pipelines.protection.bounds import Flags, Floats, Whole
from pipelines.protection.distance import Distance
from pipelines.protection.freedom import Broken, Freedom
from pipelines.protection.known import LEAST, MOST, alone, bounds_of
from pipelines.protection.ledger import Ledger
from pipelines.protection.neighbours import neighbours
from pipelines.protection.relief import Shown, rows_to_free
from pipelines.protection.truth import true_counts
from pipelines.protection.worlds import Worlds

MOST_AT_ONCE = 1_500
"""In a block of more counts fractions are reckoned with too: whole-number programmes of its size take too long."""
MOST_APART = 24_000
"""In a block of more counts it is only seen that each can move, not by how much: programmes for it take minutes."""
_REWARDS = [0.5 * 2**step for step in range(12)] + 20 * [1024.0]
"""What it is worth that a count is no longer told, in figures: more and more, until none is left."""
_FEW, _LATER = 200, 4
"""Where no more counts than this are told, there is little to share, and the first rewards are passed over."""
_WHOLE, _SHARE_OF_NONE, _LARGER = 0.5, 50.0, 1e-6
"""What a figure costs besides one: if it is a whole, if it is a share of none, and for each that it counts."""


def settled(ledger: Ledger, rows: pl.DataFrame) -> pl.DataFrame:
    """The figures of a small block, as few as possible suppressed until none of its counts is told.

    Args:
        ledger: the counts of the block.
        rows: its figures, with their number in ``row``, from which nothing follows one equation after the other.

    Raises:
        FiguresWrong: a count follows from figures that are never suppressed.
    """
    among = np.ones(ledger.size, dtype=np.bool_)
    while among.any():
        known = ledger.known(rows)
        bounds = bounds_of(ledger.system, known, ledger.preset)
        worlds = Worlds(ledger.system, bounds.lower, bounds.upper, ledger.exchanges)
        if told := worlds.first_told(among, LEAST, MOST):
            shown = _shown(rows, known, ledger.floor(rows))
            gone = rows_to_free(ledger.system, *alone(known, ledger.size)[:2], shown, *told)
            if not gone:
                _must_stand(rows)
                among[told[0]] = False
            rows = without_numbers(rows, pl.col("row").is_in(gone))
    return rows


def loosened(ledger: Ledger, rows: pl.DataFrame, exact: pl.DataFrame) -> pl.DataFrame:
    """The figures of a large block, few of them suppressed until none of its small counts has one number alone.

    Fractions are numbers here. In a block of up to ``MOST_APART`` counts each small one can differ by one or more from
    the true one; in a larger one it is only seen that it can move, and one that can be 5 to 5.5 is left, though it is 5
    to whoever knows it to be whole.

    Args:
        ledger: the counts of the block.
        rows: its figures, with their number in ``row``, from which nothing follows one equation after the other.
        exact: the figures before they were controlled, with their number in ``row``.

    Raises:
        FiguresWrong: a count follows from figures that are never suppressed.
    """
    true = true_counts(ledger.system, ledger.known(exact, EXACT), *ledger.ends(rows))
    rows = _moving(ledger, rows, true)
    return rows if ledger.size > MOST_APART else _apart(ledger, rows, true)


def _moving(ledger: Ledger, rows: pl.DataFrame, true: Floats) -> pl.DataFrame:
    """The figures, few more of them suppressed until each small count can move."""
    lower, upper = ledger.ends(rows)
    freedom, floor = Freedom(ledger.system, true), ledger.floor(rows)
    freedom.widen(lower, upper)
    for cells in (*neighbours(ledger.named), np.arange(ledger.size)):
        freedom.look(cells)
    told = _small(true) & ~ledger.exchanges.differ(true, lower, upper) & freedom.fixed()
    rewards = iter(_REWARDS[_LATER if told.sum() <= _FEW else 0 :])
    while told.any():
        if (reward := next(rewards, None)) is None:
            _must_stand(rows)
            break
        shown = _shown(rows, ledger.known(rows), floor)
        given_up, moved = freedom.broken(told, _at_a_price(shown), reward)
        told[moved] = False
        rows = _without(rows, shown, given_up)
        freedom.widen(*ledger.ends(rows))
    return rows


def _apart(ledger: Ledger, rows: pl.DataFrame, true: Floats) -> pl.DataFrame:
    """The figures, few more of them suppressed until each small count can differ by one from the true one."""
    distance, floor = Distance(ledger.system, true), ledger.floor(rows)

    def still(among: Flags) -> Flags:
        ends = ledger.ends(rows)
        distance.widen(*ends)
        return distance.told(among & ~ledger.exchanges.differ(true, *ends))

    told = still(_small(true))
    rewards = iter(_REWARDS[_LATER:])
    while told.any():
        if (reward := next(rewards, None)) is None:
            _must_stand(rows)
            break
        shown = _shown(rows, ledger.known(rows), floor)
        given_up = distance.broken(told, _at_a_price(shown), reward)
        if given_up.size:
            rows = _without(rows, shown, given_up)
            told = still(told)
    return rows


def _small(true: Floats) -> Flags:
    return (true >= LEAST) & (true <= MOST)


def _must_stand(rows: pl.DataFrame) -> None:
    """What cannot be helped has to follow from figures that are out already: what is published now adds nothing.

    Raises:
        FiguresWrong: none of the figures was published before.
    """
    if not rows["stands"].any():
        raise FiguresWrong("A count follows from figures of none, so nothing was published; please report it.")


def _without(rows: pl.DataFrame, shown: Shown, cells: Whole) -> pl.DataFrame:
    """The figures, all that show one of these counts suppressed."""
    return without_numbers(rows, pl.col("row").is_in(np.unique(shown.row[np.isin(shown.cell, cells)])))


def _at_a_price(shown: Shown) -> Broken:
    """The counts that figures show, and what it costs to suppress all that show one."""
    cell, at = np.unique(shown.cell, return_inverse=True)
    return Broken(cell, shown.floor[cell], np.bincount(at, shown.price[shown.row], cell.size).astype(np.float64))


def _shown(rows: pl.DataFrame, known: pl.DataFrame, floor: Floats) -> Shown:
    """The figures that may be suppressed: all that are given but those of none, and those that stand."""
    count = pl.coalesce("denominator", "value")
    dear = 1 + _WHOLE * (pl.col("breakdown") == "none") + _SHARE_OF_NONE * (pl.col("value") == 0) + _LARGER * count
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
