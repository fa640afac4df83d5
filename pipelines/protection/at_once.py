"""The last step: no count may follow from all equations of a block together."""

from __future__ import annotations

import numpy as np
import polars as pl

from pipelines.disclosure import EXACT, SUPPRESSED, Preset, without_numbers
from pipelines.errors import FiguresWrong
from pipelines.protection.bounds import Floats, System, Whole
from pipelines.protection.counts import counts
from pipelines.protection.distance import Distance
from pipelines.protection.freedom import Broken, Freedom
from pipelines.protection.known import LEAST, MOST, alone, bounds_of, placed
from pipelines.protection.neighbours import neighbours
from pipelines.protection.relief import Shown, rows_to_free
from pipelines.protection.truth import true_counts
from pipelines.protection.worlds import Worlds

MOST_AT_ONCE = 1_500
"""In a block of more counts fractions are reckoned with too: whole-number programmes of its size take too long."""
MOST_APART = 12_000
"""In a block of more counts it is only seen that each can move, not by how much: programmes for it take minutes."""
_REWARDS = [0.5 * 2**step for step in range(12)] + 20 * [1024.0]
"""What it is worth that a count is no longer told, in figures: more and more, until none is left."""
_FEW, _LATER = 200, 4
"""Where no more counts than this are told, there is little to share, and the first rewards are passed over."""
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
    among = np.ones(size, dtype=np.bool_)
    while among.any():
        known = placed(counts(rows, parts, preset), cells)
        bounds = bounds_of(system, known, preset)
        if told := Worlds(system, bounds.lower, bounds.upper).first_told(among, LEAST, MOST):
            hidden = placed(counts(without_numbers(rows, pl.col("symbol") == ""), parts, preset), cells)
            shown = _shown(rows, known, alone(hidden, size)[0])
            gone = rows_to_free(system, *alone(known, size)[:2], shown, *told)
            if not gone:
                _must_stand(rows)
                among[told[0]] = False
            rows = without_numbers(rows, pl.col("row").is_in(gone))
    return rows


def loosened(
    system: System, rows: pl.DataFrame, named: pl.DataFrame, parts: pl.DataFrame, preset: Preset, exact: pl.DataFrame
) -> pl.DataFrame:
    """The figures of a large block, few of them suppressed until none of its small counts has one number alone.

    Fractions are numbers here. In a block of up to ``MOST_APART`` counts each small one can differ by one or more from
    the true one; in a larger one it is only seen that it can move, and one that can be 5 to 5.5 is left, though it is 5
    to whoever knows it to be whole.

    Args:
        system: the equations of the block.
        rows: its figures, with their number in ``row``, from which nothing follows one equation after the other.
        named: ``cell``, ``set`` and place of all its counts, those that no figure is of among them.
        parts: what ``pipelines.protection.counts.parts_of`` gives.
        preset: how the figures were controlled.
        exact: the figures before that, with their number in ``row``.

    Raises:
        FiguresWrong: a count follows from figures that are never suppressed.
    """
    size = named.height
    known = placed(counts(rows, parts, preset), named)
    lower, upper, _ = alone(known, size)
    true = true_counts(system, placed(counts(exact, parts, EXACT), named), lower, upper)
    floor = alone(placed(counts(without_numbers(rows, pl.col("symbol") == ""), parts, preset), named), size)[0]
    freedom = Freedom(system, true)
    freedom.widen(lower, upper)
    for cells in (*neighbours(named), np.arange(size)):
        freedom.look(cells)
    told = freedom.fixed() & (true >= LEAST) & (true <= MOST)
    rewards = iter(_REWARDS[_LATER if told.sum() <= _FEW else 0 :])
    while told.any():
        if (reward := next(rewards, None)) is None:
            _must_stand(rows)
            break
        shown = _shown(rows, known, floor)
        given_up, moved = freedom.broken(told, _at_a_price(shown), reward)
        told[moved] = False
        rows = _without(rows, shown, given_up)
        known = placed(counts(rows, parts, preset), named)
        freedom.widen(*alone(known, size)[:2])
    return rows if size > MOST_APART else _apart(system, rows, named, parts, preset, true)


def _apart(
    system: System, rows: pl.DataFrame, named: pl.DataFrame, parts: pl.DataFrame, preset: Preset, true: Floats
) -> pl.DataFrame:
    """The figures, few more of them suppressed until each small count can differ by one from the true one."""
    distance, size = Distance(system, true), named.height
    known = placed(counts(rows, parts, preset), named)
    floor = alone(placed(counts(without_numbers(rows, pl.col("symbol") == ""), parts, preset), named), size)[0]
    distance.widen(*alone(known, size)[:2])
    told = distance.told((true >= LEAST) & (true <= MOST))
    rewards = iter(_REWARDS[_LATER:])
    while told.any():
        if (reward := next(rewards, None)) is None:
            _must_stand(rows)
            break
        shown = _shown(rows, known, floor)
        given_up = distance.broken(told, _at_a_price(shown), reward)
        if given_up.size:
            rows = _without(rows, shown, given_up)
            known = placed(counts(rows, parts, preset), named)
            distance.widen(*alone(known, size)[:2])
            told = distance.told(told)
    return rows


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
