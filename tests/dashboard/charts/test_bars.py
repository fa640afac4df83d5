"""Numbers as bars."""

from __future__ import annotations

from dashboard import sentences
from dashboard.charts.bars import bars
from tests.dashboard.charts.conftest import Drawn

ROWS = [
    ("Up to 1 week", "Avon", "", 1204.0, "", None, ""),
    ("1 to 2 weeks", "Avon", "", 0.0, "", None, ""),
    ("2 to 4 weeks", "Avon", "", None, "suppressed", None, ""),
]


def test_every_bar_says_its_number_and_a_missing_one_why(drawn: Drawn) -> None:
    (trace,) = bars(drawn(ROWS), sentences.count).data
    assert trace.text == ("1,204", "0", "<i>suppressed</i>")
    assert trace.x == (1204, 0, 0)


def test_the_longest_bar_fits_with_its_label(drawn: Drawn) -> None:
    low, high = bars(drawn(ROWS), sentences.count).layout.xaxis.range
    assert low == 0
    assert high > 1204


def test_few_are_counted_in_whole_ones(drawn: Drawn) -> None:
    few = [("High", "Avon", "", 2.0, "", None, "")]
    assert bars(drawn(few), sentences.count).layout.xaxis.dtick == 1
    assert bars(drawn(ROWS), sentences.count).layout.xaxis.dtick is None
