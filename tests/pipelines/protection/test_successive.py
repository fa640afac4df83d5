"""Two builds of one small service, a quarter apart, and an attacker who has both published files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from pipelines.build import Request, build
from pipelines.disclosure import EXACT, PRESETS
from pipelines.generations import RECORDS, current_generation
from pipelines.measures.engine import KEY, MEASURE_VALUE
from pipelines.protection.going_on import with_those_going_on
from pipelines.protection.months import ALREADY
from pipelines.protection.standing import Before, standing
from pipelines.synthesis import synthesise
from pipelines.warehouse import read_frame
from tests.pipelines.protection.conftest import DEFINITIONS, searched
from tests.pipelines.protection.successive import successive
from tests.twins.attacker.measures import BLOCKS
from tests.twins.attacker.sums import THEN
from tests.twins.witnesses import Efforts

UNTIL, NOW = date(2025, 12, 31), date(2026, 3, 31)
_BREAKDOWNS = ["none", "source", "band", "destination", "closure_reason"]
_POINTS = Efforts(turns=0, tries=0, points=4)
_COHORT = "started_within_12_weeks"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> dict[date, pl.DataFrame]:
    """Exact figures of 60 referrals to Durham, as at both days."""
    folder = tmp_path_factory.mktemp("service")
    synthesise(folder / "drawn", 1, 60, ["durham"], NOW, 2, "csv")
    return {day: _exact(folder / "drawn", day, folder / str(day)) for day in (UNTIL, NOW)}


def _exact(submission: Path, day: date, warehouse: Path) -> pl.DataFrame:
    build(Request((submission,), day, None, EXACT), warehouse, lambda _: None)
    figures = read_frame(current_generation(warehouse) / RECORDS, "SELECT * FROM measure_value")
    return figures.filter(pl.col("breakdown").is_in(_BREAKDOWNS))


def _of(block: str, service: dict[date, pl.DataFrame]) -> tuple[pl.DataFrame, pl.DataFrame]:
    then, now = (service[day].filter(pl.col("measure").is_in(BLOCKS[block])) for day in (UNTIL, NOW))
    return then, now


@pytest.mark.parametrize("control", ["round5", "nhs", "opensafely"])
@pytest.mark.parametrize("block", ["children", "outcomes by rating"])
def test_nothing_is_provable_from_two_files(service: dict[date, pl.DataFrame], block: str, control: str) -> None:
    preset = PRESETS[control]
    both = successive(*_of(block, service), preset, UNTIL, NOW)
    found = searched(both.exact, both.published, preset, block, _POINTS, UNTIL)
    assert found.small > 100
    assert found.told == {}


def test_a_control_that_forgets_what_went_on_is_caught(service: dict[date, pl.DataFrame]) -> None:
    preset, went_on = PRESETS["round5"], pl.col("period_kind").str.ends_with(ALREADY)
    both = successive(*_of("children", service), preset, UNTIL, NOW, ignored=went_on)
    assert searched(both.exact, both.published, preset, "children", _POINTS, UNTIL).told


def test_the_attack_has_what_changed_since(service: dict[date, pl.DataFrame]) -> None:
    """Some children were assessed again after the first day, in periods that were over."""
    both = successive(*_of("outcomes by rating", service), PRESETS["round5"], UNTIL, NOW)
    assert both.published.filter(pl.col("leeway") > 0).height > 0
    assert both.published.filter(pl.col("period_kind").str.ends_with(THEN)).height > 0


def test_the_cohort_of_the_day_before_is_counted_again(service: dict[date, pl.DataFrame]) -> None:
    preset, (then, now) = PRESETS["round5"], _of("children", service)
    before = Before(then, then, UNTIL, NOW)
    current = with_those_going_on(standing(now, DEFINITIONS, preset, before), before, DEFINITIONS)
    recounted = current.exact.filter((pl.col("period_kind") == f"as_at{ALREADY}") & (pl.col("measure") == _COHORT))
    its = then.filter((pl.col("measure") == _COHORT) & (pl.col("symbol") == ""))
    kept = [name for name in KEY if name != "period_kind"]
    assert recounted.height == its.height > 1
    assert recounted.select(*kept, "denominator").sort(kept).equals(its.select(*kept, "denominator").sort(kept))


@pytest.mark.parametrize("until", [date(2025, 12, 30), date(2028, 2, 28)])
def test_a_cohort_that_began_or_ended_within_a_month_is_not_known_from_months(until: date) -> None:
    """In the 24 months up to 28 February 2028 there are as many as in months from March 2026 on, but for the 29th."""
    month = date(until.year - 1, 3, 1)
    rows = [
        (_COHORT, "", "esk", "as_at", until, "none", "", None, 12.0, 0.5, None, None, ""),
        ("referrals_received", "", "esk", "month", month, "none", "", 12.0, None, 12.0, None, None, ""),
    ]
    exact, now = pl.DataFrame(rows, schema=MEASURE_VALUE, orient="row"), until.replace(year=until.year + 1)
    before = Before(exact, exact, until, now)
    current = with_those_going_on(standing(exact, DEFINITIONS, PRESETS["round5"], before), before, DEFINITIONS)
    assert current.rows.filter(pl.col("period_kind").str.ends_with(ALREADY)).is_empty()
