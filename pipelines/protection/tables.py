"""The counts of a block as tables by set, period, area and group, and the ways that a single case can change them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import permutations

import numpy as np
import numpy.typing as npt
import polars as pl

from pipelines.measures.identities import identities
from pipelines.measures.periods import PeriodKind
from pipelines.protection.blocks import Block
from pipelines.protection.bounds import Flags, Whole
from pipelines.protection.counts import set_of, within_of
from pipelines.protection.kinds import Kind, kinds_of
from pipelines.protection.margins import Margins
from pipelines.protection.months import ALREADY, COHORT

_Period = tuple[str, date]

_PERIOD, _GROUP = ["period_kind", "period_start"], ["breakdown", "category"]
_ALL, _WHOLE = "all", ("none", "")
_NEAR = 5
"""A case goes from one run of months to another no further away: about a year."""


@dataclass(frozen=True)
class Layer:
    """The groups of a breakdown.

    Attributes:
        at: their places among the groups of a table.
        sets: by set, whether it is broken down so.
        counted: for sets of wholes that are some of these groups: that set, the set of the groups, and which they are.
    """

    at: Whole
    sets: Flags
    counted: list[tuple[int, int, Flags]]

    def alike(self, kind: Kind) -> Iterator[Whole]:
        """Groups between which a case can go without changing a whole that is some of them."""
        label = np.zeros(self.at.size, dtype=np.int64)
        for is_in in (is_in for _, of, is_in in self.counted if of in kind):
            label = 2 * label + is_in
        for value in np.unique(label):
            yield self.at[label == value]

    def following(self, kind: Kind) -> Whole:
        """Groups that a case can be in when the wholes change as its kind says."""
        fits = [kind.get(of, 0) * is_in == kind.get(whole, 0) for whole, of, is_in in self.counted]
        return self.at[np.logical_and.reduce(fits, axis=0)] if fits else self.at


@dataclass(frozen=True)
class Table:
    """The counts of a yardstick that are made of months, or those at moments.

    Attributes:
        cells: their numbers by set, period, area (the first is all areas) and group (the first is the whole); where
            there is none, the number after the last.
        place: the place of each set.
        applies: by set and period, whether its cases are counted in it; those of a cohort are of one set alone.
        changes: the ways that time can change, a row each: 1 in the periods that have one case more, -1 in those that
            have one less.
        back: the row by which each way is undone.
        layers: the breakdowns.
        kinds: what a case can be.
    """

    cells: Whole
    place: dict[int, int]
    applies: Flags
    changes: npt.NDArray[np.int8]
    back: Whole
    layers: list[Layer]
    kinds: list[Kind]


def tables(sums: Margins, block: Block) -> Iterator[Table]:
    """For each yardstick what is counted over months, and what is counted at moments."""
    snapshots = {*block.snapshots, *(one.beside for one in within_of(block.parts) if one.among in block.snapshots)}
    is_snapshot = pl.col("set").is_in(list(snapshots))
    for cells in sums.cells.partition_by("yardstick", maintain_order=True):
        yardstick = cells["yardstick"][0]
        flows = pl.concat([cells.filter(~is_snapshot), sums.cohorts.filter(pl.col("yardstick") == yardstick)])
        stocks = cells.filter(is_snapshot)
        for counted, ways in ((flows, _runs(flows, sums.spans)), (stocks, _moments(stocks))):
            if ways:
                others = set(sums.cells["set"]) - set(counted["set"])
                kinds = kinds_of(counted["set"].unique().sort().to_list(), block.parts, others)
                yield _table(counted, ways, block.parts, kinds, sums.cells.height)


def _runs(flows: pl.DataFrame, spans: pl.DataFrame) -> list[set[_Period]]:
    """The periods that each run of months is a part of, and the run itself."""
    there = set(flows.select(_PERIOD).iter_rows())
    held = spans.sort("span").partition_by("span", maintain_order=True)
    runs = [(("months", run["month"][0]), set(run.select(_PERIOD).iter_rows())) for run in held]
    return [{months, *(periods & there)} for months, periods in runs if months in there]


def _moments(stocks: pl.DataFrame) -> list[set[_Period]]:
    """The periods at whose close the same is counted; none where there are counts from the build before."""
    there = set(stocks.select(_PERIOD).iter_rows())
    if any(kind.endswith(ALREADY) for kind, _ in there):
        return []
    quarters = sorted(period for period in there if period[0] == PeriodKind.QUARTER)
    latest = {*quarters[-1:], *(period for period in there if period[0] == PeriodKind.AS_AT)}
    return [way for way in (*({quarter} for quarter in quarters[:-1]), latest) if way]


def _table(
    counted: pl.DataFrame, ways: Sequence[set[_Period]], parts: pl.DataFrame, kinds: list[Kind], absent: int
) -> Table:
    """The table of these counts, where cases come and go in these sets of periods."""
    sets = counted["set"].unique().sort().to_list()
    periods = sorted(set(counted.select(_PERIOD).iter_rows()))
    areas = [_ALL, *sorted(set(counted["service_area"]) - {_ALL})]
    groups = [_WHOLE, *sorted(set(counted.select(_GROUP).iter_rows()) - {_WHOLE})]
    cells = np.full((len(sets), len(periods), len(areas), len(groups)), absent, dtype=np.int64)
    cells[
        _places(counted["set"], sets),
        _places(counted.select(_PERIOD).iter_rows(), periods),
        _places(counted["service_area"], areas),
        _places(counted.select(_GROUP).iter_rows(), groups),
    ] = counted["cell"].to_numpy()
    one = np.array([[period in way for period in periods] for way in ways], dtype=np.int8)
    moves = [pair for pair in permutations(range(len(ways)), 2) if abs(pair[0] - pair[1]) <= _NEAR]
    from_to = np.array([one[to] - one[at] for at, to in moves], dtype=np.int8).reshape(len(moves), len(periods))
    turned = {pair: 2 * len(ways) + at for at, pair in enumerate(moves)}
    back = [*range(len(ways), 2 * len(ways)), *range(len(ways)), *(turned[to, at] for at, to in moves)]
    return Table(
        cells,
        {number: at for at, number in enumerate(sets)},
        np.any(cells < absent, axis=(2, 3)) | [kind != COHORT for kind, _ in periods],
        np.concatenate([one, -one, from_to]),
        np.array(back),
        list(_layers(cells < absent, groups, parts)),
        kinds,
    )


def _places(values: Iterable[object], axis: Sequence[object]) -> Whole:
    place = {value: at for at, value in enumerate(axis)}
    return np.array([place[value] for value in values])


def _layers(is_there: Flags, groups: Sequence[tuple[str, str]], parts: pl.DataFrame) -> Iterator[Layer]:
    measures = set(parts["measure"])
    known = [one for one in identities().grouped if {one.measure, one.of} <= measures]
    for breakdown in sorted({breakdown for breakdown, _ in groups} - {_WHOLE[0]}):
        at = np.array([place for place, group in enumerate(groups) if group[0] == breakdown])
        counted = [
            (
                set_of(parts, one.measure, one.part)[0],
                set_of(parts, one.of)[0],
                np.array([groups[place][1] in one.categories for place in at]),
            )
            for one in known
            if one.breakdown == breakdown
        ]
        yield Layer(at, np.any(is_there[..., at], axis=(1, 2, 3)), counted)
