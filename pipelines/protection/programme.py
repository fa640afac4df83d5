"""Linear programmes over the sums of a block, solved by HiGHS."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from highspy import Highs, HighsLp, HighsModelStatus
from scipy.sparse import csc_array, hstack

from pipelines.protection.bounds import Floats

_SMALL = 3_000
"""Programmes of fewer columns are quicker by the simplex method than from within."""
_SIMPLEX: Mapping[str, str | int] = {"solver": "simplex"}
_FROM_WITHIN: Mapping[str, str | int] = {"solver": "ipx", "run_crossover": "off", "ipm_iteration_limit": 150}
"""Most take thirty steps; of what takes more the way to a corner would take minutes, and others find as much."""
_CLOSE = 1e-6
"""A sum that is further from nothing than this does not hold."""


class Columns(NamedTuple):
    """Columns of a programme: what each moves, what it costs, and how far it may go."""

    sums: csc_array
    cost: Floats | float
    least: Floats | float
    most: Floats | float


class Solution(NamedTuple):
    """What a programme found.

    Attributes:
        far: how far each column goes.
        shadow: how much more all costs for each by which a column goes further up; below nothing for one at its upper
            end, as all would cost less were that further.
    """

    far: Floats
    shadow: Floats


def cheapest_of(columns: Sequence[Columns]) -> list[Solution] | None:
    """How far the columns of each part go where all together cost least and no sum changes; ``None`` as for one."""
    sizes = [part.sums.shape[1] for part in columns]
    cost, least, most = (
        np.concatenate([np.broadcast_to(end, size) for end, size in zip(ends, sizes, strict=True)])
        for ends in zip(*((part.cost, part.least, part.most) for part in columns), strict=True)
    )
    found = cheapest(Columns(hstack([part.sums for part in columns], format="csc"), cost, least, most))
    at = np.cumsum(sizes)[:-1]
    return found and [Solution(*parts) for parts in zip(*(np.split(one, at) for one in found), strict=True)]


def cheapest(columns: Columns) -> Solution | None:
    """The numbers that cost least of those within their ends by which no sum changes.

    Large programmes are solved from within, and the way from there to a corner, most of the work, is not taken: what is
    at an end in a corner is within about a millionth of it here. The same programme gives the same numbers, to the bit.

    Args:
        columns: what the numbers move, cost and may be; sums of nothing may be among them, ends may be infinite.

    Returns:
        One number per column; ``None`` where no such numbers are found, or what they cost has no end.
    """
    rows = columns.sums.tocsr()
    held = rows[np.flatnonzero(np.diff(rows.indptr))].tocsc()
    options = _SIMPLEX if held.shape[1] < _SMALL else _FROM_WITHIN
    ends = (np.broadcast_to(end, held.shape[1]) for end in columns[1:])
    found = _solved(_programme(held, *ends), options)
    if found is None or np.abs(held @ found.far).max(initial=0.0) >= _CLOSE:
        return None
    return found._replace(far=np.clip(found.far, columns.least, columns.most))


def _programme(sums: csc_array, cost: Floats, least: Floats, most: Floats) -> HighsLp:
    programme, nothing = HighsLp(), np.zeros(sums.shape[0])
    programme.num_row_, programme.num_col_ = sums.shape
    programme.col_cost_, programme.col_lower_, programme.col_upper_ = cost, least, most
    programme.row_lower_ = programme.row_upper_ = nothing
    matrix = programme.a_matrix_
    matrix.start_, matrix.index_, matrix.value_ = sums.indptr, sums.indices, sums.data
    return programme


class _Silent(Highs):
    """A solver by which nothing is called back: what readies it for that prints a line before it can be told not to."""

    def enableCallbacks(self) -> None:  # noqa: N802 (the solver's own name)
        pass


def _solved(programme: HighsLp, options: Mapping[str, str | int]) -> Solution | None:
    highs = _Silent()  # type: ignore[no-untyped-call]
    highs.setOptionValue("output_flag", False)
    # Blocks are looked at side by side, one to a core.
    highs.setOptionValue("threads", 1)
    for name, value in options.items():
        highs.setOptionValue(name, value)
    highs.passModel(programme)
    highs.run()
    if highs.getModelStatus() != HighsModelStatus.kOptimal:
        return None
    found = highs.getSolution()
    return Solution(np.array(found.col_value), np.array(found.col_dual))
