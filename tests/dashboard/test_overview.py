"""The overview: what needs attention first, and where every area stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.measures import SHORT_TITLES
from dashboard.signals import BETTER, NO_CHANGE, TOO_FEW, WORSE
from tests.dashboard.conftest import OpenPage, drawers

HEADINGS = ["What needs attention first", "Area by area", "On time over time", "Everything else over time"]


@pytest.fixture(scope="module")
def exact(shipped: Path, open_page: OpenPage) -> AppTest:
    return open_page(shipped, at="overview", limits="Common limits", **drawers(*HEADINGS[:2]))


@pytest.fixture(scope="module")
def published(shipped: Path, open_page: OpenPage) -> AppTest:
    return open_page(shipped, at="overview", published_only=True)


def _words(cell: object) -> str:
    """What a cell says before its small run."""
    return str(cell).partition("![")[0].strip()


def _stored(shipped: Path, sql: str) -> Sequence[tuple[object, ...]]:
    (records,) = shipped.glob("generations/*/records.duckdb")
    with duckdb.connect(str(records), read_only=True) as file:
        return file.sql(sql).fetchall()


@pytest.mark.parametrize("mode", ["exact", "published"])
def test_it_has_its_sections_and_no_blank_cell(mode: str, request: pytest.FixtureRequest) -> None:
    page: AppTest = request.getfixturevalue(mode)
    assert not page.exception
    assert [title.value for title in page.title] == ["How are we doing?"]
    assert [header.value for header in page.header] == HEADINGS
    summary = page.table[0].value
    assert set(summary.columns) == {"Service area", *SHORT_TITLES.values()}
    assert all(str(cell).strip() not in ("", "None", "nan") for row in summary.to_numpy() for cell in row)


def test_a_table_of_several_kinds_says_what_does_not_apply(exact: AppTest) -> None:
    attention, standing = (frame.value for frame in exact.dataframe if {"Figure", "Period"} <= set(frame.value.columns))
    cells = [str(cell).strip() for table in (attention, standing) for row in table.to_numpy() for cell in row]
    assert not {"", "None", "nan"} & set(cells)
    waiting = standing[standing["Figure"] == "Children waiting"]
    assert set(waiting["Share"]) == {"not applicable"} != set(waiting["Count"])
    overdue = attention[attention["Figure"] == "Clocks overdue now"]
    assert set(overdue["Standard"]) == {"All standards"} and set(overdue["Limit"]) == {"that of each standard"}
    others = attention[attention["Figure"] == "Too old before support starts"]
    assert set(others["Standard"]) == {"All"} and set(others["Limit"]) == {"not applicable"}


def test_a_narrow_page_has_the_same_figures_as_lists(exact: AppTest) -> None:
    (lists,) = (told.value for told in exact.markdown if told.value.startswith("**All areas**\n"))
    rows = exact.table[0].value.to_dict("records")
    assert lists.count("**") == 2 * len(rows)
    told = [
        line.removeprefix("- ") for line in lists.replace("\N{NO-BREAK SPACE}%", " %").splitlines() if line[:1] == "-"
    ]
    assert told == [f"{column}: {cell}" for row in rows for column, cell in row.items() if column != "Service area"]


def test_every_area_has_a_row(exact: AppTest, shipped: Path) -> None:
    names = [name for (name,) in _stored(shipped, "SELECT name FROM service_area ORDER BY position")]
    links = [f"[{name}](seen-on-time?area={quote(str(name))})" for name in names]
    assert list(exact.table[0].value["Service area"]) == ["All areas", *links]


def test_counts_are_those_of_the_file(exact: AppTest, shipped: Path) -> None:
    waiting = _stored(
        shipped,
        "SELECT value FROM measure_value INNER JOIN service_area USING (service_area) WHERE "
        "measure = 'children_waiting' AND period_kind = 'as_at' AND breakdown = 'none' ORDER BY position",
    )
    assert [_words(cell) for cell in exact.table[0].value["Waiting"]][1:] == [f"{value:.0f}" for (value,) in waiting]


def test_every_figure_has_its_small_run_which_says_where_it_begins_and_ends(exact: AppTest, shipped: Path) -> None:
    rows = exact.table[0].value.set_index("Service area").to_dict("index")
    for area, cells in rows.items():
        without = {column for column, cell in cells.items() if "](data:image/svg+xml;base64," not in cell}
        assert without == set(), area
    (ends,) = _stored(
        shipped,
        "SELECT arg_min(value, period_start), arg_max(value, period_start) FROM measure_value WHERE "
        "service_area = 'all' AND measure = 'targets_achieved' AND period_kind = 'quarter' AND breakdown = 'none' "
        "AND value IS NOT NULL",
    )
    said = rows["All areas"]["Targets achieved"].replace("\N{NO-BREAK SPACE}", " ")
    assert re.search(rf"!\[run\\?: {ends[0]:.0%} in .*, {ends[1]:.0%} in Jan to Mar 2026".replace("%", " %"), said), (
        said
    )


def test_of_every_share_it_is_told_which_way_it_goes_or_that_it_cannot_be_told(exact: AppTest) -> None:
    ways = {BETTER, WORSE, NO_CHANGE, TOO_FEW}
    told = [_words(cell) for column in ("Reviews on time", "Plan kept") for cell in exact.table[0].value[column]]
    assert {cell.partition(", ")[2] for cell in told} <= ways and any(NO_CHANGE in cell for cell in told)


def test_overdue_clocks_are_named_area_by_area(exact: AppTest, shipped: Path) -> None:
    (said,) = [told.value for told in exact.markdown if "overdue" in told.value and told.value.startswith("- ")]
    overdue = _stored(
        shipped,
        "SELECT name, value FROM measure_value INNER JOIN service_area USING (service_area) WHERE "
        "measure = 'clocks_overdue' AND yardstick = 'common' AND breakdown = 'none' AND value > 0",
    )
    assert overdue
    for name, value in overdue:
        assert f"{name}: {value:.0f} clock{'' if value == 1 else 's'} overdue." in said.replace("\\", "")


def test_a_suppressed_count_is_not_nothing(published: AppTest, shipped: Path) -> None:
    (file,) = shipped.glob("generations/*/published.duckdb")
    with duckdb.connect(str(file), read_only=True) as opened:
        hidden = opened.sql(
            "SELECT name FROM measure_value INNER JOIN service_area USING (service_area) WHERE symbol = 'c' AND "
            "measure = 'clocks_overdue' AND yardstick = 'own' AND breakdown = 'none'"
        ).fetchall()
    (said,) = [told.value for told in published.markdown if told.value.startswith("- ")]
    assert hidden
    for (name,) in hidden:
        assert f"{name}: clocks overdue, number suppressed." in said.replace("\\", "")


def test_only_what_stands_out_as_worse_is_named(exact: AppTest, shipped: Path) -> None:
    (said,) = [told.value for told in exact.markdown if told.value.startswith("- ") and "worse" in told.value]
    worse = _stored(
        shipped,
        "SELECT count(*) FROM (SELECT * FROM signal WHERE value IS NOT NULL AND service_area <> 'all' AND "
        "yardstick IN ('', 'common') QUALIFY row_number() OVER (PARTITION BY measure, yardstick, service_area "
        "ORDER BY period_start DESC) = 1) WHERE point_type = 'special_cause_concern'",
    )
    assert 0 < said.count("getting worse") <= int(str(worse[0][0]))
