"""Figures that do not agree with themselves are not published."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.errors import FiguresWrong
from pipelines.measures.definition import load_definitions
from pipelines.measures.engine import MEASURE_VALUE, measure
from pipelines.measures.soundness import check_figures
from tests.spec.conftest import BANK_HOLIDAYS
from tests.twins import pipeline, strategies
from tests.twins.submission import Rules, Submission

DEFINITIONS = load_definitions()
SHARE, COUNT, MEDIAN = "first_contact_on_time", "clocks_overdue", "median_working_days_to_contact"


@st.composite
def cases(draw: st.DrawFn) -> tuple[Rules, Submission]:
    """Rules, and a submission of the areas that have them."""
    rules = draw(strategies.rules(BANK_HOLIDAYS))
    return rules, draw(strategies.submissions(rules.areas, most=6))


def shares() -> pl.DataFrame:
    """A sound table: two areas and all of them, whole and by sex, over one quarter."""
    parts = [("all", 3.0, 5.0, "none", ""), ("all", 2.0, 3.0, "sex", "F"), ("all", 1.0, 2.0, "sex", "M")]
    parts += [("cornwall", 2.0, 3.0, "none", ""), ("cornwall", 2.0, 3.0, "sex", "F")]
    parts += [("durham", 1.0, 2.0, "none", ""), ("durham", 1.0, 2.0, "sex", "M")]
    told = [
        (SHARE, "own", area, "quarter", date(2026, 1, 1), by, category, x, n, x / n, 0.0, 1.0, "")
        for area, x, n, by, category in parts
    ]
    return pl.DataFrame(told, schema=MEASURE_VALUE, orient="row")


def whole() -> pl.Expr:
    return (pl.col("service_area") == "all") & (pl.col("breakdown") == "none")


def changed(where: pl.Expr, **numbers: float) -> pl.DataFrame:
    """The sound table with other numbers in some rows."""
    return shares().with_columns(
        pl.when(where).then(pl.lit(number)).otherwise(pl.col(name)).alias(name) for name, number in numbers.items()
    )


def refused(figures: pl.DataFrame) -> str:
    with pytest.raises(FiguresWrong) as wrong:
        check_figures(figures, DEFINITIONS)
    assert wrong.value.exit_code == 5
    return str(wrong.value)


def test_a_sound_table_passes() -> None:
    check_figures(shares(), DEFINITIONS)


def test_an_empty_table_passes() -> None:
    check_figures(MEASURE_VALUE.to_frame(), DEFINITIONS)


def test_a_row_that_stands_twice() -> None:
    assert f"{SHARE} stands twice" in refused(pl.concat([shares(), shares().head(1)]))


def test_more_than_the_whole() -> None:
    figures = shares().filter(whole()).with_columns(numerator=pl.lit(6.0))
    assert f"{SHARE} is no share of a whole" in refused(figures)


@pytest.mark.parametrize("bounds", [{"lower": 0.7}, {"upper": 0.5}])
def test_a_value_outside_its_interval(bounds: dict[str, float]) -> None:
    assert f"{SHARE} lies outside its interval" in refused(changed(whole(), **bounds))


@pytest.mark.parametrize("numbers", [{"denominator": 6.0}, {"numerator": 2.0}])
def test_areas_that_do_not_add_up(numbers: dict[str, float]) -> None:
    assert "does not add up over the service areas" in refused(changed(whole(), **numbers))


def test_an_area_that_is_not_in_the_whole() -> None:
    figures = shares().filter(pl.col("breakdown") == "none")
    assert "does not add up over the service areas" in refused(figures.filter(pl.col("service_area") != "durham"))


@pytest.mark.parametrize("numbers", [{"denominator": 4.0}, {"numerator": 3.0}])
def test_categories_that_do_not_add_up(numbers: dict[str, float]) -> None:
    in_cornwall = (pl.col("service_area") == "cornwall") & (pl.col("breakdown") == "sex")
    in_all = (pl.col("service_area") == "all") & (pl.col("category") == "F")
    figures = changed(in_cornwall | in_all, **numbers)
    assert "does not add up over the categories" in refused(figures)


def test_a_breakdown_that_lacks_a_category() -> None:
    figures = shares().filter(pl.col("category") != "M")
    assert "does not add up over" in refused(figures)


def test_an_area_without_any_whole() -> None:
    figures = shares().filter(pl.col("service_area") != "all")
    assert "does not add up over the service areas" in refused(figures)


def test_a_whole_without_any_area() -> None:
    figures = shares().filter(pl.col("service_area") == "all")
    assert "does not add up over the service areas" in refused(figures)


def test_counts_add_up_too() -> None:
    told = [("all", 5.0), ("cornwall", 2.0), ("durham", 2.0)]
    rows = [
        (COUNT, "own", area, "as_at", date(2026, 3, 31), "none", "", n, None, n, None, None, "") for area, n in told
    ]
    assert f"{COUNT} does not add up" in refused(pl.DataFrame(rows, schema=MEASURE_VALUE, orient="row"))


def test_a_number_that_is_not_what_its_groups_are() -> None:
    counted = [("closures", "none", "", 5.0, None), ("destination_known", "none", "", 4.0, 5.0)]
    counted += [("closures", "destination", "school", 3.0, None), ("closures", "destination", "unknown", 2.0, None)]
    rows = [
        (measure, "", area, "quarter", date(2026, 1, 1), by, category, n, of, n / of if of else n, None, None, "")
        for measure, by, category, n, of in counted
        for area in ("all", "cornwall")
    ]
    assert "destination_known is not what its groups are" in refused(pl.DataFrame(rows, MEASURE_VALUE, orient="row"))


@pytest.mark.parametrize(("asked", "is_sound"), [(4.0, True), (5.0, False)])
def test_a_number_is_among_those_of_which_it_is_a_part(asked: float, is_sound: bool) -> None:
    """Four referrals of six were accepted; consent cannot have been asked for in five of them."""
    counted = [("referrals_accepted", 4.0, 6.0), ("consent_to_share", 1.0, asked)]
    rows = [
        (measure, "", area, "quarter", date(2026, 1, 1), "none", "", x, n, x / n, 0.0, 1.0, "")
        for measure, x, n in counted
        for area in ("all", "cornwall")
    ]
    figures = pl.DataFrame(rows, MEASURE_VALUE, orient="row")
    assert is_sound or "consent_to_share is not among those" in refused(figures)
    if is_sound:
        check_figures(figures, DEFINITIONS)


def test_medians_need_not_add_up() -> None:
    rows = [
        (MEDIAN, "common", area, "quarter", date(2026, 1, 1), "none", "", None, n, 4.5, None, None, "")
        for area, n in (("all", 9.0), ("cornwall", 9.0))
    ]
    check_figures(pl.DataFrame(rows, schema=MEASURE_VALUE, orient="row"), DEFINITIONS)


def test_a_large_share_of_all_lies_in_its_interval() -> None:
    """Rounding in the last digit of a bound must not refuse a sound table."""
    from pipelines.measures.definition import Kind
    from pipelines.measures.engine import valued

    counted = pl.DataFrame({"counted": range(1, 3000), "of_these": range(1, 3000), "symbol": ""})
    found = valued(counted, Kind.PROPORTION)
    assert found.filter(~pl.col("value").is_between("lower", "upper")).height == 0


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_figures_of_any_submission_are_sound(case: tuple[Rules, Submission]) -> None:
    figures = measure(pipeline.derived(*case), DEFINITIONS, case[1].as_at)
    check_figures(figures, DEFINITIONS)
