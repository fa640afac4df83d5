"""Where the rows of a chart stand, and what they are called."""

from __future__ import annotations

from dashboard.charts.rows import rows_of
from tests.dashboard.charts.conftest import Drawn

TWO_AREAS = [
    ("First contact", "Avon", "", 0.8, "", None, ""),
    ("First contact", "Brent", "", 0.5, "", None, ""),
    ("Review", "Avon", "", 0.4, "", None, ""),
]


def test_each_standard_is_a_heading_over_its_areas(drawn: Drawn) -> None:
    rows = rows_of(drawn(TWO_AREAS, limit=""))
    assert list(rows.ticks.values()) == ["<b>First contact</b>", "Avon", "Brent", "<b>Review</b>", "Avon"]
    assert list(rows.ticks) == sorted(rows.ticks)


def test_one_area_needs_no_headings(drawn: Drawn) -> None:
    rows = rows_of(drawn([TWO_AREAS[0], TWO_AREAS[2]], limit=""))
    assert list(rows.ticks.values()) == ["<b>First contact</b>", "<b>Review</b>"]


def test_labels_of_several_lines_have_the_room_they_need(drawn: Drawn) -> None:
    low = rows_of(drawn(TWO_AREAS, limit=""))
    high = rows_of(drawn(TWO_AREAS, limit="within 2 months and by the sixth visit after the meeting"))
    assert high.depth > low.depth
    heights = [label.count("<br>") + 1 for label in high.ticks.values()]
    places = list(high.ticks)
    for above, below, first, second in zip(places, places[1:], heights, heights[1:], strict=False):
        assert below - above > (first + second) / 2


def test_no_figures_are_no_rows(drawn: Drawn) -> None:
    assert rows_of(drawn([])).positions == ()
