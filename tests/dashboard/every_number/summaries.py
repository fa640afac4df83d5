"""Whether the short tables on pages, and the small runs in their cells, hold the file's own numbers."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator

from dashboard.charts.small_run import HEIGHT, WIDTH
from dashboard.choice import Period
from dashboard.measures import SHORT_TITLES
from dashboard.sentences import number, share
from tests.dashboard.every_number.forms import all_written, numbers_in
from tests.dashboard.every_number.stored import NUMBERS, Row, Stored
from tests.dashboard.every_number.walk import Seen

_PICTURE = re.compile(r"!\[(run: [^]]+)\]\(data:image/svg\+xml;base64,([^)]+)\)")
_LINE = re.compile(r'points="([^"]+)"')
_DOT = re.compile(r'<circle cx="([\d.]+)" cy="([\d.]+)"')
_EDGE, _STEP = 3, 0.05
"""The room around a small run, and how far its numbers may be from where they are drawn: they have one decimal."""
VALUE = NUMBERS.index("value")
_COUNTED = {"Read": "read", "Accepted": "accepted", "Set aside": "set_aside", "Replaced later": "superseded"}


def wrong_summary(seen: Seen, stored: Stored) -> list[str]:
    """The cells of a section's short table that are other than the file's rows."""
    if seen.section.summary is None:
        return []
    rows = seen.section.summary.to_dicts()
    if seen.section.file_name == "area_by_area":
        return [f"{seen.name}: {wrong}" for wrong in _wrong_areas(rows, seen, stored)]
    if "Extract" in rows[0]:
        return [f"{seen.name}: {row}" for row in rows if not _is_received(row, stored)]
    chosen = [row["value"] for row in stored.rows("threshold")]
    cells = [value for row in [*seen.section.download.rows(), *seen.section.table.rows()] for value in row]
    allowed = all_written([*cells, *(chosen if seen.section.file_name == "who_may_be_referred" else [])])
    return [f"{seen.name}: {row}" for row in rows if not set(numbers_in(" ".join(map(str, row.values())))) <= allowed]


def _is_received(row: Row, stored: Stored) -> bool:
    titles = {one["title"]: one["extract"] for one in stored.rows("contract_extract")}
    counts = {(one["extract"], one["counted"]): one for one in stored.rows("extract_count")}
    found = [(row[heading], counts[titles[row["Extract"]], counted]) for heading, counted in _COUNTED.items()]
    return all(cell == ("suppressed" if one["symbol"] else f"{one['rows']:,}") for cell, one in found)


def _wrong_areas(rows: list[Row], seen: Seen, stored: Stored) -> Iterator[str]:
    """The cells that lack the figure of their area and measure, or whose small run is another's."""
    told = {(row["service_area_name"], row["measure"]): row for row in seen.section.download.to_dicts()}
    for row in rows:
        area = re.sub(r"^\[(.*)\]\(.*\)$", r"\1", row["Service area"]).replace("\\", "")
        for measure, heading in SHORT_TITLES.items():
            figure, cell = told[area, measure], row[heading]
            is_share = stored.cards[measure]["unit"] == "share"
            said = figure["why_no_number"] or (share if is_share else number)(figure["value"])
            if not re.match(rf"{re.escape(said)}(?:, [a-z ]+)?(?: !\[.*|$)", cell):
                yield f"{area}, {measure}: {cell[:60]} but {said}"
            yield from _wrong_picture(cell, _course(figure, seen, stored), is_share)


def _course(figure: Row, seen: Seen, stored: Stored) -> list[tuple[str, float | None]]:
    """Title and value of each period of a run, as the file has them."""
    run = seen.context.selection.run
    periods = [(period.kind, period.start) for period in run]
    if figure["measure"] == "visit_plan_kept":
        starts = stored.table("measure_value").filter(measure=figure["measure"], period_kind="term")["period_start"]
        periods = [("term", start) for start in sorted(set(starts)) if run[0].start <= start < run[-1].until]
    key = figure["measure"], figure["yardstick"], figure["service_area"]
    titles = [(Period(kind, start).title, start) for kind, start in periods]
    found = [stored.figure((*key, title, start, "none", "")) for title, start in titles]
    return [(title, numbers[VALUE] if numbers else None) for (title, _), numbers in zip(titles, found, strict=True)]


def _wrong_picture(cell: str, course: list[tuple[str, float | None]], is_share: bool) -> Iterator[str]:
    shown = [(title, value) for title, value in course if value is not None]
    picture = _PICTURE.search(cell)
    if not picture or not shown:
        if picture or shown:
            yield f"{cell[:60]}: a run of {len(shown)}"
        return
    say = share if is_share else number
    first, last = (f"{say(value)} in {title}" for title, value in (shown[0], shown[-1]))
    gaps = f", {len(course) - len(shown)} without a figure" if len(shown) < len(course) else ""
    expected = f"run: {first}{f', {last}' if last != first else ''}{gaps}"
    if picture.group(1).replace("\\", "") != expected:
        yield f"{picture.group(1)} but {expected}"
    if not _is_drawn(b64decode(picture.group(2)).decode(), [value for _, value in course], is_share):
        yield f"{cell[:60]}: drawn other than {course}"


def _is_drawn(svg: str, values: list[float | None], is_share: bool) -> bool:
    """Whether each value has its spot, scaled back from pixels, and no other spot is there."""
    spots = [tuple(map(float, pair.split(","))) for line in _LINE.findall(svg) for pair in line.split()]
    dots = [(float(x), float(y)) for x, y in _DOT.findall(svg)]
    there = {place for place, value in enumerate(values) if value is not None}
    top = 1.0 if is_share else max(value for value in values if value is not None) or 1.0
    found: dict[int, float] = {}
    for x, y in [*spots, *dots]:
        place = round((x - _EDGE) / (WIDTH - 2 * _EDGE) * max(len(values) - 1, 1))
        found[place] = (HEIGHT - _EDGE - y) / (HEIGHT - 2 * _EDGE) * top
    room = 2 * _STEP / (HEIGHT - 2 * _EDGE) * top
    return set(found) == there and all(abs(found[place] - (values[place] or 0)) <= room for place in there)
