"""Puts what was found in all tables of an extract together, without two lines that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from expectations.extract import Column, ColumnType, Extract
from pipelines.ingest.spelling import alike
from pipelines.proposal.coding import Meaning, meanings
from pipelines.proposal.personal import personal_columns
from pipelines.proposal.placing import Confidence, Place
from pipelines.proposal.serving import Serving
from pipelines.proposal.vocabulary import vocabulary
from pipelines.proposal.wording import words_that_count


@dataclass(frozen=True)
class Line:
    """One line of ``[extract.columns]``: what a heading feeds."""

    heading: str
    columns: tuple[str, ...]
    confidence: Confidence
    why: str


@dataclass(frozen=True)
class Proposed:
    """What is proposed for one extract.

    Attributes:
        extract: the extract.
        servings: its tables.
        lines: its headings that are not the contract's.
        clashes: headings of which a line would feed a column twice in some table.
        values: by column, what its unknown values stand for.
        lacks_area: whether a table has no column for the service area.
    """

    extract: Extract
    servings: tuple[Serving, ...]
    lines: tuple[Line, ...]
    clashes: tuple[Line, ...]
    values: dict[str, list[Meaning]]
    lacks_area: bool


def without_personal(found: Sequence[Serving]) -> list[Serving]:
    """The tables without the places whose column looks like personal data."""
    kept = []
    for one in found:
        personal = personal_columns(one.delivered, all_places(one, found))
        kept.append(replace(one, places=tuple(place for place in one.places if place.position not in personal)))
    return kept


def all_places(serving: Serving, found: Sequence[Serving]) -> list[Place]:
    """What the headings of a table stand for, in all the extracts that it serves."""
    return [place for one in found if one.delivered is serving.delivered for place in one.places]


def assemble(extract: Extract, found: Sequence[Serving], areas: Mapping[str, str]) -> Proposed:
    """What is proposed for an extract.

    Args:
        extract: the extract.
        found: the tables that serve it, one at least.
        areas: the service areas' names by code.
    """
    lines = list(_lines(extract, found))
    clashes = [line for line in lines if _clashes(line, lines, found)]
    values = {column.name: _values(column, found, areas) for column in extract.columns}
    given = [{place.column.type for place in one.places} for one in found]
    lacks_area = any(ColumnType.AREA not in types for types in given)
    kept = tuple(line for line in lines if line not in clashes)
    return Proposed(extract, tuple(found), kept, tuple(clashes), {c: v for c, v in values.items() if v}, lacks_area)


def _lines(extract: Extract, found: Sequence[Serving]) -> Iterator[Line]:
    """One line per heading, in the order of the contract's columns; the surest table speaks for it."""
    order = [column.name for column in extract.columns]
    spoken: dict[str, Line] = {}
    for one in found:
        for position in dict.fromkeys(place.position for place in one.places):
            line = _line(one, position, order)
            before = spoken.get(alike(line.heading))
            if line.confidence is not Confidence.CONTRACT and (before is None or before.confidence < line.confidence):
                spoken[alike(line.heading)] = line
    return iter(sorted(spoken.values(), key=lambda line: (order.index(line.columns[0]), line.heading)))


def _line(serving: Serving, position: int, order: Sequence[str]) -> Line:
    places = sorted(
        (place for place in serving.places if place.position == position), key=lambda p: order.index(p.column.name)
    )
    whys = [place.why if len(places) == 1 else f"{place.column.name}: {place.why}" for place in places]
    heading = serving.delivered.headings[position]
    confidence = min(place.confidence for place in places)
    return Line(heading, tuple(place.column.name for place in places), confidence, "; ".join(whys))


def _clashes(line: Line, lines: Sequence[Line], found: Sequence[Serving]) -> bool:
    """Whether in some table that has the heading another, as sure or surer, feeds one of its columns too."""
    surer = {alike(other.heading) for other in lines if other.confidence > line.confidence or other is line}
    for one in found:
        headings = {alike(heading): at for at, heading in one.delivered.headings.items()}
        own = headings.get(alike(line.heading))
        feeding = [place for place in one.places if place.column.name in line.columns and place.position != own]
        if own is not None and any(_is_surer(one, place, surer) for place in feeding):
            return True
    return False


def _is_surer(serving: Serving, place: Place, surer: set[str]) -> bool:
    is_contract = place.confidence is Confidence.CONTRACT
    return is_contract or alike(serving.delivered.headings[place.position]) in surer or len(surer) == 1


def _values(column: Column, found: Sequence[Serving], areas: Mapping[str, str]) -> list[Meaning]:
    feeding = [(one, place) for one in found for place in one.places if place.column is column]
    cells = [one.delivered.profiles[place.position] for one, place in feeding]
    flags: dict[str, str] = {}
    for one, place in feeding:
        flags |= _flags(one, place)
    return meanings(column, cells, areas, flags)


def _flags(serving: Serving, place: Place) -> dict[str, str]:
    """What yes and no stand for below the heading; blank where it is none of yes or no."""
    words = words_that_count(serving.delivered.headings[place.position])
    for flag in vocabulary().flags:
        is_meant = (flag.extract, flag.column) == (serving.extract.name, place.column.name)
        if is_meant and words in map(words_that_count, flag.headings):
            return {"true": flag.yes, "false": flag.no}
    return {}
