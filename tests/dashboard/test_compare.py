"""Areas and groups compared: what is said of them is what the warehouse's own comparisons say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import relations
from dashboard.choice import LATEST_12_MONTHS, Period, Selection
from dashboard.context import Context
from dashboard.figures import Figures
from dashboard.pages.compare import PAGE
from dashboard.sections.compare.areas import funnel_of_areas
from dashboard.sections.compare.groups import gaps_between_groups
from dashboard.sections.section import Section
from dashboard.warehouse import Reader
from tests.dashboard.conftest import OpenPage


@pytest.fixture(scope="module", params=[False, True], ids=["exact", "published"])
def page(request: pytest.FixtureRequest, shipped: Path, open_page: OpenPage) -> AppTest:
    return open_page(
        shipped, at=PAGE.path, published_only=request.param, measure="Visits attended", breakdown="Ethnicity"
    )


def test_it_is_drawn_in_both_modes_with_a_sentence_for_every_chart(page: AppTest) -> None:
    assert not page.exception
    assert [title.value for title in page.title] == [PAGE.title]
    assert len(page.header) >= 4
    assert len(page.get("plotly_chart")) >= 3


def test_areas_and_groups_are_judged_in_words(page: AppTest) -> None:
    said = " ".join(told.value for told in page.markdown)
    assert "different from" in said or "than" in said
    assert "Black, Black British, Caribbean or African; " in said or "; Black, Black British" in said


def test_own_limits_are_not_compared_without_a_word(shipped: Path, open_page: OpenPage) -> None:
    page = open_page(shipped, at=PAGE.path, measure="Families contacted on time", limits="Own limits of each area")
    assert not page.exception
    assert any("do not compare them" in info.value for info in page.info)


@pytest.mark.parametrize("contents", ["records", "published"])
@pytest.mark.parametrize(
    ("measure", "yardstick"), [("visits_attended", ""), ("first_contact_on_time", "common"), ("targets_achieved", "")]
)
@pytest.mark.parametrize(
    ("make", "table", "key"),
    [
        (funnel_of_areas, "comparison", ["service_area"]),
        (gaps_between_groups, "gap", ["service_area", "category"]),
    ],
    ids=["funnel", "gaps"],
)
def test_every_number_is_the_files_own(
    shipped: Path,
    contents: str,
    measure: str,
    yardstick: str,
    make: Callable[[Figures], Section],
    table: str,
    key: list[str],
) -> None:
    warehouse = Reader().current(shipped, published_only=contents == "published")
    known = relations.periods(warehouse, (measure,))
    year = Period(LATEST_12_MONTHS, known[LATEST_12_MONTHS][0])
    run = tuple(Period("quarter", start) for start in known["quarter"])
    areas = warehouse.frame("SELECT service_area FROM warehouse.service_area").get_column("service_area").to_list()
    selection = Selection(("all", *areas), "common", year, run, breakdown="sex", measure=measure)
    shown = make(Figures(Context(warehouse, selection))).download
    stored = _stored(shipped, contents, table, measure, yardstick, year, "sex" if table == "gap" else None)
    numbers = [name for name, kind in stored.schema.items() if kind in (pl.Float64, pl.Boolean) or name == "verdict"]
    assert len(numbers) > 6
    assert shown.height == stored.height > 1
    assert shown.sort(key).select(key + numbers).equals(stored.sort(key).select(key + numbers))


def _stored(
    folder: Path, contents: str, table: str, measure: str, yardstick: str, period: Period, breakdown: str | None
) -> pl.DataFrame:
    """The file's own rows, read past the dashboard."""
    (path,) = folder.glob(f"generations/*/{contents}.duckdb")
    with duckdb.connect(str(path), read_only=True) as file:
        rows = file.sql(f"SELECT * FROM {table}").pl()
    asked = {"measure": measure, "yardstick": yardstick, "period_kind": period.kind, "period_start": period.start}
    return rows.filter(**(asked | ({"breakdown": breakdown} if breakdown else {})))
