"""The cumulative incidence, against R's survfit, a sum in exact fractions, and cases counted by hand."""

from __future__ import annotations

import json
from fractions import Fraction
from math import exp, log, sqrt
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.measures.incidence import Incidence, cumulative_incidence

ORACLE = Path(__file__).parents[4] / "shared" / "oracles" / "aalen_johansen.json"
START, END = 1, 2
STARTED, ENDED, WAITS = "started", "ended", "waits"

DRAWN = """
    day | event
    3   | started
    3   | started
    16  | waits
    43  | started
    59  | started
    60  | ended
    64  | ended
    75  | waits
    129 | started
    137 | started
    209 | waits
    341 | started
"""
"""The second known answer's cohort."""

Observed = list[tuple[int, str]]


def drawn(text: str) -> Observed:
    rows = [line.split("|") for line in text.strip().splitlines()[1:]]
    return [(int(day), event.strip()) for day, event in rows]


def incidence(observed: Observed, within: int) -> Incidence:
    days = sorted({day for day, _ in observed})
    started, ended, waits = (
        np.array([observed.count((day, event)) for day in days], dtype=np.int64) for event in (STARTED, ENDED, WAITS)
    )
    return cumulative_incidence(np.array(days, dtype=np.int64), started, ended, waits, within)


def twin(observed: Observed, within: int) -> tuple[Fraction, Fraction]:
    """Probability and variance, each sum as it is written down, in fractions."""
    surviving, reached = Fraction(1), Fraction(0)
    steps = []
    for day in range(within + 1):
        n = sum(other >= day for other, _ in observed)
        started, ended = observed.count((day, STARTED)), observed.count((day, ENDED))
        if started + ended:
            reached += surviving * started / n
            steps.append((surviving, n, started + ended, started, reached))
            surviving *= 1 - Fraction(started + ended, n)
    variance = Fraction(0)
    for before, n, d, d1, then in steps:
        rest = reached - then
        if n > d:
            variance += rest**2 * Fraction(d, n * (n - d))
        variance += before**2 * Fraction(d1 * (n - d1), n**3) - 2 * rest * before * Fraction(d1, n**2)
    return reached, variance


def agrees_with_r(found: Incidence, value: float, lower: float, upper: float) -> None:
    assert found.lower is not None and found.upper is not None
    assert (found.value, found.lower, found.upper) == pytest.approx((value, lower, upper), rel=0, abs=1e-9)


@pytest.mark.parametrize("within", [84, 126, 182])
def test_the_first_known_answer_stands_past_the_last_day(within: int) -> None:
    observed = [(10, STARTED), (20, ENDED), (30, STARTED), (40, WAITS)]
    agrees_with_r(incidence(observed, within), 0.5, 0.0578470829951446, 0.844861281190374)


@pytest.mark.parametrize(
    ("within", "value", "lower", "upper"),
    [
        (84, 0.351851851851852, 0.107023732954358, 0.613704964110068),
        (126, 0.351851851851852, 0.107023732954358, 0.613704964110068),
        (182, 0.583333333333333, 0.236847187427119, 0.817339738715628),
    ],
)
def test_the_second_known_answer(within: int, value: float, lower: float, upper: float) -> None:
    agrees_with_r(incidence(drawn(DRAWN), within), value, lower, upper)


def test_every_known_answer_beside_the_repository() -> None:
    if not ORACLE.is_file():
        pytest.skip("the known answers for the cumulative incidence lie beside the repository, and are not there")
    names = {START: STARTED, END: ENDED, 0: WAITS}
    answers = json.loads(ORACLE.read_text(encoding="utf-8"))
    for answer in answers:
        observed = [(day, names[event]) for day, event in zip(answer["time"], answer["event"], strict=True)]
        for within, *expected in zip(answer["at"], answer["p"], answer["lower"], answer["upper"], strict=True):
            agrees_with_r(incidence(observed, within), *expected)
    assert answers


def test_those_censored_on_a_day_are_at_risk_on_it() -> None:
    assert incidence([(10, STARTED), (10, WAITS)], 10).value == 0.5
    assert incidence([(10, STARTED), (9, WAITS)], 10).value == 1.0


def test_the_horizon_is_the_last_day_that_counts() -> None:
    observed = [(84, STARTED), (85, STARTED)]
    assert [incidence(observed, within).value for within in (83, 84, 85)] == [0.0, 0.5, 1.0]


def test_the_day_of_receipt_can_be_the_day_of_the_start() -> None:
    assert incidence([(0, STARTED), (30, WAITS)], 0).value == 0.5


def test_an_end_takes_its_chance_to_start_away_for_good() -> None:
    assert incidence([(1, ENDED), (2, STARTED)], 84).value == 0.5
    assert incidence([(1, WAITS), (2, STARTED)], 84).value == 1.0


@pytest.mark.parametrize(
    ("observed", "value"),
    [
        ([(5, ENDED), (9, WAITS)], 0.0),
        ([(90, STARTED)], 0.0),
        ([], 0.0),
        ([(day, STARTED) for day in range(49)], 1.0),
        ([(0, WAITS)] * 3 + [(day // 3, STARTED) for day in range(1, 100)], 1.0),
    ],
    ids=["only ends", "later than the horizon", "nobody", "all, one a day", "all who were followed"],
)
def test_none_and_all_have_no_bounds(observed: Observed, value: float) -> None:
    assert incidence(observed, 84) == Incidence(value, None, None)


def test_a_large_cohort_is_counted_whole() -> None:
    each = np.array([400_000, 100_000], dtype=np.int64)
    found = cumulative_incidence(np.array([3, 800], dtype=np.int64), each, each, each, within=84)
    assert found.value == pytest.approx(400_000 / 1_500_000)
    assert found.lower == pytest.approx(0.26596, abs=1e-5) and found.upper == pytest.approx(0.26737, abs=1e-5)


events = st.tuples(st.integers(0, 12), st.sampled_from([STARTED, ENDED, WAITS]))


@settings(deadline=None)
@given(st.lists(events, min_size=1, max_size=30), st.integers(0, 14))
def test_the_sums_written_down_agree(observed: Observed, within: int) -> None:
    found = incidence(observed, within)
    value, variance = twin(observed, within)
    assert found.value == pytest.approx(float(value), rel=0, abs=1e-12)
    if value in (0, 1):
        assert found == Incidence(float(value), None, None)
        return
    width = NormalDist().inv_cdf(0.975) * sqrt(variance) / (value * abs(log(value)))
    assert found.lower is not None and found.upper is not None
    assert (found.lower, found.upper) == pytest.approx((value ** exp(width), value ** exp(-width)), rel=0, abs=1e-6)
    assert 0 <= found.lower <= found.value <= found.upper <= 1
