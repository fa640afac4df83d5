"""What figures were made of, in words: below every section, for the chosen areas, in both files."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import polars as pl
import pytest

from dashboard import sentences
from dashboard.measures import ON_TIME
from dashboard.sections.evidence import everything, evidence_of
from pipelines.changes.note import EARLIER_BUILD
from pipelines.warehouse import Warehouse
from tests.dashboard.conftest import FiguresOf, OpenPage
from tests.pipelines.explanation.test_command import told

RAW = re.compile(r"\b[a-z]+_[a-z_]+\b")
"""A name of a column, an extract or a file as code has it."""
PAGES = ("seen-on-time", "waiting-list", "visits", "targets", "outcomes")


def _cells(table: pl.DataFrame, *left_out: str) -> list[str]:
    return [str(cell) for row in table.drop(left_out, strict=False).rows() for cell in row]


def test_it_names_definitions_by_version_and_rules_by_dates_and_sources(both: Path, figures_of: FiguresOf) -> None:
    found = evidence_of(figures_of(both, "avon"), ON_TIME[:1])
    assert found.tables["Definitions"].rows() == [("First contact on time", "1", sentences.NOT_GIVEN)]
    assert found.tables["Rules in force, and where they are published"].rows() == [
        (
            name,
            "First contact",
            "Within 5 working days",
            "from 1 January 2020",
            f"{code.title()} Council, Portage [page 2]",
        )
        for code, name in (("avon", "Avon"), ("common", "Common limits"))
    ]


def test_what_was_set_aside_is_told_where_it_is_exact_and_not_where_it_is_published(
    both: Path, figures_of: FiguresOf
) -> None:
    for only, rows in ((False, "2"), (True, sentences.SUPPRESSED)):
        found = evidence_of(figures_of(both, "avon", only=only), ON_TIME[:1])
        (why,) = found.tables["Rows set aside, and why"].to_dicts()
        assert (why["Extract"], why["Rows"], why["What is wrong"]) == ("Visits", rows, "Each visit once.")
        files = found.tables["Delivered files"]["File"].to_list()
        assert any("referrals_made_up.csv" in file for file in files) is not only


def test_another_areas_rows_are_not_told(both: Path, figures_of: FiguresOf) -> None:
    found = evidence_of(figures_of(both, "dale"), ON_TIME[:1])
    assert found.tables["Rows set aside, and why"].is_empty()


def test_figures_that_stand_from_an_earlier_build_are_told_of(
    both: Path, tmp_path: Path, figures_of: FiguresOf
) -> None:
    shutil.copytree(both, tmp_path / "over")
    before = dict.fromkeys(EARLIER_BUILD) | {"stands": "Earlier ones stand."}
    for path in (tmp_path / "over").rglob("*.duckdb"):
        with Warehouse(path) as file:
            file.store("earlier_build", pl.DataFrame([before], schema=EARLIER_BUILD))
    assert everything(figures_of(tmp_path / "over", "avon").context).lead.endswith(" Earlier ones stand.")
    assert not everything(figures_of(both, "avon").context).lead.endswith(" ")


def test_all_together_tell_the_build_the_files_and_the_checks(both: Path, figures_of: FiguresOf) -> None:
    found = everything(figures_of(both, "avon").context)
    assert "version 0.1.0 of Portage Insight, as at the close of 31 March 2026, in warehouse format 5" in found.lead
    assert found.tables["Checks that did not pass"]["Extract"].to_list() == ["Referrals", "Visits", "Targets"]


@pytest.mark.parametrize("only", [False, True])
def test_no_name_of_a_column_or_an_extract_is_shown(shipped: Path, figures_of: FiguresOf, only: bool) -> None:
    figures = figures_of(shipped, "all", only=only)
    for told_of in (everything(figures.context), evidence_of(figures, list(figures.titles))):
        cells = [cell for table in told_of.tables.values() for cell in _cells(table, "File", "SHA-256")]
        assert cells and not [cell for cell in cells if RAW.search(cell)]


def test_it_tells_the_rules_that_the_command_line_tells(shipped: Path, figures_of: FiguresOf) -> None:
    rules = evidence_of(figures_of(shipped, "all", only=True), ["visits_typical_length"]).tables
    shown = rules["Rules in force, and where they are published"]
    typed = told(shipped, "visits_typical_length", "--area", "all", "--period", "2025-26")["sources"]["rules"]
    assert sorted(set(shown["Source"])) == sorted({rule["source"] for rule in typed}) != []


def test_the_command_it_gives_can_be_typed(shipped: Path, figures_of: FiguresOf) -> None:
    for measure in ("first_contact_on_time", "visit_plan_kept", "clocks_overdue", "started_within_12_weeks"):
        command = evidence_of(figures_of(shipped, "cornwall", yardstick="common"), [measure]).command
        named = re.findall(r"'[^']*'|\S+", command)[2:]
        typed = [word.strip("'") for word in named if word not in ("--warehouse", "DIR")]
        assert told(shipped, *typed)["figure"]["measure"] == measure


@pytest.mark.parametrize("at", PAGES)
def test_every_section_of_figures_has_its_evidence(shipped: Path, open_page: OpenPage, at: str) -> None:
    page = open_page(shipped, at=at, area="Cornwall")
    labels = {drawer.label.partition(": ") for drawer in page.expander}
    defined = {heading for what, _, heading in labels if what == "Definition and source"}
    assert defined and defined <= {heading for what, _, heading in labels if what == "Evidence"}
