"""Where figures come from, in words."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from dashboard import about
from dashboard.measures import ON_TIME, OVERDUE
from tests.dashboard.conftest import FiguresOf


def test_a_definition_says_what_is_counted_out_of_what(both: Path, figures_of: FiguresOf) -> None:
    told = about.definition(figures_of(both, "avon"), "reviews_on_time")
    for part in ("Review with the family on time", "Counted as such: ", "Out of: ", "Falls in: ", "Source: The Source"):
        assert part in told


def test_a_count_is_out_of_nothing() -> None:
    card = {
        "title": "Closures",
        "question": "How many?",
        "numerator_words": None,
        "denominator_words": "Referrals closed",
    }
    assert about.card(card).splitlines()[-1] == "- Counted: Referrals closed"


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


def test_rules_are_told_with_their_hashes(both: Path, figures_of: FiguresOf) -> None:
    told = about.rules(figures_of(both, "avon").context.warehouse)
    assert told.equals(pl.DataFrame({"Kind": ["Service area"], "Name": ["Avon"], "SHA-256": ["ef" * 32]}))


def test_numbers_that_were_chosen_are_no_measure(shipped: Path, figures_of: FiguresOf) -> None:
    told = dict(about.rules(figures_of(shipped, "all").context.warehouse).select("Name", "Kind").rows())
    assert told["Thresholds"] == "Numbers that were chosen" and told["Visits attended"] == "Measure"
