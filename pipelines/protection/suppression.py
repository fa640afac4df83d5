"""Which figures have to go besides the small ones, so that nobody can work those out."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import closing
from datetime import date

import numpy as np
import polars as pl
from threadpoolctl import threadpool_limits

from pipelines.disclosure import EXACT, Preset, without_numbers
from pipelines.measures.definition import Definition
from pipelines.measures.engine import KEY, MEASURE_VALUE
from pipelines.protection.at_once import MOST_AT_ONCE, loosened, settled
from pipelines.protection.blocks import Block, blocks
from pipelines.protection.bounds import system_of
from pipelines.protection.choice import chosen
from pipelines.protection.counts import PLACE, counts, parts_of
from pipelines.protection.derivation import Derivations, provable
from pipelines.protection.exchanges import Exchanges
from pipelines.protection.known import LEAST, MOST, bounds_of
from pipelines.protection.ledger import Ledger
from pipelines.protection.margins import margins
from pipelines.protection.standing import Standing, plain, standing

_NO_END = 365 * 24 * 60 * 60.0
"""Seconds to wait for a block. Polars has interrupted calls taken up again, so Ctrl-C wakes only a wait with an end."""

_Asked = tuple[pl.DataFrame, pl.DataFrame, Block]
"""The figures of a block as they stand, exact, and the block."""


def publishable(
    figures: pl.DataFrame,
    definitions: Sequence[Definition],
    preset: Preset,
    current: Standing | None = None,
    tell: Callable[[float], None] = lambda _: None,
) -> pl.DataFrame:
    """The figures that may be published: each controlled by itself, and then all together.

    No count of one to nine can be worked out from them by one equation after the other, nor in a small block by all
    together. In a large one none has one number alone by all together, as far as fractions are numbers too
    (``pipelines.protection.at_once``).

    What is suppressed says so; whether it is small itself, or another that is would follow from it, is not told: a
    ``c`` gives no size away. Of the figures that a proof rests on those are taken that most proofs rest on, then
    groups before wholes and small before large ones, the first by key. A count of none is never taken, a share of none
    only where nothing else helps.

    Args:
        figures: rows of ``MEASURE_VALUE``, exact.
        definitions: of the measures in it.
        preset: how counts are controlled.
        current: the figures as they stand over those of the build before; without it there is none.
        tell: told what share of the figures is done, as sets of them are.

    Returns:
        Rows of ``MEASURE_VALUE`` without those by month, sorted by their key.
    """
    current = current or standing(figures, definitions, preset)
    if preset is EXACT:
        return _shown_of(current.rows)
    alone, exact = (rows.partition_by("measure", as_dict=True) for rows in (current.rows, plain(current.exact)))

    def of(rows: pl.DataFrame, its_exact: pl.DataFrame, block: Block) -> pl.DataFrame:
        return _protected(rows, its_exact, block, preset, current.until)

    asked = [
        (_numbered(_rows_of(block, alone)), _numbered(_rows_of(block, exact)), block)
        for block in blocks(definitions, parts_of(definitions))
    ]
    longest_first = sorted(asked, key=lambda one: -_size(one[0], one[2]))
    done, parts = 0, list[pl.DataFrame]()
    with closing(_side_by_side(of, longest_first)) as side_by_side:
        for its, found in side_by_side:
            parts.append(found)
            done += its[0].height
            tell(done / max(current.rows.height, 1))
    return pl.concat([_shown_of(_none()), *parts]).sort(KEY)


def _side_by_side(
    work: Callable[[pl.DataFrame, pl.DataFrame, Block], pl.DataFrame], asked: Sequence[_Asked]
) -> Generator[tuple[_Asked, pl.DataFrame]]:
    """What comes of each block, as one after the other is done; who stops waiting for them is let go at once.

    What is known of one block says nothing of another, and most of the work is done outside the interpreter's lock.
    """
    pool = ThreadPoolExecutor(max_workers=os.cpu_count())
    try:
        # Threads of the linear algebra's own would wait for each other most of the time.
        with threadpool_limits(limits=1, user_api="blas"):
            at_work = {pool.submit(work, *one): one for one in asked}
            for finished in as_completed(at_work, timeout=_NO_END):
                yield at_work[finished], finished.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _rows_of(block: Block, measures: Mapping[tuple[object, ...], pl.DataFrame]) -> pl.DataFrame:
    """The figures of a block, in the order of their keys."""
    rows = [measures[measure,] for measure in block.measures if (measure,) in measures]
    return pl.concat([_none(), *rows]).sort(KEY, maintain_order=True)


def _none() -> pl.DataFrame:
    return plain(MEASURE_VALUE.to_frame())


def _size(rows: pl.DataFrame, block: Block) -> int:
    """About how many counts are behind the figures of a block: a set has one at each place of its figures."""
    places = rows.group_by("measure").agg(places=pl.len())
    of_sets = block.parts.join(places, on="measure").group_by("set").agg(pl.max("places"))
    return int(of_sets["places"].sum())


def _numbered(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_row_index("row")


def _protected(
    rows: pl.DataFrame, exact: pl.DataFrame, block: Block, preset: Preset, until: date | None
) -> pl.DataFrame:
    """The figures of a block that may be published; ``until`` is the day of the build before."""
    known = counts(rows, block.parts, preset)
    if known.is_empty() or rows["stands"].all():
        return _shown_of(rows)
    counted = counts(exact, block.parts, EXACT).group_by("set", *PLACE).agg(count=pl.col("lower").first())
    cells = known.select("set", *PLACE).unique(maintain_order=True).with_row_index("cell")
    cells = cells.join(counted, on=["set", *PLACE], how="left", maintain_order="left")
    sums = margins(cells, block.parts, block.snapshots, until)
    size = sums.cells.height
    ledger = Ledger(sums.cells, block.parts, preset, system_of(sums.equations, size), Exchanges(sums, block), counted)
    while more := _given_away(ledger, rows):
        rows = without_numbers(rows, pl.col("row").is_in(more))
    rows = settled(ledger, rows) if size <= MOST_AT_ONCE else loosened(ledger, rows, exact)
    return _shown_of(rows)


def _shown_of(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.filter("is_shown").select(MEASURE_VALUE.names())


def _given_away(ledger: Ledger, rows: pl.DataFrame) -> list[int]:
    """The rows that have to go so that none of what is provable now still follows from the same figures."""
    known, system = ledger.known(rows), ledger.system
    bounds = bounds_of(system, known, ledger.preset)
    is_ground = np.zeros(ledger.size, dtype=np.bool_)
    is_ground[known.filter("is_given")["cell"].to_numpy()] = True
    told = provable(bounds, LEAST, MOST)
    if not told:
        return []
    derivations = Derivations(system, bounds, is_ground)
    needs = [derivations.grounds(cell) for cell in told]
    cells = pl.Series("cell", sorted({cell for need in needs for cell in need}), dtype=pl.UInt32)
    shown = known.filter(pl.col("is_given") & pl.col("cell").is_in(cells.implode())).select("cell", "row")
    return _rows_for(needs, shown.join(rows, on="row", maintain_order="left"))


def _rows_for(needs: Sequence[Sequence[int]], shown: pl.DataFrame) -> list[int]:
    """The rows of the cells to be taken: all that show one have to go together.

    Args:
        needs: the cells of which one has to go, for each count that is provable.
        shown: ``cell`` and the figures that show it.
    """
    found = shown.group_by("cell").agg(
        "row",
        can_go=(~pl.col("stands")).all(),
        has_whole=(pl.col("breakdown") == "none").any(),
        largest=pl.coalesce("denominator", "value").max(),
        is_zero=(pl.col("value") == 0).any(),
        is_none=(pl.col("denominator").fill_null(pl.col("value")) == 0).any(),
    )
    told = {row["cell"]: row for row in found.filter("can_go").iter_rows(named=True)}
    price = {cell: len(row["row"]) for cell, row in told.items()}
    rank = {cell: (row["has_whole"], row["largest"], cell) for cell, row in told.items()}
    # A count of none stays one: suppressed, it would pass for one that is there.
    there = [[cell for cell in need if cell in told and not told[cell]["is_none"]] for need in needs]
    rather = [[cell for cell in need if not told[cell]["is_zero"]] or need for need in there]
    return sorted({row for cell in chosen(rather, price, rank) for row in told[cell]["row"]})
