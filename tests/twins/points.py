"""Points within bounds and equations that need not be whole, found from within: corners take long."""

from __future__ import annotations

import highspy
import numpy as np
import numpy.typing as npt
from scipy.sparse import csc_array

Floats = npt.NDArray[np.float64]

_HOLDS = 1e-5
"""A sum that is further from nothing than this does not hold."""


class _Quiet(highspy.Highs):
    """A solver that prints nothing: what readies it for being called back does, before it can be told not to."""

    def enableCallbacks(self) -> None:  # noqa: N802 (the solver's own name)
        pass


def cheapest_point(sums: csc_array, cost: Floats, least: Floats, most: Floats) -> Floats:
    """The point that costs least of those that have no sums, or near it, by an interior-point method."""
    programme = highspy.HighsLp()
    programme.num_row_, programme.num_col_ = sums.shape
    programme.col_cost_, programme.col_lower_, programme.col_upper_ = cost, least, most
    programme.row_lower_ = programme.row_upper_ = np.zeros(sums.shape[0])
    programme.a_matrix_.start_, programme.a_matrix_.index_, programme.a_matrix_.value_ = (
        sums.indptr,
        sums.indices,
        sums.data,
    )
    # The solver's own initialiser has no types.
    solver = _Quiet()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("solver", "ipm")
    solver.setOptionValue("run_crossover", "off")
    solver.passModel(programme)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        solver.setOptionValue("run_crossover", "on")
        solver.run()
    assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal, "no point was found"
    found = np.array(solver.getSolution().col_value)
    assert np.abs(sums @ found).max(initial=0.0) < _HOLDS, "equations do not hold"
    return found
