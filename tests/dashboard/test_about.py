"""Where figures come from, in words."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from dashboard import about, sentences
from dashboard.measures import ON_TIME, OVERDUE
from tests.dashboard.conftest import FiguresOf


def test_a_definition_says_what_is_counted_out_of_what(both: Path, figures_of: FiguresOf) -> None:
    told = about.definition(figures_of(both, "avon"), "reviews_on_time")
    for part in ("Review with the family on time", "Counted as such: ", "Out of: ", "Falls in: ", "Source: The Source"):
        assert part in told


def test_a_measure_that_the_file_does_not_know_has_no_definition(both: Path, figures_of: FiguresOf) -> None:
    assert about.definition(figures_of(both, "avon"), "no_such_measure") == ""


def test_limits_are_told_with_dates_and_sources_and_as_they_stand(both: Path, figures_of: FiguresOf) -> None:
    told = about.standards(figures_of(both, "avon", "dale"), ON_TIME[:1])
    assert told.strip().splitlines() == [
        "**First contact**",
        "",
        r"- Avon: within 5 working days, from 1 January 2020. Source: Avon Council, Portage \[page 2\]",
        "- Dale publishes no limit for first contact.",
        r"- Common limit: within 5 working days, from 1 January 2020. Source: Common Council, Portage \[page 2\]",
    ]


def test_figures_over_every_standard_tell_all_limits(both: Path, figures_of: FiguresOf) -> None:
    figures = figures_of(both, "avon")
    told = about.standards(figures, (OVERDUE,))
    assert all(f"**{title}**" in told for title in figures.standards.values())


def test_all_areas_together_tell_the_limits_of_each(both: Path, figures_of: FiguresOf) -> None:
    told = about.standards(figures_of(both, "all"), ON_TIME[:1])
    assert all(f"- {name}" in told for name in ("Avon", "Brent", "Colne", "Dale", "Esk and the Long Valley"))


def test_what_an_area_says_without_a_number_is_told_of_that_area_alone(both: Path, figures_of: FiguresOf) -> None:
    assert "The family is telephoned" in about.readings(figures_of(both, "dale"))
    assert about.readings(figures_of(both, "avon")) == ""


def test_files_are_named_in_exact_figures_and_numbered_in_published_ones(both: Path, figures_of: FiguresOf) -> None:
    exact, published = figures_of(both, "avon"), figures_of(both, "avon", only=True)
    assert about.files(exact.context.warehouse).get_column("File").to_list() == ["referrals_made_up.csv", "file 1"]
    assert about.files(published.context.warehouse).get_column("File").to_list() == ["file 1", "file 1"]


def test_suppressed_rows_are_said_to_be(both: Path, figures_of: FiguresOf) -> None:
    warehouse = figures_of(both, "avon").context.warehouse
    assert about.files(warehouse).get_column("Rows").to_list() == ["1,204", sentences.SUPPRESSED]
    rows = about.rows_delivered(warehouse).row(0, named=True)
    assert (rows["Read"], rows["Set aside"], rows["Superseded"]) == ("1,204", sentences.SUPPRESSED, "0")


def test_checks_that_did_not_pass_say_whether_they_failed_or_were_not_run(both: Path, figures_of: FiguresOf) -> None:
    told = about.checks(figures_of(both, "avon").context.warehouse).select("Code", "Rows", "Consequence").rows()
    assert told == [("referrals.sex.code", "12", "noted"), ("targets.key", "not run", "rows set aside")]


def test_rules_are_told_with_their_hashes(both: Path, figures_of: FiguresOf) -> None:
    told = about.rules(figures_of(both, "avon").context.warehouse)
    assert told.equals(pl.DataFrame({"Kind": ["Service area"], "Name": ["avon"], "SHA-256": ["ef" * 32]}))
