"""Every number on every page is the file's own, in both files, as figures, in words, in tables and in pictures."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from dashboard.contents import shown
from tests.dashboard.every_number.cells import Told, wrong_cells
from tests.dashboard.every_number.drawn import Drawable, wrong_points
from tests.dashboard.every_number.forms import all_written, each_spoilt, numbers_in
from tests.dashboard.every_number.named import Names
from tests.dashboard.every_number.points import points
from tests.dashboard.every_number.said import speakers, wrong_words
from tests.dashboard.every_number.same_rows import differences, is_of_figures, table_of
from tests.dashboard.every_number.spoken import Speech, of_rows
from tests.dashboard.every_number.stored import Stored
from tests.dashboard.every_number.summaries import wrong_summary
from tests.dashboard.every_number.walk import Choice, Seen, Walked, walk

STORY = ("cornwall", "CO-R-0000087")
CHOICES = {
    "exact": Choice("records", ("all", "cornwall"), "own", "month", "sex", "reviews_on_time", STORY),
    "published": Choice("published", ("all", "durham"), "common", "quarter", "primary_need", "visits_attended"),
}
SOME = 3
ENOUGH = 90
NOTICED = 0.98
"""Every third number is spoilt, which makes at least so many; a few happen to be what another figure is."""
_NAMES = ("Service area", "Figure", "Period", "Limit", "Beside all areas", "Verdict")


class Visit(NamedTuple):
    """All pages for one choice, and the file past the dashboard."""

    walked: Walked
    stored: Stored
    names: Names


@pytest.fixture(scope="module", params=list(CHOICES))
def visit(request: pytest.FixtureRequest, shipped: Path) -> Iterator[Visit]:
    """Every section of every page, made once."""
    choice = CHOICES[request.param]
    stored = Stored(shipped, choice.contents)
    yield Visit(walk(shipped, choice), stored, Names(stored))
    stored.close()


def test_every_page_is_walked(visit: Visit) -> None:
    pages = {page.path for page in shown(is_exact=visit.walked.choice.contents == "records")}
    assert {seen.page for seen in visit.walked.sections} == pages
    assert len(visit.walked.cards) == len(visit.stored.cards)


def test_every_download_holds_the_rows_of_the_file(visit: Visit) -> None:
    assert not [wrong for seen in visit.walked.sections for wrong in differences(seen, visit.stored)]


def test_every_cell_is_told_from_its_row(visit: Visit) -> None:
    for seen in visit.walked.sections:
        table = "" if is_of_figures(seen) else table_of(seen, visit.stored)
        assert not wrong_cells(seen, table, visit.stored, visit.names)
        assert not wrong_summary(seen, visit.stored)


def test_every_number_in_words_is_that_of_what_is_named_beside_it(visit: Visit) -> None:
    assert not [wrong for seen in visit.walked.sections for wrong in wrong_words(seen, visit.stored, visit.names)]


def test_every_number_of_a_definition_is_in_its_measure(visit: Visit) -> None:
    for card in visit.walked.cards:
        (measure,) = [row for row in visit.stored.rows("measure") if row["title"] == card.title]
        allowed = all_written([*measure.values(), "95 %", "12 months"])
        assert set(numbers_in(visit.names.pattern.sub(" ", card.text))) <= allowed, card.title


def test_every_point_of_a_picture_is_a_row_of_the_table(visit: Visit) -> None:
    assert not [wrong for seen in visit.walked.sections for wrong in wrong_points(seen, visit.stored, visit.names)]


def test_a_wrong_number_is_noticed_wherever_it_stands(visit: Visit) -> None:
    """Many numbers of figures are spoilt, one at a time, which shows that the comparisons above can fail."""
    for spoil in (_sentences, _cells, _points):
        noticed = [found for seen in visit.walked.sections if is_of_figures(seen) for found in spoil(seen, visit)]
        assert len(noticed) > ENOUGH, spoil.__name__
        assert sum(noticed) / len(noticed) > NOTICED, spoil.__name__


def _sentences(seen: Seen, visit: Visit) -> Iterator[bool]:
    """Whether a number of a sentence that has one digit more is found to be wrong."""
    rows = of_rows(speakers(seen, visit.stored), visit.names)
    for chart in seen.section.charts:
        for spoilt in islice(each_spoilt(chart.sentence), 0, None, SOME):
            yield bool(Speech(spoilt, chart.title, rows, visit.names).wrong())


def _cells(seen: Seen, visit: Visit) -> Iterator[bool]:
    """Whether a table's first row is explained no longer once one of its numbers has one digit more."""
    told = [Told([row], "", visit.stored, visit.names) for row in seen.section.download.to_dicts()]
    first = seen.section.table.to_dicts()[0]
    for heading, cell in first.items():
        for spoilt in each_spoilt(str(cell)) if heading not in _NAMES else ():
            yield not any(one.explains(first | {heading: spoilt}) for one in told)


def _points(seen: Seen, visit: Visit) -> Iterator[bool]:
    """Whether a point that is drawn where the next one belongs is found to be no row's."""
    rows = Drawable(of_rows(speakers(seen, visit.stored), visit.names), visit.names)
    for chart in (chart for chart in seen.section.charts if chart.figure is not None):
        drawn = [point for point in points(chart.figure) if point.role == "value"]
        for point, following in islice(pairwise(drawn), 0, None, SOME):
            if point.number != following.number:
                yield not rows.of(point._replace(number=following.number), chart.title)
