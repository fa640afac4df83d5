"""Service areas beside all of them: limits, verdicts and readings, one drawn row at a time."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.measures.comparison import COMPARISON, comparison
from pipelines.measures.definition import Definition, Direction, Kind, load_definitions
from pipelines.measures.engine import MEASURE_VALUE
from tests.pipelines.measures.test_binomial import twin

SHARE = "first_contact_on_time"
DEFINITION = next(definition for definition in load_definitions() if definition.measure == SHARE)
LIMITS = ("lower_95", "upper_95", "lower_99_8", "upper_99_8")


def figure(area: str, counts: tuple[int, int] | str, **named: object) -> dict[str, object]:
    """A row of the long table; a word in place of the counts is its symbol."""
    told = dict(zip(("numerator", "denominator"), counts, strict=True)) if isinstance(counts, tuple) else {}
    return {
        **dict.fromkeys(MEASURE_VALUE),
        "measure": SHARE,
        "yardstick": "own",
        "service_area": area,
        "period_kind": "quarter",
        "period_start": date(2026, 1, 1),
        "breakdown": "none",
        "category": "",
        "symbol": counts if isinstance(counts, str) else "",
        **told,
        "value": counts[0] / counts[1] if isinstance(counts, tuple) else None,
        **named,
    }


def compared(rows: list[dict[str, object]], slack: int = 0, **other: object) -> list[dict[str, Any]]:
    definition: Definition = DEFINITION.model_copy(update=other)
    found = comparison(pl.DataFrame(rows, schema=MEASURE_VALUE), [definition], slack)
    assert found.schema == COMPARISON
    return found.to_dicts()


def beside(
    every: tuple[int, int] | str, area: tuple[int, int] | str, slack: int = 0, **other: object
) -> dict[str, Any]:
    rows = compared([figure("all", every), figure("durham", area)], slack, **other)
    assert len(rows) == 1
    return rows[0]


@pytest.mark.parametrize(
    ("numerator", "verdict", "is_beyond"),
    [
        (0, "below", True),
        (1, "below", False),
        (2, "within", False),
        (5, "within", False),
        (8, "within", False),
        (9, "above", False),
        (10, "above", True),
    ],
)
def test_a_count_on_a_limit_lies_within(numerator: int, verdict: str, is_beyond: bool) -> None:
    row = beside((50, 100), (numerator, 10))
    assert (row["verdict"], row["is_beyond_99_8"]) == (verdict, is_beyond)
    assert [row[name] for name in LIMITS] == [0.2, 0.8, 0.1, 0.9]
    assert (row["all_areas"], row["value"]) == (0.5, numerator / 10)


@pytest.mark.parametrize(
    ("direction", "readings"),
    [
        (Direction.HIGHER, ["worse", "no different", "better"]),
        (Direction.LOWER, ["better", "no different", "worse"]),
        (Direction.NEITHER, ["different", "no different", "different"]),
    ],
)
def test_a_verdict_is_read_with_the_direction(direction: Direction, readings: list[str]) -> None:
    found = [beside((50, 100), (numerator, 10), direction=direction) for numerator in (1, 5, 9)]
    assert [row["verdict"] for row in found] == ["below", "within", "above"]
    assert [row["reading"] for row in found] == readings


def test_under_ten_no_verdict_is_given() -> None:
    row = beside((50, 100), (0, 9))
    assert (row["verdict"], row["is_beyond_99_8"], row["reading"]) == ("too few", None, "")
    assert beside((50, 100), (0, 10))["verdict"] == "below"


@pytest.mark.parametrize(("every", "limits"), [((100, 100), 1.0), ((0, 100), 0.0)])
def test_all_and_none_leave_no_room(every: tuple[int, int], limits: float) -> None:
    row = beside(every, (every[0] // 5, 20))
    assert ([row[name] for name in LIMITS], row["verdict"]) == ([limits] * 4, "within")
    assert beside(every, (10, 20))["verdict"] == ("below" if limits else "above")


@pytest.mark.parametrize("symbol", ["z", "x", "c"])
def test_of_a_figure_with_a_symbol_there_is_only_the_symbol(symbol: str) -> None:
    row = beside((50, 100), symbol)
    assert (row["symbol"], row["verdict"], row["reading"]) == (symbol, "", "")
    assert [row[name] for name in ("numerator", "value", "is_beyond_99_8", *LIMITS)] == [None] * 7


def test_without_the_share_of_all_areas_there_is_no_verdict() -> None:
    row = beside("c", (5, 20))
    assert (row["value"], row["all_areas"], row["verdict"], row["reading"], row["symbol"]) == (0.25, None, "", "", "")
    assert [row[name] for name in LIMITS] == [None] * 4


def test_each_period_and_yardstick_has_its_own_whole() -> None:
    rows = [
        figure("all", (10, 20)),
        figure("durham", (10, 20)),
        figure("all", (5, 20), period_kind="month"),
        figure("durham", (4, 16), period_kind="month"),
        figure("all", (15, 20), yardstick="common"),
        figure("durham", (12, 16), yardstick="common"),
    ]
    found = compared(rows)
    assert [(row["yardstick"], row["period_kind"], row["all_areas"]) for row in found] == [
        ("common", "quarter", 0.75),
        ("own", "month", 0.25),
        ("own", "quarter", 0.5),
    ]


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.PROPORTION])
def test_only_proportions_are_compared(kind: Kind) -> None:
    assert compared([figure("all", (5, 10)), figure("durham", (5, 10))], kind=kind) == []


def test_categories_are_not_compared_with_all_areas() -> None:
    assert compared([figure("durham", (5, 10), breakdown="sex", category="F")]) == []


shares = st.integers(10, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@settings(deadline=None)
@given(shares, st.lists(shares, min_size=1, max_size=4))
def test_exact_sums_of_probabilities_agree(every: tuple[int, int], areas: list[tuple[int, int]]) -> None:
    found = compared([figure("all", every), *(figure(f"area_{n}", counts) for n, counts in enumerate(areas))])
    levels = [Fraction(level, 1000) for level in (25, 975, 1, 999)]
    for row, (numerator, n) in zip(found, areas, strict=True):
        least, most, least_outer, most_outer = (twin(level, n, Fraction(*every)) for level in levels)
        assert [row[name] for name in LIMITS] == [least / n, most / n, least_outer / n, most_outer / n]
        assert (row["verdict"] == "within") == (least <= numerator <= most)
        assert row["is_beyond_99_8"] == (not least_outer <= numerator <= most_outer)


def test_a_count_that_rounding_may_have_moved_beyond_a_limit_is_within() -> None:
    """Of 40 beside one half, from 14 to 26 lie within the limits."""
    assert [beside((500, 1000), (n, 40))["verdict"] for n in (10, 30)] == ["below", "above"]
    assert [beside((500, 1000), (n, 40), slack=2)["verdict"] for n in (10, 30)] == ["below", "above"]
    assert [beside((500, 1000), (n, 40))["verdict"] for n in (12, 28)] == ["below", "above"]
    assert [beside((500, 1000), (n, 40), slack=2)["verdict"] for n in (12, 28)] == ["within", "within"]
