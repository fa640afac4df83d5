"""The last step: no count may follow from all equations of a block together."""

from __future__ import annotations

import numpy as np
import polars as pl

from pipelines.disclosure import EXACT, without_numbers
from pipelines.errors import FiguresWrong
from pipelines.protection.apart import Search
from pipelines.protection.known import LEAST, MOST, alone, bounds_of
from pipelines.protection.ledger import Ledger
from pipelines.protection.relief import rows_to_free, shown_of
from pipelines.protection.truth import true_counts
from pipelines.protection.worlds import Worlds

MOST_AT_ONCE = 1_500
"""In a block of more counts fractions are reckoned with too: whole-number programmes of its size take too long."""


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
            shown = shown_of(rows, known, ledger.floor(rows))
            gone = rows_to_free(ledger.system, *alone(known, ledger.size)[:2], shown, *told)
            if not gone:
                _must_stand(rows)
                among[told[0]] = False
            rows = without_numbers(rows, pl.col("row").is_in(gone))
    return rows


def loosened(ledger: Ledger, rows: pl.DataFrame, exact: pl.DataFrame) -> pl.DataFrame:
    """The figures of a large block, few of them suppressed until each small count can differ by one from the true one.

    Fractions are numbers here.

    Args:
        ledger: the counts of the block.
        rows: its figures, with their number in ``row``, from which nothing follows one equation after the other.
        exact: the figures before they were controlled, with their number in ``row``.
    """
    true = true_counts(ledger.system, ledger.known(exact, EXACT), *ledger.ends(rows))
    search = Search(ledger, rows, true, (true >= LEAST) & (true <= MOST))
    search.look()
    search.give_up()
    return search.rows


def _must_stand(rows: pl.DataFrame) -> None:
    """What cannot be helped has to follow from figures that are out already: what is published now adds nothing.

    Raises:
        FiguresWrong: none of the figures was published before.
    """
    if not rows["stands"].any():
        raise FiguresWrong("A count follows from figures of none, so nothing was published; please report it.")
