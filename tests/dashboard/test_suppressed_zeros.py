"""Where zeros are suppressed too, a suppressed count is no fault: what came of a check says whether there is one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from dashboard.sections.quality.bearing import bearing
from dashboard.sections.quality.checks import checks
from dashboard.sections.quality.faults import set_aside
from dashboard.sections.section import Section
from pipelines.warehouse import Warehouse
from tests.dashboard.conftest import FiguresOf

CODE = "visits.visit_id.blank"
HIDDEN = "UPDATE {} SET rows = NULL, symbol = 'c' WHERE symbol = ''"
FAILED = f"UPDATE check_result SET status = 'failed' WHERE code = '{CODE}'"

Sections = Callable[..., dict[str, Section]]


@pytest.fixture
def sections(shipped: Path, tmp_path: Path, figures_of: FiguresOf) -> Sections:
    """The sections on faults of the shipped build, of some areas, after some changes to it."""

    def made(area: str, *changes: str) -> dict[str, Section]:
        shutil.copytree(shipped, tmp_path / "hidden")
        for path in (tmp_path / "hidden").rglob("published.duckdb"):
            with Warehouse(path) as file:
                for change in changes:
                    file.execute(change)
        context = figures_of(tmp_path / "hidden", area, only=True).context
        return {"checks": checks(context), "bearing": bearing(context), "faults": set_aside(context)}

    return made


ZEROS = tuple(HIDDEN.format(table) for table in ("fault_count", "check_result", "delivery_count"))


def _outcomes(table: pl.DataFrame) -> dict[str, int]:
    return dict(table.group_by("Outcome").len().iter_rows())


@pytest.mark.parametrize("area", ["all", "cornwall"])
def test_a_clean_build_has_no_fault_although_every_count_is_suppressed(sections: Sections, area: str) -> None:
    found = sections(area, *ZEROS)
    assert set(_outcomes(found["checks"].table)) == {"Passed"} and set(found["checks"].table["Rows"]) == {"0"}
    assert "none found anything" in found["checks"].lead
    assert found["faults"].table.is_empty() and "was set aside" in found["faults"].lead
    assert set(found["bearing"].table["In the chosen areas"]) == {"nothing found"}


def test_of_one_area_it_cannot_be_told_whether_a_check_that_failed_found_anything(sections: Sections) -> None:
    found = sections("cornwall", *ZEROS, FAILED)
    assert _outcomes(found["checks"].table)["Suppressed: cannot be told"] == 1
    assert found["checks"].table["Outcome"][0] == "Suppressed: cannot be told"
    assert "none found anything. Of 1 it is suppressed whether they did." in found["checks"].lead
    assert "**A suppressed number of rows of visits**, Cornwall" in found["faults"].lead
    assert "may be none" in found["faults"].lead
    assert "a suppressed number of rows, perhaps none, set aside (Cornwall)" in ";".join(
        found["bearing"].table["In the chosen areas"]
    )
    assert "Referrals" not in found["bearing"].lead, "no check of theirs failed"


def test_in_all_areas_together_a_check_that_failed_found_something(sections: Sections) -> None:
    table = sections("all", *ZEROS, FAILED)["checks"].table
    assert _outcomes(table)["Found something"] == 1 and table["Rows"][0] == "suppressed"


def test_where_zeros_are_told_a_suppressed_count_is_some_rows(sections: Sections) -> None:
    hidden = f"UPDATE fault_count SET rows = NULL, symbol = 'c' WHERE service_area = 'cornwall' AND code = '{CODE}'"
    found = sections("cornwall", FAILED, hidden)
    assert _outcomes(found["checks"].table)["Found something"] == 1
    assert "may be none" not in found["faults"].lead
