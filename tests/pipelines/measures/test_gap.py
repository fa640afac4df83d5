"""Groups beside everybody else: the gap, its interval, and who everybody else is."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from pipelines.disclosure import EXACT, PRESETS, Preset
from pipelines.measures.definition import Direction, Kind
from pipelines.measures.engine import MEASURE_VALUE
from pipelines.measures.gap import GAP, gaps
from tests.pipelines.measures.test_comparison import DEFINITION, figure

Counts = tuple[int, int] | str
NUMBERS = ("other_numerator", "other_denominator", "other_value", "difference", "lower", "upper")


def compared(
    whole: Counts, groups: dict[str, Counts], period_kind: str = "quarter", preset: Preset = EXACT, **other: object
) -> list[dict[str, Any]]:
    """The gaps of groups by sex, in one area and period."""
    rows = [figure("durham", whole, period_kind=period_kind)]
    rows += [figure("durham", n, breakdown="sex", category=name, period_kind=period_kind) for name, n in groups.items()]
    found = gaps(pl.DataFrame(rows, schema=MEASURE_VALUE), [DEFINITION.model_copy(update=other)], preset)
    assert found.schema == GAP
    return found.to_dicts()


def test_a_known_gap() -> None:
    """56 of 70 beside 48 of 80: the worked example of R. G. Newcombe (1998), Statistics in Medicine 17, 873-890."""
    first, second = compared((104, 150), {"F": (56, 70), "M": (48, 80)})
    assert (first["difference"], first["lower"], first["upper"]) == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)
    assert (second["difference"], second["lower"], second["upper"]) == pytest.approx((-0.2, -0.3339, -0.0524), abs=5e-5)
    assert [row["verdict"] for row in (first, second)] == ["above", "below"]
    assert [row["other_value"] for row in (first, second)] == [48 / 80, 56 / 70]


def test_everybody_else_is_the_other_categories_together_and_the_unknown() -> None:
    groups: dict[str, Counts] = {"F": (10, 20), "M": (5, 30), "unknown": (9, 50)}
    found = {row["category"]: row for row in compared((24, 100), groups)}
    assert (found["F"]["other_numerator"], found["F"]["other_denominator"]) == (14, 80)
    assert (found["unknown"]["other_numerator"], found["unknown"]["other_denominator"]) == (15, 50)
    assert found["F"]["difference"] == pytest.approx(0.5 - 0.175)


@pytest.mark.parametrize(
    ("direction", "readings"),
    [
        (Direction.HIGHER, ["better", "worse"]),
        (Direction.LOWER, ["worse", "better"]),
        (Direction.NEITHER, ["different", "different"]),
    ],
)
def test_a_gap_is_read_with_the_direction(direction: Direction, readings: list[str]) -> None:
    found = compared((104, 150), {"F": (56, 70), "M": (48, 80)}, direction=direction)
    assert [row["reading"] for row in found] == readings


def test_an_interval_that_holds_nought_is_no_gap() -> None:
    assert [(row["verdict"], row["reading"]) for row in compared((20, 40), {"F": (9, 20), "M": (11, 20)})] == [
        ("within", "no different")
    ] * 2


@pytest.mark.parametrize(("size", "verdict"), [(9, "too few"), (10, "below")])
def test_under_ten_on_either_side_no_verdict_is_given(size: int, verdict: str) -> None:
    small, large = compared((40, 40 + size), {"F": (0, size), "M": (40, 40)})
    assert small["verdict"] == verdict
    assert large["verdict"] == verdict.replace("below", "above")


def test_with_nobody_else_there_is_no_gap() -> None:
    (row,) = compared((5, 20), {"F": (5, 20)})
    assert (row["symbol"], row["verdict"], row["value"]) == ("z", "", 0.25)
    assert [row[name] for name in NUMBERS] == [None] * 6


@pytest.mark.parametrize(("whole", "group"), [("c", (5, 20)), ((5, 20), "c")])
def test_a_suppressed_group_or_whole_has_no_gap(whole: Counts, group: Counts) -> None:
    (row,) = compared(whole, {"F": group})
    assert (row["symbol"], row["verdict"], row["reading"]) == ("c", "", "")
    assert [row[name] for name in NUMBERS] == [None] * 6


@pytest.mark.parametrize(
    ("preset", "whole", "group"),
    [
        ("round5", (45, 100), (45, 60)),
        ("round5", (50, 100), (45, 60)),
        ("round5", (80, 100), (45, 60)),
        ("round5", (50, 65), (40, 60)),
        ("nhs", (55, 100), (45, 60)),
        ("opensafely", (55, 100), (45, 60)),
    ],
)
def test_others_who_may_be_a_handful_are_suppressed(preset: str, whole: Counts, group: Counts) -> None:
    (found,) = compared(whole, {"F": group}, preset=PRESETS[preset])
    assert (found["symbol"], found["verdict"], *(found[name] for name in NUMBERS)) == ("c", "", *[None] * len(NUMBERS))


def test_others_who_cannot_be_a_handful_are_compared() -> None:
    (found,) = compared((55, 100), {"F": (45, 60)}, preset=PRESETS["round5"])
    assert (found["symbol"], found["other_numerator"], found["other_denominator"]) == ("", 10, 40)


def test_a_gap_that_rounding_may_have_made_is_none() -> None:
    whole: Counts = (65, 140)
    groups: dict[str, Counts] = {"F": (40, 70)}
    (exact,), (rounded,) = compared(whole, groups), compared(whole, groups, preset=PRESETS["round5"])
    assert (exact["verdict"], rounded["verdict"]) == ("above", "within")
    assert exact["lower"] == rounded["lower"]
    (wide,) = compared((60, 140), {"F": (50, 70)}, preset=PRESETS["round5"])
    assert wide["verdict"] == "above"


@pytest.mark.parametrize(
    ("kind", "rows"),
    [("month", 0), ("quarter", 1), ("financial_year", 1), ("academic_year", 1), ("rolling_12_months", 1), ("as_at", 0)],
)
def test_groups_are_compared_over_long_periods(kind: str, rows: int) -> None:
    assert len(compared((10, 40), {"F": (5, 20)}, kind)) == rows


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.PROPORTION])
def test_only_proportions_have_gaps(kind: Kind) -> None:
    assert compared((10, 40), {"F": (5, 20)}, kind=kind) == []
