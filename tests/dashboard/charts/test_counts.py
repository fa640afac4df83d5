"""Counts of what is overdue and what falls due soon."""

from __future__ import annotations

import pytest

from dashboard.charts.counts import counts
from tests.dashboard.charts.conftest import Drawn

ROWS = [
    ("First contact", "Avon", "", 3.0, "", 1204.0, ""),
    ("Review", "Avon", "", 0.0, "", None, "suppressed"),
]


def test_bars_are_as_long_as_their_counts(drawn: Drawn) -> None:
    overdue, soon = counts(drawn(ROWS), "Overdue", "Due soon").data
    assert (overdue.name, overdue.x) == ("Overdue", (3, 0))
    assert (soon.name, soon.x) == ("Due soon", (1204, 0))


def test_every_bar_says_its_count_and_a_missing_one_why(drawn: Drawn) -> None:
    overdue, soon = counts(drawn(ROWS), "Overdue", "Due soon").data
    assert overdue.text == ("3", "0")
    assert soon.text == ("1,204", "<i>suppressed</i>")


def test_the_two_counts_differ_by_more_than_colour(drawn: Drawn) -> None:
    overdue, soon = counts(drawn(ROWS), "Overdue", "Due soon").data
    assert overdue.marker.pattern.shape != soon.marker.pattern.shape


def test_the_two_bars_of_a_row_lie_beside_each_other(drawn: Drawn) -> None:
    overdue, soon = counts(drawn(ROWS), "Overdue", "Due soon").data
    apart = [below - above for above, below in zip(overdue.y, soon.y, strict=True)]
    assert apart == pytest.approx([overdue.width, soon.width], rel=1e-12)


def test_the_longest_bar_fits(drawn: Drawn) -> None:
    low, high = counts(drawn(ROWS), "Overdue", "Due soon").layout.xaxis.range
    assert low == 0
    assert high > 1204


def test_few_clocks_are_counted_in_whole_ones(drawn: Drawn) -> None:
    few = [("First contact", "Avon", "", 1.0, "", 2.0, "")]
    assert counts(drawn(few), "Overdue", "Due soon").layout.xaxis.dtick == 1


def test_none_overdue_is_a_picture_too(drawn: Drawn) -> None:
    none = [("First contact", "Avon", "", 0.0, "", 0.0, "")]
    overdue, _ = counts(drawn(none), "Overdue", "Due soon").data
    assert overdue.text == ("0",)


def test_an_empty_frame_is_an_empty_picture(drawn: Drawn) -> None:
    assert all(not bars.x for bars in counts(drawn([]), "Overdue", "Due soon").data)
