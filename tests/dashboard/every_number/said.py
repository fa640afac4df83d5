"""Whether numbers that are said of other things than figures are the file's: of cases, deliveries, words and rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tests.dashboard.every_number.forms import all_written, numbers_in
from tests.dashboard.every_number.named import Names
from tests.dashboard.every_number.same_rows import is_of_figures
from tests.dashboard.every_number.spoken import Figure, Speech, of_rows
from tests.dashboard.every_number.stored import FIGURE, NUMBERS, Row, Stored
from tests.dashboard.every_number.twins import TWINS, WEEKS
from tests.dashboard.every_number.walk import Seen

_GAP = re.compile(r"([^:;.]+): (over \d+ %|under \d+ %|\d+ %) \(([\d,]+) of ([\d,]+)\), (?:\w+, )?([\d.]+)\W+points")
_OF_ALL = "100 %"


def wrong_words(seen: Seen, stored: Stored, names: Names) -> list[str]:
    """What a section says under its heading, above its pictures and beside its definitions, where it is wrong."""
    told = [f"{seen.name}: {number} in {text!r}" for text, found in _texts(seen, stored, names) for number in found]
    return told + _wrong_alternatives(seen, names)


def _texts(seen: Seen, stored: Stored, names: Names) -> Iterable[tuple[str, list[str]]]:
    section = seen.section
    yield section.caution, [number for number in numbers_in(section.caution) if number != _OF_ALL]
    yield section.meaning, _not_among(section.meaning, _behind(seen, stored))
    twin = TWINS.get(section.file_name)
    if twin:
        said = " ".join([section.lead, *(chart.sentence for chart in section.charts)])
        named = seen.context.warehouse.build["as_at"]
        expected = [value for value in twin(seen, stored) if value != named]
        yield said, _unlike(numbers_in(_unnamed(said, names)), expected)
        return
    yield section.lead, _not_among(_unnamed(section.lead, names), _looked_up(seen))
    rows = of_rows(speakers(seen, stored), names)
    for chart in section.charts:
        yield chart.sentence, _spoken(chart.sentence, chart.title, rows, names)


def _spoken(text: str, title: str, rows: Sequence[Figure], names: Names) -> list[str]:
    """Of verdicts and gaps what belongs to them first, then the figures."""
    beyond = re.sub(r"\(beyond the (?:95|99\.8) % limits\)", "", text)
    wrong = [number for found in _GAP.finditer(beyond) for number in _wrong_gap(found, title, rows)]
    return (
        wrong + Speech(re.sub(r", (?:\w+, )?[\d.]+\W+points (?:above|below)", "", beyond), title, rows, names).wrong()
    )


def _wrong_gap(found: re.Match[str], title: str, rows: Sequence[Figure]) -> list[str]:
    """The points of a group that differs from everybody else, if they are not those of its row."""
    mine = [figure for figure in rows if title.lower() in figure.names["area"] and figure.row["difference"] is not None]
    group = found.group(1).strip().split(" Mar 2026, ")[-1].lower()
    told = [all_written([figure.row["difference"]]) for figure in mine if group in figure.names["what"]]
    return [] if any(found.group(5) in said for said in told) else [found.group(5)]


def speakers(seen: Seen, stored: Stored) -> list[Row]:
    """The rows that are told of: the download's, and that of all areas together where they are told beside it."""
    rows = [stored.with_limits(row) for row in seen.section.download.to_dicts()]
    if not rows or "all_areas" not in rows[0]:
        return rows
    whole = rows[0] | {"service_area": "all"}
    numbers = stored.figure(tuple(whole[column] for column in FIGURE))
    return [*rows, whole | dict(zip(NUMBERS, numbers, strict=True))] if numbers else rows


def _behind(seen: Seen, stored: Stored) -> list[object]:
    """The values of the tables of rules that stand behind a section's definitions."""
    tables = ("demand_quantity", "leaving_rule", "eligibility", "threshold")
    rows = [row for table in tables for row in stored.rows(table)]
    constants = ["95 %", "99.8 %", "19 of 20", "500"]
    return [seen.context.warehouse.build["as_at"], *constants, *(value for row in rows for value in row.values())]


def _looked_up(seen: Seen) -> list[object]:
    """What a lead may say: the day of the figures, how many rows there are, and what their cells say."""
    download = seen.section.download
    cells = [] if is_of_figures(seen) else [value for row in download.rows() for value in row]
    return [seen.context.warehouse.build["as_at"], download.height, *cells]


def _not_among(text: str, values: Iterable[object]) -> list[str]:
    found = numbers_in(text)
    if not found:
        return []
    allowed = all_written(values)
    return [number for number in found if number not in allowed]


def _unlike(found: Sequence[str], expected: Sequence[object]) -> list[str]:
    """The numbers at whose place another is expected."""
    wanted = [all_written([value]) for value in expected]
    if len(found) != len(wanted):
        return [f"{list(found)} instead of {list(expected)}"]
    return [number for number, allowed in zip(found, wanted, strict=True) if number not in allowed]


def _unnamed(text: str, names: Names) -> str:
    return names.pattern.sub(lambda found: "~" * len(found.group()), text)


def _wrong_alternatives(seen: Seen, names: Names) -> list[str]:
    """The numbers of what is heard in a picture's stead that its table does not have."""
    heard = [_unnamed(chart.alt.removeprefix(seen.section.heading), names) for chart in seen.section.charts]
    unknown = [alt.replace("95 % intervals", "").replace("95 % interval", "") for alt in heard]
    values = [] if is_of_figures(seen) else [value for row in seen.section.download.rows() for value in row]
    return [f"{seen.name}: {number}" for number in _not_among(" ".join(unknown), [*values, *_counted(seen)])]


def _counted(seen: Seen) -> list[object]:
    """The numbers of events of a story by lane; the weeks of a caseload."""
    download = seen.section.download
    if "lane" in download.columns:
        return [count for _, count in download.group_by("lane").len().rows()]
    return [WEEKS] if seen.page == "work-list" else []
