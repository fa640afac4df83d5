"""The relations and figures are those of the plain-Python twins, on submissions made by Hypothesis."""

from __future__ import annotations

from dataclasses import astuple
from math import isclose
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.spec.conftest import BANK_HOLIDAYS
from tests.twins import clocks, everything, pipeline, strategies, work_list
from tests.twins.figures import Figure
from tests.twins.submission import Rules, Submission

BITS_OF_ROUNDING = 1e-12
"""Two ways of computing one value or bound part in the last digits of a float."""
REPEATABLY: dict[str, Any] = {
    "derandomize": True,
    "deadline": None,
    "suppress_health_check": (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example),
}
"""The same cases at every run, each allowed the time that a build in memory takes."""
Case = tuple[Rules, Submission]


@st.composite
def cases(draw: st.DrawFn, most: int) -> Case:
    """Rules, and a submission of so many referrals at most of the areas that have them."""
    rules = draw(strategies.rules(BANK_HOLIDAYS))
    return rules, draw(strategies.submissions(rules.areas, most))


@settings(max_examples=30, **REPEATABLY)
@given(cases(most=4))
def test_the_clock_relation_is_the_twins(case: Case) -> None:
    found, expected = pipeline.clocks(*case), clocks.clocks(*case)
    assert {astuple(clock) for clock in found} == {astuple(clock) for clock in expected}
    assert len(found) == len(expected)


@settings(max_examples=6, phases=(Phase.explicit, Phase.generate), **REPEATABLY)
@given(cases(most=8))
def test_the_measures_over_clocks_are_the_twins(case: Case) -> None:
    _agree(case, everything.OVER_CLOCKS)


@settings(max_examples=6, phases=(Phase.explicit, Phase.generate), **REPEATABLY)
@given(cases(most=12))
def test_the_measures_behind_which_there_is_no_clock_are_the_twins(case: Case) -> None:
    _agree(case, everything.BEHIND_NO_CLOCK)


@settings(max_examples=10, phases=(Phase.explicit, Phase.generate), **REPEATABLY)
@given(cases(most=8))
def test_the_work_list_is_the_twins(case: Case) -> None:
    pipeline.derived(*case, frozenset(work_list.SHAPES))
    for relation in work_list.SHAPES:
        found, expected = (by.work_list(*case, relation) for by in (pipeline, work_list))
        assert sorted(map(repr, found)) == sorted(map(repr, expected)), relation


def _agree(case: Case, names: frozenset[str]) -> None:
    rows = pipeline.figures(*case, names)
    found = _by_key(rows)
    expected = _by_key([figure for figure in everything.figures(*case) if figure.measure in names])
    assert found.keys() - expected.keys() == set()
    assert expected.keys() - found.keys() == set()
    assert {key: (found[key], expected[key]) for key in expected if not _same(found[key], expected[key])} == {}
    assert len(rows) == len(expected)


def _by_key(rows: list[Figure]) -> dict[tuple[object, ...], Figure]:
    return {astuple(row)[:7]: row for row in rows}


def _same(one: Figure, other: Figure) -> bool:
    are_exact = all(getattr(one, name) == getattr(other, name) for name in ("numerator", "denominator", "symbol"))
    return are_exact and all(_close(getattr(one, name), getattr(other, name)) for name in ("value", "lower", "upper"))


def _close(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return isclose(one, other, rel_tol=BITS_OF_ROUNDING, abs_tol=BITS_OF_ROUNDING)
