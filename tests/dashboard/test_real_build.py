"""The page on files that a build has written, not on made-up ones."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pipelines.build import Request, build
from pipelines.disclosure import PRESETS
from tests.dashboard.conftest import OpenPage, drawers

OPEN = drawers("Share on time", "Over time")

REFERRALS = """\
referral_id,child_id,service_area,received_on,first_contact_on,initial_meeting_on
R-1,C-1,cornwall,2026-01-05,2026-01-09,2026-01-19
R-2,C-2,cornwall,2026-01-06,2026-01-20,
R-3,C-3,durham,2026-02-02,2026-02-04,2026-02-10
"""
VISITS = """\
visit_id,referral_id,service_area,planned_on,status,kind
V-1,R-1,cornwall,2026-01-26,attended,home
V-2,R-9,cornwall,2026-01-27,attended,home
"""


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of three referrals and a visit that is set aside; targets and reviews were not delivered."""
    submission = tmp_path_factory.mktemp("submission")
    for name, text in (
        ("submission.toml", "as_at = 2026-03-31\n"),
        ("referrals.csv", REFERRALS),
        ("visits.csv", VISITS),
    ):
        (submission / name).write_text(text, encoding="utf-8")
    folder = tmp_path_factory.mktemp("warehouse")
    build(Request((submission,), None, None, PRESETS["round5"]), folder, lambda _: None)
    return folder


@pytest.fixture(scope="module", params=[False, True], ids=["records", "published"])
def page(request: pytest.FixtureRequest, warehouse: Path, open_page: OpenPage) -> AppTest:
    return open_page(warehouse, published_only=request.param, area=["Cornwall", "Durham"], **OPEN)


def _shares(page: AppTest) -> dict[tuple[str, str], str]:
    table = page.dataframe[0].value
    return {
        (area, figure): share
        for area, figure, share in zip(table["Service area"], table["Figure"], table["Share"], strict=True)
    }


def test_the_page_is_drawn(page: AppTest) -> None:
    assert not page.exception
    assert [title.value for title in page.title] == ["Are families seen on time?"]
    assert page.header
    assert any("As at the close of **31 March 2026**" in told.value for told in page.markdown)


def test_no_cell_is_blank(page: AppTest) -> None:
    tables = [table.value.drop(columns=["Limits", "Limit"], errors="ignore") for table in page.dataframe]
    assert all(str(cell).strip() not in ("", "None", "nan") for table in tables for row in table.values for cell in row)


def test_what_was_not_delivered_is_said_so(page: AppTest) -> None:
    assert {share for (area, figure), share in _shares(page).items() if figure.startswith("Review")} >= {
        "not delivered"
    }


def test_exact_figures_are_exact_and_published_ones_suppressed(warehouse: Path, open_page: OpenPage) -> None:
    exact = open_page(warehouse, area="Cornwall", **OPEN)
    published = open_page(warehouse, published_only=True, area="Cornwall", **OPEN)
    (told,) = [share for (_, figure), share in _shares(exact).items() if "contact" in figure.lower()]
    (hidden,) = [share for (_, figure), share in _shares(published).items() if "contact" in figure.lower()]
    assert (told, hidden) == ("50.0 %", "suppressed")


@pytest.fixture(scope="module", params=[False, True], ids=["records", "published"])
def quality(request: pytest.FixtureRequest, warehouse: Path, open_page: OpenPage) -> AppTest:
    asked = {
        "area": ["All areas", "Cornwall"],
        "extract": "Targets",
        **drawers("Set aside, and why", "Checks"),
        "evidence": "false",
    }
    return open_page(warehouse, published_only=request.param, at="data-quality", **asked)


def _said(page: AppTest) -> str:
    return "\n".join(told.value for told in page.markdown)


def test_data_quality_says_why_rows_were_set_aside_and_on_what_that_bears(quality: AppTest) -> None:
    said = _said(quality)
    is_exact = "Internal: exact figures" in said
    rows = "1 row of visits" if is_exact else "A suppressed number of rows of visits"
    assert not quality.exception
    assert f"**{rows}**, Cornwall: “Referral identifier” names no usable referral" in said
    aside = "1 row" if is_exact else "a suppressed number of rows"
    assert f"{aside} set aside (Cornwall)" in said


def test_data_quality_calls_a_missing_extract_not_delivered_and_never_none(quality: AppTest) -> None:
    said = _said(quality)
    assert "Targets were not delivered for All areas and Cornwall." in said
    assert "**Targets.** Not delivered for Cornwall, Durham" in said
    counts = quality.table[0].value.set_index("Extract")
    assert set(counts.loc["Targets"]) == {"not delivered"}
    assert (counts.loc["Visits", "Set aside"] == "1") == ("Internal: exact figures" in said)


def test_data_quality_names_no_column_as_a_file_does(quality: AppTest) -> None:
    shown = _said(quality) + "".join(str(cell) for table in quality.dataframe for cell in table.value.values.flat)
    assert not re.findall(r"\b(?:referral_id|planned_on|received_on|service_area)\b", shown)
