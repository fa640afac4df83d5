"""Counts that are the same by other names: drawn ones, and what an attacker finds who knows of them alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from pipelines.build import Request, build
from pipelines.disclosure import EXACT, PRESETS
from pipelines.errors import FiguresWrong
from pipelines.generations import RECORDS, current_generation
from pipelines.measures.engine import MEASURE_VALUE
from pipelines.protection import margins, suppression
from pipelines.protection.alike import cohorts, holding, same_by_both
from pipelines.protection.counts import parts_of, set_of
from pipelines.protection.months import ALREADY
from pipelines.protection.suppression import publishable
from pipelines.synthesis import synthesise
from pipelines.warehouse import read_frame
from tests.pipelines.protection.conftest import DEFINITIONS, attacked_step_by_step
from tests.twins.attacker.measures import BLOCKS

PARTS = parts_of(DEFINITIONS)
_CELLS = {
    "cell": pl.UInt32(),
    "set": pl.Int64(),
    **dict.fromkeys(("yardstick", "service_area", "period_kind"), pl.String()),
    "period_start": pl.Date(),
    **dict.fromkeys(("breakdown", "category"), pl.String()),
    "count": pl.Float64(),
}
Q1, Q2, Q3, Q4 = (date(2025, month, 1) for month in (1, 4, 7, 10))


def cells(*rows: tuple[int, str, str, str, date, str, float | None]) -> pl.DataFrame:
    """Set, yardstick, area, kind of period, its start, sex and count."""
    named = [
        (at, of, yardstick, area, kind, start, "sex" if sex else "none", sex, count)
        for at, (of, yardstick, area, kind, start, sex, count) in enumerate(rows)
    ]
    return pl.DataFrame(named, schema=_CELLS, orient="row")


def test_equations_that_do_not_hold_are_left_out() -> None:
    counted = pl.DataFrame({"cell": [0, 1, 2, 3], "count": [5.0, 3.0, 2.0, None]})
    terms = pl.DataFrame(
        [(0, 0, -1), (0, 1, 1), (0, 2, 1), (1, 0, -1), (1, 1, 1), (2, 0, -1), (2, 0, 1), (2, 3, 1)],
        schema=["number", "cell", "sign"],
        orient="row",
    )
    assert holding(terms, counted)["number"].unique().to_list() == [0]


def by_both(area: str, start: date, own: tuple[float, float], common: tuple[float, float]) -> list[pl.DataFrame]:
    """The whole and its girls by both yardsticks."""
    return [
        cells(
            *((7, yardstick, area, "quarter", start, sex, count) for sex, count in zip(("", "F"), counts, strict=True))
        )
        for yardstick, counts in (("own", own), ("common", common))
    ]


def drawn_by_both(*rows: list[pl.DataFrame]) -> pl.DataFrame:
    every = pl.concat([one for each in rows for one in each])
    return every.drop("cell").with_row_index("cell")


def linked(counted: pl.DataFrame) -> set[tuple[str, date, str]]:
    """Area, period and sex of what is the same."""
    same = same_by_both(counted)
    both = [counted.join(same.select(cell=name), on="cell").sort("cell") for name in same.columns]
    named = [list(one.select("service_area", "period_start", "category").iter_rows()) for one in both]
    assert [set(one["yardstick"]) - {name} for one, name in zip(both, ("own", "common"), strict=True)] == [set(), set()]
    assert named[0] == named[1]
    return set(named[0])


def test_an_area_whose_figures_are_the_same_by_both_is_linked() -> None:
    counted = drawn_by_both(by_both("esk", Q1, (8, 3), (8, 3)), by_both("tees", Q1, (8, 3), (8, 4)))
    assert linked(counted) == {("esk", Q1, ""), ("esk", Q1, "F")}


def test_after_the_limits_became_the_same_and_before_they_were_others_the_figures_are_linked() -> None:
    counted = drawn_by_both(
        by_both("esk", Q1, (5, 2), (5, 2)),
        by_both("esk", Q2, (5, 2), (6, 2)),
        by_both("esk", Q3, (9, 1), (9, 1)),
        by_both("esk", Q4, (4, 2), (5, 2)),
        by_both("tees", Q1, (5, 2), (6, 2)),
        by_both("tees", Q2, (7, 2), (7, 2)),
    )
    assert {(area, start) for area, start, _ in linked(counted)} == {("esk", Q1), ("tees", Q2)}


def test_an_area_without_limits_of_its_own_is_not_linked() -> None:
    own, common = by_both("esk", Q1, (8, 3), (8, 3))
    assert linked(drawn_by_both([common])) == set()
    assert linked(drawn_by_both([own])) == set()


@pytest.mark.parametrize(
    ("day", "begins"),
    [
        (date(2026, 3, 31), date(2024, 4, 1)),
        (date(2028, 2, 29), date(2026, 3, 1)),
        (date(2027, 2, 28), date(2025, 3, 1)),
        (date(2026, 2, 28), None),
        (date(2026, 3, 30), None),
        (date(2026, 4, 1), None),
    ],
)
def test_a_cohort_is_what_came_in_the_months_before(day: date, begins: date | None) -> None:
    """On 28 February 2026 it begins with 29 February 2024, which is the first of no month."""
    (cohort,), (received,) = set_of(PARTS, "started_within_12_weeks"), set_of(PARTS, "referrals_received")
    counted = cells((cohort, "", "esk", "as_at", day, "F", 4.0), (received, "", "esk", "quarter", Q1, "F", 2.0))
    found = cohorts(counted, PARTS).select("cell", "set", "period_start", "category").rows()
    assert found == ([(0, received, begins, "F")] if begins else [])


def test_a_cohort_of_the_day_before_is_one_as_well() -> None:
    (cohort,), (received,) = set_of(PARTS, "started_within_12_weeks"), set_of(PARTS, "referrals_received")
    counted = cells(
        (cohort, "", "esk", "as_at", date(2026, 3, 31), "F", 4.0),
        (cohort, "", "esk", f"as_at{ALREADY}", date(2025, 12, 31), "F", 3.0),
    )
    found = cohorts(counted, PARTS).select("cell", "set", "period_start").rows()
    assert found == [(0, received, date(2024, 4, 1)), (1, received, date(2024, 1, 1))]


def test_the_cohort_of_a_day_before_whose_month_went_on_is_none() -> None:
    """On 28 February 2028 it begins with March 2026, but who came on the 29th is in that month now."""
    (cohort,), day = set_of(PARTS, "started_within_12_weeks"), date(2028, 2, 28)
    for kind, begins in (("as_at", [date(2026, 3, 1)]), (f"as_at{ALREADY}", [])):
        counted = cells((cohort, "", "esk", kind, day, "F", 4.0))
        assert cohorts(counted, PARTS)["period_start"].to_list() == begins


def test_a_cohort_without_what_it_is_of_has_no_other_name() -> None:
    (cohort,) = set_of(PARTS, "started_within_12_weeks")
    counted = cells((cohort, "", "esk", "as_at", date(2026, 3, 31), "F", 4.0))
    assert cohorts(counted, PARTS.filter(pl.col("measure") != "referrals_received")).is_empty()


@pytest.fixture(scope="module")
def small_services(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pl.DataFrame]:
    """Exact figures of some areas, by their names; Cornwall has the common limits."""
    drawn = {"cornwall northumberland": (6, 100), "durham cornwall england": (5, 60)}
    return {areas: _exact(tmp_path_factory.mktemp("small"), areas.split(), *each) for areas, each in drawn.items()}


def _exact(folder: Path, areas: list[str], seed: int, referrals: int) -> pl.DataFrame:
    synthesise(folder / "drawn", seed, referrals, areas, date(2026, 3, 31), 2, "csv")
    build(Request((folder / "drawn",), None, None, EXACT), folder / "built", lambda _: None)
    return read_frame(current_generation(folder / "built") / RECORDS, "SELECT * FROM measure_value")


@pytest.mark.parametrize(
    ("name", "areas", "block", "breakdowns"),
    [
        ("same_by_both", "cornwall northumberland", "reviews", ["ethnicity", "primary_need", "source", "imd_quintile"]),
        (
            "cohorts",
            "durham cornwall england",
            "children",
            ["source", "primary_need", "band", "destination", "closure_reason"],
        ),
        (
            "holding",
            "durham cornwall england",
            "children",
            ["source", "primary_need", "band", "destination", "closure_reason"],
        ),
    ],
)
def test_an_attacker_who_knows_what_is_the_same_finds_it_where_the_control_does_not(
    monkeypatch: pytest.MonkeyPatch,
    small_services: dict[str, pl.DataFrame],
    name: str,
    areas: str,
    block: str,
    breakdowns: list[str],
) -> None:
    is_asked = pl.col("measure").is_in(BLOCKS[block]) & pl.col("breakdown").is_in(["none", *breakdowns])
    exact = small_services[areas].filter(is_asked)
    control = publishable(exact, DEFINITIONS, PRESETS["round5"])
    assert attacked_step_by_step(control, PRESETS["round5"], block, exact) == {}
    without = {
        "same_by_both": lambda counted: same_by_both(counted).clear(),
        "cohorts": lambda counted, parts: cohorts(counted, parts).clear(),
        "holding": lambda terms, _: terms.clear(),
    }
    monkeypatch.setattr(margins, name, without[name])
    broken = publishable(exact, DEFINITIONS, PRESETS["round5"])
    assert attacked_step_by_step(broken, PRESETS["round5"], block, exact) != {}


def test_a_child_turned_away_after_its_start_refuses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 20 who started 12 are supported and 7 closed: the other one is in no closure."""
    counted = {"waits_started": 20.0, "closures": 7.0, "children_supported": 12.0}
    rows = [
        (measure, "", area, "quarter", Q1, "none", "", number, None, number, None, None, "")
        for measure, number in counted.items()
        for area in ("all", "esk")
    ]
    exact = pl.DataFrame(rows, schema=MEASURE_VALUE, orient="row")
    monkeypatch.setattr(suppression, "MOST_AT_ONCE", 0)
    assert publishable(exact, DEFINITIONS, PRESETS["round5"]).height == len(rows)
    monkeypatch.setattr(margins, "holding", lambda terms, _: terms)
    with pytest.raises(FiguresWrong):
        publishable(exact, DEFINITIONS, PRESETS["round5"])
