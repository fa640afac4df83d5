"""Whether every number of a picture is that of a row of its table, and every row of the table is drawn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import plotly.graph_objects as go

from dashboard.sentences import REASONS
from tests.dashboard.every_number.forms import all_written, numbers_in
from tests.dashboard.every_number.named import AREA, KINDS, Names
from tests.dashboard.every_number.points import Point, points
from tests.dashboard.every_number.said import speakers
from tests.dashboard.every_number.spoken import Figure, of_rows
from tests.dashboard.every_number.stored import Row, Stored
from tests.dashboard.every_number.walk import Seen

_COLUMNS = {
    "value": ("value", "difference", "children_supported", "children_unvisited", "clocks_overdue", "clocks_due_soon"),
    "lower": ("lower", "value", "difference"),
    "upper": ("upper", "value", "difference"),
    "mean": ("mean",),
    "limit": ("lower_limit", "upper_limit"),
    "ends 95": ("lower_95", "upper_95"),
    "ends 99.8": ("lower_99_8", "upper_99_8"),
    "whole": ("all_areas",),
    "size": ("denominator",),
}
"""The columns that a point may be of, by its role; of no interval the ends are the value."""
_MISSING = re.compile(rf"(?<=\s)[a-z][a-z ,;-]*: (?:{'|'.join(REASONS)})")
"""What is said below the name of a bar of the parts that it lacks."""
_GRIDS = ("completeness_", "how_fresh_the_rows_are")
_STORY = "the_story_of_one_referral"


def wrong_points(seen: Seen, stored: Stored, names: Names) -> list[str]:
    """The points of a section's pictures that no row has, and the rows that have none."""
    pictures = [chart for chart in seen.section.charts if chart.figure is not None]
    if seen.section.file_name == _STORY:
        return [wrong for chart in pictures for wrong in _wrong_days(seen, chart.figure)]
    if seen.section.file_name.startswith(_GRIDS):
        return [wrong for chart in pictures for wrong in _wrong_grid(seen, chart.figure)]
    rows = Drawable(of_rows(speakers(seen, stored), names), names)
    wrong, drawn = [], set()
    for title, point in ((chart.title, point) for chart in pictures for point in points(chart.figure)):
        found = rows.of(point, title)
        drawn |= {id(figure) for figure in found if point.role == "value"}
        if not found or not rows.is_told(point, found):
            wrong.append(f"{seen.name}: {title}: {point}")
    left = [figure.row for figure in rows.figures if id(figure) not in drawn and _is_to_be_drawn(figure.row, seen)]
    return wrong + [f"{seen.name}: not drawn: {row}" for row in left if pictures]


class Drawable:
    """The rows of a section, to be found by their numbers."""

    def __init__(self, figures: Sequence[Figure], names: Names) -> None:
        """Of ``figures``, whose ``names`` stand on pictures."""
        self.figures, self._names = figures, names
        self._by_number: dict[tuple[str, float], list[Figure]] = {}
        for figure in figures:
            for column, value in figure.row.items():
                if isinstance(value, (int, float)):
                    self._by_number.setdefault((column, _near(value)), []).append(figure)

    def of(self, point: Point, title: str) -> list[Figure]:
        """The rows that a point may be of, by its number and by all that stands beside it."""
        said = self._said(f"{title} | {point.labels}")
        return [
            figure
            for figure in self._alike(point)
            if all(not figure.names[kind] or set(said[kind]) <= figure.names[kind] for kind in KINDS)
        ]

    def _alike(self, point: Point) -> list[Figure]:
        if point.role == "absent":
            return [figure for figure in self.figures if figure.row.get("value") is None]
        number = _near(point.number)
        return [one for column in _COLUMNS[point.role] for one in self._by_number.get((column, number), [])]

    def _said(self, text: str) -> dict[str, list[str]]:
        """The names of a text; of areas the first, since what follows is said beside it."""
        found = [name.lower() for name in self._names.pattern.findall(_MISSING.sub("", text))]
        of_kinds = {kind: [name for name in found if self._names.known[name] == kind] for kind in KINDS}
        return of_kinds | {AREA: of_kinds[AREA][:1]}

    def is_told(self, point: Point, found: Sequence[Figure]) -> bool:
        """Whether the words at a point say its own number, and of an interval its ends."""
        said = numbers_in(self._names.pattern.sub(" ", point.told)) if point.told else []
        values = [point.number, *(figure.row.get(end) for figure in found for end in ("lower", "upper"))]
        return not said or set(said) <= all_written(values)


def _near(number: float) -> float:
    """A number without its sign and without what is lost in adding and taking away; what went is drawn downwards."""
    return round(abs(number), 9)


def _is_to_be_drawn(row: Row, seen: Seen) -> bool:
    """Whether a row has a number that a picture has to show; some are told in the sentence above it alone."""
    if row.get("value") is None:
        return False
    in_words = _IN_WORDS.get(seen.section.file_name, {})
    return not any(row[column] in values for column, values in in_words.items())


_IN_WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "overdue_now_and_due_soon": {"breakdown": ("none",)},
    "children_who_may_become_too_old_before_they_start": {"breakdown": ("none",)},
    "why_children_leave_and_where_to": {"breakdown": ("none",)},
    "areas_and_limits": {"service_area": ("all",)},
    "demand_and_capacity": {"quantity": ("net_change", "load", "is_growing")},
}
"""By section, the rows that are told in words: of all groups or areas together, and what counts no children."""


def _wrong_grid(seen: Seen, figure: go.Figure) -> list[str]:
    """What of a grid is other than the table: the words of its cells, and of shares the lengths of its bars."""
    column = "Filled" if "Filled" in seen.section.table.columns else "Reaches to"
    words, told = sorted(figure.data[-1].text), sorted(seen.section.table.get_column(column))
    wrong = [] if words == told else [f"{seen.name}: {words}, but {told}"]
    if column == "Filled":
        whole, part = figure.data[0].x, figure.data[1].x
        lengths = sorted(_near(long / full) for long, full in zip(part, whole, strict=True))
        shares = sorted(_near(share) for share in seen.section.download.get_column("share").drop_nulls())
        wrong += [] if lengths == shares else [f"{seen.name}: {lengths}, but {shares}"]
    return wrong


def _wrong_days(seen: Seen, figure: go.Figure) -> list[str]:
    """The days of a story's picture that no event has, and the first days of events that are not drawn."""
    events = seen.section.download
    known = {value for row in events.rows() for value in row if isinstance(value, date)}
    given = [day for trace in figure.data for day in (trace.base if trace.type == "bar" else trace.x)]
    drawn = {day for day in given if isinstance(day, date)}
    begun = set(events.get_column("begins_on"))
    return [
        f"{seen.name}: {day}" for day in (drawn - known - {seen.context.warehouse.build["as_at"]}) | (begun - drawn)
    ]
