"""The counts of rows, of faults and of filled cells controlled together: no small one may follow from the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
import polars as pl
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from pipelines.disclosure import EXACT, SUPPRESSED, Preset
from pipelines.errors import FiguresWrong
from pipelines.protection.bounds import Flags, Floats, System, narrowed, system_of
from pipelines.protection.known import LEAST, MOST
from pipelines.protection.relief import Shown, rows_to_free
from pipelines.protection.worlds import Worlds
from pipelines.quality.figures_beside import at_least
from pipelines.quality.scope import ALL
from pipelines.quality.sums import Equation, sums
from pipelines.quality.told import TABLES, Name, Told, told

_NUMBERS = ("rows", "filled", "share")
_OF_NONE, _OF_ALL, _LARGER = 50.0, 0.5, 1e-6
"""What a row costs besides one: if it is of none, if it is of all areas, and for each that it counts."""
_ANY = 2**40
"""More than there can be of anything."""


def together(
    exact: Mapping[str, pl.DataFrame],
    shown: Mapping[str, pl.DataFrame],
    preset: Preset,
    figures: pl.DataFrame | None = None,
) -> dict[str, pl.DataFrame]:
    """The tables with as few more rows suppressed as keep every count from one to nine from being worked out.

    Rows are those of files, of service areas, and of all together; they were accepted or set aside, and then failed a
    check; columns are filled or blank. What published figures count is none of it alone: a count is left room above
    the least that they make it.

    Args:
        exact: ``pipelines.quality.told.TABLES``, exact.
        shown: the same rows, each controlled by itself.
        preset: how they were controlled.
        figures: rows of ``MEASURE_VALUE``, as they are published.

    Raises:
        FiguresWrong: a count follows from what is never suppressed.
    """
    if preset is EXACT:
        return dict(shown)
    every = list(told(exact, shown, preset))
    codes = exact["check_result"].select("code", "extract", "consequence").iter_rows()
    true, equations = sums({one.name: one.true for one in every}, codes)
    told_besides = {} if figures is None else at_least(figures, preset)
    # Figures that stand may count more than there is now, and tell nothing then.
    least = {name: count for name, count in told_besides.items() if count <= true.get(name, -1)}
    gone: dict[str, list[int]] = {table: [] for table in TABLES}
    for names, its in _apart(true, equations):
        block = _Block([one for one in every if one.name in names], its, true, preset)
        for table, row in block.gone({name: count for name, count in least.items() if name in names}):
            gone[table].append(row)
    return {table: _without(rows, gone.get(table, ())) for table, rows in shown.items()}


def _apart(true: Mapping[Name, int], equations: Sequence[Equation]) -> Iterator[tuple[set[Name], list[Equation]]]:
    """The counts that no chain of equations connects, with the equations of each."""
    number = {name: at for at, name in enumerate(true)}
    pairs = [(number[its[0][0]], number[name]) for its in equations for name, _ in its[1:]]
    ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    graph = csr_array((np.ones(len(pairs)), (ends[:, 0], ends[:, 1])), shape=(len(true), len(true)))
    _, label = connected_components(graph, directed=False)
    names: dict[int, set[Name]] = {}
    for name, of in zip(true, label, strict=True):
        names.setdefault(int(of), set()).add(name)
    its: dict[int, list[Equation]] = {of: [] for of in names}
    for equation in equations:
        its[int(label[number[equation[0][0]]])].append(equation)
    return ((names[of], its[of]) for of in names)


class _Block:
    """Counts that hang together."""

    def __init__(
        self, every: Sequence[Told], equations: Sequence[Equation], true: Mapping[Name, int], preset: Preset
    ) -> None:
        names = dict.fromkeys([*(one.name for one in every), *(name for its in equations for name, _ in its)])
        self._number = {name: at for at, name in enumerate(names)}
        self._every, self._preset = every, preset
        self._true = np.array([true[name] for name in names], dtype=np.float64)
        self._system = self._system_of(equations)
        rows = dict.fromkeys((one.table, one.row) for one in every if one.table)
        self._rows = {row: at for at, row in enumerate(rows)}

    def _system_of(self, equations: Sequence[Equation]) -> System:
        terms = [(at, self._number[name], sign) for at, its in enumerate(equations) for name, sign in its]
        return system_of(pl.DataFrame(terms, schema=["equation", "cell", "sign"], orient="row"), len(self._number))

    def gone(self, at_least: Mapping[Name, float]) -> list[tuple[str, int]]:
        """The rows that have to go; ``at_least`` is what other tables tell of some counts."""
        among, floor = (self._true >= LEAST) & (self._true <= MOST), np.zeros(self._true.size)
        for name, count in at_least.items():
            among[self._number[name]], floor[self._number[name]] = True, count
        gone: set[int] = set()
        while self._rows and among.any():
            lower, upper, is_split = self._ends(gone)
            lower = np.maximum(lower, floor)
            hidden = (self._preset.smallest_hidden, self._preset.largest_hidden)
            bounds = narrowed(self._system, lower, upper, is_split, hidden)
            if found := Worlds(self._system, bounds.lower, bounds.upper).first_told(among, LEAST, _ANY):
                more = rows_to_free(self._system, lower, upper, self._shown(gone), *found)
                if not more:
                    raise FiguresWrong("A count of rows follows from none, so nothing was published; please report it.")
                gone |= set(more)
        rows = list(self._rows)
        return [rows[at] for at in sorted(gone)]

    def _ends(self, gone: set[int]) -> tuple[Floats, Floats, Flags]:
        size = len(self._number)
        lower, upper, is_split = np.zeros(size), np.full(size, np.inf), np.zeros(size, dtype=np.bool_)
        for one in self._every:
            cell, is_out = self._number[one.name], self._rows.get((one.table, one.row)) in gone
            least, most = (self._floor(one), np.inf) if is_out else (one.least, one.most)
            lower[cell], upper[cell] = max(lower[cell], least), min(upper[cell], most)
            is_split[cell] |= one.is_split and not is_out
        return lower, upper, is_split

    def _floor(self, one: Told) -> float:
        """The least that a count can be once its row is suppressed: zeros hardly ever are."""
        return float(self._preset.smallest_hidden > 0 and one.true > 0)

    def _shown(self, gone: set[int]) -> Shown:
        given = [one for one in self._every if one.is_given and self._rows[one.table, one.row] not in gone]
        may = [one for one in given if one.name[0] in ("of", "filled", "blank") or one.true]
        price = np.zeros(len(self._rows))
        for one in given:
            of_none = _OF_NONE * (one.name[0] == "filled" and not one.true)
            price[self._rows[one.table, one.row]] += 1 + of_none + _OF_ALL * (ALL in one.name) + _LARGER * one.true
        return Shown(
            np.array([self._number[one.name] for one in may], dtype=np.int64),
            np.array([self._rows[one.table, one.row] for one in may], dtype=np.int64),
            np.minimum(float(self._preset.smallest_hidden > 0), self._true),
            price,
        )


def _without(rows: pl.DataFrame, gone: Iterable[int]) -> pl.DataFrame:
    """The rows, some of them with nothing but the symbol that says that they are suppressed."""
    is_gone = pl.int_range(pl.len()).is_in(list(gone))
    blank = [pl.when(~is_gone).then(name).alias(name) for name in _NUMBERS if name in rows.columns]
    symbol = pl.when(is_gone).then(pl.lit(SUPPRESSED)).otherwise("symbol").alias("symbol")
    return rows.with_columns(*blank, symbol)
