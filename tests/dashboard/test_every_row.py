"""Every number on the work list and on the page on data quality is the file's own, found again by plain loops."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dashboard import deliveries, sentences
from dashboard.choice import Filters
from dashboard.sections.quality.checks import checks
from dashboard.sections.quality.completeness import completeness
from dashboard.sections.quality.delivered import rows_received
from dashboard.sections.quality.freshness import freshness
from dashboard.sections.section import Section
from dashboard.sections.work_list.caseload import caseload
from dashboard.sections.work_list.cases import Cases
from dashboard.sections.work_list.clocks import outstanding
from dashboard.sections.work_list.unvisited import unvisited
from tests.dashboard.conftest import FiguresOf

Row = dict[str, Any]
Stored = Callable[[str], list[Row]]


def stored_in(folder: Path, contents: str) -> Stored:
    """The rows of a table of one file, read past the dashboard."""
    (path,) = folder.glob(f"generations/*/{contents}.duckdb")

    def rows(table: str) -> list[Row]:
        with duckdb.connect(str(path), read_only=True) as file:
            return file.sql(f"SELECT * FROM {table}").pl().to_dicts()

    return rows


def until(row: Row) -> str:
    """The latest day of a row of ``freshness``, or its month where the day stays with the service."""
    latest = row["latest_on"]
    return f"{latest.day} {latest:%b %Y}" if row["precision"] == "day" else f"{latest:%b %Y}"


def shown(section: Section, *columns: str) -> list[tuple[object, ...]]:
    return sorted(section.table.select(columns).rows(), key=repr)


def told(rows: Iterable[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return sorted(rows, key=repr)


@pytest.mark.parametrize(
    ("areas", "yardstick"), [(("all",), "own"), (("all",), "common"), (("cornwall", "durham"), "common")]
)
def test_the_work_list_shows_the_rows_of_the_records(
    areas: tuple[str, ...], yardstick: str, shipped: Path, figures_of: FiguresOf
) -> None:
    stored = stored_in(shipped, "records")
    names = {row["service_area"]: row["name"] for row in stored("service_area")}
    cases = Cases(figures_of(shipped, *areas, yardstick=yardstick), Filters())

    def mine(table: str) -> list[Row]:
        rows = [row for row in stored(table) if "all" in areas or row["service_area"] in areas]
        return [row for row in rows if row.get("yardstick", yardstick) == yardstick]

    clocks = [
        (c["due_on"], c["working_days_left"], c["referral_id"], c["starts_on"]) for c in mine("outstanding_clock")
    ]
    assert shown(outstanding(cases), "Due", "Working days left", "Referral", "Clock began") == told(clocks)
    gaps = [(g["term_weeks"], g["referral_id"], g["started_on"]) for g in mine("visit_gap") if g["is_unvisited"]]
    assert shown(unvisited(cases), "Term weeks without a visit", "Referral", "Support began") == told(gaps)
    columns = ("children_supported", "children_unvisited", "clocks_overdue", "clocks_due_soon")
    limited = {row["service_area"] for row in stored("standard")} if yardstick == "own" else set(names)

    def in_hand(row: Row, column: str) -> object:
        is_of_clocks, has_limit = column.startswith("clocks"), row["service_area"] in limited
        is_in_words = is_of_clocks and not limited >= set(names) - {"common"}
        return row[column] if not is_in_words else str(row[column]) if has_limit else sentences.NO_LIMIT

    hands = [(names[row["service_area"]], *(in_hand(row, column) for column in columns)) for row in mine("caseload")]
    titles = ("Children supported", "Not visited for weeks of term", "Clocks overdue", "Clocks due soon")
    assert shown(caseload(cases), "Service area", *titles) == told(hands)
    assert clocks and hands and (gaps or "all" not in areas)


@pytest.mark.parametrize("contents", ["records", "published"])
def test_data_quality_shows_the_rows_of_its_file(contents: str, shipped: Path, figures_of: FiguresOf) -> None:
    stored = stored_in(shipped, contents)
    names = {row["service_area"]: row["name"] for row in stored("service_area")} | {"all": "All areas"}
    names["unknown"] = "no service area given"
    titles = {row["extract"]: row["title"] for row in stored("contract_extract")}
    columns = {(row["extract"], row["column_name"]): row["title"] for row in stored("contract_column")}
    areas = ("all", "cornwall", "durham")
    context = figures_of(shipped, *areas, only=contents == "published").context

    def count(row: Row, column: str = "rows") -> str:
        return sentences.reason(row["symbol"], "no rows") or f"{row[column]:,}"

    for extract, title in deliveries.extracts(context.warehouse).items():
        found = [row for row in stored("completeness") if row["extract"] == extract and row["service_area"] in areas]
        cells = [
            (columns[extract, r["column_name"]], names[r["service_area"]], count(r, "filled"), count(r)) for r in found
        ]
        made = completeness(context, extract, title)
        assert shown(made, "Column", "Service area", "Rows filled", "Of rows") == told(cells) != []
    read = [
        (names[row["service_area"]], titles[row["extract"]], count(row))
        for row in stored("delivery_count")
        if row["counted"] == "read" and row["service_area"] != "all"
    ]
    assert shown(rows_received(context), "Service area", "Extract", "Read") == told(read) != []
    reached = [
        (titles[row["extract"]], names[row["service_area"]], until(row))
        for row in stored("freshness")
        if row["service_area"] in areas and not row["symbol"]
    ]
    assert reached and set(reached) <= set(freshness(context).table.rows())
    outcome = [(titles[row["extract"]], count(row)) for row in stored("check_result") if row["status"] != "not_run"]
    assert shown(checks(context), "Extract", "Rows") == told(outcome) != []
