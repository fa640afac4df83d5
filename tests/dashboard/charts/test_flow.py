"""Reasons into closures, and closures into destinations."""

from __future__ import annotations

from dashboard.charts.flow import flow
from tests.dashboard.charts.conftest import Drawn

REASONS = [
    ("Reached the age limit", "Avon", "", 10.0, "", None, ""),
    ("Moved away", "Avon", "", None, "suppressed", None, ""),
    ("Other", "Avon", "", None, "none", None, ""),
]
DESTINATIONS = [
    ("School", "Avon", "", 5.0, "", None, ""),
    ("Home", "Avon", "", 5.0, "", None, ""),
    ("Special setting", "Avon", "", 0.0, "", None, ""),
]


def test_each_band_meets_the_one_bar_in_the_middle(drawn: Drawn) -> None:
    (sankey,) = flow(drawn(REASONS), "Closures 15", drawn(DESTINATIONS)).data
    middle = len(sankey.node.label) - 1
    assert sankey.link.value == (10, 5, 5)
    assert sankey.link.source == (0, middle, middle)
    assert sankey.link.target == (middle, 1, 2)


def test_groups_are_labelled_with_their_numbers(drawn: Drawn) -> None:
    (sankey,) = flow(drawn(REASONS), "Closures 15", drawn(DESTINATIONS)).data
    assert [label.replace("<br>", " ") for label in sankey.node.label[:-1]] == [
        "Reached the age limit 10",
        "School 5",
        "Home 5",
    ]


def test_a_group_that_is_withheld_has_no_band_and_is_named(drawn: Drawn) -> None:
    figure = flow(drawn(REASONS), "Closures 15", drawn(DESTINATIONS))
    told = " ".join(note.text.replace("<br>", " ") for note in figure.layout.annotations)
    assert "Why: suppressed: moved away" in told
    assert "other" not in told


def test_nothing_is_said_to_be_withheld_where_all_is_told(drawn: Drawn) -> None:
    (note,) = flow(drawn(REASONS[:1]), "Closures 10", drawn(DESTINATIONS)).layout.annotations
    assert note.text == "<b>Closures 10</b>"
