"""The rows behind a figure are those that the figure counts: of every measure, in every period and group."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from pipelines.asking import Ask
from pipelines.explanation.members import members, rows_of
from pipelines.generations import RECORDS, current_generation
from pipelines.measures.definition import COUNTED, MIDDLES, Definition, Kind, load_definitions
from pipelines.measures.middle import middles
from pipelines.measures.rollup import in_kinds, in_snapshots
from pipelines.warehouse import finished

DEFINITIONS = load_definitions()
KEY = ["yardstick", "service_area", "period_kind", "period_start", "breakdown", "category"]


@pytest.fixture(scope="module")
def ask(shipped: Path) -> Iterator[Ask]:
    with finished(current_generation(shipped) / RECORDS) as answers:
        yield answers


def figures(ask: Ask, definition: Definition) -> pl.DataFrame:
    """The measure's figures with a number, and those of none as they are counted: as no row."""
    rows = ask("SELECT * FROM measure_value WHERE measure = $measure", {"measure": definition.measure})
    counted = pl.col("numerator" if definition.kind is Kind.COUNT else "denominator")
    return rows.filter(symbol="").filter(counted > 0).sort(KEY)


def placed(ask: Ask, definition: Definition) -> pl.DataFrame:
    """Every row behind every figure, once for each figure that it is behind."""
    as_at = ask("SELECT as_at FROM build").item()
    groups = ["yardstick", "service_area", "base_start", *definition.breakdowns, "value"]
    rows = rows_of(ask, definition, definition.breakdowns).group_by(groups).agg(pl.col("counted", "of_these").sum())
    everywhere = pl.concat([rows, rows.with_columns(service_area=pl.lit("all"))])
    in_their = in_snapshots if definition.is_snapshot else in_kinds
    each = in_their(everywhere, definition.period_kinds, as_at)
    by = [
        each.with_columns(breakdown=pl.lit(name), category=pl.col(name)).select(*KEY, "counted", "of_these", "value")
        for name in definition.breakdowns
    ]
    whole = each.with_columns(breakdown=pl.lit("none"), category=pl.lit(""))
    return pl.concat([whole.select(*KEY, "counted", "of_these", "value"), *by])


@pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda d: d.measure)
def test_rows_add_up_to_every_figure(ask: Ask, definition: Definition) -> None:
    sums = placed(ask, definition).group_by(KEY).agg(pl.col("counted", "of_these").sum()).filter(pl.col("counted") > 0)
    found = figures(ask, definition)
    whole = "numerator" if definition.kind is Kind.COUNT else "denominator"
    assert found.height > 0
    assert sums.sort(KEY).select(*KEY, "counted").rows() == found.select(*KEY, whole).rows()
    if definition.kind in COUNTED and definition.kind is not Kind.COUNT:
        assert sums.sort(KEY)["of_these"].to_list() == found["numerator"].to_list()


@pytest.mark.parametrize("definition", [d for d in DEFINITIONS if d.kind in MIDDLES], ids=lambda d: d.measure)
def test_values_have_the_middle_that_every_figure_is(ask: Ask, definition: Definition) -> None:
    tallied = placed(ask, definition).select(*KEY, "value", "counted")
    found = middles(tallied, definition).sort(KEY)
    assert found["middle"].to_list() == figures(ask, definition)["value"].to_list()


def test_one_figure_has_its_own_rows_and_no_others(ask: Ask) -> None:
    definition = next(one for one in DEFINITIONS if one.measure == "first_contact_on_time")
    as_at = ask("SELECT as_at FROM build").item()
    for figure in figures(ask, definition).sample(12, seed=1).to_dicts():
        found = members(ask, definition, figure, as_at)
        assert (found["of_these"].sum(), found["counted"].sum()) == (figure["numerator"], figure["denominator"])
